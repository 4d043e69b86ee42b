"""The ground instances of a clause: its body solved against a model, condition by condition.

Engines only answer "which rows"; proofs need the bindings, and this is where they come from.
"""

from collections.abc import Collection, Iterator

from engine.backends import solve as solver
from engine.backends.protocol import Pattern
from engine.backends.solve import (
    Bindings,
    holds,
    pattern,
    same,
    unify,
    variables_of,
)
from engine.proof.ordered import OrderedModel, Tabled
from engine.proof.totals import Total
from parser.datalog.tree import Aggregate, Literal, Negation, Row
from parser.values import Value

Known = OrderedModel | Tabled


class _Asked:
    """A model as the solver looks at it."""

    __slots__ = ("model",)

    def __init__(self, model: Known) -> None:
        self.model = model

    def rows(self, pred: str, pattern: Pattern) -> Collection[Row]:
        return self.model.rows(pred, pattern)

    def ranged(self, pred: str, pattern: Pattern) -> Collection[Row]:
        # engines keep no list of such rows
        return self.model.rows(pred, pattern)

    def total(self, literal: Aggregate, bindings: Bindings) -> Value | None:
        return total(literal, bindings, self.model).value


def solve(body: tuple[Literal, ...], bindings: Bindings, model: Known) -> Iterator[Bindings]:
    """Yield every way to make `body` true in `model`, as extensions of `bindings`."""
    return solver.solve(body, bindings, _Asked(model))


def satisfy(literal: Literal, bindings: Bindings, model: Known) -> Iterator[Bindings]:
    """Return every way to make one condition true."""
    return solver.satisfy(literal, bindings, _Asked(model))


def negated_rows(negation: Negation, bindings: Bindings, model: Known) -> tuple[Row, ...]:
    """Return the rows that make a negated condition false; see `engine.backends.solve.opposing`."""
    return tuple(solver.opposing(negation, bindings, _Asked(model)))


def total(literal: Aggregate, bindings: Bindings, model: Known) -> Total:
    """Return what an aggregate comes to under `bindings`, and the ways that contribute to it.

    A way whose terms have no value adds nothing and is left out.
    """
    return model.totals.of(literal, bindings, lambda body, group: solve(body, group, model))


def free_variables(body: tuple[Literal, ...]) -> set[str]:
    """Return the names of the variables of a body, those inside aggregates excluded."""
    return set().union(*map(variables_of, body))


__all__ = [
    "Bindings",
    "free_variables",
    "holds",
    "negated_rows",
    "pattern",
    "same",
    "satisfy",
    "solve",
    "total",
    "unify",
]
