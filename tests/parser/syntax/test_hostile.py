"""Whatever a stranger sends becomes a tree or errors, soon and without running out of stack."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parser.syntax.from_text import parse_cases, parse_law, parse_question, parse_statement
from parser.text.diagnostic import Diagnostic, SourceError
from parser.text.render import render
from tests.parser.syntax.written import HEADING
from tests.work import at_most, calls

PARSERS = (parse_law, parse_cases, parse_question, parse_statement)
GOOD = Path(__file__).parents[2] / "good"
TEXTS = [path.read_text(encoding="utf-8") for path in sorted(GOOD.rglob("*.law"))]
CASES = [path.read_text(encoding="utf-8") for path in sorted(GOOD.rglob("*.case"))]
RULE = f'{HEADING}rule R "T"\n    it holds\n    if '
N = 10_000


def read(parse: Callable[[str, str], object], text: str) -> tuple[Diagnostic, ...]:
    """Return the errors of a text after checking that each can be shown."""
    try:
        parse(text, "demo.law")
    except SourceError as error:
        assert error.diagnostics
        assert [each.at.start for each in error.diagnostics] == sorted(
            each.at.start for each in error.diagnostics
        )
        for each in error.diagnostics[:50]:
            assert 0 <= each.at.start < each.at.end
            assert each.at.line >= 1
            assert each.help
            shown = render(each, {"demo.law": text})
            assert shown.startswith(f"demo.law:{each.at.line}:{each.at.column}: error[{each.code}]")
            assert max(map(len, shown.split("\n"))) < 400
        return error.diagnostics
    return ()


MONSTERS = {
    "parentheses": RULE + "(" * N + "3" + ")" * N + " = 3",
    "parentheses in a sentence": RULE + "(" * N,
    "braces": f"{HEADING}vocabulary\n    " + "{" * N,
    "levels": RULE + "any of:\n" + "".join(f"{' ' * (5 + n)}any of:\n" for n in range(3_000)),
    "levels of sentences": HEADING + "".join(f"{' ' * n}x\n" for n in range(3_000)),
    "one huge line": "x" * 5_000_000,
    "a huge number": RULE + "the a = " + "1" * 19_000,
    "groups of thousands": RULE + "the a = 1" + ",111" * 4_900 + ",1",
    "quotes": f'{HEADING}rule R "T"\n' + '    if "\n' * N,
    "a row of quotes": '"' * 19_999,
    "operations": RULE + "1 + " * 4_900 + "1 = 3",
    "signs": RULE + "-" * 19_000 + "1 = 3",
    "functions": RULE + "days from " * 1_900 + "1 = 3",
    "many bad rules": f'{HEADING}rule R "T"\n    if x\n' * N,
    "a bad vocabulary": f"{HEADING}vocabulary\n" + "    {person is x\n" * N,
    "one bad line at the end": f"{HEADING}vocabulary\n" + "    {person} is x\n" * N + "    {",
    "a bad case": 'case "x"\n    given\n' + "        all are given\n" * N,
    "parts of a case": 'case "x"\n' + "    given\n" * N,
    "a long list": RULE + "any of:\n" + "        (a) x\n" * N + "        or",
    "names": f"{HEADING}names of a: " + "b," * 9_000,
    "colons": 'case "x"\n    expect\n        ' + ":" * 15_000,
    "attributes": f"{HEADING}vocabulary\n    x (" + "given," * 3_000 + ")",
    "surrogates": f'{HEADING}rule \ud800 "\udfff"\n    \udc00 x',
    "other scripts": f'{HEADING}rule Σ "ǅ"\n    ẞ İ \u0131 ﬁ ²³ ٣ ९ 三 ½ 🙂 e\u0301\n',
    "separators": f"{HEADING}kind\u2028permit\x0b\x0c\x1c\x85kind",
    "zero": "\0" * N,
}


@pytest.mark.parametrize("name", MONSTERS)
def test_a_monster_is_read_or_refused_soon(name: str) -> None:
    text = MONSTERS[name]
    for parse in PARSERS:
        with at_most(min(5_000 + 50 * len(text), 10_000_000)):
            read(parse, text)


@pytest.mark.parametrize("encoding", ["latin-1", "utf-8", "utf-16"])
def test_random_bytes_are_refused(encoding: str) -> None:
    noise = random.Random(2).randbytes(50_000).decode(encoding, "replace")
    for parse in PARSERS:
        assert read(parse, noise)


OURS = """law rule kind names of vocabulary table provision case if and unless any of: " ( ) { } : ,
    = <= == # given expect as or then where: covered sum days from to the a another today it is
    false that all are 3 2026-02-30 2008-06 51% years 100.50 EUR Ana 's x"""
WORDS = st.sampled_from(OURS.split())
LINES = st.builds(
    lambda indent, words: " " * indent + " ".join(words),
    st.integers(0, 12),
    st.lists(WORDS, max_size=8),
)


@given(st.text(max_size=200))
@settings(max_examples=150)
def test_any_text_becomes_a_tree_or_errors(text: str) -> None:
    for parse in PARSERS:
        read(parse, text)


@given(st.lists(LINES, max_size=12))
@settings(max_examples=300)
def test_any_lines_of_our_words_become_a_tree_or_errors(lines: list[str]) -> None:
    text = "\n".join(lines)
    for parse in PARSERS:
        read(parse, text)
    for line in lines:
        read(parse_question, line)
        read(parse_statement, line)


@st.composite
def mutated(draw: st.DrawFn, texts: list[str]) -> str:
    """Return a good file with some pieces removed, doubled, moved or put in."""
    text = draw(st.sampled_from(texts))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 30)))
        put = draw(st.one_of(st.just(""), WORDS, LINES, st.text(max_size=3), st.just(text[start:])))
        text = text[:start] + put + text[end:]
    return text


@given(mutated(TEXTS))
@settings(max_examples=200)
def test_a_mutated_law_becomes_a_tree_or_errors(text: str) -> None:
    read(parse_law, text)


@given(mutated(CASES))
@settings(max_examples=200)
def test_a_mutated_case_becomes_a_tree_or_errors(text: str) -> None:
    read(parse_cases, text)


def rules(count: int) -> str:
    """Return a law with so many rules of six lines."""
    return HEADING + "".join(
        f'rule R-{n} "Rule {n}"\n'
        f'    cites "Article {n}"\n'
        "    a person can obtain citizenship by admittance\n"
        "    if the person is married to a spouse from a wedding\n"
        "    and the wedding + 3 years <= today\n"
        "    unless the person is banned\n"
        for n in range(count)
    )


def test_the_work_grows_with_the_number_of_rules() -> None:
    few, many = rules(250), rules(2_000)
    work = calls(lambda: parse_law(few, "demo.law"))
    assert work < 250 * 2_000
    assert calls(lambda: parse_law(many, "demo.law")) < 8.2 * work
