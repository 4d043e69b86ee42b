"""In a register what is declared `else no` is complete, unless the mapping says otherwise."""

from pathlib import Path

from tests.engine.registers.small import Capsys, says, screened

LAW = Path(__file__).parents[1] / "answers" / "else-no.law"
SENTENCE = "{person} is banned until {day}"
HOUSE = says("{person} has a house", more='when = "house"')
QUESTION = "is {person} settled"
PEOPLE = "id,house,banned\nA1,yes,\nA2,yes,2030-01-01\nA3,,\n"


def test_without_a_table_nothing_of_the_kind_is_so(capsys: Capsys, tmp_path: Path) -> None:
    found = screened(capsys, tmp_path, LAW, QUESTION, HOUSE, {"people.csv": PEOPLE})
    assert found.by_key() == {"A1": "yes", "A2": "yes", "A3": "unknown"}


def test_what_a_table_does_not_state_is_not_so(capsys: Capsys, tmp_path: Path) -> None:
    mapping = HOUSE + says(SENTENCE, more='columns = { day = "banned" }')
    for more in ((), ("--reasons",)):
        tables: dict[str, str | bytes] = {"people.csv": PEOPLE}
        found = screened(capsys, tmp_path, LAW, QUESTION, mapping, tables, *more)
        assert found.by_key() == {"A1": "yes", "A2": "no", "A3": "unknown"}


def test_a_mapping_can_say_that_it_is_not_complete(capsys: Capsys, tmp_path: Path) -> None:
    mapping = HOUSE + says(SENTENCE, more='columns = { day = "banned" }\ncomplete = false')
    for more in ((), ("--reasons",)):
        tables: dict[str, str | bytes] = {"people.csv": PEOPLE}
        found = screened(capsys, tmp_path, LAW, QUESTION, mapping, tables, *more)
        assert found.by_key() == {"A1": "unknown", "A2": "no", "A3": "unknown"}


def test_a_refused_row_leaves_open_what_it_may_say(capsys: Capsys, tmp_path: Path) -> None:
    mapping = HOUSE + says(SENTENCE, "bans.csv", 'columns = { day = "day" }')
    for more in ((), ("--reasons",)):
        tables: dict[str, str | bytes] = {
            "people.csv": "id,house\nA1,yes\nA2,yes\nA3,yes\n",
            "bans.csv": "id,day\nA1,2026-13-01\nA2,2030-01-01\n",
        }
        found = screened(capsys, tmp_path, LAW, QUESTION, mapping, tables, *more)
        assert found.by_key() == {"A1": "unknown", "A2": "no", "A3": "yes"}
