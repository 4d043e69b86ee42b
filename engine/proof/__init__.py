"""Proofs: extraction, why not, missing facts, and the independent checker."""

FACE = (
    "absence",
    "checker.conflict",
    "checker.verify",
    "explain",
    "gap",
    "grounds",
    "identity",
    "instances",
    "leaves",
    "node",
    "ordered",
    "smallest",
    "taken_back",
    "telling",
    "totals",
    "why_not",
    "witness",
)
"""The modules that other rooms use; the rest is behind them."""
