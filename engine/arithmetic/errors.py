"""What cannot be worked out."""


class EvaluationError(Exception):
    """A program that cannot be evaluated: unbounded arithmetic, mixed currencies, ..."""


class DivisionByZero(EvaluationError):
    """A division or remainder by zero: the condition that needs it does not hold."""
