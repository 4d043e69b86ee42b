"""What the columns of each predicate hold, found from the facts and carried through the rules."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal as OneOf

from parser.datalog.tree import (
    Aggregate,
    Apply,
    Atom,
    Comparison,
    Const,
    Expr,
    Literal,
    Negation,
    Program,
    Row,
    Term,
    Today,
    Var,
)
from parser.frozen import dataclass
from parser.values import UNKNOWN, Entity, Range, Value


@dataclass(frozen=True, slots=True)
class Layout:
    """What one place holds, and so how it is stored.

    `name` is an individual of one `kind`, `day` a date and `whole` a whole number within 64 bits
    (`ranged`: or one known only within two ends, in two columns); `key` is any value, as the text
    of `engine.backends.sql.keys` (`loose`: also one known only within two ends). `nothing` holds no
    value yet, `unknown` only the value of which nothing is known.
    """

    form: OneOf["nothing", "unknown", "name", "day", "whole", "key"]
    kind: str = ""
    ranged: bool = False
    loose: bool = False

    @property
    def is_open(self) -> bool:
        """Tell whether it holds values that are known only within limits."""
        return self.ranged or self.loose or self.form == "unknown"


NOTHING = Layout("nothing")
UNKNOWN_VALUE = Layout("unknown")
KEY = Layout("key")
LOOSE = Layout("key", loose=True)
DAY = Layout("day")
WHOLE = Layout("whole")

Layouts = Mapping[str, Sequence[Layout]]
"""The layout of each place of each predicate."""


def wider(one: Layout, other: Layout) -> Layout:
    """Return the least layout that holds what either holds.

    >>> wider(DAY, UNKNOWN_VALUE) == Layout("day", ranged=True), wider(DAY, WHOLE).form
    (True, 'key')
    """
    if one == other or other == NOTHING:
        return one
    if one == NOTHING:
        return other
    for first, second in ((one, other), (other, one)):
        if first.form in ("day", "whole") and second.form in (first.form, "unknown"):
            return Layout(first.form, ranged=True)
    return LOOSE if one.is_open or other.is_open else KEY


def of_value(value: Value) -> Layout:
    """Return the least layout that holds a value."""
    match value:
        case Entity(kind):
            return Layout("name", kind)
        case date():
            return DAY
        case Range() if value == UNKNOWN:
            return UNKNOWN_VALUE
        case Range(low, high, of="") if isinstance(low or high, date):
            return Layout("day", ranged=True)
        case Range():
            return LOOSE
        case _:
            return KEY


def of_rows(rows: Iterable[Row], start: Sequence[Layout] = ()) -> tuple[Layout, ...]:
    """Return the layouts of the places of some rows."""
    found: list[Layout] = list(start)
    for row in rows:
        if not found:
            found = [NOTHING] * len(row)
        for place, value in enumerate(row):
            if found[place] != LOOSE:
                found[place] = wider(found[place], of_value(value))
    return tuple(found)


def inferred(program: Program, stored: Layouts) -> dict[str, tuple[Layout, ...]]:
    """Return the layouts of all predicates of a program over stored rows of these layouts."""
    found: dict[str, tuple[Layout, ...]] = {name: tuple(each) for name, each in stored.items()}
    tables: dict[str, list[Row]] = {}
    for listed in program.listed:
        tables.setdefault(listed.pred, []).append(listed.row)
    for name, rows in tables.items():
        found[name] = of_rows(rows, found.get(name, ()))
    for rule in program.rules:
        for atom in (rule.head, *_atoms(rule.body)):
            found.setdefault(atom.pred, (NOTHING,) * len(atom.args))
    changed = True
    while changed:
        changed = False
        for rule in program.rules:
            known = variables(rule.body, found)
            places = found[rule.head.pred]
            heads = (of_term(term, known) for term in rule.head.args)
            after = tuple(wider(old, new) for old, new in zip(places, heads, strict=True))
            if after != places:
                found[rule.head.pred] = after
                changed = True
    return {name: tuple(map(_settled, places)) for name, places in found.items()}


def _settled(layout: Layout) -> Layout:
    if layout == UNKNOWN_VALUE:
        return LOOSE
    return KEY if layout == NOTHING else layout


def _atoms(body: Iterable[Literal]) -> Iterable[Atom]:
    from parser.datalog.atoms import atoms

    return atoms(tuple(body))


def variables(body: Sequence[Literal], layouts: Layouts) -> dict[str, Layout]:
    """Return the layout of each variable where a body gives it its value."""
    known: dict[str, Layout] = {}
    for literal in body:
        match literal:
            case Atom(pred, args):
                for term, layout in zip(args, layouts[pred], strict=True):
                    if isinstance(term, Var):
                        known.setdefault(term.name, layout)
            case Comparison("=", left, right):
                for side, other in ((left, right), (right, left)):
                    if isinstance(side, Var) and side.name not in known:
                        known[side.name] = of_expression(other, known)
            case Aggregate(result=Var(name), body=inner, possible=possible):
                inside = {**known, **variables(inner, layouts)}
                loose = possible is not None or any(one.is_open for one in inside.values())
                known.setdefault(name, LOOSE if loose else KEY)
            case Negation() | Comparison() | Aggregate():
                pass
    return known


def of_term(term: Term, known: Mapping[str, Layout]) -> Layout:
    """Return the layout of a constant or of a variable."""
    return of_value(term.value) if isinstance(term, Const) else known.get(term.name, NOTHING)


_COUNTING = ("days", "months", "years")


def of_expression(expr: Expr, known: Mapping[str, Layout]) -> Layout:
    """Return the layout of what an expression is worked out to."""
    match expr:
        case Const() | Var():
            return of_term(expr, known)
        case Apply(function, args):
            layouts = [of_expression(arg, known) for arg in args]
            days = all(layout.form == "day" for layout in layouts)
            ranged = any(layout.ranged for layout in layouts)
            if function in _COUNTING and days:
                return Layout("whole", ranged=ranged)
            if function in ("earlier", "later") and days:
                return Layout("day", ranged=ranged)
            if is_shift(expr) and layouts[0].form == "day":
                return Layout("day", ranged=layouts[0].ranged)
            if NOTHING in layouts:
                return NOTHING
            return LOOSE if any(layout.is_open for layout in layouts) else KEY
        case Today():
            return DAY


def is_shift(expr: Apply) -> bool:
    """Tell whether an expression moves something by a constant duration."""
    from parser.values import Duration

    match expr:
        case Apply("+" | "-", (_, Const(Duration()))):
            return True
        case Apply():
            return False
