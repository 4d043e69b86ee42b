"""Proofs: extraction, why not, missing facts, and the independent checker."""
