"""The resolved tree and the step into it from the syntax tree."""
