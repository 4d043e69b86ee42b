"""What a span covers is what the node says."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from unicodedata import normalize

import pytest

from parser.syntax import tree
from parser.syntax.from_text import parse_cases, parse_law
from parser.text.source import decode
from parser.text.span import NOWHERE, Span

TESTS = Path(__file__).parents[2]
FILES = sorted(
    path
    for folder in (TESTS / "good", TESTS.parent / "kb", TESTS.parent / "examples")
    for ending in ("law", "case")
    for path in folder.rglob(f"*.{ending}")
    if path.name != "jovan.case"  # in Montenegrin: it is read as one in English that stands nowhere
)


def nodes(node: object) -> Iterator[object]:
    """Yield a node and all below it."""
    yield node
    below = [getattr(node, each.name) for each in fields(node)] if is_dataclass(node) else []
    for value in below if not isinstance(node, tuple) else node:
        if isinstance(value, tuple) or (is_dataclass(value) and not isinstance(value, Span)):
            yield from nodes(value)


def said(node: object) -> str | None:
    """Return what the text at the span of a node must be, or None if it only must contain."""
    match node:
        case tree.Token("text", text) | tree.Name(text, True):
            return f'"{text}"'
        case tree.Token("duration" | "word"):
            return None
        case tree.Token(text=text) | tree.KindDecl(name=text):
            return text
        case _:
            return None


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_node_stands_where_it_says(path: Path) -> None:
    text = decode(path.read_bytes(), path.name)
    file = (parse_law if path.suffix == ".law" else parse_cases)(text, path.name)
    lines = text.split("\n")
    checked = 0
    for node in nodes(file):
        span = getattr(node, "span", None)
        if not isinstance(span, Span):
            continue
        assert span is not NOWHERE, node
        assert span.file == path.name
        assert 0 <= span.start < span.end <= len(text)
        assert text[: span.start].count("\n") + 1 == span.line
        assert span.start - (text.rfind("\n", 0, span.start) + 1) == span.column - 1
        covered = text[span.start : span.end]
        assert lines[span.line - 1][span.column - 1 :].startswith(covered.split("\n")[0])
        if (expected := said(node)) is not None:
            assert normalize("NFC", covered) == expected
        checked += 1
    assert checked > 0


def span_texts(text: str) -> dict[str, list[str]]:
    """Return the texts that the nodes of a law cover, by the kind of node."""
    found: dict[str, list[str]] = {}
    for node in nodes(parse_law(text, "demo.law")):
        span = getattr(node, "span", None)
        if isinstance(span, Span):
            found.setdefault(type(node).__name__, []).append(text[span.start : span.end])
    return found


def test_the_span_of_each_kind_of_node() -> None:
    found = span_texts(
        'law demo "Demo"\n'
        "    uses other\n"
        "kind permit\n"
        'names of permit: seasonal  permit, "a b"\n'
        "vocabulary\n"
        "    {person} has {p: permit}   (given, single p)\n"
        'table "t.csv"\n'
        "    {C d} is listed\n"
        'provision P "Note"\n'
        '    mark garbled "why"\n'
        'rule R "Rule"\n'
        "    a person may stay\n"
        "    if (a) the person is known\n"
        "    and the wedding + (3 years - 1 day) <= today\n"
        "    unless any of:\n"
        "        (b) it is false that x holds\n"
        "    and a total = sum of days from the entry to the exit where:\n"
        "        the person came on an entry\n"
    )
    assert found["LawDecl"] == ['demo "Demo"']
    assert found["KindDecl"] == ["permit"]
    assert found["SlotDecl"] == ["{person}", "{p: permit}"]
    assert found["Attribute"] == ["given", "single"]
    assert found["Template"] == ["{person} has {p: permit}"]
    assert found["Column"] == ["{C d}"]
    assert found["TableDecl"] == ["{C d} is listed"]
    assert found["NoteDecl"] == ['P "Note"']
    assert found["RuleDecl"] == ['R "Rule"']
    assert found["Compares"] == ["the wedding + (3 years - 1 day) <= today"]
    assert found["Call"] == [
        "the wedding + (3 years - 1 day)",
        "(3 years - 1 day)",
        "days from the entry to the exit",
    ]
    assert found["Aggregates"] == ["a total"]
    assert found["Group"] == ["any of:", "any of:"]
    assert found["Quantity"] == ["3 years", "1 day"]
    assert found["Today"] == ["today"]
    assert "(b)" in found["Item"]
    assert "seasonal  permit" in found["Token"]


def test_a_path_and_a_name_of_a_rule_have_places() -> None:
    text = 'law demo "D"\ntable "t.csv"\n    {C} x\nrule R "T"\n    subject to A, B\n    x\n'
    _, *declared = parse_law(text, "demo.law").declarations
    table = parse_law(text, "demo.law").declarations[0]
    assert isinstance(table, tree.TableDecl)
    assert text[table.path_span.start : table.path_span.end] == '"t.csv"'
    (rule,) = declared
    assert isinstance(rule, tree.RuleDecl)
    assert [text[span.start : span.end] for _, span in rule.subject_to] == ["A", "B"]
