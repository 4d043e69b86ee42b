"""Datalog to answers and proofs: engines, renderers, commands."""
