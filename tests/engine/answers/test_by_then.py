"""A day to come that an answer names is asked about: what is so on it is told if it is no *yes*."""

from datetime import date
from pathlib import Path

from engine.answers.ask import ask
from engine.answers.by_then import by_then
from engine.pages.text import short
from kb import load, load_cases
from kb.from_files import load_texts, read_cases

FOLDER = Path(__file__).parent


def said() -> list[list[tuple[str, str, str]]]:
    """Return of each case its days, what is answered on them and the page that says so."""
    kb = load(FOLDER / "claims-permit-by-then.law")
    found: list[list[tuple[str, str, str]]] = []
    for case in load_cases(FOLDER / "claims-permit-by-then.case", kb):
        told: list[tuple[str, str, str]] = []
        for one in case.expectations:
            reply = ask(kb, one.question, case)
            later = by_then(kb, case, reply, "pydatalog")
            page = " ".join(short(reply, kb.predicates, later=later).split())
            told += [(each.day.isoformat(), each.answer.verdict, page) for each in later]
        found.append(told)
    return found


def test_a_day_on_which_the_same_facts_give_no_is_told() -> None:
    gone, runs, open_, over = said()
    assert [(day, verdict) for day, verdict, _ in gone] == [("2027-03-01", "no")] * 3
    for _, _, page in gone:
        assert ": as of 2027-03-01, " in page or "Nor as of 2027-03-01, on these facts: " in page
        assert "R1 runs until 2026-12-31" in page
        assert "; 2026-12-31 is before that day; needed on that day: " in page
        assert " ago" not in page.partition("n these facts: ")[2]  # told from today, not then
    assert [(day, verdict) for day, verdict, _ in runs] == [("2027-03-01", "yes")]
    assert runs[0][2].startswith("NO, but on these facts yes as of 2027-03-01: ")
    assert [(day, verdict) for day, verdict, _ in open_] == [("2027-03-01", "unknown")]
    assert over == []


def test_a_yes_that_a_day_of_the_case_ends_soon_is_asked_on_that_day() -> None:
    law = """\
law shop "Rules of a shop"

vocabulary
    {person} came on {day: date}              (given)
    {person} leaves on {day: date}            (given, single)
    {person} may stay

rule S-1 "Guests"
    cites "section 1"
    a person may stay
    if the person came on a start
    and the start <= today
    and the person leaves on an end
    and today <= the end
"""
    kb = load_texts((("shop.law", law),))
    days = (date(2026, 6, 1), date(2026, 4, 30), date(2026, 6, 2), date(2026, 6, 3))
    facts = "        Ana came on 2026-01-01\n        Ana leaves on 2026-06-02\n"
    (case,) = read_cases(f'case "x"\n    given\n{facts}', "x.case", kb)
    found = []
    for day in days:
        reply = ask(kb, "may Ana stay", case, as_of=day)
        later = by_then(kb, case, reply, "pydatalog")
        found.append([(one.day.isoformat(), one.answer.verdict) for one in later])
    assert found == [[("2026-06-03", "no")], [], [("2026-06-03", "no")], []]
    reply = ask(kb, "may Ana stay", case, as_of=days[0])
    page = short(reply, kb.predicates, later=by_then(kb, case, reply, "pydatalog"))
    _, _, rest = page.partition("\n\n")
    assert rest.startswith("On these facts only until 2026-06-02: as of 2026-06-03: no; Ana leaves")
