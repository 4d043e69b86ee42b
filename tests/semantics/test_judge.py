"""Every engine answers generated laws as the completions of their cases say.

`make fuzz` asks as many questions as one likes; these are a few hundred of them, every fourth
law asked of all engines.
"""

from random import Random

import pytest

from tests.semantics.drafts import Nothing
from tests.semantics.engines import ENGINES, Text, read, trial
from tests.semantics.judged import judge
from tests.semantics.reached import everything
from tests.semantics.ready import ALL, ready
from tests.semantics.writing import Writer

UNDECIDED_YET = {
    "unknown where settled": "the search for cases is bounded",
    "unknown where it depends": "as above",
    "values: unknown where settled": "as above",
    "values: unknown where it depends": "as above",
}
"""Faults by which nobody is told anything wrong, that are not mended yet."""

SEEDS = range(60)
MOST = 120
TEXTS = 12000
"""In so many texts everything that the language can say is found."""


def asked_rightly(text: Text, seed: int) -> int:
    """Return how many questions about a text are asked; each has to be answered rightly.

    One text in four is asked of all engines.
    """
    found = trial(text, MOST, ENGINES if seed % 4 == 0 else ENGINES[:1], borne=UNDECIDED_YET)
    wrong = [fault for fault in found.faults if fault.kind not in UNDECIDED_YET]
    assert not wrong, f"{wrong[0]}\n{text.law}\n{text.case}"
    return found.asked


@pytest.mark.parametrize("start", SEEDS[::20])
def test_engines_say_what_completions_say(start: int) -> None:
    asked = 0
    for seed in range(start, start + 20):
        made = ready(seed, frozenset(), MOST)
        if made is None:
            continue
        (text,), _ = made
        asked += asked_rightly(text, seed)
    assert asked > 30


def test_every_cell_of_the_table_is_reached() -> None:
    """Only texts that have something new are read: writing one takes a hundredth of that."""
    missing = everything()
    for seed in range(TEXTS):
        if not missing:
            break
        writer = Writer(Random(seed))
        try:
            writer.text()
        except Nothing:
            continue
        if not missing.isdisjoint(writer.reached):
            made = ready(seed, frozenset(), ALL)
            missing -= set(made[1]) if made is not None else set()
    assert not missing, sorted(missing)


LAW = """law t "T"
    published "x"

vocabulary
    {person} has mark {mark: text}    (given)
    {person} is fit    (decided by "Office")
    {person} is cleared

rule R1 "r"
    cites "1"
    a person is cleared
    if the person is fit
    unless the person has mark "fraud"
"""


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ('Ana has mark "late"', "unknown"),
        ("all cases where Ana has mark a mark are given", "depends"),
        ('Ana has mark "fraud"', "no"),
    ],
)
def test_the_judge_on_a_case_worked_by_hand(said: str, answer: str) -> None:

    case = f'case "c"\n    as of 2026-11-23\n    given\n        {said}\n'
    kb, read_case, questions = read(Text(LAW, case, ("Ana is cleared",)))
    judged = judge(kb, read_case, questions, 500, Random(0))
    assert judged.whole
    assert judged.verdict(questions[0]) == answer


_QUARTERS = """law t "T"
vocabulary
    {person} is excused on {pardon: date}    (given)
    {person} may rest

rule R1 "r"
    cites "1"
    a person may rest
    if the person is excused on a pardon
    and the first day of the quarter of the pardon < 2026-11-23
"""


def test_days_of_another_quarter_are_told_apart() -> None:
    """All days that are spoken of are of one quarter; the next one begins a later one."""
    stated = 'case "c"\n    as of 2026-11-23\n    given\n        Mia is excused on a pardon\n'
    kb, case, (asked,) = read(Text(_QUARTERS, stated, ("may Mia rest",)))
    truths = judge(kb, case, [asked], MOST, Random(0)).truths(asked)
    assert {is_true for _, is_true in truths} == {True, False}
