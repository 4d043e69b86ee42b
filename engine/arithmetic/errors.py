"""What cannot be worked out."""

from parser.datalog.tree import Rule


class EvaluationError(Exception):
    """A program that cannot be evaluated: unbounded arithmetic, mixed currencies, ...

    `rule` is the one whose conditions cannot be worked out, where the engine knows it.
    """

    def __init__(self, said: str, rule: Rule | None = None) -> None:
        super().__init__(said)
        self.rule = rule


class Endless(EvaluationError):
    """Rules that conclude more and more."""

    def __init__(self, said: str = "", rule: Rule | None = None) -> None:
        super().__init__(said or "the rules conclude more and more without end", rule)
