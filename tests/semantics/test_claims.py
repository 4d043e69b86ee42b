"""A claim about missing facts that some completion refutes is found."""

from dataclasses import replace
from random import Random

from engine.answers.ask import ask
from engine.answers.reply import Answer, Verdict
from tests.semantics.claims import Wrong, wrong_claims
from tests.semantics.engines import Text, read
from tests.semantics.judged import judge

LAW = """law t "T"
    published "x"

vocabulary
    {person} owes {debt: number} coins    (given)
    {person} knows {friend: person}    (given)
    {person} is rated {level: number}
    {person} is safe

rule A "r"
    cites "1"
    a person is rated a level
    if the person owes a debt coins
    and the level = 2 - the debt

rule B "r"
    cites "2"
    a person is safe
    if the person knows a friend
    and the friend knows the person
"""

CASE = """case "c"
    as of 2026-11-23
    given
        Ana owes 1 coins
        Ana owes a debt coins
        all cases where Ana owes a debt coins are given
        Mia owes a debt coins
"""


def claims(
    question: str, if_so: Verdict | None = None, if_not: Verdict | None = None
) -> list[Wrong]:
    """Return what is wrong in an answer, with another verdict on one side if one is given."""
    kb, case, (asked,) = read(Text(LAW, CASE, (question,)))
    answer = ask(kb, asked, case)
    assert isinstance(answer, Answer) and answer.verdict == "unknown" and answer.missing
    (missing,) = answer.missing
    changed = replace(
        missing,
        if_so=if_so or missing.if_so,
        if_not=if_not or missing.if_not,
        each=tuple(if_not or one for one in missing.each),
    )
    judged = judge(kb, case, [asked], 400, Random(0))
    return list(wrong_claims(case, replace(answer, missing=(changed,)), judged.truths(asked)))


def test_claims_of_a_stated_value_are_about_that_value() -> None:
    """The other debt may be any but the stated one coin is one of them all the same."""
    assert claims("Ana is rated 2") == []
    (wrong,) = claims("Ana is rated 2", if_so="no")
    assert (wrong.kind, wrong.said, wrong.right) == ("wrong decider", "no", "yes")
    (wrong,) = claims("Ana is rated 2", if_not="yes")
    assert (wrong.said, wrong.right) == ("yes", "no")


def test_an_example_is_the_same_wherever_it_stands() -> None:
    assert claims("Ana is safe") == []
    assert [one.right for one in claims("Ana is safe", if_so="no")] == ["yes"]


def test_more_may_be_so_of_what_is_not_closed() -> None:
    assert claims("Mia is rated 2") == []
    assert [one.right for one in claims("Mia is rated 2", if_not="no")] == ["yes"]


_STAYS = """law t "T"
vocabulary
    {person} is alfa
    {person} lives here    (given)
    {person} stayed from {entry: date} to {exit: date}    (given)
    {person} is due on {deadline: date}
    {person} was told on {day: date}    (given)

rule A "r"
    cites "1"
    a person is alfa
    if the person lives here
    and the person stayed from a entry to a exit
    and the entry + 3 years <= today

rule B "r"
    cites "2"
    a person is due on a deadline
    if the person was told on a day
    and the deadline = the day
    and all of:
        (x) the person stayed from a entry to a exit
        (x) the years from today to the entry > 6
        (x) it is false that the person is alfa
"""

_STAYED = """case "c"
    as of 2026-11-23
    given
        it is false that Ana lives here
        Ana stayed from a entry to 2023-11-23
        Ana was told on 2026-11-23
"""


def test_that_no_more_is_so_is_claimed_beside_the_value_that_a_statement_gets() -> None:
    """A second stay to the same day is none of which the statement could be."""
    kb, case, (asked,) = read(Text(_STAYS, _STAYED, ("Ana is due on a deadline",)))
    answer = ask(kb, replace(asked, open=()), case)
    assert isinstance(answer, Answer), answer
    (way,) = (told for found, told in answer.ways if found == "no")
    assert sorted(one.how for one in way) == ["narrowed", "not", "so"]
    truths = judge(kb, case, [asked], 700, Random(0)).truths(asked)
    assert list(wrong_claims(case, answer, truths)) == []
    turned = replace(answer, ways=(("yes", way),))
    assert [one.right for one in wrong_claims(case, turned, truths)] == ["no"]
