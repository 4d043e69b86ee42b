"""Text to syntax tree to resolved tree to Datalog. Knows nothing of evaluation."""
