"""Where the stored rows of two models differ: what rests on none of it is the same in both."""

from collections.abc import Collection

from engine.backends.protocol import Facts
from parser.datalog.tree import Row


def differing(facts: Facts, others: Facts) -> frozenset[str]:
    """Return the predicates that do not have the same rows in both.

    >>> differing({"p": {(1,)}, "q": {(1,)}}, {"p": {(True,)}, "q": {(1,)}, "r": set()})
    frozenset({'p'})
    """
    return frozenset(
        pred for pred in {*facts, *others} if not _alike(facts.get(pred, ()), others.get(pred, ()))
    )


def _alike(rows: Collection[Row], others: Collection[Row]) -> bool:
    """Tell whether these are the same rows, of values of the same types: 1 is not True."""
    if rows is others:
        return True
    return len(rows) == len(others) and _typed(rows) == _typed(others)


def _typed(rows: Collection[Row]) -> set[tuple[Row, tuple[type, ...]]]:
    return {(row, tuple(map(type, row))) for row in rows}
