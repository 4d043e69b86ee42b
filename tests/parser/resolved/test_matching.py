"""A row of words against the templates: one reading, in time independent of their number."""

import pickle

import pytest

from parser.resolved.clashes import clashes
from parser.resolved.matching import Match, Row, matches
from parser.resolved.terms import unit_of
from parser.resolved.trie import Trie, names_of, trie_of
from parser.syntax.tree import Name, Quantity, Reference, Token
from parser.values import Duration

NAMES = ("Bosnia and Herzegovina", "Bosnia", "seasonal permit", "red")


def words(text: str) -> tuple[Token, ...]:
    """Split a sentence that has words and durations only."""
    found: list[Token] = []
    for word in text.split():
        if word == "days" and found and found[-1].kind == "number":
            value = found.pop().value
            assert isinstance(value, int)
            found.append(Token("duration", f"{value} days", Duration(days=value)))
        elif word.isdigit():
            found.append(Token("number", word, int(word)))
        else:
            found.append(Token("word", word))
    return tuple(found)


def trie(*templates: str) -> Trie:
    """Make a trie of templates such as `{} is banned`, each named by its place."""
    rows: list[tuple[str, tuple[str | int, ...]]] = []
    for name, template in enumerate(templates):
        slots = iter(range(1_000))
        parts = tuple(next(slots) if word == "{}" else word for word in template.split())
        rows.append((str(name), parts))
    return trie_of(rows)


def read(sentence: str, *templates: str) -> list[Match]:
    return matches(Row(words(sentence), names_of(NAMES)), trie(*templates))


@pytest.mark.parametrize(
    ("sentence", "template"),
    [
        ("Ana is banned", "{} is banned"),
        ("ANA IS BANNED", "{} is banned"),
        ("the person is banned", "{} is banned"),
        ("another person is banned", "{} is banned"),
        ("the other person is banned", "{} is banned"),
        ("the sponsor holds a seasonal permit", "{} holds a {}"),
        ("the sponsor holds a permit", "{} holds {}"),
        ("Ana was born in Bosnia and Herzegovina", "{} was born in {}"),
        ("Ana is free for 90 days", "{} is free for {} days"),
        ("Ana is free for 90 days", "{} is free for {}"),
        ("the paint is red", "the paint is {}"),
        ("today is a holiday", "{} is a holiday"),
    ],
)
def test_a_sentence_is_its_template(sentence: str, template: str) -> None:
    assert [found.predicate for found in read(sentence, template)] == ["0"]


@pytest.mark.parametrize(
    ("sentence", "template"),
    [
        ("ana is banned", "{} is banned"),
        ("Ana is", "{} is banned"),
        ("Ana is banned now", "{} is banned"),
        ("Ana Marko is banned", "{} is banned"),
        ("the paint is blue", "the paint is {}"),
        ("the paint is Seasonal permit", "the paint is {}"),
        ("the other is banned", "{} is banned"),
        ("", "{} is banned"),
    ],
)
def test_anything_else_is_not(sentence: str, template: str) -> None:
    assert read(sentence, template) == []


def test_the_longer_name_wins() -> None:
    (found,) = read("Bosnia and Herzegovina is listed", "{} is listed")
    assert found.fillers == (Name("Bosnia and Herzegovina"),)
    (pair,) = read("Bosnia and Herzegovina and Bosnia agree", "{} and {} agree")
    assert pair.fillers == (Name("Bosnia and Herzegovina"), Name("Bosnia"))


def test_a_unit_of_the_template_leaves_the_number() -> None:
    (found,) = read("Ana stayed for 90 days", "{} stayed for {} days")
    assert found.fillers == (Name("Ana"), Quantity(90))
    (whole,) = read("Ana stayed for 90 days", "{} stayed for {}")
    assert whole.fillers == (Name("Ana"), Quantity(Duration(days=90)))
    assert unit_of(Token("number", "90", 90)) is None


def test_a_shorter_name_is_taken_where_only_it_fits() -> None:
    (found,) = read("Bosnia and Herzegovina are listed", "{} and Herzegovina are listed")
    assert found.fillers == (Name("Bosnia"),)


def test_both_readings_are_given() -> None:
    found = read("Ana is a foreigner", "{} is a foreigner", "{} is {}")
    assert {match.predicate for match in found} == {"0", "1"}
    assert found[-1].fillers == (Name("Ana"), Reference("a", "foreigner"))


@pytest.mark.parametrize(
    "templates",
    [
        ("{} is a foreigner", "{} is {}"),
        ("{} lives in the territory", "{} lives in {}"),
        ("{} is the other one", "{} is {}"),
        ("{} is a national of Montenegro", "{} is a national of {}"),
        ("{} holds a seasonal permit", "{} holds a {}"),
        ("{} is free for {}", "{} is free for {} days"),
        ("{} is in force today", "{} is in force {}"),
        ("{} is banned", "{} IS banned"),
        ("{} is a {}", "{} is {}"),
    ],
)
def test_templates_that_clash(templates: tuple[str, str]) -> None:
    folded = names_of(name.casefold() for name in NAMES)
    assert clashes(trie(*templates), folded) == [("0", "1")]


@pytest.mark.parametrize(
    "templates",
    [
        ("{} is a national of {}", "{} is {}"),
        ("{} is banned", "{} is {}"),
        ("{} was born in {}", "{} was born on {}"),
        ("{} of {} is known", "{} is known"),
        ("{} holds a permit", "{} holds {} permit"),
    ],
)
def test_templates_that_do_not(templates: tuple[str, str]) -> None:
    folded = names_of(name.casefold() for name in NAMES)
    assert clashes(trie(*templates), folded) == []


def test_many_templates_of_one_shape_are_reported_once_each() -> None:
    found = clashes(trie(*["{} is banned"] * 3_000), names_of(()))
    assert len(found) == 2_999


def test_hostile_sentences_take_linear_time() -> None:
    names = names_of(("A", "A A", "A A A"))
    many = trie(" ".join(["{}"] * 150))
    sentence = [Token("word", "A")] * 300
    assert len(matches(Row(sentence, names), many)) == 1
    assert matches(Row([*sentence, Token("mark", ";")], names), many) == []


def test_a_deep_trie_can_be_pickled() -> None:
    deep = trie(" ".join(f"word{n}" for n in range(5_000)))
    assert pickle.loads(pickle.dumps(deep)) == deep
