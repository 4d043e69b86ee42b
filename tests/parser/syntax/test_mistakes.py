"""Every example of a mistake is recognised as that mistake, in files as well."""

import pytest

from parser.syntax.blocks import blocks
from parser.syntax.examples import MISTAKES, Mistake
from parser.syntax.from_text import parse_cases, parse_law
from parser.syntax.grammar import attempt, parser
from parser.syntax.mistakes import place_of
from tests.parser.syntax.written import HEADING, problems

SNIPPETS = [(mistake, snippet) for mistake in MISTAKES for snippet in mistake.snippets]


def told(snippet: str) -> list[tuple[str, str, str]]:
    """Return the codes, messages and helps for a file with a snippet."""
    if snippet.startswith(("case", "background")):
        found = problems(lambda: parse_cases(snippet, "demo.case"))
    elif snippet.startswith("law"):
        found = problems(lambda: parse_law(snippet, "demo.law"))
    else:
        found = problems(lambda: parse_law(HEADING + snippet, "demo.law"))
    return [(each.code, each.message, each.help or "") for each in found]


@pytest.mark.parametrize(("mistake", "snippet"), SNIPPETS, ids=[text for _, text in SNIPPETS])
def test_the_author_of_a_snippet_is_told_about_its_mistake(mistake: Mistake, snippet: str) -> None:
    found = told(snippet)
    assert mistake.code in [code for code, _, _ in found]
    assert all(advice and not message.endswith(".") for _, message, advice in found)


def test_no_place_in_the_grammar_stands_for_two_mistakes() -> None:
    places: dict[tuple[int, str], str] = {}
    for mistake, snippet in SNIPPETS:
        (block,) = blocks(snippet, "example", [])
        unexpected = attempt(block)
        assert unexpected is not None
        assert places.setdefault(place_of(unexpected), mistake.code) == mistake.code


def test_the_parser_is_made_once() -> None:
    assert parser() is parser()


def test_where_no_example_fits_the_author_is_told_what_would() -> None:
    assert told('case "T"\n    as of 2026-11-23 "x"')[0][0] == "unexpected"
    assert told("vocabulary\n    x holds (given! )")[0][0] == "stray-mark"


def test_a_property_taken_for_the_conclusion_is_recognised() -> None:
    assert told('rule A "T"\n    cites Article 1\n    x holds')[0][0] == "missing-text"
    assert told('rule A "T"\n    confidence very high\n    x holds')[0][0] == "malformed-property"
    assert told('rule A "T"\n    author "Me"\n    x holds')[0][0] == "unknown-property"
