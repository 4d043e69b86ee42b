"""Aggregates: exact where all is settled, and bounds that no completion leaves."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain, combinations, permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.arithmetic import aggregate, calendar, compare
from engine.arithmetic.errors import EvaluationError
from parser.datalog.tree import AggregateKind, Row
from parser.values import SOMEONE, UNKNOWN, Amount, Duration, Entity, Range, Share, Value

ANA, EVA = Entity("person", "Ana"), Entity("person", "Eva")
NOBODY_NAMED = Entity("person", SOMEONE)
START = date(2026, 1, 1)


def day(number: int) -> date:
    return START + timedelta(number)


def euros(value: str) -> Amount:
    return Amount(Decimal(value), "EUR")


@pytest.mark.parametrize(
    ("kind", "rows", "expected"),
    [
        ("count", [], 0),
        ("count", [(1,), ("1",)], 2),
        ("sum", [], 0),
        ("sum", [(2, ANA), (2, EVA)], 4),
        ("sum", [(Decimal("0.1"),), (Decimal("0.2"),)], Decimal("0.3")),
        ("sum", [(euros("1.10"),), (euros("2.20"),)], euros("3.30")),
        ("sum", [(Share(Decimal(50)),), (Share(Decimal(1)),)], Share(Decimal(51))),
        ("sum", [(Duration(1),), (Duration(0, 3),)], Duration(1, 3)),
        ("min", [], None),
        ("min", [(3,), (2,)], 2),
        ("max", [(day(3),), (day(2),)], day(3)),
        ("max", [("a",), ("b",)], "b"),
        ("days", [], 0),
        ("days", [(day(0), day(9)), (day(5), day(14))], 15),
        ("days", [(day(0), day(4)), (day(5), day(9))], 10),
        ("days", [(day(0), day(4)), (day(6), day(6)), (day(1), day(2))], 6),
        ("days", [(day(4), day(0))], 0),
    ],
)
def test_settled_rows_give_an_exact_value(
    kind: AggregateKind, rows: list[Row], expected: Value | None
) -> None:
    assert aggregate(kind, rows) == expected
    assert aggregate(kind, rows, rows) == expected


@pytest.mark.parametrize(
    ("kind", "certain", "possible", "expected"),
    [
        ("count", [(1,)], [(1,), (2,)], Range(1, 2)),
        ("count", [(ANA,)], [(ANA,), (NOBODY_NAMED,)], Range(1, None)),
        ("count", [], [(UNKNOWN,)], Range(0, None)),
        ("sum", [(5,)], [(5,), (-2,)], Range(3, 5)),
        ("sum", [(5,)], [(5,), (3, NOBODY_NAMED)], Range(5, None)),
        ("sum", [(5,)], [(5,), (-3, NOBODY_NAMED)], Range(None, 5)),
        ("sum", [], [(euros("5"),)], Range(0, euros("5"))),
        ("sum", [(Range(1, 2),)], None, Range(1, 2)),
        ("min", [(5,)], [(5,), (3,)], Range(3, 5)),
        ("max", [(5,)], [(5,), (3,)], 5),
        ("min", [(Range(1, 4),), (3,)], None, Range(1, 3)),
        ("days", [(day(0), day(9))], [(day(0), day(9)), (day(5), day(14))], Range(10, 15)),
        ("days", [(Range(day(0), day(4)), day(9))], None, Range(6, 10)),
        ("days", [], [(UNKNOWN, UNKNOWN)], Range(0, None)),
    ],
)
def test_open_rows_give_bounds(
    kind: AggregateKind, certain: list[Row], possible: list[Row] | None, expected: Value
) -> None:
    assert aggregate(kind, certain, possible) == expected


def test_a_stated_row_that_is_not_known_hides_no_open_ones() -> None:
    assert aggregate("count", [(UNKNOWN,)], [(UNKNOWN,)]) == Range(1, None)
    assert aggregate("count", [(UNKNOWN,)]) == 1


def test_rows_that_could_be_the_same_may_count_once() -> None:
    june = Range(date(2008, 6, 1), date(2008, 6, 30))
    assert aggregate("count", [(june,), (date(2008, 6, 5),)]) == Range(1, 2)
    assert aggregate("count", [(june,), (date(2008, 7, 5),)]) == 2
    assert aggregate("sum", [(5, june), (5, date(2008, 6, 5))]) == Range(5, 10)


@pytest.mark.parametrize("kind", ["sum", "count"])
def test_values_known_in_part_come_to_the_same_in_any_order(kind: AggregateKind) -> None:
    ranges: list[tuple[Value]] = [
        (Range(3, 8),),
        (Range(1, 5),),
        (Range(6, 9),),
        (2,),
        (Range(-4, -1),),
    ]
    expected = {"sum": Range(4, 23), "count": Range(3, 5)}
    assert {aggregate(kind, rows) for rows in permutations(ranges)} == {expected[kind]}


def test_only_a_possible_least_value() -> None:
    assert aggregate("min", [], [(3,), (5,)]) is None
    assert aggregate("min", [], [(3,), (5,)], lenient=True) == Range(3, 5)


def test_the_sum_of_nothing_compares_with_any_kind() -> None:
    nothing = aggregate("sum", [])
    assert nothing == 0
    assert compare("<", 0, euros("5")) and compare("=", 0, euros("0"))
    assert compare("<", Range(0, euros("5")), euros("6"))


def test_currencies_do_not_mix() -> None:
    with pytest.raises(EvaluationError, match="EUR"):
        aggregate("sum", [(euros("1"),), (Amount(Decimal(1), "USD"),)])
    with pytest.raises(EvaluationError):
        aggregate("days", [(1, 2)])


def test_the_last_day_may_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calendar, "BOTH_DAYS_COUNT", False)
    assert aggregate("days", [(day(0), day(9)), (day(5), day(14))]) == 14


VALUES = st.one_of(
    st.integers(-2, 2),
    st.tuples(st.integers(-2, 2), st.integers(0, 2)).map(
        lambda ends: ends[0] if not ends[1] else Range(ends[0], ends[0] + ends[1])
    ),
)
CERTAIN = st.lists(st.tuples(VALUES, st.sampled_from([ANA, EVA])), max_size=3, unique=True)
FURTHER = st.lists(
    st.tuples(VALUES, st.sampled_from([ANA, EVA, NOBODY_NAMED])), max_size=2, unique=True
)
Assignment = tuple[int, str]


def settled(value: Value) -> list[int]:
    if isinstance(value, Range):
        assert isinstance(value.low, int) and isinstance(value.high, int)
        return list(range(value.low, value.high + 1))
    assert isinstance(value, int)
    return [value]


def instances(row: tuple[Value, Entity]) -> list[frozenset[Assignment]]:
    """Return what a row that is only possible may stand for, up to two rows of it."""
    names = [row[1].name] if row[1] != NOBODY_NAMED else ["one", "another"]
    single = list(product(settled(row[0]), names))
    several = chain(*(combinations(single, size) for size in range(3)))
    return [frozenset(found) for found in several]


def completions(
    certain: list[tuple[Value, Entity]], further: list[tuple[Value, Entity]]
) -> Iterator[set[Assignment]]:
    stated = [[(value, row[1].name) for value in settled(row[0])] for row in certain]
    for chosen in product(*stated):
        for more in product(*map(instances, further)):
            yield set(chosen).union(*more)


def contains(found: Value | None, actual: int) -> bool:
    if not isinstance(found, Range):
        return found == actual
    low, high = found.low, found.high
    return (low is None or compare("<=", low, actual)) and (
        high is None or compare("<=", actual, high)
    )


@given(CERTAIN, FURTHER)
@settings(max_examples=300)
def test_no_completion_leaves_the_bounds(
    certain: list[tuple[Value, Entity]], further: list[tuple[Value, Entity]]
) -> None:
    possible = [*certain, *(row for row in further if row not in certain)]
    count = aggregate("count", certain, possible)
    values = [list(dict.fromkeys((value,) for value, _ in rows)) for rows in (certain, possible)]
    distinct = aggregate("count", values[0], values[1])
    total = aggregate("sum", told_apart(certain), told_apart(possible))
    least = aggregate("min", told_apart(certain), told_apart(possible), lenient=True)
    greatest = aggregate("max", told_apart(certain), told_apart(possible), lenient=True)
    for rows in completions(certain, [row for row in further if row not in certain]):
        assert contains(count, len(rows))
        assert contains(distinct, len({value for value, _ in rows}))
        assert contains(total, sum(value for value, _ in rows))
        if rows:
            assert contains(least, min(value for value, _ in rows))
            assert contains(greatest, max(value for value, _ in rows))


def told_apart(rows: list[tuple[Value, Entity]]) -> list[Row]:
    return [(value, value, person) for value, person in rows]


STAYS = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 2), st.integers(0, 6)), max_size=3)


@given(STAYS, STAYS)
@settings(max_examples=200)
def test_no_completion_leaves_the_days_covered(
    certain: list[tuple[int, int, int]], further: list[tuple[int, int, int]]
) -> None:
    def row(stay: tuple[int, int, int]) -> Row:
        first, width, length = stay
        start = Range(day(first), day(first + width)) if width else day(first)
        return (start, day(first + length))

    def covered(stays: list[tuple[int, int]]) -> int:
        return len({n for first, last in stays for n in range(first, last + 1)})

    found = aggregate("days", [*map(row, certain)], [*map(row, [*certain, *further])])
    ways = [
        [(first + late, first + length) for late in range(width + 1)]
        for first, width, length in certain
    ]
    more = [
        [None, *((first + late, first + length) for late in range(width + 1))]
        for first, width, length in further
    ]
    for chosen in product(*ways):
        for others in product(*more):
            actual = covered([*chosen, *(stay for stay in others if stay is not None)])
            assert contains(found, actual)
