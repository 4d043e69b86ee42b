"""Where the rows of a register come from, and how they become tables of the engine."""
