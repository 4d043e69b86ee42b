"""Rules made for one question over a register: each pass takes plain Datalog and returns it."""
