"""A part of a program -> who there may be of each kind."""

from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import assert_never

from engine.audit.beside import days_of
from engine.audit.bounds import Bounds
from engine.audit.limits import Clusters
from engine.audit.part import Part
from parser.datalog.tree import (
    Aggregate,
    Atom,
    Comparison,
    Const,
    Expr,
    Literal,
    Negation,
    Rule,
    Var,
)
from parser.resolved.vocabulary import VALUE_KINDS
from parser.values import Entity, Value

_NAMES = ("Ana", "Boris", "Clara", "Dragan", "Ema", "Filip")
"""What people are called in a worked case."""


def people_of(
    part: Part, bounds: Bounds, clusters: Clusters, left_out: list[str]
) -> dict[str, tuple[Entity, ...]]:
    """Return the individuals of each kind; `left_out` receives of which there are too many.

    Of a kind of which the laws name everybody there is nobody else.
    """
    kinds = {
        slot.kind
        for name in _preds(part.rules) | {one.name for one in part.stated} | {part.goal}
        if name in part.program.predicates
        for slot in part.program.predicates[name].slots
        if slot.kind not in VALUE_KINDS
    }
    kinds |= {one.kind for row in part.listed for one in row.row if isinstance(one, Entity)}
    named = _named(part.rules)
    found: dict[str, tuple[Entity, ...]] = {}
    for kind in sorted(kinds):
        own = [one for one in named if one.kind == kind]
        closed = part.program.closed.get(kind)
        listed = {
            one: None
            for row in part.listed
            for one in row.row
            if isinstance(one, Entity) and one.kind == kind
        }
        if closed is not None:
            found[kind], fits = _some(own, tuple(closed), part, clusters, bounds.named)
            if not fits:
                left_out.append(f"{len(found[kind])} of {len(closed)} of kind `{kind}`")
        else:
            known = {name for one in part.program.closed.values() for name in one}
            taken = {one.name for one in (*known, *named, *listed)}
            new = (name for name in _called(kind) if name not in taken)
            extra, fits = _some([], tuple(listed), part, clusters, bounds.named)
            if not fits:
                left_out.append(f"{len(extra)} of {len(listed)} of kind `{kind}` in tables")
            wanted = max(bounds.individuals, _together_in_one(part, kind))
            those = [Entity(kind, next(new)) for _ in range(wanted)]
            found[kind] = tuple(dict.fromkeys((*own, *extra, *those)))
    return found


_MOST_TOGETHER = 3
"""How many people of one kind there may be for a rule that speaks of so many."""


def _together_in_one(part: Part, kind: str) -> int:
    """Return of how many individuals of a kind one rule speaks, one more where it counts them."""
    most = 0
    for rule in part.rules:
        counted = [each for one in rule.body if isinstance(one, Aggregate) for each in one.body]
        names = {
            term.name
            for atom in (rule.head, *rule.body, *counted)
            if isinstance(atom, Atom)
            if (predicate := part.program.predicates.get(atom.pred)) is not None
            for term, slot in zip(atom.args, predicate.slots, strict=True)
            if isinstance(term, Var) and slot.kind == kind
        }
        most = max(most, len(names) + bool(counted))
    return min(most, _MOST_TOGETHER)


def _called(kind: str) -> Iterator[str]:
    if kind == "person":
        yield from _NAMES
    bare = kind.rpartition(".")[2].capitalize()
    for count in range(1, 100):
        yield f"{bare}-{count}"


def _some(
    first: Sequence[Entity], every: Sequence[Entity], part: Part, clusters: Clusters, most: int
) -> tuple[tuple[Entity, ...], bool]:
    """Return those named by rules, then two of each sort that the rules could tell apart.

    Of one sort are those of whom the tables say the same, but for values between the same limits.
    The second is whether there is room for each sort.
    """
    rows: dict[Entity, dict[object, None]] = {one: {} for one in every}
    named = set(first)
    for row in part.listed:
        cells = tuple(
            _cell(row.pred, n, value, part, clusters, named) for n, value in enumerate(row.row)
        )
        for place, value in enumerate(row.row):
            if isinstance(value, Entity) and value in rows:
                rows[value][row.pred, place, cells[:place], cells[place + 1 :]] = None
    sorts: dict[object, list[Entity]] = {}
    for one in every:
        sorts.setdefault(frozenset(rows[one]), []).append(one)
    alike = (one for turn in range(2) for those in sorts.values() for one in those[turn : turn + 1])
    found = tuple(dict.fromkeys((*first, *alike)))
    room = max(most, len(first) + 1)
    return found[:room], len(dict.fromkeys((*first, *(one for one, *_ in sorts.values())))) <= room


def _cell(
    pred: str, place: int, value: Value, part: Part, clusters: Clusters, named: Container[Entity]
) -> object:
    """Return what tells a cell of a table from others: between which limits its value lies."""
    if isinstance(value, Entity):
        return value if value in named else value.kind
    cluster = clusters[pred, place]
    match value:
        case date():
            limits = [day.toordinal() for day in days_of(cluster, part.day)]
            own: int | Fraction = value.toordinal()
        case int() | Decimal() | Fraction():
            sizes = [one for one in cluster.sizes if isinstance(one, int | Decimal | Fraction)]
            limits, own = sizes, Fraction(value)  # type: ignore[assignment]
        case _:
            return value
    return sum(limit < own for limit in limits), own in limits


def _preds(rules: Iterable[Rule]) -> set[str]:
    return {name for rule in rules for name in _in_body((rule.head, *rule.body))}


def _in_body(body: Iterable[Literal]) -> Iterator[str]:
    for literal in body:
        match literal:
            case Atom(pred):
                yield pred
            case Negation(atom):
                yield atom.pred
            case Aggregate(body=inner):
                yield from _in_body(inner)
            case Comparison():
                pass
            case _:
                assert_never(literal)


def _named(rules: Iterable[Rule]) -> list[Entity]:
    """Return the individuals that rules name, each once."""
    found: dict[Entity, None] = {}

    def look(body: Iterable[Literal]) -> None:
        for literal in body:
            match literal:
                case Atom(args=args):
                    leaves: list[Expr] = list(args)
                case Negation(atom):
                    leaves = list(atom.args)
                case Comparison(left=left, right=right):
                    leaves = [left, right]
                case Aggregate(body=inner, terms=terms):
                    look(inner)
                    leaves = list(terms)
                case _:
                    assert_never(literal)
            for leaf in leaves:
                if isinstance(leaf, Const) and isinstance(leaf.value, Entity):
                    found[leaf.value] = None

    for rule in rules:
        look((rule.head, *rule.body))
    return list(found)
