"""Functions: exact, and on ranges as wide as their arguments make them."""

from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.arithmetic import compare, evaluate
from engine.arithmetic.errors import EvaluationError
from parser.datalog.tree import Apply, Const, Expr, Function, Operator, Today, Var
from parser.values import UNKNOWN, Amount, Duration, Entity, Range, Share, Value

EUR = "EUR"


def value(function: Function, *args: Value) -> Value:
    found = evaluate(Apply(function, tuple(map(Const, args))), {})
    assert found is not None
    return found


def euros(text: str) -> Amount:
    return Amount(Decimal(text), EUR)


@pytest.mark.parametrize(
    ("function", "args", "expected"),
    [
        ("+", (2, 3), 5),
        ("-", (2, 3), -1),
        ("*", (-2, 3), -6),
        ("/", (7, 2), Decimal("3.5")),
        ("/", (-7, 2), Decimal("-3.5")),
        ("/", (6, -2), -3),
        ("/", (1, 3), Fraction(1, 3)),
        ("*", (Fraction(1, 3), 3), 1),
        ("+", (Fraction(1, 3), Fraction(1, 6)), Decimal("0.5")),
        ("-", (Decimal("0.5"), Fraction(1, 3)), Fraction(1, 6)),
        ("%", (Fraction(-7, 3), 1), Fraction(-1, 3)),
        ("/", (1, Decimal("0.3")), Fraction(10, 3)),
        ("whole", (Decimal("7.9"),), 7),
        ("whole", (Fraction(-7, 3),), -2),
        ("whole", (5,), 5),
        ("%", (7, 2), 1),
        ("%", (-7, 2), -1),
        ("%", (7, -2), 1),
        ("**", (2, 10), 1024),
        ("**", (-1, 10**9), 1),
        ("**", (2, -1), 0),
        ("**", (-1, -3), -1),
        ("neg", (5,), -5),
        ("+", (Decimal("0.1"), Decimal("0.2")), Decimal("0.3")),
        ("+", (Decimal("0.5"), Decimal("0.5")), 1),
        ("*", (Decimal("1.5"), 2), 3),
        ("/", (Decimal("1.5"), 3), Decimal("0.5")),
        ("%", (Decimal("7.5"), 2), Decimal("1.5")),
        ("neg", (Decimal("1.5"),), Decimal("-1.5")),
        ("+", (euros("0.10"), euros("0.20")), euros("0.30")),
        ("*", (euros("2"), 3), euros("6")),
        ("*", (3, euros("2")), euros("6")),
        ("/", (euros("6"), 3), euros("2.00")),
        ("/", (euros("100"), 3), euros("33.33")),
        ("/", (euros("-0.05"), 2), euros("-0.03")),
        ("/", (euros("0.005"), 1), euros("0.005")),
        ("*", (euros("100"), Fraction(1, 3)), euros("33.33")),
        ("/", (euros("1"), euros("3")), Fraction(1, 3)),
        ("/", (Share(Decimal(51)), 2), Share(Decimal("25.5"))),
        ("/", (euros("6"), euros("3")), 2),
        ("*", (Share(Decimal(51)), euros("200")), euros("102")),
        ("*", (euros("200"), Share(Decimal(51))), euros("102")),
        ("*", (Share(Decimal(50)), 8), 4),
        ("+", (Share(Decimal(50)), Share(Decimal("1.5"))), Share(Decimal("51.5"))),
        ("*", (Duration(1, 2), 3), Duration(3, 6)),
        ("-", (Duration(1, 2), Duration(0, 3)), Duration(1, -1)),
        ("earlier", (3, 2), 2),
        ("later", (euros("3"), euros("2")), euros("3")),
        ("later", (0, euros("2")), euros("2")),
        ("rounded", (Decimal("2.5"), 1), 3),
        ("rounded", (Decimal("-2.5"), 1), -3),
        ("rounded", (Decimal("2.49"), 1), 2),
        ("rounded", (Fraction(1, 3), Decimal("0.01")), Decimal("0.33")),
        ("rounded_up", (Decimal("2.01"), 1), 3),
        ("rounded_up", (Decimal("-2.9"), 1), -2),
        ("rounded_up", (3, 1), 3),
        ("rounded_down", (Decimal("2.99"), 1), 2),
        ("rounded_down", (Decimal("-2.01"), 1), -3),
        ("rounded_down", (7, 5), 5),
        ("rounded_up", (euros("100.01"), euros("100")), euros("200")),
        ("rounded", (euros("0.125"), Decimal("0.01")), euros("0.13")),
        ("rounded", (Share(Decimal("12.4")), Share(Decimal("0.5"))), Share(Decimal("12.5"))),
        ("rounded_up", (Share(Decimal("12.1")), 1), Share(Decimal(13))),
        ("year", (date(2024, 2, 29),), 2024),
        ("month", (date(2024, 2, 29),), 2),
        ("month", (Range(date(2024, 2, 29), date(2024, 4, 1)),), Range(2, 4)),
        ("month", (Range(date(2024, 12, 31), date(2025, 1, 1)),), Range(1, 12)),
        ("year", (Range(date(2024, 12, 31), date(2025, 1, 1)),), Range(2024, 2025)),
        ("weekday", (date(2026, 11, 29),), "Sunday"),
        ("weekday", (Range(date(2026, 11, 29), date(2026, 11, 30)),), UNKNOWN),
        ("first_of_month", (date(2024, 2, 29),), date(2024, 2, 1)),
        ("last_of_month", (date(2023, 2, 1),), date(2023, 2, 28)),
        ("first_of_quarter", (date(2024, 12, 31),), date(2024, 10, 1)),
        ("last_of_quarter", (date(2024, 1, 1),), date(2024, 3, 31)),
        ("first_of_year", (date(2024, 12, 31),), date(2024, 1, 1)),
        ("last_of_year", (date(9999, 1, 1),), date(9999, 12, 31)),
    ],
)
def test_exact_values(function: Function, args: tuple[Value, ...], expected: Value) -> None:
    found = value(function, *args)
    assert (found, type(found)) == (expected, type(expected))


@pytest.mark.parametrize(
    ("function", "args"),
    [
        ("+", (euros("1"), Amount(Decimal(1), "USD"))),
        ("+", ("a", 1)),
        ("+", (euros("1"), 1)),
        ("neg", ("a",)),
        ("**", (2, 100_000)),
        ("**", (10**100, 10**100)),
        ("*", (Entity("person", "Ana"), 2)),
        ("earlier", (Entity("person", "Ana"), Entity("person", "Eva"))),
        ("days", (1, 2)),
        ("whole", ("a",)),
        ("rounded", (1, 0)),
        ("rounded_up", (euros("1"), Amount(Decimal(1), "USD"))),
        ("rounded", ("a", 1)),
        ("year", (3,)),
        ("last_of_month", ("a",)),
    ],
)
def test_undefined_functions(function: Function, args: tuple[Value, ...]) -> None:
    with pytest.raises(EvaluationError) as error:
        value(function, *args)
    assert len(str(error.value)) < 200


@pytest.mark.parametrize("function", ["/", "%"])
@pytest.mark.parametrize("zero", [0, Decimal(0)])
def test_division_by_zero(function: Function, zero: Value) -> None:
    assert evaluate(Apply(function, (Const(1), Const(zero))), {}) is None


def test_the_evaluation_date_must_be_known() -> None:
    with pytest.raises(EvaluationError):
        evaluate(Today(), {})


def test_decimals_do_not_depend_on_the_context_of_the_caller() -> None:
    long = Decimal("12345678901234567890123456789012345678901234567890.01")
    with localcontext() as context:
        context.prec = 3
        assert (
            value("+", long, long) == long * 2 or value("-", value("+", long, long), long) == long
        )
        assert value("-", value("+", long, long), long) == long
        assert value("neg", long) == long.copy_negate()
        assert value("*", euros("1234.56"), 100) == euros("123456")
    third = value("/", Share(Decimal(1)), 3)
    assert isinstance(third, Range)
    assert compare("<", third.low or 0, third.high or 0)
    assert not compare("=", value("*", third, euros("3")), euros("0.01"))
    assert compare("=", value("*", third, euros("3")), euros("0.01"), lenient=True)


def test_large_numbers_are_refused() -> None:
    with pytest.raises(EvaluationError, match="bounds"):
        value("+", Decimal("1e3000"), 1)
    with pytest.raises(EvaluationError, match="bounds"):
        value("*", 2**3000, 2**3000)


INTEGERS = st.integers(-4, 4)
RANGES = st.tuples(INTEGERS, st.integers(0, 3)).map(lambda ends: Range(ends[0], sum(ends)))
OPEN = st.one_of(INTEGERS.map(lambda n: Range(n, None)), INTEGERS.map(lambda n: Range(None, n)))
FUNCTIONS: list[Function] = ["+", "-", "*", "/", "%", "neg", "whole", "earlier", "later"]
OPERATORS: list[Operator] = ["=", "!=", "<", "<=", ">", ">="]


def members(range_: Value) -> list[int]:
    """Return the integers of a range; of an open one, those that are near."""
    if not isinstance(range_, Range):
        assert isinstance(range_, int)
        return [range_]
    low = range_.low if isinstance(range_.low, int) else -9
    high = range_.high if isinstance(range_.high, int) else 9
    return list(range(low, high + 1))


def holds(member: Value, found: Value) -> bool:
    if not isinstance(found, Range):
        return member == found
    return (found.low is None or compare("<=", found.low, member)) and (
        found.high is None or compare("<=", member, found.high)
    )


@given(
    st.sampled_from(FUNCTIONS),
    st.one_of(INTEGERS, RANGES, OPEN, st.just(UNKNOWN)),
    st.one_of(INTEGERS, RANGES, OPEN, st.just(UNKNOWN)),
)
@settings(max_examples=500)
def test_a_range_holds_the_values_of_all_its_members(
    function: Function, left: Value, right: Value
) -> None:
    args = (left,) if function in ("neg", "whole") else (left, right)
    applied = Apply(function, tuple(map(Const, args)))
    found, sure = evaluate(applied, {}, lenient=True), evaluate(applied, {})
    assert sure is None or sure == found
    for chosen in product(*map(members, args)):
        actual = evaluate(Apply(function, tuple(map(Const, chosen))), {})
        assert actual is None or (found is not None and holds(actual, found)), chosen
        assert actual is not None or sure is None, chosen


@given(
    st.sampled_from(OPERATORS),
    st.one_of(INTEGERS, RANGES, OPEN, st.just(UNKNOWN)),
    st.one_of(INTEGERS, RANGES, OPEN, st.just(UNKNOWN)),
)
@settings(max_examples=500)
def test_comparisons_say_what_must_and_what_could_hold(
    op: Operator, left: Value, right: Value
) -> None:
    ways = [compare(op, *chosen) for chosen in product(members(left), members(right))]
    assert all(ways) or not compare(op, left, right)
    assert compare(op, left, right, lenient=True) or not any(ways)
    if not isinstance(left, Range) and not isinstance(right, Range):
        assert compare(op, left, right) == compare(op, left, right, lenient=True) == ways[0]


@given(RANGES, RANGES)
def test_closed_ranges_are_tight(left: Range, right: Range) -> None:
    for function in ("+", "-", "*"):
        found = value("+" if function == "+" else "-" if function == "-" else "*", left, right)
        actual = [
            value("+" if function == "+" else "-" if function == "-" else "*", a, b)
            for a, b in product(members(left), members(right))
        ]
        ends = {min(actual, key=int_of), max(actual, key=int_of)}
        assert ends == ({found.low, found.high} if isinstance(found, Range) else {found})


def int_of(found: Value) -> int:
    assert isinstance(found, int)
    return found


def test_variables_take_their_values() -> None:
    expression: Expr = Apply("*", (Apply("+", (Var("X"), Const(1))), Var("Y")))
    assert evaluate(expression, {"X": 2, "Y": Decimal("0.5")}) == Decimal("1.5")
