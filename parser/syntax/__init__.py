"""The syntax tree and the step into it from text."""
