"""What functions, comparisons and aggregates compute, on exact values and on ranges."""

from engine.arithmetic.aggregate import aggregate
from engine.arithmetic.compare import compare
from engine.arithmetic.evaluate import attempt, evaluate

__all__ = ["aggregate", "attempt", "compare", "evaluate"]
