"""What may follow the first words of a sentence."""

import pytest

from kb.from_files import load_texts
from parser.resolved.completing import Completion
from parser.syntax.scan import scan

LAW = """
law visas "Visas"
names of country: Serbia, "Bosnia and Herzegovina"

vocabulary
    {person} holds a visa from {issue: date}        (given)
    {person} is a national of {country}             (given)
    {country} is listed for {number} days           (listed)
    {person} can enter
    {person} was refused entry                      (decided by "Border police")
"""


@pytest.fixture(scope="module")
def completion() -> Completion:
    return Completion(load_texts([("visas.law", LAW)]).vocabulary)


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Ana", {"holds a visa from", "is a national of", "was refused entry"}),
        ("Ana holds", {"a visa from"}),
        ("Ana holds a visa from", {"date"}),
        ("it is false that Ana is a", {"national of"}),
        ("all cases where Ana is a national of", {"country"}),
        ("Ana holds a visa from 2020-01-01", set()),
        ("Ana flies", set()),
    ],
)
def test_statements_go_on(completion: Completion, text: str, expected: set[str]) -> None:
    assert said(completion, text, stating=True) == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        ("can Ana", {"enter"}),
        ("does Ana", {"hold a visa from"}),
        ("is Ana", {"a national of"}),
        ("was Ana", {"refused entry"}),
        ("who can", {"enter", "country", "person"}),
        ("is Serbia", {"listed for"}),
        ("which country is listed for", {"number"}),
    ],
)
def test_questions_go_on(completion: Completion, text: str, expected: set[str]) -> None:
    assert said(completion, text, stating=False) == expected


def said(completion: Completion, text: str, stating: bool) -> set[str]:
    found = completion.following(scan(text, "line", 0, 1), stating, {"Ana": "person"})
    return {one.words or (one.slot.kind if one.slot else "") for one in found}


def test_a_whole_statement_is_known(completion: Completion) -> None:
    whole = scan("Ana holds a visa from 2020-01-01", "line", 0, 1)
    assert completion.is_whole(whole)
    assert not completion.is_whole(whole[:-1])
