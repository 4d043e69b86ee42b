"""One tree, several renderers."""
