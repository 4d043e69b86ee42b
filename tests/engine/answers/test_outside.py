"""Where no rule that concludes a sentence counts on the day, it is told which would, and when."""

from pathlib import Path

from engine.answers.ask import ask
from engine.pages.text import short
from kb import load, load_cases

FOLDER = Path(__file__).parent
NONE = "says anything of it; others do: - Law on Cards: "


def test_rules_not_yet_or_no_more_in_force_are_named_with_their_days() -> None:
    kb = load(FOLDER / "silent-before.law")
    before, after = load_cases(FOLDER / "silent-before.case", kb)
    pages = [
        " ".join(short(ask(kb, one.question, case), kb.predicates).split())
        for case in (before, after)
        for one in case.expectations
    ]
    enter, leave, stay, entered, left = pages
    assert enter.endswith(f"{NONE}section 1 (C-1): in force from 2018-03-03")
    assert leave.endswith(f"{NONE}section 2 (C-2): in force from 2018-03-03")
    assert stay.endswith("No rule or list of the knowledge base concludes such a sentence.")
    assert entered.startswith("YES")
    assert left.endswith(f"{NONE}section 2 (C-2): in force until 2020-12-31")
