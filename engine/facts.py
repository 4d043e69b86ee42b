"""A case -> the stored rows that a program on rails reads, with who stated each of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import product

from engine.proof.node import GroundAtom, Source
from engine.rails.from_datalog import Railed
from engine.rails.rail import POSSIBLE, TODAY
from engine.rails.sensitivity import entity_slots
from engine.render.sentence import sentence
from parser.datalog.tree import Row
from parser.resolved.tree import Constant, Statement, Term, Variable
from parser.resolved.vocabulary import Predicate
from parser.text.diagnostic import Diagnostic, Label, SourceError
from parser.values import SOMEONE, UNKNOWN, Entity, Value

Pattern = tuple[Value | None, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """The rows of one case.

    `rows` are the stored rows by name; `stated`, `denied` and `closed` say where each came
    from, by predicate and row (`None` in a denial or closure is "any").
    """

    rows: dict[str, set[Row]]
    as_of: date
    domain: dict[str, tuple[Entity, ...]]
    stated: dict[tuple[str, Row], Source] = field(default_factory=dict)
    denied: dict[str, tuple[tuple[Pattern, Source], ...]] = field(default_factory=dict)
    closed: dict[str, tuple[tuple[Pattern, Source], ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Said:
    """A statement with its source."""

    statement: Statement
    source: Source


def build(
    railed: Railed,
    said: Sequence[Said],
    as_of: date,
    also: Iterable[Entity] = (),
    asked: Iterable[tuple[str, Row]] = (),
) -> Facts:
    """Return the rows of a case on the day `as_of`.

    `also` are individuals that only the question names; `asked` are values for which it asks
    about predicates with `asked` slots. Raises SourceError when the statements contradict
    each other.
    """
    predicates = railed.base.predicates
    domain = _domain(railed, said, also)
    rows: dict[str, set[Row]] = {TODAY: {(as_of,)}}
    for kind, members in domain.items():
        named: set[Row] = {(member,) for member in members}
        rows[f"kind:{kind}"] = named
        rows[f"kind:{kind}@{POSSIBLE}"] = named | {(Entity(kind, SOMEONE),)}
    for name, row in asked:
        rows.setdefault(name, set()).add(row)
    facts = Facts(rows, as_of, domain)
    for one in said:
        _record(facts, one, railed, predicates[one.statement.sentence.predicate])
    _check(facts, predicates)
    for name, predicate in predicates.items():
        if predicate.origin in ("given", "decided"):
            shut = set(_shut_rows(predicate, facts, rows.get(f"stated:{name}", set())))
            if shut:
                rows[f"shut:{name}"] = shut
    return facts


def _domain(
    railed: Railed, said: Sequence[Said], also: Iterable[Entity]
) -> dict[str, tuple[Entity, ...]]:
    """Return the individuals of each kind that the rules, the case or the question name."""
    found: dict[str, dict[Entity, None]] = {
        slot.kind: {}
        for predicate in railed.base.predicates.values()
        for i in entity_slots(predicate)
        for slot in (predicate.slots[i],)
    }
    named: list[Value] = [*railed.base.entities, *also]
    for one in said:
        named.extend(a.value for a in one.statement.sentence.args if isinstance(a, Constant))
    for value in named:
        if isinstance(value, Entity) and value.name != SOMEONE:
            found.setdefault(value.kind, {})[value] = None
    return {kind: tuple(members) for kind, members in found.items()}


def _record(facts: Facts, one: Said, railed: Railed, predicate: Predicate) -> None:
    sentence = one.statement.sentence
    name = predicate.name
    match one.statement.kind:
        case "states":
            row = tuple(_stated_value(term, one) for term in sentence.args)
            facts.rows.setdefault(railed.naming.stored(name), set()).add(row)
            facts.stated.setdefault((name, row), one.source)
        case "denies":
            pattern = tuple(_pattern_value(term) for term in sentence.args)
            facts.denied[name] = (*facts.denied.get(name, ()), (pattern, one.source))
        case "closes":
            pattern = tuple(_pattern_value(term) for term in sentence.args)
            facts.closed[name] = (*facts.closed.get(name, ()), (pattern, one.source))


def _stated_value(term: Term, one: Said) -> Value:
    match term:
        case Constant(value):
            return value
        case Variable(name, kind):
            if kind in ("date", "number", "amount", "share", "duration", "text"):
                return UNKNOWN
            raise SourceError(
                (
                    Diagnostic(
                        "unnamed-individual",
                        f"a fact cannot be about `a {name}` whom it does not name",
                        one.statement.span,
                        help=f"give the {name} a name, such as `Somebody`",
                    ),
                )
            )


def _pattern_value(term: Term) -> Value | None:
    match term:
        case Constant(value):
            return value
        case Variable():
            return None


def matches(pattern: Pattern, row: Sequence[Value | None]) -> bool:
    """Tell whether `row` is one of those that `pattern` speaks of (`None` in it is any).

    >>> matches((None, 2), (1, 2)), matches((1,), (2,))
    (True, False)
    """
    return all(
        wanted is None or (wanted == value and type(wanted) is type(value))
        for wanted, value in zip(pattern, row, strict=True)
    )


def _shut_rows(predicate: Predicate, facts: Facts, stated: Iterable[Row]) -> Iterator[Row]:
    """Yield the combinations of individuals between which nothing more can hold."""
    places = entity_slots(predicate)
    patterns = [
        pattern
        for pattern, _ in (
            *facts.denied.get(predicate.name, ()),
            *facts.closed.get(predicate.name, ()),
        )
        if all(pattern[i] is None for i in range(len(predicate.slots)) if i not in places)
    ]
    if predicate.single is not None:
        patterns.extend(
            tuple(
                None if i == predicate.single or i not in places else value
                for i, value in enumerate(row)
            )
            for row in stated
        )
    for pattern in patterns:
        choices = [
            [value] if (value := pattern[i]) is not None else _everyone(facts, predicate, i)
            for i in places
        ]
        yield from product(*choices)


def _everyone(facts: Facts, predicate: Predicate, place: int) -> list[Value]:
    kind = predicate.slots[place].kind
    return [*facts.domain.get(kind, ()), Entity(kind, SOMEONE)]


def _check(facts: Facts, predicates: dict[str, Predicate]) -> None:
    """Raise SourceError if a stated row is also denied, or a single value has two."""
    problems: list[Diagnostic] = []
    seen: dict[tuple[str, Row], tuple[Row, Source]] = {}
    for (name, row), source in facts.stated.items():
        for pattern, other in facts.denied.get(name, ()):
            if matches(pattern, row):
                problems.append(
                    Diagnostic(
                        "contradictory-facts",
                        f"`{sentence(GroundAtom(name, row), predicates)}` is stated and denied",
                        source.span,
                        (Label(other.span, "denied here"),),
                        "remove one of the two",
                    )
                )
        single = predicates[name].single
        if single is None:
            continue
        key = (name, tuple(v for i, v in enumerate(row) if i != single))
        if key in seen and seen[key][0] != row:
            problems.append(
                Diagnostic(
                    "contradictory-facts",
                    f"`{sentence(GroundAtom(name, row), predicates)}` contradicts another "
                    "statement; there can be only one",
                    source.span,
                    (Label(seen[key][1].span, "stated here"),),
                    "remove one of the two",
                )
            )
        seen.setdefault(key, (row, source))
    if problems:
        raise SourceError(tuple(problems))
