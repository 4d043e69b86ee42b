"""A way in which an *unknown* can turn out leaves what is stated, and can be stated as printed."""

import pytest

from engine.answers.ask import ask
from engine.answers.reply import Answer, Verdict
from engine.pages.suppositions import suppositions_words
from kb.from_files import load_texts, read_cases

LAW = """\
law t "Ways"

vocabulary
    {person} filed on {filing: date}                       (given, all "filings of {person}")
    {person} knows {friend: person}                        (given)
    {person} scored {points: number} in {year: number}     (given, single points)
    {person} is late
    {person} reaches {friend: person}
    {person} is good

rule R1 "Late"
    a person is late
    unless any of:
        (a) the person filed on a filing
            and the filing > 2026-03-31

rule R2 "Reaching"
    a person reaches a friend
    if the person knows the friend

rule R2B "Reaching further"
    a person reaches a friend
    if the person knows a neighbour
    and the neighbour reaches the friend

rule R3 "Good"
    a person is good
    if the person scored a points in 2025
    and the points > 5
"""

CASES = (
    ("Ana filed on 2026-03", "is Ana late", "yes", "all cases where a person filed on a filing"),
    ("Ana knows Bo", "does Bo reach Ana", "no", "all cases where a person knows a friend"),
    ("Ana scored 7 in 2024", "is Ana good", "no", "all cases where a person scored a points in"),
)


@pytest.mark.parametrize(("fact", "question", "verdict", "nothing_more"), CASES)
def test_what_is_stated_stays_so_where_nothing_more_is(
    fact: str, question: str, verdict: Verdict, nothing_more: str
) -> None:
    kb = load_texts((("t.law", LAW),))

    def answer(facts: str) -> Answer:
        text = f'case "c"\n    as of 2026-11-23\n    given\n        {facts}\n'
        (case,) = read_cases(text, "t.case", kb)
        found = ask(kb, question, case)
        assert isinstance(found, Answer)
        return found

    ways = dict(answer(fact).ways)
    assert ways.keys() == {"yes", "no"}
    said = [suppositions_words([one], kb.predicates) for one in ways[verdict]]
    assert any(nothing_more in one for one in said)
    assert not any("it is false that anyone" in one for one in said)
    lines = "\n        ".join(one.removeprefix("if ") for one in said)
    assert answer(f"{fact}\n        {lines}").verdict == verdict
