"""Comparisons of values of every kind, strictly and leniently."""

from datetime import date
from decimal import Decimal

import pytest

from engine.arithmetic import compare
from engine.arithmetic.errors import EvaluationError
from parser.datalog.tree import Operator
from parser.values import SOMEONE, UNKNOWN, Amount, Entity, Range, Share, Value

ANA, EVA = Entity("person", "Ana"), Entity("person", "Eva")
UNNAMED = Entity("person", SOMEONE)
EURO, DOLLAR = Amount(Decimal(1), "EUR"), Amount(Decimal(1), "USD")


@pytest.mark.parametrize(
    ("op", "left", "right", "strict", "lenient"),
    [
        ("=", ANA, ANA, True, True),
        ("!=", ANA, EVA, True, True),
        ("=", UNNAMED, UNNAMED, True, True),
        ("!=", UNNAMED, UNNAMED, False, True),
        ("=", UNNAMED, ANA, False, False),
        ("!=", ANA, UNNAMED, True, True),
        ("=", ANA, Entity("ship", "Ana"), False, False),
        ("=", 1, "1", False, False),
        ("!=", 1, "1", True, True),
        ("=", 1, Decimal("1.0"), True, True),
        ("<", 5, "a", True, True),
        ("<", "a", 5, False, False),
        ("<", "a", "b", True, True),
        ("=", EURO, DOLLAR, False, False),
        ("<", Share(Decimal(50)), Share(Decimal(51)), True, True),
        ("=", UNKNOWN, UNKNOWN, False, True),
        ("!=", UNKNOWN, UNKNOWN, False, True),
        ("<", UNKNOWN, date(2026, 1, 1), False, True),
        (">=", Range(5, None), 5, True, True),
        (">", Range(5, None), 5, False, True),
        ("<", Range(5, None), 5, False, False),
        ("=", Range(5, 6), date(2026, 1, 1), False, False),
        ("!=", Range(5, None), EURO, True, True),
    ],
)
def test_must_and_could(
    op: Operator, left: Value, right: Value, strict: bool, lenient: bool
) -> None:
    assert compare(op, left, right) is strict
    assert compare(op, left, right, lenient=True) is lenient


@pytest.mark.parametrize(
    ("left", "right"),
    [(ANA, EVA), (ANA, 1), (EURO, DOLLAR), (EURO, 1), (date(2026, 1, 1), 1), (date.min, "a")],
)
def test_values_without_an_order(left: Value, right: Value) -> None:
    with pytest.raises(EvaluationError):
        compare("<", left, right)
