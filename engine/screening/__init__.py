"""Whole registers at once: the same rules over many cases, each with its own facts."""
