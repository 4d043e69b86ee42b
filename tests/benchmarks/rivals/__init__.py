"""The same questions put to other tools, each as a process of its own."""
