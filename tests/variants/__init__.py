"""Worked cases varied, and what must hold of the answers whatever the law says."""
