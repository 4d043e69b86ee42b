"""The values that are worth trying for what nobody knows: before, on and after each constant.

Two values that no comparison of the laws and no constant tells apart give the same answers, so
that a few of them stand for all (as long as nothing is counted, added up or joined by them, for
which two of each region are kept).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from random import Random

from parser.resolved.law_tree import (
    Calculated,
    Compares,
    Condition,
    Expression,
    Group,
    Holds,
    Item,
    Law,
)
from parser.resolved.tree import Case, Constant, Question, Sentence, Variable
from parser.resolved.vocabulary import VALUE_KINDS
from parser.values import Duration, Range, Value
from tests.semantics.counting import Laws
from tests.semantics.meaning import Page
from tests.semantics.plans import Plans
from tests.semantics.quantities import (
    Known,
    Quantity,
    calculate,
    known,
    moved,
    within,
)
from tests.semantics.scope import variables
from tests.semantics.solved import Asked, asked, says, sizes, solutions

MOST = 12
"""How many values of a kind are tried at most."""

_POOL = 150

BESIDE = 80
"""How many values of a kind are drawn beside those, where one looks for what they leave out; a
quarter where a sentence has two of them."""

_WIDE = 1500

_NEAR = 120
"""How many of them lie near what is spoken of: half as many more are drawn from these."""

_DAYS = 40
"""How many days are tried at most that so many days, first and last included, lead to."""

_UNITS = {"number": "", "share": "%"}


@dataclass(frozen=True)
class Regions:
    """Values by kind; not `whole` where some regions had to be left out.

    `sizes` are numbers that a count may come to where a comparison changes.
    """

    values: Mapping[str, tuple[Known, ...]]
    whole: bool
    sizes: tuple[int, ...] = ()


def regions(
    counting: Laws,
    laws: Sequence[Law],
    case: Case,
    questions: Sequence[Question],
    looked_at: frozenset[str],
    wide: Random | None = None,
) -> Regions:
    """Return the values that tell apart what the laws, a case and questions speak of.

    Only rules and statements about the predicates `looked_at` count. With `wide`, some further
    values are drawn that may be told apart after all, by what is counted or added up.
    """
    rules = tuple(rule for rule in counting.rules if rule.head.predicate in looked_at)
    said = tuple(one for one in case.statements if one.sentence.predicate in looked_at)
    counting, case = replace(counting, rules=rules), replace(case, statements=said)
    written = [rule.body for rule in rules] + [one.body for one in counting.constraints]
    each = [list(_conditions(body)) for body in written]
    bodies = [condition for body in each for condition in body]
    listed = [
        row.sentence for law in laws for row in law.listed if row.sentence.predicate in looked_at
    ]
    constants = _constants(counting, listed, case, questions, bodies)
    comparisons = [one for one in bodies if isinstance(one, Compares)]
    known_values = [known(one) for one in constants if not isinstance(one, Range)]
    page = Page(counting, Plans(counting.predicates), {}, {}, {})
    values: dict[str, tuple[Known, ...]] = {}
    whole = True
    twice = _kinds_told_apart(each, bodies)
    kinds = {slot.kind for name in looked_at for slot in counting.predicates[name].slots}
    for kind in sorted(VALUE_KINDS & kinds):
        every = asked(kind, comparisons, known_values, _kind)
        pool = _pool(kind, constants, counting.today, wide is not None, _periods(comparisons))
        pool = _spread([*_solving(kind, every, pool, counting), *pool], 2 * len(pool))
        signs: dict[tuple[object, ...], list[Known]] = {}
        fitting = [limits for limits in constants if _fits(kind, limits)]
        for value in pool:
            sign = (
                *(within(value, limits) for limits in fitting),
                *(says(page, one, value) for one in every),
            )
            signs.setdefault(sign, []).append(value)
        many = 2 if kind in twice else 1
        chosen = [value for found in signs.values() for value in found[:many]]
        if wide is not None:
            several = any(
                [slot.kind for slot in counting.predicates[name].slots].count(kind) > 1
                for name in looked_at
            )
            many = BESIDE // 4 if several else BESIDE
            beside = wide.sample(pool, min(many, len(pool)))
            beside += wide.sample(pool[:_NEAR], min(many // 2, len(pool[:_NEAR])))
            beside += _so_many_days(constants, counting.today) if kind == "date" else ()
            chosen = list(dict.fromkeys((*chosen, *beside, *_far_away(kind, pool))))
        whole = whole and len(chosen) <= MOST
        values[kind] = tuple(chosen)
    counts = () if wide is None else sizes(comparisons, known_values, _kind, counting)
    return Regions(values, whole, counts)


def _solving(
    kind: str, every: Sequence[Asked], pool: Sequence[Known], counting: Laws
) -> Sequence[Known]:
    """Return the quantities of a kind at which the sides of a comparison are equal."""
    units = sorted({one.unit for one in pool if isinstance(one, Quantity)})
    return list(solutions(every, units, counting)) if kind in _QUANTITIES else []


_QUANTITIES = frozenset({"number", "amount", "share"})


def _conditions(items: Iterable[Item]) -> Iterator[Condition]:
    for item in items:
        yield item.condition
        if isinstance(item.condition, Group) or not isinstance(item.condition, Holds | Compares):
            yield from _conditions(item.condition.items)


def constants_in(expression: Expression) -> Iterator[Value]:
    """Yield the constants of an expression."""
    match expression:
        case Constant(value):
            yield value
        case Calculated(_, args):
            for arg in args:
                yield from constants_in(arg)
        case _:
            pass


def _constants(
    counting: Laws,
    listed: Sequence[Sentence],
    case: Case,
    questions: Sequence[Question],
    bodies: Sequence[Condition],
) -> list[Value]:
    """Return the constants spoken of; those of a question and a case come first."""
    sentences = [
        *(one.sentence for one in questions),
        *(one.sentence for one in case.statements),
        *(rule.head for rule in counting.rules),
        *(one.sentence for one in bodies if isinstance(one, Holds)),
    ]
    found = [value for one in sentences for term in one.args for value in constants_in(term)]
    for one in bodies:
        if isinstance(one, Compares):
            found += [*constants_in(one.left), *constants_in(one.right)]
    found += [value for one in listed for term in one.args for value in constants_in(term)]
    return [value for _, value in dict.fromkeys((type(value), value) for value in found)]


def _fits(kind: str, value: Value) -> bool:
    if isinstance(value, Range):
        ends = [end for end in (value.low, value.high) if end is not None]
        return bool(ends) and _fits(kind, ends[0])
    return kind == _kind(known(value))


def _kind(value: Known) -> str:
    match value:
        case date():
            return "date"
        case Duration():
            return "duration"
        case str():
            return "text"
        case Quantity(_, ""):
            return "number"
        case Quantity(_, "%"):
            return "share"
        case Quantity():
            return "amount"
        case _:
            return ""


def _periods(comparisons: Iterable[Compares]) -> frozenset[str]:
    """Return the functions that give the first or last day of a period, of those compared."""
    waiting = [side for one in comparisons for side in (one.left, one.right)]
    found: set[str] = set()
    while waiting:
        one = waiting.pop()
        if isinstance(one, Calculated):
            waiting.extend(one.args)
            if one.function.partition("_of_")[0] in ("first", "last"):
                found.add(one.function)
    return frozenset(found)


def _edges(day: date, functions: Iterable[str]) -> Iterator[date]:
    """Yield the first and last day of each period of a day, and the days beside them."""
    for period in sorted({function.partition("_of_")[2] for function in functions}):
        first, last = (calculate(f"{side}_of_{period}", (day,)) for side in ("first", "last"))
        assert isinstance(first, date) and isinstance(last, date)
        yield from (first - timedelta(days=1), first, last, last + timedelta(days=1))


def _pool(
    kind: str,
    constants: Sequence[Value],
    today: date,
    wide: bool,
    periods: frozenset[str] = frozenset(),
) -> list[Known]:
    """Return all values of a kind around the constants and what can be calculated from them.

    A `wide` one goes further, where sums and counts may lead. `periods` are the functions of days
    that are compared (see `_periods`).
    """
    most = _WIDE if wide else _POOL
    exact: list[Known] = [today]
    for one in constants:
        ends = (one.low, one.high) if isinstance(one, Range) else (one,)
        exact += [known(end) for end in ends if end is not None]
    own = list(dict.fromkeys(one for one in exact if _kind(one) == kind))
    match kind:
        case "text":
            more = [f"something {number}" for number in range(6)] if wide else []
            return [*own, "something else", "something more", *more]
        case "date":
            spans = [one for one in exact if isinstance(one, Duration)]
            spans += [
                Duration(months=(int(one.value) + more) * size)
                for one in exact
                if isinstance(one, Quantity) and one.unit == "" and 0 < one.value <= 40
                for size in (1, 12)
                for more in (0, 1)
            ]
            days = [one for one in own if isinstance(one, date)]
            days += [day for one in exact for day in _about_year(one)]
            days += [edge for day in days for edge in _edges(day, periods)]
            if wide:
                spans = [Duration(days=n) for n in (*range(1, 9), *_whole(exact))] + spans
            near = [*days, *_later(days, spans)]
            beside = (day + timedelta(days=n) for day in near for n in (-1, 1))
            return _spread([*near, *beside], most)
        case "duration":
            months = [one.months for one in own if isinstance(one, Duration)] or [12]
            steps = (0, -1, 1, *((2, -2, 6, 12, -12, 24) if wide else ()))
            lengths = [m + step for m in months for step in steps]
            lengths += [one - other for one in months for other in months]
            return _spread((Duration(months=length) for length in lengths), most)
        case _:
            numbers = [one for one in exact if isinstance(one, Quantity)]
            units = [_UNITS[kind]] if kind in _UNITS else _currencies(numbers)
            each = [_numbers(numbers, unit, _FAR if wide else ()) for unit in units]
            return _spread([one for pool in each for one in pool[: most // len(units)]], most)


def _about_year(one: Known) -> Iterator[date]:
    """Yield the ends of a year of which a number speaks, and of those beside it."""
    if isinstance(one, Quantity) and one.unit == "" and 1900 <= one.value <= 2100:
        year = int(one.value)
        yield from (date(year - 1, 12, 31), date(year, 1, 1))
        yield from (date(year, 12, 31), date(year + 1, 1, 1))


_FAR = tuple(map(Fraction, ("2", "-2", "3", "0.25", "-0.5", "0.01", "-0.01", "5", "10", "100")))
"""How far beside what can be calculated numbers are drawn."""


def _far_away(kind: str, pool: Sequence[Known]) -> Iterator[Known]:
    """Yield values of a kind beyond all that are spoken of."""
    match kind:
        case "date":
            yield from (date(1950, 1, 1), date(1999, 6, 15), date(2050, 1, 1))
        case "duration":
            yield from (Duration(months=0), Duration(months=-600), Duration(months=1200))
        case "text":
            pass
        case _:
            units = {one.unit for one in pool if isinstance(one, Quantity)}
            sizes = (Fraction(-100_000), Fraction(100_000), Fraction(1, 7))
            yield from (Quantity(size, unit) for unit in sorted(units) for size in sizes)


def _so_many_days(constants: Sequence[Value], today: date) -> list[Known]:
    """Return days so many days beside those spoken of, of which the first and last are counted."""
    spoken = [today, *(known(one) for one in constants if not isinstance(one, Range))]
    days = [one for one in spoken if isinstance(one, date)]
    spans = [Duration(days=n - 1) for n in (*_whole(spoken), 1) if n > 1]
    reached = _later(days, spans)
    moving = [one for one in spoken if isinstance(one, Duration)]  # from which a day is calculated
    return _spread([*reached, *_later(reached, moving)], _DAYS)


def _whole(values: Iterable[Known]) -> Iterator[int]:
    """Yield numbers of days that some numbers, or a multiple of them, may count."""
    for one in values:
        if isinstance(one, Quantity) and one.unit == "" and 0 < one.value <= 400:
            yield from (int(one.value) * times for times in (1, 2))


def _currencies(numbers: Sequence[Quantity]) -> list[str]:
    """Return the currencies in which an amount that is not known may be."""
    return sorted({one.unit for one in numbers if _kind(one) == "amount"}) or ["EUR"]


def _numbers(
    numbers: Sequence[Quantity], unit: str, far: Sequence[Fraction] = ()
) -> list[Quantity]:
    """Return what can be calculated from numbers of a unit and plain ones, and what lies near."""
    same = [one.value for one in numbers if one.unit == unit] or [Fraction(1)]
    plain = [one.value for one in numbers if one.unit == ""]
    reached = [*same, Fraction(0), *(a - b for a in same for b in same)]
    reached += [a + b for a in same for b in same]
    reached += [a * b for a in same for b in plain]
    reached += [a / b for a in same for b in plain if b]
    if far:  # what is left of a sum when the rest of it is known
        reached += [a - b for a in dict.fromkeys(reached) for b in same]
    steps = (Fraction(0), Fraction(1), Fraction(-1), Fraction(1, 2), *far)
    return [Quantity(one + step, unit) for step in steps for one in dict.fromkeys(reached)]


def _later(days: Sequence[date], spans: Sequence[Duration]) -> list[date]:
    return [
        moved(day, sign * span.months, sign * span.days)
        for span in spans
        for day in days
        for sign in (-1, 1)
    ]


def _spread(values: Iterable[Known], most: int = _POOL) -> list[Known]:
    return list(dict.fromkeys(values))[:most]


def _kinds_told_apart(each: Sequence[Sequence[Condition]], bodies: Sequence[Condition]) -> set[str]:
    """Return the kinds of values of which two unknown ones can meet: joined, counted, summed."""
    found: set[str] = set()
    for condition in bodies:
        if isinstance(condition, Holds | Group):
            continue
        own: dict[str, str] = {one.name: one.kind for one in variables(condition)}
        kinds = [kind for kind in own.values() if kind in VALUE_KINDS]
        found |= {kind for kind in kinds if kinds.count(kind) > 1}
    for body in each:
        seen: dict[str, int] = {}
        for condition in body:
            if isinstance(condition, Holds):
                for term in condition.sentence.args:
                    if isinstance(term, Variable) and term.kind in VALUE_KINDS:
                        seen[term.name] = seen.get(term.name, 0) + 1
                        if seen[term.name] > 1:
                            found.add(term.kind)
    return found
