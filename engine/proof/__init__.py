"""Proofs: extraction, why not, missing facts, and the independent checker."""

FACE = (
    "absence",
    "checker.verify",
    "explain",
    "grounds",
    "identity",
    "instances",
    "leaves",
    "node",
    "ordered",
    "smallest",
    "totals",
    "why_not",
    "witness",
)
"""The modules that other rooms use; the rest is behind them."""
