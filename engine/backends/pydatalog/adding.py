"""What is counted or added up for a group: the terms of each way to make a body true."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Protocol

from engine.arithmetic.errors import EvaluationError
from engine.arithmetic.telling import telling
from engine.backends.pydatalog.calculations import Calculation, calculation
from engine.backends.pydatalog.codes import Coded, Codes
from parser.datalog.tree import Aggregate, Apply, Expr, Row, Var
from parser.datalog.variables import in_expression
from parser.values import Value

Way = Mapping[str, int]
"""Codes for variables."""


class Bodies(Protocol):
    """What knows the ways to make the bodies of aggregates true."""

    codes: Codes

    def body_ways(self, pred: str, names: Sequence[str], start: Way) -> Iterator[Way]:
        """Yield each way to make a body of an aggregate true, perhaps twice, on top of `start`."""
        ...

    def added(self, body: str, group: tuple[str, Coded]) -> list[Row] | None:
        """Return what was added up over a body before, or None."""
        ...

    def keep_added(self, body: str, group: tuple[str, Coded], rows: list[Row]) -> None:
        """Keep what was added up over a body, which other rails may ask too."""
        ...


Adding = Callable[[Bodies, Way], list[Row]]
"""Gives the rows for a group: the terms, and what tells one way from another where that matters."""

_SAME = "the same for a group "


def adding(
    literal: Aggregate, needs: Sequence[str], body: tuple[str, tuple[str, ...]], lenient: bool
) -> Adding:
    """Return what works out the rows for groups of values of the variables that an aggregate needs.

    They are as `assignments` has them, for the predicate that stands for a body, and its variables.
    """
    hidden, names = body
    inner = [name for name in sorted(names) if name not in needs]
    plainly = [calculation(term, lenient) for term in literal.terms]
    parts: dict[Expr, str] = {}
    parted = [calculation(_parted(term, needs, parts), lenient) for term in literal.terms]
    same = [(name, calculation(part, lenient)) for part, name in parts.items()]
    kind = literal.kind
    known_as = f"{kind} {lenient} {literal.terms!r} of {hidden}"

    def rows(known: Bodies, group: Way) -> list[Row]:
        key = (known_as, tuple([group[name] for name in needs]))
        found = known.added(hidden, key)
        if found is None:
            found = made(known, group)
            known.keep_added(hidden, key, found)
        return found

    def made(known: Bodies, group: Way) -> list[Row]:
        values = known.codes.by_code
        start = _with_same(known.codes, group, same)
        terms = plainly if start is None else parted
        found: dict[object, Row] = {}
        for way in known.body_ways(hidden, names, start or group):
            row = _worked_out(terms, values, way)
            if row is None:
                continue
            if kind in ("min", "max", "days"):
                found[len(found)] = row
            elif kind == "count" and terms:
                found[tuple([(type(value), value) for value in row])] = row
            else:
                own = tuple([way[name] for name in inner])
                found[own] = (*row, *known.codes.values(own))
        ways = list(found.values())
        return [*telling(ways)] if kind in ("min", "max") else ways

    return rows


def _parted(expr: Expr, needs: Sequence[str], parts: dict[Expr, str]) -> Expr:
    """Return an expression with a variable for each part that is the same for all of a group."""
    if not isinstance(expr, Apply):
        return expr
    if all(name in needs for name in in_expression(expr)):
        return Var(parts.setdefault(expr, f"{_SAME}{len(parts)}"))
    return Apply(expr.function, tuple([_parted(arg, needs, parts) for arg in expr.args]))


def _with_same(codes: Codes, group: Way, same: Sequence[tuple[str, Calculation]]) -> Way | None:
    """Return a group with the values of parts that are the same for all of it.

    None where one has no value or cannot be worked out: then each way is asked.
    """
    found = {**group}
    for name, part in same:
        try:
            value = part(codes.by_code, group)
        except EvaluationError:
            return None
        if value is None:
            return None
        found[name] = codes.encode(value)
    return found


def _worked_out(terms: Sequence[Calculation], values: Sequence[Value], way: Way) -> Row | None:
    """Return the values of some terms, or None if one of them has none."""
    found: list[Value] = []
    for term in terms:
        value = term(values, way)
        if value is None:
            return None
        found.append(value)
    return tuple(found)
