"""A part of a program -> who there may be, and which values each place of a sentence may have.

Values are those that tell apart what the law compares with: each limit, and one value on each side
of it. The places whose values are compared with each other, through any number of rules, make a
cluster; its limits are all the constants that stand in these comparisons.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import assert_never

from engine.arithmetic.calendar import shift
from engine.audit.bounds import Bounds
from engine.audit.part import Part
from parser.datalog.tree import (
    Aggregate,
    Apply,
    Atom,
    Comparison,
    Const,
    Expr,
    Literal,
    Negation,
    Rule,
    Today,
    Var,
)
from parser.resolved.vocabulary import VALUE_KINDS, Predicate
from parser.values import Amount, Duration, Entity, Range, Share, Value, number

Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Domains:
    """`people` are the individuals of each kind, `values` those of each place of a sentence.

    `units` is in which unit the limits of a place are written, where it has any. `left_out` says
    what the bounds leave out, in words.
    """

    people: Mapping[str, tuple[Entity, ...]]
    values: Mapping[Place, tuple[Value, ...]]
    units: Mapping[Place, Duration]
    left_out: tuple[str, ...]


def domains_of(part: Part, bounds: Bounds) -> Domains:
    """Return who and what a part is asked about."""
    left_out: list[str] = []
    people = _people(part, bounds, left_out)
    clusters = _clusters(part, people)
    values: dict[Place, tuple[Value, ...]] = {}
    units: dict[Place, Duration] = {}
    for predicate in (*part.stated, part.predicate):
        most = _most(predicate, people, bounds)
        for place, slot in enumerate(predicate.slots):
            if slot.kind in VALUE_KINDS:
                key = predicate.name, place
                found = _values(clusters[key], slot.kind, part.day, _is_counted(predicate, place))
                if len(found) > most:
                    left_out.append(f"{most} of {len(found)} values of `{slot.role}`")
                values[key] = _sorted(found[:most])
                units[key] = clusters[key].unit()
    return Domains(people, values, units, tuple(dict.fromkeys(left_out)))


def _most(predicate: Predicate, people: Mapping[str, Sequence[Entity]], bounds: Bounds) -> int:
    """Return how many values each place of a sentence may have, so that its rows are not many."""
    rows, places = 1, 0
    for slot in predicate.slots:
        if slot.kind in VALUE_KINDS:
            places += 1
        else:
            rows *= max(1, len(people.get(slot.kind, ())))
    most = bounds.values
    while places and most > 3 and rows * most**places > bounds.rows:
        most -= 1
    return most


def _is_counted(predicate: Predicate, place: int) -> bool:
    """Tell whether a number says how many there are of something, so that it is whole.

    >>> from parser.resolved.vocabulary import Slot
    >>> slots = (Slot("person", "person"), Slot("number", "number"))
    >>> books = Predicate("has", slots, parts=(0, "has", 1, "books"))
    >>> aged = Predicate("aged", slots, parts=(0, "is", 1, "years", "old"))
    >>> _is_counted(books, 1), _is_counted(aged, 1)
    (True, False)
    """
    if place not in predicate.parts:
        return False
    at = predicate.parts.index(place) + 1
    after = predicate.parts[at] if at < len(predicate.parts) else ""
    return isinstance(after, str) and bool(after) and after not in _DIVIDED


_DIVIDED = frozenset({"year", "years", "old", "percent", "on", "in", "of", "for", "from", "at"})
"""Words behind a number that need not be whole."""


@dataclass(slots=True)
class _Cluster:
    """What stands in the comparisons of places that are compared with each other."""

    days: dict[date, None] = field(default_factory=dict)
    durations: dict[Duration, None] = field(default_factory=dict)
    sizes: dict[Value, None] = field(default_factory=dict)
    texts: dict[str, None] = field(default_factory=dict)
    functions: set[str] = field(default_factory=set)

    def add(self, value: Value) -> None:
        """Add a constant."""
        match value:
            case date():
                self.days[value] = None
            case Duration():
                self.durations[value] = None
            case int() | Decimal() | Fraction() | Amount() | Share():
                self.sizes[value] = None
            case str():
                self.texts[value] = None
            case Entity() | Range():
                pass
            case _:
                assert_never(value)

    def take(self, other: "_Cluster") -> None:
        """Add all that is in another one."""
        self.days |= other.days
        self.durations |= other.durations
        self.sizes |= other.sizes
        self.texts |= other.texts
        self.functions |= other.functions

    def spans(self) -> Iterator[Duration]:
        """Yield the distances between days, those that are counted in numbers too."""
        yield from self.durations
        for size in self.sizes:
            if isinstance(size, int) and 0 <= size < 10_000:
                if "years" in self.functions:
                    yield Duration(12 * size, 0)
                if "months" in self.functions:
                    yield Duration(size, 0)
                if self.functions & {"days", "working_days", "working_after"}:
                    yield Duration(0, size)

    def unit(self) -> Duration:
        """Return the unit in which all distances are written: years, months or days."""
        spans = [one for one in self.spans() if one != Duration()]
        if not spans or any(one.days for one in spans):
            return Duration(0, 1)
        return Duration(12 if all(one.months % 12 == 0 for one in spans) else 1, 0)


class _Joined:
    """Nodes that belong together, each with one cluster: places, and variables of rules."""

    def __init__(self) -> None:
        self._above: dict[object, object] = {}
        self._clusters: dict[object, _Cluster] = defaultdict(_Cluster)

    def root(self, node: object) -> object:
        while node in self._above:
            node = self._above[node]
        return node

    def join(self, one: object, other: object) -> None:
        first, second = self.root(one), self.root(other)
        if first != second:
            self._above[second] = first
            if second in self._clusters:
                self._clusters[first].take(self._clusters.pop(second))

    def __getitem__(self, node: object) -> _Cluster:
        return self._clusters[self.root(node)]


def _clusters(part: Part, people: Mapping[str, Sequence[Entity]]) -> _Joined:
    joined = _Joined()
    for at, rule in enumerate(part.rules):
        _walk(rule.body, at, joined)
        _atom(rule.head, at, joined)
    for at, one in enumerate(part.constraints):
        for literal in (*one.atoms, *one.comparisons):
            _walk((literal,), ("constraint", at), joined)
    known = {one for those in people.values() for one in those}
    for row in part.listed:
        if all(not isinstance(value, Entity) or value in known for value in row.row):
            for place, value in enumerate(row.row):
                if not isinstance(value, Entity):
                    joined[row.pred, place].add(value)
    return joined


def _walk(body: Iterable[Literal], at: object, joined: _Joined) -> None:
    for literal in body:
        match literal:
            case Atom():
                _atom(literal, at, joined)
            case Negation(atom):
                _atom(atom, at, joined)
            case Comparison(left=left, right=right):
                _together((left, right), at, joined)
            case Aggregate(result=result, terms=terms, body=inner, kind=kind):
                _walk(inner, at, joined)
                _together((result, *terms), at, joined)
                if kind == "days" and isinstance(result, Var):
                    joined[at, result.name].functions.add("days")
            case _:
                assert_never(literal)


def _atom(atom: Atom, at: object, joined: _Joined) -> None:
    for place, term in enumerate(atom.args):
        if isinstance(term, Const):
            joined[atom.pred, place].add(term.value)
        elif term.name != "_":
            joined.join((atom.pred, place), (at, term.name))


def _together(expressions: Iterable[Expr], at: object, joined: _Joined) -> None:
    """Join all variables of a comparison, and add what else stands in it."""
    found = _Cluster()
    names: list[str] = []
    waiting = list(expressions)
    while waiting:
        match waiting.pop():
            case Var(name):
                names.append(name)
            case Const(value):
                found.add(value)
            case Apply(function, args):
                found.functions.add(function)
                waiting.extend(args)
            case Today():
                pass
    for name in names[1:]:
        joined.join((at, names[0]), (at, name))
    if names:
        joined[at, names[0]].take(found)


def _values(cluster: _Cluster, kind: str, today: date, whole: bool) -> list[Value]:
    """Return the values of a place, those at and just beside limits first."""
    match kind:
        case "date":
            return list(_days(cluster, today))
        case "number":
            sizes = [one for one in cluster.sizes if isinstance(one, int | Decimal | Fraction)]
            return list(_numbers(sizes, whole))
        case "amount":
            return list(_amounts(cluster))
        case "share":
            shares = [one.percent for one in cluster.sizes if isinstance(one, Share)]
            numbers = [one for one in _numbers(shares, whole=False) if 0 <= one <= 100]
            return [Share(Decimal(str(float(one)))) for one in numbers]
        case "duration":
            return list(_durations(cluster))
        case _:
            return [*cluster.texts, "something else"]


def _days(cluster: _Cluster, today: date) -> Iterator[date]:
    spans = list(dict.fromkeys(cluster.spans()))
    limits: dict[date, None] = {today: None}
    for day in cluster.days:
        limits[day] = None
    for sign in (-1, 1):
        for span in spans:
            limits[shift(today, span, sign)] = None
    for day in cluster.days:
        for span in spans:
            limits[shift(day, span, 1)] = None
    found: dict[date, None] = {}
    for limit in limits:
        for step in (0, -1, 1):
            if date.min < limit < date.max:
                found[limit + timedelta(days=step)] = None
    found[shift(today, Duration(12 * 50, 0), -1)] = None
    yield from found


def _numbers(sizes: Iterable[Value], whole: bool) -> Iterator[int | Decimal | Fraction]:
    limits = sorted({Fraction(one) for one in sizes})  # type: ignore[arg-type]
    found: dict[Fraction, None] = dict.fromkeys(limits)
    for one in limits:
        for step in (-1, 1):
            if one + step >= 0:
                found[one + step] = None
    if not whole:
        for low, high in zip(limits, limits[1:], strict=False):
            found[(low + high) / 2] = None
        for one in limits:
            found[one + Fraction(1, 2)] = None
    for one in found or {Fraction(0): None, Fraction(1): None, Fraction(2): None}:
        value = number(one)
        if not whole or isinstance(value, int):
            yield value


def _amounts(cluster: _Cluster) -> Iterator[Amount]:
    limits = [one for one in cluster.sizes if isinstance(one, Amount)]
    for one in limits or (Amount(Decimal(100), "EUR"),):
        for step in ("0", "-0.01", "0.01", "-1", "1"):
            size = one.value + Decimal(step)
            if size >= 0:
                yield Amount(size, one.currency)


def _durations(cluster: _Cluster) -> Iterator[Duration]:
    found: dict[Duration, None] = {}
    for one in cluster.durations or {Duration(1, 0): None}:
        unit = Duration(0, 1) if one.days else Duration(1, 0)
        for step in (0, -1, 1):
            near = Duration(one.months + step * unit.months, one.days + step * unit.days)
            if near.months >= 0 and near.days >= 0:
                found[near] = None
    yield from found


def _sorted(values: Sequence[Value]) -> tuple[Value, ...]:
    """Return values of one kind in their order, texts and durations as they are."""
    match values[0] if values else None:
        case date():
            return tuple(sorted(values, key=lambda one: one))  # type: ignore[type-var, return-value, arg-type]
        case int() | Decimal() | Fraction():
            return tuple(sorted(values, key=Fraction))  # type: ignore[arg-type]
        case Share():
            return tuple(sorted(values, key=lambda one: one.percent))  # type: ignore[union-attr]
        case Amount():
            return tuple(sorted(values, key=lambda one: (one.currency, one.value)))  # type: ignore[union-attr]
        case Duration():
            return tuple(sorted(values, key=lambda one: (one.months, one.days)))  # type: ignore[union-attr]
        case _:
            return tuple(values)


_NAMES = ("Ana", "Boris", "Clara", "Dragan", "Ema", "Filip")
"""What people are called in a worked case."""


def _people(part: Part, bounds: Bounds, left_out: list[str]) -> dict[str, tuple[Entity, ...]]:
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
            found[kind] = _some(own, tuple(closed), part, bounds.named)
            if len(found[kind]) < len(closed):
                left_out.append(f"{len(found[kind])} of {len(closed)} of kind `{kind}`")
        else:
            known = {name for one in part.program.closed.values() for name in one}
            taken = {one.name for one in (*known, *named, *listed)}
            new = (name for name in _called(kind) if name not in taken)
            extra = _some([], tuple(listed), part, bounds.named) if listed else ()
            wanted = max(bounds.individuals, _together_in_one(part, kind))
            those = [Entity(kind, next(new)) for _ in range(wanted)]
            found[kind] = tuple(dict.fromkeys((*own, *extra, *those)))
    return found


_MOST_TOGETHER = 4
"""How many people of one kind there may be for a rule that speaks of so many."""


def _together_in_one(part: Part, kind: str) -> int:
    """Return of how many individuals of a kind one rule that concludes the goal speaks."""
    most = 0
    for rule in part.concluding:
        names = {
            term.name
            for atom in (rule.head, *(one for one in rule.body if isinstance(one, Atom)))
            if (predicate := part.program.predicates.get(atom.pred)) is not None
            for term, slot in zip(atom.args, predicate.slots, strict=True)
            if isinstance(term, Var) and slot.kind == kind
        }
        most = max(most, len(names))
    return min(most, _MOST_TOGETHER)


def _called(kind: str) -> Iterator[str]:
    if kind == "person":
        yield from _NAMES
    bare = kind.rpartition(".")[2].capitalize()
    for count in range(1, 100):
        yield f"{bare}-{count}"


def _some(
    first: Sequence[Entity], every: Sequence[Entity], part: Part, most: int
) -> tuple[Entity, ...]:
    """Return those named by rules, then one of each sort that the tables tell apart."""
    rows: dict[Entity, list[object]] = {one: [] for one in every}
    for row in part.listed:
        for place, value in enumerate(row.row):
            if isinstance(value, Entity) and value in rows:
                rows[value].append((row.pred, place))
    sorts: dict[object, Entity] = {}
    for one in every:
        sorts.setdefault(frozenset(map(str, rows[one])), one)
    found = dict.fromkeys((*first, *sorts.values()))
    room = max(most, len(first) + 1)
    for one in every:
        if len(found) >= room:
            break
        found.setdefault(one, None)
    return tuple(found)[:room]


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
