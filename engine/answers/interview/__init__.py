"""Which question to ask next, and what the answers so far come to."""
