"""A201: three situations that differ in one value, and of the one between no rule speaks.

A rule speaks of both ends. Where these are told opposite things, or different values, any silence
between them is a gap. Where they are told the same, silence is often meant (children and the old
pay less): it is a gap only where the limits are hardly apart, as `under 17` and `over 18` are.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import permutations, product

from engine.arithmetic.calendar import shift
from engine.audit.bench import Ready, states
from engine.audit.finding import Undecided
from engine.audit.limits import Place
from engine.audit.part import Part
from engine.audit.questions.asked import Asked, Told, finding
from engine.audit.questions.compared import compared
from engine.audit.solving import Situation
from engine.audit.to_asp import Asp
from engine.audit.worked import Wanted
from parser.datalog.tree import Comparison, Const, Row, Rule
from parser.frozen import dataclass
from parser.resolved.tree import Statement
from parser.resolved.vocabulary import VALUE_KINDS, Predicate
from parser.values import Amount, Duration, Share, Value
from parser.words.values import value_words

LOW, BETWEEN, HIGH = 1, 2, 3
"""The worlds, in the order of the value in which they differ."""

WORLDS = 3


def gaps(asked: Asked) -> Iterator[Told]:
    """Yield pairs of rules that leave something unsaid between their limits; raises TooLarge."""
    part = asked.bench.part
    limited = _limited(part)
    wanted = [pair for pair in limited if set(pair) & asked.own]
    if not wanted:
        return
    ready = asked.bench.with_rules(_lines, WORLDS)
    told: set[frozenset[int]] = set()
    for one, other in wanted:
        if frozenset((one, other)) in told:
            continue
        found = ready.solver.ask(f"q_gap({one},{other})", smallest=True)
        if found == "undecided":
            yield Undecided(asked.id(one), f"a gap between it and `{asked.id(other)}`")
        elif not isinstance(found, str):
            if _is_told(ready, found, one, other, told):
                continue
            told.add(frozenset((one, other)))
            yield _gap(asked, ready, one, other, found)


def _is_told(
    ready: Ready, situation: Situation, one: int, other: int, told: Container[frozenset[int]]
) -> bool:
    """Tell whether it is the gap of another pair: a rule of that speaks of an end as well."""
    count = len(ready.asp.part.concluding)
    lows, highs = (
        [at for at in range(count) if ready.concluded(situation, at, world)]
        for world in (LOW, HIGH)
    )
    return any(frozenset((low, high)) in told for low in (*lows, one) for high in (*highs, other))


def _limited(part: Part) -> dict[tuple[int, int], tuple[Place, ...]]:
    """Return the pairs of rules that both compare some value, and where that stands."""
    ordered = [(predicate.name, place) for predicate, place in _varied(part)]
    by_rule = [compared(part, rule) for rule in part.concluding]
    found: dict[tuple[int, int], tuple[Place, ...]] = {}
    for one, other in permutations(range(len(by_rule)), 2):
        common = {each.place for each in by_rule[one] & by_rule[other]}
        both = tuple(each for each in ordered if each in common)
        if both:
            found[one, other] = both
    return found


def _varied(part: Part) -> Iterator[tuple[Predicate, int]]:
    """Yield the places of sentences whose values have an order."""
    for predicate in part.stated:
        for place, slot in enumerate(predicate.slots):
            if slot.kind in VALUE_KINDS and slot.kind != "text":
                yield predicate, place


def _lines(asp: Asp) -> Iterator[str]:
    """Yield what makes the worlds differ in one value of one row, and when that is a gap."""
    choices: list[str] = []
    limited = _limited(asp.part)
    wanted = {each for both in limited.values() for each in both}
    for predicate, place in _varied(asp.part):
        if (predicate.name, place) not in wanted:
            continue
        stated = f"f_{asp.name(predicate.name)}"
        values = asp.domains.values[predicate.name, place]
        if len(values) < WORLDS:
            continue
        rest = [n for n in range(len(predicate.slots)) if n != place]
        key = f"vary_{stated}_{place}({','.join(f'X{n}' for n in rest) or '0'})"
        value, domain = f"val_{stated}_{place}", f"d_{stated}_{place}"
        conditions = [f"d_{stated}_{n}(X{n},_)" for n in rest]
        yield f"varied_{stated}_{place} :- {key}."
        choices.append(" : ".join(one for one in (key, ", ".join(conditions)) if one))
        every = ",".join(f"X{n}" for n in range(len(predicate.slots)))
        yield f"1 {{ {value}(W,V) : {domain}(V,_) }} 1 :- w(W), {key}."
        yield f"rank(W,N) :- {value}(W,V), {domain}(V,N)."
        yield f"{asp.name(predicate.name)}(W,{every}) :- {key}, {value}(W,X{place})."
        yield f":- {key}, {stated}({every})."
        unit = asp.domains.units[predicate.name, place]
        for first, last in product(values, repeat=2):
            if _are_near(first, last, unit):
                pair = f"{asp.symbols.of(first)},{asp.symbols.of(last)}"
                yield f"near :- {value}({LOW},V), {value}({HIGH},U), (V,U) = ({pair})."
    yield from (f"#defined varied_f_{asp.name(pred)}_{place}/0." for pred, place in sorted(wanted))
    yield f"1 {{ {'; '.join(choices)} }} 1." if choices else ":- w(1)."
    yield f":- rank({LOW},N), rank({BETWEEN},M), N >= M."
    yield f":- rank({BETWEEN},N), rank({HIGH},M), N >= M."
    yield f"apart(M-N) :- rank({LOW},N), rank({HIGH},M)."
    yield "#minimize { N@2 : apart(N) }."
    yield from _spoken(asp, limited)


def _spoken(asp: Asp, limited: Mapping[tuple[int, int], Sequence[Place]]) -> Iterator[str]:
    part = asp.part
    slots = part.predicate.slots
    free = [
        n
        for n, slot in enumerate(slots)
        if slot.kind in VALUE_KINDS and n not in part.predicate.asked
    ]
    about = "".join(f",X{n}" for n in range(len(slots)) if n not in free)
    low, high = (
        "".join(f",{name}{n}" if n in free else f",X{n}" for n in range(len(slots)))
        for name in ("Y", "Z")
    )
    for at in range(len(part.concluding)):
        yield f"spoken(W{about}) :- c{at}(W{low})."
    first = len(part.affirming)
    for (one, other), places in limited.items():
        for pred, place in places:
            yield f"limited({one},{other}) :- varied_f_{asp.name(pred)}_{place}."
        both = (
            f"c{one}({LOW}{low}), c{other}({HIGH}{high}), not spoken({BETWEEN}{about}), "
            f"limited({one},{other})"
        )
        opposite = (one < first) != (other < first)
        if opposite or _differ(part.concluding[one], part.concluding[other], free):
            yield f"q_gap({one},{other}) :- {both}."
        yield f"q_gap({one},{other}) :- {both}, near."


def _differ(one: Rule, other: Rule, places: Sequence[int]) -> bool:
    """Tell whether two rules name different values in what they conclude.

    Values that are worked out change by themselves from one situation to the other.
    """
    for place in places:
        left, right = _names(one, place), _names(other, place)
        if left is not None and right is not None and left != right:
            return True
    return False


def _names(rule: Rule, place: int) -> Value | None:
    """Return the value that a rule names at a place of what it concludes."""
    term = rule.head.args[place]
    if isinstance(term, Const):
        return term.value
    for literal in rule.body:
        match literal:
            case Comparison("=", left, Const(value)) if left == term:
                return value
            case Comparison("=", Const(value), right) if right == term:
                return value
            case _:
                pass
    return None


def _are_near(first: Value, last: Value, unit: Duration) -> bool:
    """Tell whether what lies between two values is no more than one step of a limit leaves out.

    >>> year = Duration(12, 0)
    >>> _are_near(date(2007, 5, 1), date(2009, 5, 2), year)
    True
    >>> _are_near(date(2007, 5, 1), date(2010, 5, 1), year), _are_near(16, 19, Duration(0, 1))
    (False, True)
    """
    match first, last:
        case date(), date():
            if unit.months:
                return first < last <= shift(first, Duration(2 * unit.months), 1) + timedelta(1)
            return timedelta(1) < last - first <= timedelta(3)
        case ((int() | Decimal() | Fraction()), (int() | Decimal() | Fraction())):
            return 0 < Fraction(last) - Fraction(first) <= 3
        case Share(low), Share(high):
            return 0 < high - low <= 2
        case Amount(low, own), Amount(high, other):
            return own == other and 0 < high - low <= 2
        case Duration(months, days), Duration(more, further):
            return 0 < more - months <= 2 or (more == months and 0 < further - days <= 3)
        case _:
            return False


@dataclass(frozen=True, slots=True)
class _Varied:
    """The row in which the worlds differ, at which place, and its value in each of them."""

    pred: str
    row: Row
    place: int
    values: tuple[Value, ...]


def _difference(ready: Ready, situation: Situation) -> _Varied:
    by_name = {f"f_{ready.asp.name(one.name)}": one for one in ready.asp.part.stated}
    vary = next(atom for atom in situation if atom.name.startswith("vary_"))
    stated, _, at = vary.name.removeprefix("vary_").rpartition("_")
    place, predicate = int(at), by_name[stated]
    values = {
        atom.args[0]: ready.value(atom.args[1])
        for atom in situation
        if atom.name == f"val_{stated}_{at}"
    }
    rest = [ready.value(one) for one in vary.args] if len(predicate.slots) > 1 else []
    found = tuple(values[world] for world in (LOW, BETWEEN, HIGH))
    row = (*rest[:place], found[0], *rest[place:])
    return _Varied(predicate.name, row, place, found)


def _with(varied: _Varied, value: Value) -> Statement:
    row = (*varied.row[: varied.place], value, *varied.row[varied.place + 1 :])
    return states(varied.pred, row)


def _gap(asked: Asked, ready: Ready, one: int, other: int, situation: Situation) -> Told:
    varied = _difference(ready, situation)
    first = len(asked.bench.part.affirming)
    names = asked.id(one), asked.id(other)
    base = ready.statements(situation)
    rows = _rows(ready, situation, one, other, asked.bench.part)
    if rows is None:
        return Undecided(names[0], f"a gap between it and `{names[1]}`")
    low, high = rows
    said = [
        (LOW, Wanted(low, "yes", (names[0],)) if one < first else Wanted(low, "no")),
        (BETWEEN, Wanted(low, "no")),
        (HIGH, Wanted(high, "yes", (names[1],)) if other < first else Wanted(high, "no")),
    ]
    cases: list[str] = []
    for world, wanted in said:
        value = varied.values[world - 1]
        words = value_words(value)
        titles = {
            LOW: f"{words}: {names[0]} speaks",
            BETWEEN: f"{words}: no rule speaks",
            HIGH: f"{words}: {names[1]} speaks",
        }
        case = asked.replay.worked(titles[world], (*base, _with(varied, value)), (wanted,))
        is_denied = world != BETWEEN and wanted.verdict == "no"
        if case is None or asked.replay.denies(case, wanted.row) != is_denied:
            return Undecided(names[0], f"the engine sees no gap between it and `{names[1]}`")
        cases.append(case)
    between = value_words(varied.values[1])
    message = (
        f"{asked.cited(one)} speaks of {value_words(varied.values[0])} and {asked.cited(other)} of "
        f"{value_words(varied.values[2])}, and no rule of {between} between them"
    )
    advice = "let one begin where the other ends, or say in a rule what is so between them"
    return finding("gap", message, advice, asked, (one, other), "\n".join(cases))


def _rows(
    ready: Ready, situation: Situation, one: int, other: int, part: Part
) -> tuple[Row, Row] | None:
    """Return the rows that two rules conclude of the same, one at each end."""
    for low in ready.concluded(situation, one, LOW):
        for high in ready.concluded(situation, other, HIGH):
            if _about(low, part) == _about(high, part):
                silent = not any(
                    _about(row, part) == _about(low, part)
                    for _, row in ready.concluding(situation, BETWEEN)
                )
                if silent:
                    return low, high
    return None


def _about(row: Sequence[Value], part: Part) -> tuple[Value, ...]:
    slots = part.predicate.slots
    return tuple(
        value
        for n, (value, slot) in enumerate(zip(row, slots, strict=True))
        if slot.kind not in VALUE_KINDS or n in part.predicate.asked
    )
