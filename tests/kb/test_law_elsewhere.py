"""Cases that stand without their law are told in whose words they were read."""

from pathlib import Path

from kb.from_files import load, load_cases_in_part
from tests.laws import shipped

CASE = """case "Ana"
    as of 2026-01-01
    given
        Ana holds a ticket
    expect
        may Ana swim: yes
"""
LAW = """law pool "Rules of the pool"

vocabulary
    {person} holds a card  (given)
    {person} may swim

rule POOL-1 "Cards"
    cites "1"
    a person may swim
    if the person holds a card
"""


def test_whose_words_a_case_without_a_law_is_read_in_is_said_first(tmp_path: Path) -> None:
    path = tmp_path / "ana.case"
    path.write_text(CASE)
    first, *others = load_cases_in_part(path, shipped())[1]
    assert first.code == "law-elsewhere"
    assert first.message.startswith(f"no law stands beside `{path}`")
    assert {one.code for one in others} == {"unknown-sentence"}


def test_nothing_is_said_of_it_where_a_law_is_meant_or_another_thing_is_wrong(
    tmp_path: Path,
) -> None:
    (tmp_path / "a").mkdir()
    law, beside, away = (tmp_path / name for name in ("a/pool.law", "a/ana.case", "ana.case"))
    law.write_text(LAW)
    beside.write_text(CASE)
    away.write_text(CASE)
    for path in (beside, away):
        codes = {one.code for one in load_cases_in_part(path, load(law))[1]}
        assert codes and "law-elsewhere" not in codes
    away.write_text(CASE.replace("case ", "csae "))
    assert "law-elsewhere" not in {one.code for one in load_cases_in_part(away, shipped())[1]}
