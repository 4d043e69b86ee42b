"""A contradiction is headed *conflict* everywhere, with both of its sides."""

import json

from engine.answers.ask import ask
from engine.pages.as_json import render as as_json
from engine.pages.report.compose import Reported, compose
from engine.pages.report.text import render as as_text
from engine.pages.text import render, short
from kb.base import KnowledgeBase
from kb.from_files import load, load_cases
from parser.resolved.tree import Case
from tests.laws import EXAMPLES

FOLDER = EXAMPLES / "conflict"
QUESTION = "may Ana enter with Rex"

PAGE = """\
CONFLICT: may Ana enter with Rex (as of 2026-11-23)

Conflict: two rules contradict each other, and neither takes precedence:
  1 Ana may enter with Rex (DOG-1)
    Ana brings Rex (dogs.case:4); Rex guides Ana (dogs.case:5)
  2 Ana may not enter with Rex (DOG-2)
    Rex frightens Ivo (dogs.case:6)

Cited: House rules of a library on animals: section 4 (DOG-1); section 9 (DOG-2)
"""


def example() -> tuple[KnowledgeBase, Case]:
    kb = load(FOLDER)
    return kb, load_cases(FOLDER / "dogs.case", kb)[0]


def test_the_short_page_has_both_sides_with_what_makes_them_so() -> None:
    kb, case = example()
    assert short(ask(kb, QUESTION, case), kb.predicates) == PAGE


def test_the_complete_page_shows_no_side_twice() -> None:
    kb, case = example()
    page = render(ask(kb, QUESTION, case), kb.predicates)
    assert page.startswith("CONFLICT: may Ana enter with Rex")
    assert page.count("✓ Ana may enter with Rex") == 1 and "Why:" not in page


def test_of_an_open_question_the_row_is_headed_so() -> None:
    kb, case = example()
    page = short(ask(kb, "who may enter with Rex", case), kb.predicates)
    assert page.startswith("1 IN CONFLICT: who may enter with Rex")
    assert "  - Ana: conflict\n" in page


def test_json_has_the_verdict_and_both_sides() -> None:
    kb, case = example()
    found = json.loads(as_json([(case.title, ask(kb, QUESTION, case))], kb.predicates))
    assert found["verdict"] == "conflict"
    ((left, right),) = ((one["left"], one["right"]) for one in found["conflicts"])
    assert [found["nodes"][one]["rule"]["id"] for one in (left, right)] == ["DOG-1", "DOG-2"]


def test_a_report_has_both_sides_in_front_of_the_proof() -> None:
    kb, case = example()
    report = compose((Reported(case, ask(kb, QUESTION, case)),), kb.predicates, "0")
    text = as_text(report).decode()
    front = text[: text.index("ANNEX")]
    assert "Conflict. Two provisions contradict each other" in front
    assert "THE TWO SIDES" in front
    assert "Ana may not enter with Rex. Under “Dogs that frighten” [2]." in front
