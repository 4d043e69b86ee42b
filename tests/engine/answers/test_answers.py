"""Laws beside cases that say what must come out: on every engine, with proofs that hold."""

from functools import lru_cache, partial
from pathlib import Path

import pytest

from engine.answers.ask import ask, of_world, world
from engine.answers.checked import check
from engine.answers.reply import Answer, Values
from engine.answers.worked_cases import Checked, check_case, check_files, got_words
from engine.rails.tables import FEW
from kb import load, load_cases
from kb.base import KnowledgeBase
from kb.from_files import read_cases
from parser.text.diagnostic import SourceError
from parser.words.values import value_words
from tests.work import EVERYTHING

FOLDER = Path(__file__).parent
LAWS = sorted(FOLDER.glob("*.law"))
ENGINES = ("pydatalog", "reference", "duckdb")
ASKED = [
    (law, engine)
    for engine in ENGINES
    for law in (LAWS if engine != "duckdb" or EVERYTHING else LAWS[::3])
]
"""Planning the statements of DuckDB takes most of the time: it is asked about every third law."""


@lru_cache(maxsize=len(ENGINES))
def checked_on(law: Path, engine: str) -> tuple[KnowledgeBase, tuple[Checked, ...]]:
    """Return a law and what is answered to its cases, once for all tests about it.

    DuckDB takes some 30 ms to plan a statement: unless `ALL` is set it is not asked what would
    decide what is open, which is worked out in hundreds of worlds and the same for all engines.
    """
    if engine != "duckdb" or EVERYTHING:
        kb, _, results = check_files([str(law)], engine)
        return kb, results
    kb = load(law)

    asking = partial(ask, kb, backend=engine, suggest=False)
    cases = load_cases(law.with_suffix(".case"), kb)
    return kb, tuple(one for case in cases for one in check_case(case, asking))


@pytest.mark.parametrize(
    ("law", "engine"), ASKED, ids=[f"{law.stem}-{engine}" for law, engine in ASKED]
)
def test_the_answers_are_as_expected(law: Path, engine: str) -> None:
    _, results = checked_on(law, engine)
    assert results
    for checked in results:
        asked = f"{checked.case.title}: {checked.expectation.question.text}"
        assert checked.met, f"{asked}: {got_words(checked)}"


@pytest.mark.parametrize("law", LAWS, ids=lambda path: path.stem)
def test_every_reason_is_valid(law: Path) -> None:
    kb, results = checked_on(law, "pydatalog")
    replies = [(one.reply, one.case) for one in results if one.reply is not None]
    assert sum(check(kb, reply, case) for reply, case in replies) > 0


WITHOUT_SUGGESTIONS = LAWS[::4]


@pytest.mark.parametrize("law", WITHOUT_SUGGESTIONS, ids=lambda path: path.stem)
def test_the_verdict_is_the_same_where_nothing_is_suggested(law: Path) -> None:
    kb, results = checked_on(law, "pydatalog")
    for checked in results:
        case, question, reply = checked.case, checked.expectation.question, checked.reply
        if not isinstance(reply, Answer) or not question.sentence.predicate:
            continue
        there = world(kb, question, case, reply.as_of, "pydatalog")
        found = of_world(kb, there, question, case, suggest=False)
        assert isinstance(found, Answer)
        said = (found.verdict, found.decided, found.under)
        assert said == (reply.verdict, reply.decided, reply.under), question.text
        assert found.missing == ()


LISTED = """
law listed "Listed"
names of country: Albania, Malta, Serbia

vocabulary
    {country} is listed        (listed)
    {person} lives in {country} (given)
    {country} is known
    {country} is home to {person}

table "listed.csv"
    cites "Annex"
    {Country} is listed

rule L-1 "Known"
    cites "Section 1"
    a country is known
    if the country is listed

rule L-2 "Home"
    cites "Section 2"
    a country is home to a person
    if the person lives in the country
"""


@pytest.mark.parametrize("closed", [False, True])
def test_others_are_told_apart_from_whom_a_complete_list_leaves_out(
    tmp_path: Path, closed: bool
) -> None:
    (tmp_path / "listed.law").write_text(LISTED)
    (tmp_path / "listed.csv").write_text("Country\nSerbia\n")
    shut = "        all cases where Ana lives in a country are given\n" if closed else ""
    (tmp_path / "ana.case").write_text(f'case "Ana"\n    given\n        Ana lives in Malta\n{shut}')
    kb = load(tmp_path / "listed.law")
    (case,) = load_cases(tmp_path / "ana.case", kb)
    listed = ask(kb, "which country is known", case)
    home = ask(kb, "which country is home to Ana", case)
    assert isinstance(listed, Values)
    assert isinstance(home, Values)
    assert listed.others == "no"
    assert home.others == "no"  # there is no fourth country
    verdicts = {value_words(values[0]): answer.verdict for values, answer in home.rows}
    others = {} if closed else {"Albania": "unknown", "Serbia": "unknown"}
    assert verdicts == {"Malta": "yes", **others}


def test_a_long_list_of_names_is_not_gone_through(tmp_path: Path) -> None:
    more = ", ".join(f"Island{number}" for number in range(FEW))
    (tmp_path / "listed.law").write_text(LISTED.replace("Albania, ", f"Albania, {more}, "))
    (tmp_path / "listed.csv").write_text("Country\nSerbia\n")
    (tmp_path / "ana.case").write_text('case "Ana"\n    given\n        Ana lives in Malta\n')
    kb = load(tmp_path / "listed.law")
    (case,) = load_cases(tmp_path / "ana.case", kb)
    home = ask(kb, "which country is home to Ana", case)
    assert isinstance(home, Values)
    assert home.others == "unknown"
    assert {value_words(values[0]): answer.verdict for values, answer in home.rows} == {
        "Malta": "yes"
    }


@pytest.mark.parametrize(
    ("stated", "denied"),
    [("2020-01-16", "2020-01"), ("2020-01", "2020-01"), ("2020-01", "2020")],
)
def test_what_lies_in_a_denied_month_contradicts_it(
    stated: str, denied: str, tmp_path: Path
) -> None:
    laws = load(FOLDER / "partly-denied.law")
    statements = (f"Ana was told on {stated}", f"it is false that Ana was told on {denied}")
    given = "".join(f"        {one}\n" for one in statements)
    (tmp_path / "ana.case").write_text(f'case "Ana"\n    given\n{given}')
    with pytest.raises(SourceError) as raised:
        (case,) = load_cases(tmp_path / "ana.case", laws)
        ask(laws, "is Ana warned", case)
    word_for_word = stated == denied
    codes = [one.code for one in raised.value.diagnostics]
    assert codes == ["contradiction" if word_for_word else "contradictory-facts"]


@pytest.mark.parametrize(("said", "noun"), [("filed on", "filing"), ("paid on", "payment")])
def test_days_that_are_all_denied_one_by_one_contradict_it(said: str, noun: str) -> None:
    """Of one value or of several: what is stated was on one of the days."""
    laws = load(FOLDER / "denied-days.law")
    days = ("2026-03-30", "2026-03-31")
    given = [f"Ana {said} a {noun}, between {days[0]} and {days[1]}"]
    given += [f"it is false that Ana {said} {day}" for day in days]
    lines = "".join(f"        {one}\n" for one in given)
    (case,) = read_cases(f'case "Ana"\n    given\n{lines}', "ana.case", laws)
    with pytest.raises(SourceError) as raised:
        ask(laws, "did Ana file by the end of march", case)
    (problem,) = raised.value.diagnostics
    assert problem.code == "contradictory-facts"
    assert problem.at.line == 3
    assert [label.span.line for label in problem.also] == [4, 5]
