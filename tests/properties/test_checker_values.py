"""The checker and the engines work out values apart, and come to the same."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.arithmetic import aggregate, compare, evaluate
from engine.arithmetic.errors import EvaluationError
from engine.proof.checker import ordering, totals, working
from parser.datalog.tree import AggregateKind, Apply, Const, Function, Operator
from parser.values import UNKNOWN, Amount, Duration, Exact, Range, Share, Value

NUMBERS: tuple[Exact, ...] = (-3, -1, 0, 1, 2, 7, Decimal("0.5"), Decimal("-2.25"), Fraction(1, 3))
DAYS: tuple[Exact, ...] = (date(2024, 2, 29), date(2024, 1, 31), date(2026, 11, 23))
SPANS: tuple[Exact, ...] = (Duration(1), Duration(0, 30), Duration(12), Duration(-1, 5), Duration())
MONEY: tuple[Exact, ...] = (Amount(Decimal("100.00"), "EUR"), Amount(Decimal("-0.05"), "EUR"))
SHARES: tuple[Exact, ...] = (Share(Decimal(51)), Share(Decimal("-0.5")))
EXACT = st.sampled_from((*NUMBERS, *NUMBERS, *DAYS, *SPANS, *MONEY, *SHARES, "a", "b"))
FUNCTIONS: tuple[Function, ...] = (
    *("+", "-", "*", "/", "%", "neg", "whole"),
    *("days", "months", "years", "earlier", "later"),
    *("rounded", "rounded_up", "rounded_down", "year", "month", "weekday"),
    *("first_of_month", "last_of_quarter", "last_of_year"),
)
_OF_ONE = (
    *("neg", "whole", "year", "month", "weekday"),
    *("first_of_month", "last_of_quarter", "last_of_year"),
)
OPERATORS: tuple[Operator, ...] = ("=", "!=", "<", "<=", ">", ">=")


def _range(low: Exact, high: Exact, above: bool, below: bool) -> Value:
    try:
        is_one = compare("=", low, high)
        return Range(low, high, above, below) if compare("<=", low, high) and not is_one else low
    except EvaluationError:
        return low


RANGES = st.one_of(
    st.builds(_range, EXACT, EXACT, st.booleans(), st.booleans()),
    st.builds(lambda low, above: Range(low, None, above), EXACT, st.booleans()),
    st.builds(lambda high, below: Range(None, high, below=below), EXACT, st.booleans()),
    st.just(UNKNOWN),
)
VALUES = st.one_of(EXACT, RANGES)


@given(st.sampled_from(FUNCTIONS), VALUES, VALUES, st.booleans())
@settings(max_examples=1500)
def test_functions(function: Function, left: Value, right: Value, lenient: bool) -> None:
    args = (left,) if function in _OF_ONE else (left, right)
    applied = Apply(function, tuple(map(Const, args)))
    try:
        wanted = evaluate(applied, {}, lenient)
    except EvaluationError:
        return
    try:
        found = working.evaluate(applied, {}, lenient)
    except ordering.Undefined:
        # what the parser refuses; of a range the engines need not say so
        assert function in ("*", "/", "%") and any(isinstance(arg, Range) for arg in args)
        return
    assert (type(found), found) == (type(wanted), wanted)


NEAR = (*NUMBERS, Fraction(1, 1000), Fraction(-1, 1000), 1000, -1000)


@given(
    st.sampled_from(("+", "-", "*", "/", "%")),
    RANGES,
    st.sampled_from(NEAR),
    st.one_of(RANGES, st.sampled_from(NUMBERS)),
    st.sampled_from(NEAR),
)
@settings(max_examples=3000)
def test_a_range_of_numbers_becomes_one_with_every_value(
    function: Function, left: Value, one: Exact, right: Value, other: Exact
) -> None:
    try:
        if not (compare("=", left, one, True) and compare("=", right, other, True)):
            return
        found = evaluate(Apply(function, (Const(left), Const(right))), {}, lenient=True)
        exact = evaluate(Apply(function, (Const(one), Const(other))), {})
    except EvaluationError:
        return
    if exact is not None:
        assert found is not None and compare("=", found, exact, True)


@given(st.sampled_from(OPERATORS), VALUES, VALUES, st.booleans())
@settings(max_examples=1500)
def test_comparisons(op: Operator, left: Value, right: Value, lenient: bool) -> None:
    try:
        wanted = compare(op, left, right, lenient)
    except EvaluationError:
        return
    try:
        found = ordering.compare(op, left, right, lenient)
    except ordering.Undefined:
        assert isinstance(left, Range) or isinstance(right, Range)
        return
    assert found == wanted


PLAIN = st.sampled_from((*NUMBERS, Range(0, 2), Range(None, 1), UNKNOWN))
ROWS = st.lists(st.tuples(PLAIN, st.integers(0, 2)), max_size=4, unique_by=repr)


@given(st.sampled_from(("count", "sum", "min", "max")), ROWS, ROWS, st.booleans(), st.booleans())
@settings(max_examples=1000)
def test_aggregates(
    kind: AggregateKind,
    certain: list[tuple[Value, ...]],
    further: list[tuple[Value, ...]],
    lenient: bool,
    settled: bool,
) -> None:
    possible = None if settled else [*certain, *(row for row in further if row not in certain)]
    wanted = aggregate(kind, certain, possible, lenient)
    assert totals.total(kind, certain, possible, lenient) == wanted


DATES = st.sampled_from((*DAYS, Range(date(2024, 1, 1), date(2024, 1, 31)), UNKNOWN))


@given(st.lists(st.tuples(DATES, DATES), max_size=4), st.lists(st.tuples(DATES, DATES), max_size=2))
def test_days(certain: list[tuple[Value, ...]], further: list[tuple[Value, ...]]) -> None:
    possible = [*certain, *further]
    wanted = aggregate("days", certain, possible)
    assert totals.total("days", certain, possible, lenient=False) == wanted


@given(st.integers(0, 9000))
def test_months_have_the_same_lengths(months: int) -> None:
    from engine.arithmetic.order import month_bounds

    assert ordering.lengths(months) == month_bounds(months)
