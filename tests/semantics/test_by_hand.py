"""Laws written by hand for what generated ones do not say, judged by the completions of cases."""

import pytest

from tests.semantics.engines import ENGINES, Text, trial
from tests.semantics.test_judge import UNDECIDED_YET

MOST = 100

EVENT = """law t "T"

kind territory
names of territory: Anguilla, Bermuda

vocabulary
    {child: person} was found in {territory} on {day: date}    (given, single territory, single day)
    {person} is barred    (given)
    {child: person} is of {territory}
    {child: person} was found early

rule F1 "f"
    cites "1"
    a child is of a territory
    if the child was found in the territory on a day
    unless the child is barred

rule F2 "f"
    cites "2"
    a child was found early
    if the child was found in a territory on a day
    and the day < 2010-01-01
"""

DAYS = """law t "T"
    calendar Montenegro

vocabulary
    {person} filed on {filing: date}    (given, single)
    {person} may take {count: number} days    (given, single)
    {year: number} is a year of life    (listed 2 to 4)
    {person} answered in time
    {person} is quick
    {person} is young

rule D1 "d"
    cites "1"
    a person answered in time
    if the person filed on a filing
    and the working days from 2026-01-05 to the filing <= 10

rule D2 "d"
    cites "2"
    a person is quick
    if the person filed on a filing
    and the filing + 3 working days < 2026-02-02
    and the date of 31 January in (the year of the filing) >= the filing

rule D3 "d"
    cites "3"
    a person is young
    if the person may take a count days
    and the count is a year of life
"""


@pytest.mark.parametrize(
    ("law", "said", "questions"),
    [
        (EVENT, said, ("Ana is of Anguilla", "Ana is of Bermuda", "Ana was found early"))
        for said in (
            "Ana was found in Anguilla on 2009-01-01",
            "Ana was found in Bermuda on a day",
            "it is false that Ana was found in Anguilla on a day",
            "all cases where Ana was found in a territory on a day are given",
            "Ana is barred",
        )
    ]
    + [
        (DAYS, said, ("Ana answered in time", "Ana is quick", "Ana is young"))
        for said in (
            "Ana filed on 2026-01-14",
            "Ana filed on 2026-01-19",
            "Ana filed on a filing, between 2026-01-06 and 2026-01-14",
            "Ana filed on a filing, between 2026-01-14 and 2026-01-28",
            "Ana filed on a filing",
            "Ana may take 3 days",
            "Ana may take 5 days",
        )
    ],
)
def test_every_engine_answers_as_completions_do(
    law: str, said: str, questions: tuple[str, ...]
) -> None:
    case = f'case "c"\n    as of 2026-11-23\n    given\n        {said}\n'
    found = trial(Text(law, case, questions), MOST, ENGINES, borne=UNDECIDED_YET)
    assert found.asked
    wrong = [fault for fault in found.faults if fault.kind not in UNDECIDED_YET]
    assert not wrong, wrong[0]
