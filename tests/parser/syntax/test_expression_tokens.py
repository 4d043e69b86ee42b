"""Expressions: what binds first, functions, and the bounds of a line."""

import pytest

from parser.syntax.tree import Aggregates, Compares
from tests.parser.syntax.outline import expression as as_text
from tests.parser.syntax.written import codes, condition, expression, shown


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("1 + 2 * 3", "+(number 1, *(number 2, number 3))"),
        ("1 - 2 - 3", "-(-(number 1, number 2), number 3)"),
        ("8 / 4 / 2", "/(/(number 8, number 4), number 2)"),
        ("(1 - 2) - 3", "-(-(number 1, number 2), number 3)"),
        ("1 - (2 - 3)", "-(number 1, -(number 2, number 3))"),
        ("7 % 2 * 3", "*(%(number 7, number 2), number 3)"),
        ("-1 + 2", "+(neg(number 1), number 2)"),
        ("-(1 + 2)", "neg(+(number 1, number 2))"),
        ("- -1", "neg(neg(number 1))"),
        ("1 \N{MINUS SIGN} 2 \N{MULTIPLICATION SIGN} 3", "-(number 1, *(number 2, number 3))"),
        ("the wedding + 3 years", "+(<the wedding>, duration 36 months 0 days)"),
        ("a total", "<a total>"),
        ("an exit", "<a exit>"),
        ("the other person", "<the other person>"),
        ("the other", "<the other>"),
        ("another person", "<another person>"),
        ("The Exit", "<the exit>"),
        ("today", "today"),
        ("Montenegro", "name Montenegro"),
        ("United Kingdom", "name United Kingdom"),
        ('"Bosnia and Herzegovina"', "name 'Bosnia and Herzegovina'"),
        ("days from the entry to the exit", "days(<the entry>, <the exit>)"),
        ("the days from the entry to the exit", "days(<the entry>, <the exit>)"),
        ("months from the entry to today", "months(<the entry>, today)"),
        ("the years from the birthday to today", "years(<the birthday>, today)"),
        ("earlier of the entry and the exit", "earlier(<the entry>, <the exit>)"),
        ("the later of the entry and the exit", "later(<the entry>, <the exit>)"),
        (
            "days from the entry + 1 day to the exit",
            "days(+(<the entry>, duration 0 months 1 days), <the exit>)",
        ),
        (
            "earlier of the exit and today - 1 day",
            "earlier(<the exit>, -(today, duration 0 months 1 days))",
        ),
        (
            "(earlier of the exit and today) - 1 day",
            "-(earlier(<the exit>, today), duration 0 months 1 days)",
        ),
        (
            "days from later of the entry and the start to earlier of the exit and today",
            "days(later(<the entry>, <the start>), earlier(<the exit>, today))",
        ),
        ("the days", "<the days>"),
        ("the earlier", "<the earlier>"),
    ],
)
def test_an_expression(text: str, tree: str) -> None:
    assert as_text(expression(text)) == tree


@pytest.mark.parametrize("op", ["=", "!=", "<", "<=", ">", ">="])
def test_each_comparison(op: str) -> None:
    found = condition(f"if the price {op} 3 EUR")
    assert isinstance(found, Compares)
    assert found.op == op


def test_an_operator_in_quotes_makes_no_comparison() -> None:
    assert shown('if the person said "a <= b"') == ["the person said 'a <= b'"]


@pytest.mark.parametrize("kind", ["count", "sum", "min", "max"])
@pytest.mark.parametrize("the", ["", "the "])
def test_each_aggregate(kind: str, the: str) -> None:
    found = condition(f"if a total = {the}{kind} of the price where:\n    a loan has a price")
    assert isinstance(found, Aggregates)
    assert (found.kind, as_text(found.result), len(found.items)) == (kind, "<a total>", 1)
    assert [as_text(term) for term in found.terms] == ["<the price>"]


def test_covered_days_have_the_two_days_as_terms() -> None:
    found = condition(
        "if a used = the days from the entry to the exit covered where:\n"
        "    the person stayed from an entry to an exit\n"
        "    and the entry >= the start"
    )
    assert isinstance(found, Aggregates)
    assert found.kind == "days"
    assert [as_text(term) for term in found.terms] == ["<the entry>", "<the exit>"]
    assert len(found.items) == 2


def test_a_sum_of_days_is_a_sum() -> None:
    found = condition(
        "if a total = sum of the days from the entry to the exit where:\n    it holds"
    )
    assert isinstance(found, Aggregates)
    assert (found.kind, [as_text(term) for term in found.terms]) == (
        "sum",
        ["days(<the entry>, <the exit>)"],
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("(" * 41 + "3" + ")" * 41 + " = 3", "too-deep"),
        ("1" + " + 1" * 101 + " = 3", "too-long"),
        ("-" * 101 + "1 = 3", "too-long"),
        ("days from " * 101 + "1 = 3", "too-long"),
    ],
)
def test_a_calculation_is_bounded(text: str, code: str) -> None:
    assert codes(lambda: condition(f"if {text}")) == [code]


def test_a_calculation_up_to_the_bounds_is_read() -> None:
    assert condition("if " + "(" * 40 + "3" + ")" * 40 + " = 3")
    assert condition("if " + "1" + " + 1" * 100 + " = 3")
