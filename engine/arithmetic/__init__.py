"""What functions, comparisons and aggregates compute, on exact values and on ranges."""

from engine.arithmetic.aggregate import aggregate
from engine.arithmetic.compare import compare
from engine.arithmetic.evaluate import evaluate

__all__ = ["aggregate", "compare", "evaluate"]
