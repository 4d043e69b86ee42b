"""One question, a million cases: the same rules over the tables of a register."""
