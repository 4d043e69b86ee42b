"""What functions, comparisons and aggregates compute, on exact values and on ranges."""

from engine.arithmetic.aggregate import aggregate
from engine.arithmetic.compare import compare
from engine.arithmetic.evaluate import evaluate

FACE = (
    "aggregate",
    "beforehand",
    "calendar",
    "compare",
    "errors",
    "evaluate",
    "exact",
    "numbers",
    "prepared",
    "telling",
    "working_days",
)
"""The modules that other rooms use; the rest is behind them."""


__all__ = ["aggregate", "compare", "evaluate"]
