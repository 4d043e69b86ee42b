"""Diagnostics as text."""

import itertools
import re
from dataclasses import replace

import pytest

from parser.text.diagnostic import Diagnostic, Label
from parser.text.render import WIDTH, render, width
from parser.text.span import NOWHERE, Span


def at(text: str, word: str, file: str = "demo.law") -> Span:
    """Return where a word stands in a text."""
    start = text.index(word)
    line_start = text.rfind("\n", 0, start) + 1
    line = text.count("\n", 0, start) + 1
    return Span(file, start, start + len(word), line, start - line_start + 1)


def shown(text: str, word: str) -> list[str]:
    """Return a diagnostic at a word as lines."""
    return render(Diagnostic("odd", "odd", at(text, word)), {"demo.law": text}).split("\n")


def test_all_parts_of_a_diagnostic() -> None:
    text = "kind permit\n\nkind permit\n"
    second = replace(at(text, "permit"), start=18, end=24, line=3)
    first = Label(at(text, "permit"), "the first one")
    diagnostic = Diagnostic("duplicate", "`permit` is declared", second, (first,), "remove one")
    assert render(diagnostic, {"demo.law": text}).split("\n") == [
        "demo.law:3:6: error[duplicate]: `permit` is declared",
        "  3 | kind permit",
        "    |      ^^^^^^",
        "  demo.law:1:6: the first one",
        "  1 | kind permit",
        "    |      ------",
        "  help: remove one",
    ]


def test_a_warning_says_so() -> None:
    diagnostic = Diagnostic("odd", "odd", severity="warning")
    assert render(diagnostic, {}) == "warning[odd]: odd"


def test_a_diagnostic_of_a_whole_file_has_no_line() -> None:
    diagnostic = Diagnostic("odd", "odd", Span("demo.law", 0, 0, 0, 0))
    assert render(diagnostic, {"demo.law": "x"}) == "demo.law: error[odd]: odd"


@pytest.mark.parametrize("texts", [{}, {"demo.law": ""}, {"other.law": "x"}])
def test_a_line_that_is_not_at_hand_is_not_quoted(texts: dict[str, str]) -> None:
    diagnostic = Diagnostic("odd", "odd", Span("demo.law", 9, 10, 3, 4))
    assert render(diagnostic, texts) == "demo.law:3:4: error[odd]: odd"


def test_the_line_is_found_by_its_number_where_no_offset_is_known() -> None:
    diagnostic = Diagnostic("odd", "odd", Span("demo.law", 0, 0, 2, 1))
    assert render(diagnostic, {"demo.law": "one\ntwo\n"}).split("\n")[1] == "  2 | two"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("the 日本 visa", "visa"),
        ("e\u0301te\u0301 visa", "visa"),
        ("a\tvisa", "visa"),
        ("\uff21\uff22 visa", "visa"),
        ("日本 x", "日本"),
    ],
)
def test_carets_stand_under_the_word(text: str, word: str) -> None:
    _, quoted, carets = shown(text, word)
    before = quoted[: quoted.index(word)]
    assert width(before) == carets.index("^")
    assert carets.count("^") == width(word)


@pytest.mark.parametrize("place", [0, 10, 500, 5_000, 9_990])
def test_a_long_line_is_clipped_around_the_place(place: int) -> None:
    text = f"{'a' * place}visa{'b' * (10_000 - place)}"
    _, quoted, carets = shown(text, "visa")
    assert "visa" in quoted
    assert quoted.index("visa") == carets.index("^")
    assert len(quoted) <= WIDTH + 8
    assert ("…" in quoted[:8]) == (place > WIDTH // 3)


def test_a_long_place_is_clipped() -> None:
    _, quoted, carets = shown(f"x {'y' * 5_000}", "y" * 5_000)
    assert len(carets.rstrip()) <= len(quoted)


def test_a_place_of_several_lines_is_shown_up_to_the_end_of_its_first() -> None:
    text = "one two\nthree"
    assert shown(text, "two\nthree")[2] == "    |     ^^^"


def test_a_place_after_the_end_of_a_line_has_one_caret() -> None:
    diagnostic = Diagnostic("odd", "odd", Span("demo.law", 3, 4, 1, 4))
    assert render(diagnostic, {"demo.law": "law"}).split("\n")[2] == "    |    ^"


def test_nothing_that_a_terminal_obeys_gets_through() -> None:
    text = "x \x1b[31m\u202evisa"
    out = render(Diagnostic("odd", f"`{text}`\n", at(text, "visa"), help=text), {"demo.law": text})
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert len(out.split("\n")) == 4


def test_colours_only_when_asked() -> None:
    text = "law"
    diagnostic = Diagnostic("odd", "odd", at(text, "law"), help="h")
    plain = render(diagnostic, {"demo.law": text})
    colourful = render(diagnostic, {"demo.law": text}, color=True)
    assert "\x1b[" not in plain
    assert "\x1b[31m" in colourful
    for code in ("\x1b[31m\x1b[1m", "\x1b[31m", "\x1b[1m", "\x1b[0m"):
        colourful = colourful.replace(code, "")
    assert colourful == plain


def test_nowhere_is_no_place() -> None:
    assert render(Diagnostic("odd", "odd", NOWHERE), {"": "x"}) == "error[odd]: odd"


@pytest.mark.parametrize("columns", [40, 60, 80, 100])
def test_on_a_terminal_no_line_is_wider_than_it(columns: int) -> None:
    text = f"    if the person keeps {'a dog and ' * 20}a cat"
    label = Label(at(text, "cat"), "the dog was said to be one of those that are kept here")
    said = "`the dog` is none of the things that a person keeps, whatever anybody says of it"
    odd = Diagnostic("odd", said, at(text, "person"), (label,), help=f"so: {said}")
    lines = render(odd, {"demo.law": text}, columns=columns).split("\n")
    assert max(map(len, lines)) <= columns
    assert " ".join(" ".join(lines).split()).count(said) == 2
    marked = [
        quoted[carets.index(carets[-1]) :][: carets.count(carets[-1])]
        for quoted, carets in itertools.pairwise(lines)
        if carets.endswith(("^", "-"))
    ]
    assert marked == ["person", "cat"]


def test_a_line_that_is_broken_is_painted_as_one_that_is_not() -> None:
    odd = Diagnostic("odd", "one two three four five six seven", at("law", "law"), help="so " * 20)
    plain = render(odd, {"demo.law": "law"}, columns=40)
    colourful = render(odd, {"demo.law": "law"}, color=True, columns=40)
    assert re.sub("\x1b\\[[0-9]+m", "", colourful) == plain
    assert "\n    " in plain
