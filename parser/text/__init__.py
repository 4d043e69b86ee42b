"""Places in source text, what to tell the author about them, and how files are read."""
