"""One protocol, several engines."""
