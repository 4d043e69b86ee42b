"""One bad row is one: refused with line, reason and provision, while all others are answered."""

from pathlib import Path

import pytest

from engine.backends.pydatalog import tables
from engine.backends.sql import recursion
from tests.engine.registers.small import Capsys, Screened, says, screened

LAW = Path(__file__).parent / "rejects.law"
BORN = says("{person} was born on {birthday}", more='columns = { birthday = "born" }')
STAYS = says(
    "{person} lived here from {start} to {finish}",
    "stays.csv",
    'columns = { start = "from", finish = "to" }\ncomplete = true',
)


def asked(
    capsys: Capsys, folder: Path, question: str, mapping: str, people: str | bytes, *more: str
) -> Screened:
    return screened(capsys, folder, LAW, question, mapping, {"people.csv": people}, *more)


@pytest.mark.parametrize("more", [(), ("--reasons",)], ids=["plain", "reasons"])
def test_mixed_currencies(capsys: Capsys, tmp_path: Path, more: tuple[str, ...]) -> None:
    owns = says("{person} owns {sum}", more='columns = { sum = "sum" }\ncomplete = true')
    people = "id,sum\nA1,200 EUR\nA2,200 USD\nA3,\nA4,50 EUR\n"
    found = asked(capsys, tmp_path, "is {person} rich", owns, people, *more)
    assert found.by_key() == {"A1": "yes", "A3": "no", "A4": "no"}
    reason = "amounts in USD and EUR cannot be compared"
    assert found.refused() == [f"people.csv | 3 | A2 | {reason} | RICH"]


def test_amounts_of_many_cases_that_fail(capsys: Capsys, tmp_path: Path) -> None:
    owns = says("{person} owns {sum}", "sums.csv", 'columns = { sum = "sum" }\ncomplete = true')
    people = "id\n" + "".join(f"A{n:02}\n" for n in range(30))
    sums = "id,sum\n" + "".join(f"A{n:02},{n}00 {'USD' if n % 3 else 'EUR'}\n" for n in range(30))
    tables: dict[str, str | bytes] = {"people.csv": people, "sums.csv": sums}
    found = screened(capsys, tmp_path, LAW, "is {person} rich", owns, tables)
    assert len(found.rejects) == 20
    assert len(found.answers) == 10
    assert set(found.by_key().values()) == {"yes", "no"}


@pytest.mark.parametrize("more", [(), ("--reasons",)], ids=["plain", "reasons"])
def test_a_day_outside_the_calendar(capsys: Capsys, tmp_path: Path, more: tuple[str, ...]) -> None:
    people = "id,born\nA1,1990-01-01\nA2,9990-01-01\nA3,2015-01-01\n"
    found = asked(capsys, tmp_path, "is {person} adult", BORN, people, *more)
    assert found.by_key() == {"A1": "yes", "A3": "no"}
    (refused,) = found.refused()
    assert refused.startswith("people.csv | 3 | A2 | 9990-01-01 moved by 216 months leaves the cal")
    assert refused.endswith(" | ADULT")


def test_a_key_that_is_there_twice(capsys: Capsys, tmp_path: Path) -> None:
    people = "id,born\nA1,1990-01-01\nA2,1990-01-01\nA3,2015-01-01\nA2,2020-01-01\n"
    stays = "id,from,to\nA1,2020-01-01,2020-02-01\nA2,2020-01-01,2020-02-01\n"
    tables: dict[str, str | bytes] = {"people.csv": people, "stays.csv": stays}
    for question, expected in (("is {person} adult", "yes no"), ("is {person} absent", "no yes")):
        found = screened(capsys, tmp_path, LAW, question, BORN + STAYS, tables)
        assert found.by_key() == dict(zip(("A1", "A3"), expected.split(), strict=True))
        assert found.refused() == [
            "people.csv | 3 | A2 | a key that is there twice, also in line 5 | ",
            "people.csv | 5 | A2 | a key that is there twice, also in line 3 | ",
            "stays.csv | 3 | A2 | its case is there twice | ",
        ]


def test_numbers_without_end(
    capsys: Capsys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both engines give up sooner here than they do for anybody else."""
    monkeypatch.setattr(tables, "VALUES", 5_000)
    monkeypatch.setattr(recursion, "ROUNDS_OF_CASES", 50)
    starts = says("{person} starts at {number}", more='columns = { number = "n" }\ncomplete = true')
    people = "id,n\nA1,1\nA2,4\nA3,\n"
    found = asked(capsys, tmp_path, "is {person} far", starts, people)
    assert found.by_key() == {"A1": "no", "A3": "no"}
    (refused,) = found.refused()
    assert refused.startswith("people.csv | 3 | A2 | the rules conclude more and more without end")


def test_a_constraint_that_works_something_out(capsys: Capsys, tmp_path: Path) -> None:
    mapping = BORN + says("{person} died on {day}", more='columns = { day = "died" }')
    people = "id,born,died\nA1,1990-01-01,1990-01-01\nA2,1990-01-01,2020-01-01\nA3,1990-01-01,\n"
    found = asked(capsys, tmp_path, "is {person} adult", mapping, people)
    assert found.by_key() == {"A2": "yes", "A3": "yes"}
    assert found.refused() == ["people.csv | 2 | A1 | cannot be: LIFE A day of life (7) | LIFE"]


def test_a_refused_row_of_a_complete_table(capsys: Capsys, tmp_path: Path) -> None:
    people = "id\n" + "".join(f"A{number}\n" for number in range(6))
    stays = (
        "id,from,to\nA1,2020-01-01,\nA2,2020-01-01,2020-02-01\nA3,2020-13-01,2020-02-01\n"
        "Z9,2020-01-01,2020-02-01\nA4,2020-01-01,2020-02-01,more\n"
    )
    tables: dict[str, str | bytes] = {"people.csv": people, "stays.csv": stays}
    question = "is {person} absent"
    found = screened(capsys, tmp_path, LAW, question, STAYS, tables, "--reasons")
    expected = {"A0": "yes", "A2": "no", "A5": "yes"}
    assert found.by_key() == {**expected, "A1": "unknown", "A3": "unknown", "A4": "unknown"}
    missing = {row["case_key"]: row["missing"] for row in found.answers}
    assert "stays.csv, line 2 (refused: a value is empty" in missing["A1"]
    assert "stays.csv, line 4 (refused: `from` is no day" in missing["A3"]
    assert "4 rows were refused" in found.out
    assert "3 of them are of a complete table" in found.out
    plain = screened(capsys, tmp_path, LAW, question, STAYS, tables)
    assert plain.by_key() == found.by_key()
    ended = screened(capsys, tmp_path, LAW, question, STAYS, tables, "--explain", "A1")
    assert "More may be said of A1 by stays.csv, line 2 (refused: a value is empty" in ended.out


def test_a_refused_row_that_may_be_anybodys(capsys: Capsys, tmp_path: Path) -> None:
    stays = "id,from,to\n,2020-01-01,2020-02-01\nA1,2020-01-01,2020-02-01\n"
    tables: dict[str, str | bytes] = {"people.csv": "id\nA1\nA2\n", "stays.csv": stays}
    found = screened(capsys, tmp_path, LAW, "is {person} absent", STAYS, tables)
    assert found.by_key() == {"A1": "no", "A2": "unknown"}


def test_a_period_without_an_end_in_the_table_of_the_cases(capsys: Capsys, tmp_path: Path) -> None:
    people = "id,from,to\nnone,,\nopen,2020-01-01,\nboth,2020-01-01,2021-01-01\n"
    mapping = STAYS.replace("stays.csv", "people.csv")
    found = asked(capsys, tmp_path, "is {person} absent", mapping, people)
    assert found.by_key() == {"none": "yes", "open": "unknown", "both": "no"}


PLAIN = "id,born\nA1,1990-01-01\nA2,2015-01-01\n"


@pytest.mark.parametrize(
    "people",
    [
        PLAIN,
        PLAIN.encode("utf-8-sig"),
        PLAIN.encode("utf-16"),
        PLAIN.replace("\n", "\r\n"),
        PLAIN.replace("\n", "\r"),
        PLAIN.replace(",", ";"),
        PLAIN.replace("A1", '"A1"').replace("\nA2", "\n\nA2 "),
        PLAIN.replace("born\n", "born,\n").replace("-01\n", "-01,\n"),
    ],
    ids=["plain", "mark", "utf-16", "crlf", "cr", "semicolon", "quoted", "comma"],
)
def test_csv_as_people_write_it(capsys: Capsys, tmp_path: Path, people: str | bytes) -> None:
    found = asked(capsys, tmp_path, "is {person} adult", BORN, people)
    assert (found.err, found.rejects) == ("", [])
    assert found.by_key() == {"A1": "yes", "A2": "no"}


def test_lines_are_those_of_the_file(capsys: Capsys, tmp_path: Path) -> None:
    people = 'id,born,note\nA1,1990-01-01,"one\ntwo"\nA2,xx,"a"\n\n A3 ,yy,\n  ,1990-01-01,\nA4\n'
    found = asked(capsys, tmp_path, "is {person} adult", BORN, people)
    assert found.by_key() == {"A1": "yes", "A2": "unknown", "A3": "unknown", "A4": "unknown"}
    reason = "`born` is no day written as %Y-%m-%d"
    assert found.refused() == [
        f"people.csv | 4 | A2 | {reason} | ",
        f"people.csv | 6 | A3 | {reason} | ",
        "people.csv | 7 |  | no key | ",
    ]


@pytest.mark.parametrize(
    ("people", "message"),
    [
        ("id,born\n\N{LATIN CAPITAL LETTER S WITH CARON},1990-01-01\n".encode("cp1250"), "line 2"),
        (b"", "is empty"),
        ('id,born\nA1,"1990-01-01\nA2,1990-01-01\n', "line 2"),
    ],
    ids=["windows", "empty", "quote"],
)
def test_what_cannot_be_read_has_one_clear_message(
    capsys: Capsys, tmp_path: Path, people: str | bytes, message: str
) -> None:
    found = asked(capsys, tmp_path, "is {person} adult", BORN, people)
    assert found.out == ""
    assert found.err.count("error[register]") == 1
    assert message in found.err


def test_a_table_without_rows(capsys: Capsys, tmp_path: Path) -> None:
    found = asked(capsys, tmp_path, "is {person} adult", BORN, "id,born\n")
    assert found.out.startswith("there are no cases\n")
    assert found.answers == []


def test_words_for_yes_and_no(capsys: Capsys, tmp_path: Path) -> None:
    words = {"da": "yes", "NE": "no", "true": "yes", "No": "no", "1": "yes", "": "unknown"}
    people = "id,reads\n" + "".join(f"A{n},{word}\n" for n, word in enumerate([*words, "maybe"]))
    reads = says("{person} reads", more='when = "reads"')
    found = asked(capsys, tmp_path, "does {person} read", reads, people)
    answers = found.by_key()
    assert [answers[f"A{n}"] for n in range(len(words))] == list(words.values())
    assert answers["A6"] == "unknown"
    assert found.refused() == ["people.csv | 8 | A6 | `reads` is neither yes nor no | "]
    counts = dict(line.split()[:2] for line in found.out.splitlines()[1:4])
    assert counts == {"yes": "3", "no": "2", "unknown": "2"}
