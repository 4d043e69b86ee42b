"""Rules: conclusion, conditions, lists, exceptions."""

import pytest

from parser.syntax.tree import Group, Holds
from tests.parser.syntax.written import codes, condition, items, row, rule, shown


def test_a_rule_without_conditions() -> None:
    found = rule("the library is open")
    assert row(found.head.tokens) == ["the", "library", "is", "open"]
    assert (found.body, found.negative) == ((), False)


def test_a_rule_that_concludes_the_negation() -> None:
    found = rule("it is false that a person may stay\nif the person is banned")
    assert found.negative
    assert row(found.head.tokens) == ["a", "person", "may", "stay"]


def test_keywords_count_at_the_start_of_a_line_only() -> None:
    found = rule("a rule if given and unless any of it\nIf the law cites a case or then")
    assert row(found.head.tokens)[:3] == ["a", "rule", "if"]
    assert len(found.body) == 1


def test_and_and_unless() -> None:
    assert shown("if x holds\nand y holds\nunless z holds") == [
        "x holds",
        "y holds",
        "unless none",
        "- z holds",
    ]


@pytest.mark.parametrize(
    ("words", "quantifier", "count"),
    [
        ("all of", "all", 0),
        ("any of", "any", 0),
        ("none of", "none", 0),
        ("at least 1 of", "at least", 1),
    ],
)
def test_lists(words: str, quantifier: str, count: int) -> None:
    found = condition(f"if {words}:\n    (a) x holds\n    (b) y holds")
    assert isinstance(found, Group)
    assert (found.quantifier, found.count, found.exception) == (quantifier, count, False)
    assert [item.label for item in found.items] == ["(a)", "(b)"]


@pytest.mark.parametrize("label", ["(a)", "(1)", "(iv)", "(12)", "(xviii)"])
def test_labels(label: str) -> None:
    (item,) = items(f"if {label} x holds")
    assert item.label == label


def test_a_word_in_parentheses_that_is_too_long_is_no_label() -> None:
    (item,) = items("if (mostly) x holds")
    assert item.label == ""
    assert isinstance(item.condition, Holds)


def test_lines_indented_under_an_item_belong_to_it() -> None:
    found = condition("if any of:\n    (a) x holds\n        and y holds\n    (b) z holds")
    assert isinstance(found, Group)
    first = found.items[0].condition
    assert isinstance(first, Group)
    assert (first.quantifier, len(first.items), found.items[0].label) == ("all", 2, "(a)")


def test_lists_nest() -> None:
    inner = "all of:\n        x holds\n        none of:\n            y holds"
    text = f"if any of:\n    {inner}\n    z holds"
    assert shown(text) == ["any", "- all", "  - x holds", "  - none", "    - y holds", "- z holds"]


def test_an_exception_with_a_list() -> None:
    exception = items("if x holds\nunless any of:\n    y holds\n    z holds")[1].condition
    assert isinstance(exception, Group)
    assert (exception.quantifier, exception.exception) == ("none", True)
    inner = exception.items[0].condition
    assert isinstance(inner, Group)
    assert (inner.quantifier, len(inner.items)) == ("any", 2)


def test_negative_conditions() -> None:
    found = condition("if it is false that x holds")
    assert isinstance(found, Holds)
    assert found.negative
    assert row(found.sentence.tokens) == ["x", "holds"]


@pytest.mark.parametrize(("lines", "errors"), [(39, []), (40, ["too-deep"]), (2_000, ["too-deep"])])
def test_lists_nest_up_to_forty_levels(lines: int, errors: list[str]) -> None:
    inner = "".join(f"{' ' * level}any of:\n" for level in range(1, lines - 1))
    text = f"if any of:\n{inner}{' ' * (lines - 1)}x holds"
    if errors:
        assert codes(lambda: items(text)) == errors
    else:
        assert items(text)


def test_equal_trees_are_equal_wherever_they_stand() -> None:
    assert rule("x holds\nif y  holds") == rule("x holds\n# a comment\nif y holds   # another")
