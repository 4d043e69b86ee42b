"""What is shown in colours is what the parser reads, in every file of the project."""

import re
import tomllib
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.token import Error

from parser.highlight.from_text import stretches
from parser.highlight.kinds import KINDS, UNWRITTEN, Kind
from parser.highlight.pygments_lexer import STYLES, ZakonikLexer
from parser.syntax.blocks import blocks
from parser.syntax.lexer import block_tokens
from parser.syntax.montenegrin import is_case_file
from parser.text.diagnostic import Diagnostic, SourceError
from parser.text.source import decode
from tests.readme import ROOT

FILES = sorted(
    path
    for folder in ("kb", "examples", "tests")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in (".law", ".case") and "bad" not in path.parts
)
BAD = sorted(path for path in (ROOT / "tests" / "bad").rglob("*") if path.suffix == ".law")
TOLD_APART = ("sentence", "answer", "quantity")


def kinds(text: str) -> list[Kind]:
    """Return the kind of each character of a text."""
    found: list[Kind] = []
    for start, end, kind in stretches(text):
        assert start == len(found) < end
        found.extend(kind for _ in range(start, end))
    assert len(found) == len(text)
    return found


def test_every_terminal_of_the_grammar_has_a_kind() -> None:
    grammar = (ROOT / "parser" / "syntax" / "grammar.lark").read_text(encoding="utf-8")
    lines = re.findall(r"^%declare (.*)", grammar, re.MULTILINE)
    declared = {name for line in lines for name in line.split()}
    assert declared == set(KINDS) | UNWRITTEN
    assert set(KINDS.values()) | {"slot", "comment", "blank"} == set(STYLES)


def test_every_file_is_shown_as_the_parser_reads_it() -> None:
    assert len(FILES) > 250
    for path in FILES:
        text = decode(path.read_bytes(), path.name)
        shown = kinds(text)
        if is_case_file(text):
            continue  # a case in Montenegrin, whose keywords are others
        problems: list[Diagnostic] = []
        for block in blocks(text, path.name, problems):
            for one in block_tokens(block):
                if one.type in UNWRITTEN or KINDS[one.type] in TOLD_APART:
                    continue
                found = set(shown[one.span.start : one.span.end]) - {"blank"}
                assert found == {KINDS[one.type]}, (path, one)
        assert problems == []


@pytest.mark.parametrize("path", [*FILES[:5], *BAD], ids=lambda path: path.name)
def test_no_file_has_an_error_token(path: Path) -> None:
    try:
        text = decode(path.read_bytes(), path.name)
    except SourceError:
        text = path.read_bytes().decode("utf-8", "replace")
    found = list(ZakonikLexer(ensurenl=False, stripnl=False).get_tokens(text))
    assert "".join(said for _, said in found) == text.replace("\r\n", "\n").replace("\r", "\n")
    assert Error not in {kind for kind, _ in found}


@given(st.text("rule law vocabulary\n\t \r\x0b#\"(){}:,aB1%<=+-'\u2028", max_size=150))
def test_any_text_can_be_shown(text: str) -> None:
    kinds(text)
    kinds(f'law a "A"\nvocabulary\n    {text}\nrule R "T"\n    it holds\n    if {text}')


def test_a_rule_in_colours() -> None:
    text = 'rule R-1 "T"  # ours\n    a person may pay 5 EUR to Ana\n    if the person owes a fee\n'
    page = highlight(text, ZakonikLexer(), HtmlFormatter(nowrap=True))
    assert '<span class="kd">rule</span>' in page
    assert '<span class="nl">R-1</span>' in page
    assert '<span class="nv">a person</span>' in page
    assert '<span class="m">5 EUR</span>' in page
    assert '<span class="no">Ana</span>' in page
    assert '<span class="kr">if</span>' in page
    assert '<span class="c1"># ours</span>' in page


def test_sphinx_and_mkdocs_find_it() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (named,) = project["entry-points"]["pygments.lexers"].values()
    module, _, name = named.partition(":")
    assert getattr(import_module(module), name) is ZakonikLexer
    assert ZakonikLexer.filenames == ["*.law", "*.case"]
