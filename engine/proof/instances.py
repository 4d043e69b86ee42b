"""The ground instances of a clause: its body solved against a model, condition by condition.

Engines only answer "which rows"; proofs need the bindings, and this is where they come from.
"""

from collections.abc import Collection, Iterator

from engine.backends import solve as solver
from engine.backends.protocol import Model, Pattern
from engine.backends.solve import (
    Bindings,
    assignments,
    contributing,
    holds,
    pattern,
    same,
    unify,
    variables_of,
)
from parser.datalog.tree import Aggregate, Literal, Negation, Row
from parser.values import Value


class _Asked:
    """A model as the solver looks at it."""

    __slots__ = ("model",)

    def __init__(self, model: Model) -> None:
        self.model = model

    def rows(self, pred: str, pattern: Pattern) -> Collection[Row]:
        return self.model.rows(pred, pattern)

    def ranged(self, pred: str, pattern: Pattern) -> Collection[Row]:
        # engines keep no list of such rows
        return self.model.rows(pred, pattern)


def solve(body: tuple[Literal, ...], bindings: Bindings, model: Model) -> Iterator[Bindings]:
    """Yield every way to make `body` true in `model`, as extensions of `bindings`."""
    return solver.solve(body, bindings, _Asked(model))


def satisfy(literal: Literal, bindings: Bindings, model: Model) -> Iterator[Bindings]:
    """Return every way to make one condition true."""
    return solver.satisfy(literal, bindings, _Asked(model))


def negated_rows(negation: Negation, bindings: Bindings, model: Model) -> tuple[Row, ...]:
    """Return the rows that make a negated condition false; see `engine.backends.solve.opposing`."""
    return tuple(solver.opposing(negation, bindings, _Asked(model)))


def aggregate_value(literal: Aggregate, bindings: Bindings, model: Model) -> Value | None:
    """Return the value of an aggregate under `bindings`, or None where it has none."""
    return solver.aggregated(literal, bindings, _Asked(model))


def contributions(
    literal: Aggregate, bindings: Bindings, model: Model
) -> Iterator[tuple[Bindings, Row]]:
    """Yield each way to make the body of an aggregate certainly true, with the terms it adds.

    A way whose terms have no value adds nothing and is left out.
    """
    return contributing(literal, bindings, solve(literal.body, bindings, model))


def free_variables(body: tuple[Literal, ...]) -> set[str]:
    """Return the names of the variables of a body, those inside aggregates excluded."""
    return set().union(*map(variables_of, body))


__all__ = [
    "Bindings",
    "aggregate_value",
    "assignments",
    "contributions",
    "free_variables",
    "holds",
    "negated_rows",
    "pattern",
    "same",
    "satisfy",
    "solve",
    "unify",
]
