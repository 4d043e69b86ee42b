"""Calculations from one unknown value, compared along many values of it."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest

from engine.arithmetic import compare, evaluate
from engine.arithmetic.one_unknown import signs_apart
from engine.arithmetic.order import order
from engine.proof.checker.one_value import apart
from parser.datalog.named import calculated
from parser.datalog.tree import Apply, Const, Expr, Function, Var
from parser.values import Amount, Duration, Exact, Range, number

X = Var("x")


def _with(function: Function, value: Exact) -> Expr:
    return Apply(function, (X, Const(value)))


def _of(function: Function, value: Exact) -> Expr:
    return Apply(function, (Const(value), X))


NUMBERS: list[Expr] = [
    X,
    Apply("neg", (X,)),
    Apply("*", (X, X)),
    *(_with(function, by) for function in ("+", "-", "*", "/") for by in (2, Decimal("0.5"))),
    *(_of(function, by) for function in ("-", "/") for by in (2, 4, 6, -3)),
    Apply("+", (_of("/", 6), Const(1))),
    Apply("/", (Const(6), _with("+", 1))),
]
MONEY: list[Expr] = [X, _with("+", Amount(Decimal(5), "EUR")), _with("*", 2), _with("*", 3)]
DAYS: list[Expr] = [
    X,
    *(
        _with(function, by)
        for function in ("+", "-")
        for by in (Duration(1, 0), Duration(0, 30), Duration(36, 1), Duration(1, -31))
    ),
    Apply("+", (_with("+", Duration(1, 0)), Const(Duration(0, 1)))),
    Apply("+", (_with("+", Duration(0, 1)), Const(Duration(1, 0)))),
]
WHOLE: list[Range] = [Range(), Range(1, None), Range(None, -1), Range(Decimal("0.5"), 3)]


@pytest.mark.parametrize("whole", WHOLE, ids=repr)
def test_numbers(whole: Range) -> None:
    found = [number(Fraction(count, 6)) for count in range(-48, 49)]
    inside: list[Exact] = [one for one in found if compare("=", whole, one, lenient=True)]
    told = _held_against(NUMBERS, whole, inside)
    assert told > 100


def test_money() -> None:
    amounts: list[Exact] = [Amount(Decimal(count) / 4, "EUR") for count in range(-24, 25)]
    assert _held_against(MONEY, Range(), amounts) == len(MONEY) ** 2 - len(MONEY)


def test_days() -> None:
    days: list[Exact] = [date(2023, 12, 1) + timedelta(days=count) for count in range(70, 130)]
    assert _held_against(DAYS, Range(), days) > 30


def _held_against(exprs: list[Expr], whole: Range, values: list[Exact]) -> int:
    """Check that no pair of expressions has a sign that is not told; return how many are told."""
    told = 0
    for left, right in product(exprs, exprs):
        if left == right:
            continue
        unknown = Range(whole.low, whole.high, of="'x'")
        one, other = (evaluate(each, {"x": unknown}, lenient=True) for each in (left, right))
        if not (isinstance(one, Range) and isinstance(other, Range) and one.of and other.of):
            continue
        both = signs_apart(one, other), apart(one, other)
        assert (both[0] is None) == (both[1] is None), (left, right)
        if both[0] is None or both[1] is None:
            continue
        told += 1
        for value in values:
            first, second = (evaluate(each, {"x": value}) for each in (left, right))
            if first is None or second is None:
                continue
            assert not isinstance(first, Range)
            assert not isinstance(second, Range)
            least, most = order(first, second)
            assert {least, most} & both[0], (left, right, value)
            assert {least, most} & both[1], (left, right, value)
    return told


def test_no_number_is_six_divided_by_itself_and_two_is_four() -> None:
    n, six, four = (
        Range(of="'n'"),
        Range(of="/(6, 'n' from None to None)"),
        Range(of="/(4, 'n' from None to None)"),
    )
    for compared in (signs_apart, apart):
        assert compared(six, n) == frozenset({-1, 1})
        assert compared(four, n) == frozenset({-1, 0, 1})


def test_of_two_values_nothing_is_told() -> None:
    for compared in (signs_apart, apart):
        assert compared(Range(of="'n'"), Range(of="+('m' from None to None, 1)")) is None
        assert compared(Range(of="/('n' from None to None, 2)"), Range(of="'n'")) is None


def test_names_are_read_back() -> None:
    for words in ("'x'", "'it''s (a, b) from 1 to 2'", '"x\'s"'):
        unknown = Range(date(2020, 1, 1), None, of=repr(words))
        made = evaluate(Apply("+", (X, Const(Duration(3, -1)))), {"x": unknown})
        assert isinstance(made, Range)
        found = calculated(made.of)
        assert found is not None
        assert (found.base, found.low, found.high) == (repr(words), date(2020, 1, 1), None)
        assert found.expr == Apply("+", (Var(repr(words)), Const(Duration(3, -1))))
    assert calculated("+('x' from None to None, 'y' from None to None)") is None
    assert calculated("+('x' from None to None, 1) and more") is None
    assert calculated("no name") is None
