"""How far the sides of a failing comparison are apart, as a record and in the words of a page."""

from datetime import date
from decimal import Decimal

import pytest

from engine.pages.measures import gap_words, limits_words
from engine.pages.report.comparisons import apart
from engine.pages.report.document import plain
from engine.pages.report.sentences import limit_words
from engine.pages.report.words import words
from engine.proof.gap import gap
from engine.proof.node import Compared, Gap, Limit
from parser.datalog.tree import Apply, Comparison, Const, Operator, Var
from parser.values import Amount, Duration, Share, Value

FAILING = [
    (3, ">=", 5, "2 short"),
    (5, "<", 3, "2 too much"),
    (Share(Decimal("49.5")), ">", Share(Decimal(50)), "0.5% short"),
    (Amount(Decimal("0.5"), "EUR"), ">=", Amount(Decimal(1), "EUR"), "0.50 EUR short"),
    (Amount(Decimal(10) ** 30, "EUR"), "<=", Amount(Decimal(1), "EUR"), f"{'9' * 30} EUR too much"),
    (Duration(6), ">=", Duration(36), "2 years and 6 months short"),
    (date(2026, 3, 1), "<=", date(2026, 1, 31), "1 month and 1 day too much"),
    ("a", "=", "b", ""),
    (5, ">", 3, ""),
]


@pytest.mark.parametrize(("left", "operator", "right", "said"), FAILING)
def test_the_sides_are_apart(left: Value, operator: Operator, right: Value, said: str) -> None:
    assert gap_words(gap(Comparison(operator, Const(left), Const(right)), {})) == said


def test_time_alone_reaches_it() -> None:
    three_years = Apply("+", (Var("wedding"), Const(Duration(36))))
    comparison = Comparison("<=", three_years, Var("today"))
    bindings: dict[str, Value] = {"wedding": date(2025, 3, 1), "today": date(2026, 3, 1)}
    found = gap(comparison, bindings)
    assert found == Gap("short", Duration(24), date(2028, 3, 1))
    assert gap_words(found) == "2 years short, reached on 2028-03-01"
    node = Compared(comparison, tuple(bindings.items()), None, None, found, "fails")
    assert plain(apart(node, words("en"))) == (
        "2 years short; met from 1 March 2028 if only time passes."
    )
    assert "2 godine" in plain(apart(node, words("me")))


def test_limits_are_worded_whatever_they_limit() -> None:
    most, years = Limit(1, None, Share(Decimal("25.5"))), Limit(2, Duration(12), Duration(24))
    assert limits_words((most, years)) == "at most 25.5%, between 1 year and 2 years"
    assert limit_words(most, words("en"), inside=True) == "at most 25.5%"
    assert limits_words((Limit(0, 7, 7), Limit(1, date(2026, 1, 1), None))) == (
        "7, on or after 2026-01-01"
    )
