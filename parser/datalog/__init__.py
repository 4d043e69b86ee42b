"""The Datalog core: the step into it (`from_resolved`), its checks (`check`), its text (`show`)."""
