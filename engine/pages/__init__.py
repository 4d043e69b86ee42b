"""A reply as people and programs read it: one outline, several renderers."""
