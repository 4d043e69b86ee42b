"""What cannot be worked out."""

from parser.datalog.tree import Rule


class EvaluationError(Exception):
    """A program that cannot be evaluated: unbounded arithmetic, mixed currencies, ...

    `rule` is the one whose conditions cannot be worked out, where the engine knows it. `reason` is
    what is said without it.
    """

    def __init__(self, said: str, rule: Rule | None = None, reason: str = "") -> None:
        super().__init__(said)
        self.rule = rule
        self.reason = reason or said


class Endless(EvaluationError):
    """Rules that conclude more and more."""

    def __init__(self, said: str = "", rule: Rule | None = None, reason: str = "") -> None:
        super().__init__(said or "the rules conclude more and more without end", rule, reason)
