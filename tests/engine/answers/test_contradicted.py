"""That a case contradicts itself is found by the checker itself, whatever the search says of it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import engine.proof.checker.verify as verifying
from engine.answers.ask import ask, world
from engine.answers.reply import Answer
from engine.proof.checker.refuted import is_contradiction
from engine.proof.checker.verify import InvalidProof, verify
from engine.proof.node import Absent, ByCases
from engine.rails.said import Said, Source
from engine.rails.supposing import supposing
from kb import load, read_cases
from parser.text.diagnostic import SourceError

DAY = date(2026, 11, 23)
LAW = """
law rents "Rents"

kind house

vocabulary
    {person} pays rent                            (given)
    {person} was born on {birthday: date}         (given, single)
    {person} died on {death: date}                (given, single)
    {person} was buried on {burial: date}         (given, single)
    {person} left on {leaving: date}              (given)
    {person} was away on {day: date}              (given)
    {person} was here on {day: date}              (given)
    {house} has {floors: number} floors           (given, single)
    {house} is {height: number} metres high       (given, single)
    {house} stands on {land: number} square metres (given, single)
    {person} is housed

impossible C-1 "Nobody dies before being born"
    cites "1"
    that a person died on a death
    and the person was born on a birthday
    and the death < the birthday

impossible C-2 "Nobody is buried before a month from the death is over"
    cites "2"
    that a person was buried on a burial
    and the person died on a death
    and the death + 1 month > the burial

impossible C-3 "No floor is lower than three metres"
    cites "3"
    that a house has a floors floors
    and the house is a height metres high
    and the floors * 3 > the height

impossible C-4 "No house is higher than its land is wide and ten metres more"
    cites "4"
    that a house is a height metres high
    and the house stands on a land square metres
    and the height > the land + 10

impossible C-5 "Nobody leaves twice in one day"
    cites "5"
    that a person left on a leaving
    and the person left on another leaving
    and the leaving > the other leaving

impossible C-6 "Nobody is away and here on one day"
    cites "8"
    that a person was away on a day
    and the person was here on the day

rule R-1 "Paying"
    cites "6"
    a person is housed
    if the person pays rent

rule R-2 "Not paying"
    cites "7"
    a person is housed
    unless the person pays rent
"""


EITHER = "a day, between 2026-03-30 and 2026-03-31"
HERE = "Ana was here on 2026-03-30"


def said_in(folder: Path, facts: tuple[str, ...]) -> tuple[object, tuple[Said, ...], bool]:
    """Return the program, the statements, and whether the search refuses them."""
    (folder / "rents.law").write_text(LAW)
    kb = load(folder / "rents.law")
    text = "".join(
        f'case "{number}"\n    given\n        {fact}\n    expect\n        is Ana housed: yes\n'
        for number, fact in enumerate(facts)
    )
    apart = read_cases(text, "some.case", kb)
    case = replace(apart[0], statements=tuple(one for each in apart for one in each.statements))
    said = tuple(Said(one, Source()) for one in case.statements)
    question = case.expectations[0].question
    railed = world(kb, question, replace(case, statements=()), DAY, "reference").railed
    try:
        _ = world(kb, question, case, DAY, "reference").facts
    except SourceError:
        return railed, said, True
    return railed, said, False


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (("Ana pays rent", "it is false that Ana pays rent"), True),
        (("Ana pays rent", "it is false that Bo pays rent"), False),
        (("Ana died on 2020-01-01", "it is false that Ana died on 2020"), True),
        (("Ana died on 2020", "it is false that Ana died on 2020-01-01"), False),
        (("Ana died on 2020", "it is false that Ana died on a date"), True),
        (("Ana died on 2020-01-01", "Ana died on 2020-01-02"), True),
        (("Ana died on 2020", "Ana died on 2021"), True),
        (("Ana died on 2020", "Ana died on 2020-12-31"), False),
        # the death is not before the birth, and a month and more before the burial
        (
            ("Ana was born on 2020-01-31", "Ana died on a date", "Ana was buried on 2020-02-29"),
            False,
        ),
        (
            ("Ana was born on 2020-01-31", "Ana died on a date", "Ana was buried on 2020-02-28"),
            True,
        ),
        (("Ana was born on 2020", "Ana died on a date", "Ana was buried on 2020-02-01"), False),
        (("Ana was born on 2020", "Ana died on a date", "Ana was buried on 2020-01-31"), True),
        (("Ana was born on 2020", "Bo died on a date", "Bo was buried on 2020-01-31"), False),
        # five floors are fifteen metres, and five square metres let a house be so high
        (
            ("Home has 5 floors", "Home is a number metres high", "Home stands on 5 square metres"),
            False,
        ),
        (
            (
                "Home has 5 floors",
                "Home is a number metres high",
                "Home stands on 4.99 square metres",
            ),
            True,
        ),
        (("Home has 5 floors", "Home is a number metres high"), False),
        # two sentences that both say some day may mean one and the same
        (("Ana left on 2020", "Ana left on 2021"), True),
        (("Ana left on 2020", "Ana left on 2020-01-01"), False),
        # a day known in part is none of those on which a constraint leaves no room for it
        ((f"Ana was away on {EITHER}", "Ana was here on 2026-03-30"), False),
        ((f"Ana was away on {EITHER}", HERE, "Ana was here on 2026-03-31"), True),
        ((f"Ana was away on {EITHER}", HERE, "Ana was here on 2026-04-01"), False),
        ((f"Ana was away on {EITHER}", HERE, "Bo was here on 2026-03-31"), False),
        ((f"Ana was here on {EITHER}", "Ana was away on 2026-03"), False),
    ],
)
def test_the_checker_and_the_search_find_the_same_contradictions(
    tmp_path: Path, facts: tuple[str, ...], expected: bool
) -> None:
    railed, said, refused = said_in(tmp_path, facts)
    assert refused == expected
    assert is_contradiction(railed, said, DAY) == expected  # type: ignore[arg-type]


def test_that_the_search_calls_a_case_contradicted_proves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "rents.law").write_text(LAW)
    kb = load(tmp_path / "rents.law")
    reply = ask(kb, "is Ana housed", as_of=DAY)
    assert isinstance(reply, Answer) and isinstance(reply.proof, ByCases)
    (case,) = read_cases('case "none"\n    expect\n        is Ana housed: yes\n', "none.case", kb)
    where = world(kb, reply.question, case, DAY, "reference")
    first, second = reply.proof.cases
    refused = Absent(reply.proof.atom, "contradicted")
    forged = replace(reply.proof, cases=(replace(first, proof=refused), second))

    def never_so(railed, facts, supposed):  # type: ignore[no-untyped-def]
        if supposed == first.supposed:
            raise SourceError(())
        return supposing(railed, facts, supposed)

    with pytest.raises(InvalidProof, match="contradicts nothing"):
        verify(forged, where.railed, where.facts)
    monkeypatch.setattr(verifying, "supposing", never_so)
    with pytest.raises(InvalidProof, match="no contradiction is seen"):
        verify(forged, where.railed, where.facts)
