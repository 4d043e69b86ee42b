"""What cannot be worked out."""


class EvaluationError(Exception):
    """A program that cannot be evaluated: unbounded arithmetic, mixed currencies, ..."""
