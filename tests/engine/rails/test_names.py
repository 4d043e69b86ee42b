"""Names are records with one writer and one reader, and nobody else spells them."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.rails import names
from engine.rails.rail import RAILS
from parser.datalog import naming

ROOT = Path(__file__).parents[3]
SPELLED_IN = {
    "parser/datalog/naming.py",
    "engine/rails/names.py",
    "engine/registers/rules/names.py",
    "engine/pages/site/akoma_ntoso.py",  # its addresses have the language and the day behind an @
}

FORMS = (
    "stated|listed|open|anyone|shut|denied|kind|today|asked|applies|not|values|case|subject|part"
)
SPELLED = re.compile(rf"(?:{FORMS}):\S*|.*@(?:{'|'.join(RAILS)})?")

WORDS = st.from_regex(r"[a-z][a-z0-9_]{0,6}", fullmatch=True)
RULES = st.from_regex(r"[A-Z][A-Za-z0-9]{0,3}(?:[-.][0-9]{1,2})?", fullmatch=True)
COUNTS = st.integers(1, 30)
MASKS = st.lists(st.integers(0, 12), max_size=4).map(tuple)

ENUMERATIONS = st.builds(naming.Enumeration, RULES, COUNTS)
ASKED = st.builds(naming.AskedFor, WORDS)
MADE = st.one_of(
    st.builds(naming.Authored, WORDS),
    st.builds(naming.Applies, RULES),
    ASKED,
    st.builds(naming.Denial, WORDS),
    st.builds(naming.OfKind, WORDS),
    ENUMERATIONS,
    st.builds(naming.Context, RULES, COUNTS),
    st.builds(naming.PossibleValues, WORDS | ENUMERATIONS.map(naming.write), st.integers(0, 9)),
)
BASE = MADE.filter(lambda name: not isinstance(name, naming.OfKind | naming.AskedFor)).map(
    naming.write
)
ON_RAILS = st.one_of(
    st.builds(names.Stated, WORDS),
    st.builds(names.Listed, WORDS),
    st.builds(names.Open, WORDS),
    st.builds(names.Anyone, WORDS),
    st.builds(names.Shut, WORDS, MASKS),
    st.builds(names.Denied, WORDS, MASKS),
    st.builds(names.Kind, WORDS, st.sampled_from(["certain", "possible"])),
    st.just(names.Today()),
    ASKED,
    st.builds(names.OnRail, BASE, st.sampled_from(RAILS)),
    st.builds(names.Settled, BASE),
)


@given(MADE)
def test_what_lowering_calls_a_predicate_is_read_back(name: naming.Name) -> None:
    assert naming.read(naming.write(name)) == name
    assert naming.is_made(naming.write(name)) == (not isinstance(name, naming.Authored))


@given(ON_RAILS)
def test_what_a_program_on_rails_calls_a_predicate_is_read_back(name: names.Name) -> None:
    assert names.read(names.write(name)) == name


@given(st.text("@:/.0a~", max_size=9) | ON_RAILS.map(names.write).map(lambda text: text + "0"))
def test_any_text_is_the_name_that_writes_it(text: str) -> None:
    assert names.write(names.read(text)) == text
    assert naming.write(naming.read(text)) == text


@given(ON_RAILS, ON_RAILS)
def test_two_names_are_never_spelled_alike(one: names.Name, other: names.Name) -> None:
    assert (names.write(one) == names.write(other)) == (one == other)


def _texts(tree: ast.Module) -> Iterator[ast.Constant]:
    """Yield the texts of a module that are not documentation."""
    documentation = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in documentation:
            yield node


def _spelled(path: Path) -> list[str]:
    found = _texts(ast.parse(path.read_text(encoding="utf-8")))
    where = path.relative_to(ROOT)
    return [
        f"{where}:{text.lineno} spells the name of a predicate, {text.value!r}"
        for text in found
        if isinstance(text.value, str) and SPELLED.fullmatch(text.value)
    ]


@pytest.mark.parametrize("room", ["parser", "kb", "engine"])
def test_names_are_spelled_in_their_own_modules_only(room: str) -> None:
    spelled = [
        one
        for path in sorted((ROOT / room).rglob("*.py"))
        if str(path.relative_to(ROOT)) not in SPELLED_IN
        for one in _spelled(path)
    ]
    advice = "write and read names with `engine.rails.names` or `parser.datalog.naming`"
    assert not spelled, "\n".join([*spelled, advice])


@pytest.mark.parametrize(
    "line", ['f"stated:{x}"', '"kind:"', 'f"{x}@{y}"', '"today:"', '"a@granted"']
)
def test_a_name_spelled_elsewhere_is_found(line: str) -> None:
    assert any(SPELLED.fullmatch(str(one.value)) for one in _texts(ast.parse(f"x = {line}")))
