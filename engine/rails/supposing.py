"""What one case of several supposes of the facts, and the program and the rows that then hold.

A question that stays open is asked again by cases. A proof by cases and its checker must mean the
same by a case, so what it changes stands here alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, product
from typing import Literal

from engine.rails.facts import Facts, build
from engine.rails.from_datalog import Railed
from engine.rails.names import Denied, Open, Taken, read, write
from engine.rails.said import SUPPOSED, Said, Source
from engine.rails.ways_to_rule_out import key_of
from parser.datalog.tree import Atom, Const, Negation, Rule, Var
from parser.frozen import dataclass
from parser.resolved.tree import Constant, Sentence, Statement, Term, Variable
from parser.resolved.vocabulary import GroundAtom, Predicate, entity_slots, value_slots
from parser.values import UNKNOWN, Amount, Entity, Range, Share, Value


@dataclass(frozen=True, slots=True)
class Supposed:
    """What a case supposes of a given or decided sentence (`None` in it is any).

    It is `so` (with values within the ranges that stand in it), or nothing (more than is stated)
    of the kind is so (`not`); a stated value that is known in part is `narrowed` to a part of that;
    or whatever nobody has stated lies `within` the ranges that stand at its values. Nothing is
    supposed by whom a question is asked `of`: one of the rows that its sentence may have.
    """

    how: Literal["so", "not", "narrowed", "within", "of"]
    atom: GroundAtom
    stated: GroundAtom | None = None  # what is narrowed, or to which nothing more is added


def nothing_more(predicate: Predicate) -> Supposed:
    """Return that a sentence holds of nothing beyond what is stated."""
    return Supposed("not", GroundAtom(predicate.name, (None,) * len(predicate.slots)))


def supposing(railed: Railed, facts: Facts, supposed: Sequence[Supposed]) -> tuple[Railed, Facts]:
    """Return the program and the facts of a case in which all of `supposed` is so.

    Raises SourceError if that contradicts what is stated.
    """
    regions = regions_in(supposed)
    told = facts.told
    said, also = said_in(told.said, supposed), (*told.also, *asked_of(supposed))
    narrower = with_regions(railed, regions) if regions else railed
    if said == told.said and also == told.also:
        return narrower, facts
    return narrower, build(narrower, said, facts.as_of, also, told.asked, told.excluded)


def asked_of(supposed: Sequence[Supposed]) -> tuple[Entity, ...]:
    """Return the individuals of whom a question is asked in a case."""
    return tuple(
        value
        for one in supposed
        if one.how == "of"
        for value in one.atom.args
        if isinstance(value, Entity)
    )


def said_in(said: Sequence[Said], supposed: Sequence[Supposed]) -> tuple[Said, ...]:
    """Return the statements of a case with what is supposed of single sentences.

    A value of a statement that is not known is given a name there, so that it is one value
    wherever it is used.
    """
    is_plain = all(one.how == "of" for one in supposed)
    found = list(said) if is_plain else [_named(one) for one in said]
    closed = {one.statement.sentence.predicate for one in said if one.statement.kind == "closes"}
    for one in supposed:
        match one.how:
            case "so":
                # a sentence of which nothing is closed is looked for among all others for nothing
                only = only_one(found, one.atom) if one.atom.pred in closed else None
                if only is None:
                    found.append(_said("states", _with_names(one.atom, "supposed")))
                else:
                    found[found.index(only)] = _said("states", _exactly(row_of(only), one.atom))
            case "not":
                found.append(_said("closes" if None in one.atom.args else "denies", one.atom))
                closed.add(one.atom.pred)
            case "narrowed":
                narrower = _with_names(one.atom, repr(one.stated))
                found = [
                    replace(new, statement=_said("states", narrower).statement)
                    if states(old, one.stated) or states(new, one.stated)
                    else new
                    for old, new in zip((*said, *found[len(said) :]), found, strict=True)
                ]
            case "within" | "of":
                pass
    return tuple(found)


def only_one(said: Sequence[Said], atom: GroundAtom) -> Said | None:
    """Return the statement that is the one about what a sentence says, where it has exact values.

    All that is so of these individuals is said, by one statement, whose value is not known: then
    the sentence can be so only if it is that one.
    """
    if any(isinstance(arg, Range) for arg in atom.args):
        return None
    alike = [
        one
        for one in said
        if one.statement.sentence.predicate == atom.pred
        and one.statement.kind == "states"
        and all(
            not isinstance(arg, Entity) or arg == wanted
            for arg, wanted in zip(row_of(one).args, atom.args, strict=True)
        )
    ]
    if len(alike) != 1 or not any(_closes(one, atom) for one in said):
        return None
    (only,) = alike
    fits = all(
        wanted is None
        or wanted == arg
        or (isinstance(arg, Range) and arg.low is None and arg.high is None)
        for arg, wanted in zip(row_of(only).args, atom.args, strict=True)
    )
    return only if fits else None


def _closes(one: Said, atom: GroundAtom) -> bool:
    """Tell whether a statement says that all is given of the individuals of a sentence."""
    sentence = one.statement.sentence
    return (
        one.statement.kind == "closes"
        and sentence.predicate == atom.pred
        and all(
            not isinstance(term, Constant) or (isinstance(arg, Entity) and term.value == arg)
            for term, arg in zip(sentence.args, atom.args, strict=True)
        )
    )


def _exactly(row: GroundAtom, atom: GroundAtom) -> GroundAtom:
    """Return what is stated with the values of a sentence, where that has some."""
    args = (
        arg if wanted is None else wanted for arg, wanted in zip(row.args, atom.args, strict=True)
    )
    return GroundAtom(row.pred, tuple(args))


def _named(one: Said) -> Said:
    """Return a statement in which each value that is not known has a name."""
    if one.statement.kind != "states" or all(
        isinstance(term, Constant) and not isinstance(term.value, Range)
        for term in one.statement.sentence.args
    ):
        return one
    row = row_of(one)
    named = _with_names(row, repr(row))
    if named == row:
        return one
    return replace(one, statement=_said("states", named).statement)


def _with_names(atom: GroundAtom, name: str) -> GroundAtom:
    """Return an atom whose unknown values have names; `None` in it is some value.

    A name says of which sentence a value is, and at which place, so that no two have the same. It
    is quoted, as `parser.datalog.named` reads it.
    """
    about = f"{atom.pred}{tuple(arg for arg in atom.args if not isinstance(arg, Range))!r}"
    return GroundAtom(
        atom.pred,
        tuple(
            replace(arg or UNKNOWN, of=repr(f"{name}: {about} at {place}"))
            if arg is None or (isinstance(arg, Range) and not arg.of)
            else arg
            for place, arg in enumerate(atom.args)
        ),
    )


def is_like_any_other(railed: Railed, kind: str) -> bool:
    """Tell whether somebody of a kind whom nobody names is like any other whom nobody names.

    So it is unless that may be one of those in a table or a list of names, of whom the laws know
    more than of somebody new.
    """
    known = {*railed.base.entities, *railed.enlisted}
    return kind not in railed.base.closed and not any(
        isinstance(value, Entity) and value.kind == kind and value not in known
        for listed in railed.base.listed
        for value in listed.row
    )


def states(one: Said, atom: GroundAtom | None) -> bool:
    """Tell whether a statement states the row that `atom` is."""
    return one.statement.kind == "states" and row_of(one) == atom


def row_of(one: Said) -> GroundAtom:
    """Return the row that a statement speaks of, a value that it leaves open not known."""
    sentence = one.statement.sentence
    row = tuple(term.value if isinstance(term, Constant) else UNKNOWN for term in sentence.args)
    return GroundAtom(sentence.predicate, row)


def _said(kind: Literal["states", "denies", "closes"], atom: GroundAtom) -> Said:
    terms: tuple[Term, ...] = tuple(
        Variable("anyone", "date" if kind == "states" else "") if arg is None else Constant(arg)
        for arg in atom.args
    )
    return Said(Statement(kind, Sentence(atom.pred, terms)), Source(who=SUPPOSED))


def regions_of(railed: Railed, predicate: Predicate) -> dict[int, frozenset[Value]]:
    """Return which values a row that nobody stated has at each place of a predicate."""
    found: dict[int, set[Value]] = {}
    for rule in railed.program.rules:
        if _opens(rule, predicate.name):
            for place, term in enumerate(rule.head.args):
                if isinstance(term, Const):
                    found.setdefault(place, set()).add(term.value)
    return {place: frozenset(values) for place, values in found.items()}


Regions = dict[tuple[str, int], tuple[Value, ...]]
"""By predicate and place: ranges, in one of which every value lies that nobody stated."""


def with_regions(railed: Railed, regions: Regions) -> Railed:
    """Return a program in which a row that nobody stated becomes one row for each region.

    Each of these stands for fewer values, so that fewer sentences are *possible* that no completion
    has. It is right as long as the regions of a place leave no value out. Where a region is one
    value, of which the case states already what has one value for it, nothing is open.
    """
    rules: list[Rule] = []
    for rule in railed.program.rules:
        source = rule.body[0] if len(rule.body) == 1 else None
        name = read(source.pred) if rule.role == "bridge" and isinstance(source, Atom) else None
        if not isinstance(name, Open):
            rules.append(rule)
            continue
        choices = [
            [Const(both) for one in regions[name.pred, place] for both in _both(term.value, one)]
            if isinstance(term, Const) and (name.pred, place) in regions
            else [term]
            for place, term in enumerate(rule.head.args)
        ]
        predicate = railed.base.predicates[name.pred]
        for args in dict.fromkeys(product(*choices)):
            body = (*rule.body, *_untaken(predicate, args), *_undenied(predicate, args))
            rules.append(replace(rule, head=replace(rule.head, args=args), body=body))
    return replace(railed, program=replace(railed.program, rules=tuple(rules)))


def _both(one: Value, other: Value) -> Iterator[Value]:
    """Yield what two regions of one kind have in common, if they have anything."""
    if one in (UNKNOWN, other):
        yield other
        return
    ranges = [each if isinstance(each, Range) else Range(each, each) for each in (one, other)]
    first, last = max(ranges, key=_first), min(ranges, key=_last)
    if _first(first) < _last(last):
        is_one = first.low is not None and first.low == last.high
        common = Range(first.low, last.high, first.above, last.below)
        yield first.low if is_one and first.low is not None else common


def _untaken(predicate: Predicate, args: tuple[Const | Var, ...]) -> tuple[Negation, ...]:
    """Return the condition that the single value of a row that nobody stated is not stated.

    So it may be where the row names each value to which the single one belongs.
    """
    key, values = key_of(predicate), value_slots(predicate)
    named = [args[place] for place in key if place in values]
    if not named or any(isinstance(one, Var) or isinstance(one.value, Range) for one in named):
        return ()
    row = (*(args[place] for place in key), Const(UNKNOWN))
    name = write(Taken(predicate.name, key))
    return (Negation(Atom(name, row), exact=tuple(range(len(row)))),)


def _undenied(predicate: Predicate, args: tuple[Const | Var, ...]) -> Iterator[Negation]:
    """Yield the conditions that the values of a row that nobody stated are not all denied."""
    ranged = [
        place
        for place, one in enumerate(args)
        if isinstance(one, Const) and one.value != UNKNOWN and place in value_slots(predicate)
    ]
    people = entity_slots(predicate)
    for size in range(1, len(ranged) + 1):
        for fixed in combinations(ranged, size):
            places = sorted((*people, *fixed))
            row = tuple(args[place] for place in places)
            exact = tuple(number for number, place in enumerate(places) if place in people)
            name = write(Denied(predicate.name, fixed))
            yield Negation(Atom(name, row), exact=exact, covers=True)


def is_taken(facts: Facts, predicate: Predicate, row: Sequence[Value | None]) -> bool:
    """Tell whether a row that nobody stated would be a second one of what has one value."""
    key = key_of(predicate)
    taken = (*(row[place] for place in key), UNKNOWN)
    return bool(key) and taken in facts.rows.get(write(Taken(predicate.name, key)), ())


def _opens(rule: Rule, pred: str) -> bool:
    source = rule.body[0] if rule.body else None
    return rule.role == "bridge" and isinstance(source, Atom) and read(source.pred) == Open(pred)


def regions_in(supposed: Sequence[Supposed]) -> Regions:
    """Return the regions that several cases suppose together."""
    found: dict[tuple[str, int], dict[Value, None]] = {}
    for one in supposed:
        if one.how == "within":
            for place, value in enumerate(one.atom.args):
                if value is not None:
                    found.setdefault((one.atom.pred, place), {})[value] = None
    return {key: tuple(values) for key, values in found.items()}


def leaves_nothing_out(parts: Sequence[Value], whole: Range) -> bool:
    """Tell whether every value of `whole` lies in one of `parts`, all of one kind.

    >>> from datetime import date
    >>> end, next_day = date(2026, 11, 23), date(2026, 11, 24)
    >>> leaves_nothing_out([Range(None, end), Range(next_day, None)], UNKNOWN)
    True
    >>> leaves_nothing_out([Range(None, end), Range(date(2026, 11, 25), None)], UNKNOWN)
    False
    >>> leaves_nothing_out([Range(None, 5, below=True), Range(5, None, above=True)], UNKNOWN)
    False
    """
    ranges = [one if isinstance(one, Range) else Range(one, one) for one in parts]
    bounds = {_kind_of(end) for one in (*ranges, whole) for end in (one.low, one.high)} - {""}
    if len(bounds) > 1 or "duration" in bounds:
        return False
    reached = _first(whole)
    for low, high in sorted((_first(one), _last(one)) for one in ranges):
        if low > reached:
            return False
        reached = max(reached, high)
    return reached >= _last(whole)


_Bound = tuple[int, int | Fraction | str, int]
"""Before or beyond all values (-1, 1) or at one (0); the value; whether the next is right after."""


def _first(one: Range) -> _Bound:
    """Return the place from which a range begins, as that up to which all before it is covered."""
    if one.low is None:
        return (-1, 0, 0)
    return (0, _size(one.low), 1 if one.above else 0)


def _last(one: Range) -> _Bound:
    """Return the place up to which a range covers."""
    if one.high is None:
        return (1, 0, 0)
    if isinstance(one.high, date):
        return (0, one.high.toordinal() + 1, 0)  # the next day begins where this one ends
    return (0, _size(one.high), 0 if one.below else 1)


def _size(value: Value) -> int | Fraction | str:
    match value:
        case date():
            return value.toordinal()
        case Amount(size) | Share(size):
            return Fraction(size)
        case int() | Decimal() | Fraction():
            return Fraction(value)
        case _:
            return str(value)


def _kind_of(end: Value | None) -> str:
    match end:
        case None:
            return ""
        case date():
            return "date"
        case Amount(currency=currency):
            return f"amount {currency}"
        case Share():
            return "share"
        case str():
            return "text"
        case int() | Decimal() | Fraction():
            return "number"
        case _:
            return "duration"
