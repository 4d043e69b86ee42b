"""What every engine offers: rules in, rows out. An engine knows Datalog and no law."""

from collections.abc import Collection, Mapping
from typing import Protocol

from parser.datalog.tree import Program, Row
from parser.values import Value

Facts = Mapping[str, Collection[Row]]
Pattern = tuple[Value | None, ...]


class Model(Protocol):
    """The model of a program over given facts, evaluated as far as asked."""

    def rows(self, pred: str, pattern: Pattern) -> Collection[Row]:
        """Return all rows of `pred` that agree with `pattern` (`None` is free).

        Values agree when they are equal and of the same type. An unknown predicate has no
        rows. Repeated calls are cheap.
        """
        ...


class Loaded(Protocol):
    """A program made ready to run on any facts; may be used from several threads."""

    def evaluate(self, facts: Facts, beside: Model | None = None, far: int | None = None) -> Model:
        """Return the model over `facts` (added to the program's own facts).

        `beside` is a model over other facts. If it is one of this very program, what rests on none
        of the predicates whose facts differ has the same rows in both, and may be taken from there.
        With `far`, a question that takes so many steps, and many more than all that `beside` was
        asked, may be given up with an EvaluationError by an engine that counts its steps.
        """
        ...


class Backend(Protocol):
    """An engine.

    `load` expects a program that `parser.datalog` has checked: arities agree, every rule is safe
    and its body ordered, negation and aggregation are stratified.
    """

    name: str

    def load(self, program: Program) -> Loaded:
        """Return a program made ready to run on any facts."""
        ...
