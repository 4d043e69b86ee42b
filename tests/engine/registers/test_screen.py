"""`zakonik screen`: from tables to answers, whatever the tables are like."""

import random
import re
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import duckdb
import pytest

from engine import cli
from examples.population.generate import generate
from tests.engine.commands.running import zakonik

QUESTION = "can {person} obtain citizenship by admittance"
DAY = ("--as-of", "2026-11-23")
PEOPLE_ASKED = 72

Capsys = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("register")
    generate(PEOPLE_ASKED, folder)
    return folder


@pytest.fixture(scope="module")
def some(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the register of a few people: what sets leave open of each is asked by cases."""
    folder = tmp_path_factory.mktemp("some")
    generate(20, folder)
    return folder


@dataclass(frozen=True, slots=True)
class Screened:
    """What came of asking all people at once: a file, what was printed, and a picture of it."""

    file: Path
    said: str
    picture: Path


@pytest.fixture(scope="module")
def screened(people: Path, tmp_path_factory: pytest.TempPathFactory) -> Screened:
    folder = tmp_path_factory.mktemp("screened")
    out, picture = folder / "out.parquet", folder / "summary.svg"
    asked = ("screen", QUESTION, "--data", str(people), *DAY)
    with redirect_stdout(StringIO()) as said:
        assert cli.main((*asked, "-o", str(out), "--picture", str(picture))) == 0
    return Screened(out, said.getvalue(), picture)


def answers(file: Path) -> dict[str, str]:
    rows = duckdb.connect().execute(f"SELECT case_key, answer FROM '{file}'").fetchall()
    return dict(rows)


def screen(capsys: Capsys, folder: Path, out: Path, *more: str) -> str:
    ended = zakonik(capsys, "screen", QUESTION, "--data", str(folder), *DAY, "-o", str(out), *more)
    assert (ended.code, ended.err) == (0, "")
    return ended.out


def test_a_sample_agrees_with_the_case_engine(
    capsys: Capsys, people: Path, screened: Screened
) -> None:
    out = screened.file
    found = answers(out)
    assert not out.with_name(f"{out.name}.rejects.csv").exists()
    assert len(found) == PEOPLE_ASKED
    assert f"written: {out}" in screened.said
    assert set(found.values()) == {"yes", "no", "depends", "unknown"}
    keys = random.Random(7).sample(sorted(found), 15)
    wanted = [word for key in keys for word in ("--explain", key)]
    ended = zakonik(capsys, "screen", QUESTION, "--data", str(people), *DAY, *wanted)
    assert ended.code == 0
    said = re.findall(r"^(YES|NO|DEPENDS|UNKNOWN)\b", ended.out, re.MULTILINE)
    assert dict(zip(keys, said, strict=True)) == {key: found[key].upper() for key in keys}
    alone = zakonik(capsys, "screen", QUESTION, "--data", str(people), *DAY, "--explain", keys[0])
    assert alone.code == 0
    assert ended.out.startswith(alone.out)


def test_the_size_of_chunks_changes_nothing(
    capsys: Capsys, people: Path, tmp_path: Path, screened: Screened
) -> None:
    out = tmp_path / "70.parquet"
    screen(capsys, people, out, "--chunk", "28")  # whole chunks, and a last one that is smaller
    assert out.read_bytes() == screened.file.read_bytes()


def test_a_run_that_was_killed_is_taken_up_again(
    capsys: Capsys,
    people: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    screened: Screened,
) -> None:
    cut = tmp_path / "cut.parquet"

    def killed(done: int, total: int) -> None:
        if done > 40:
            raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("engine.commands.screen._progress", killed)
        ended = zakonik(
            capsys,
            *("screen", QUESTION, "--data", str(people), *DAY, "--chunk", "24"),
            *("-o", str(cut)),
        )
    assert ended.code == 130
    assert not cut.exists()
    kept = sorted((tmp_path / "cut.parquet.parts").glob("*.parquet"))
    assert len(kept) == 2
    times = [file.stat().st_mtime_ns for file in kept]
    monkeypatch.setattr("engine.registers.output.shutil.rmtree", lambda *_, **__: None)
    screen(capsys, people, cut, "--chunk", "24")
    assert [file.stat().st_mtime_ns for file in kept] == times
    assert cut.read_bytes() == screened.file.read_bytes()


def test_reasons_say_by_what_and_for_want_of_what(capsys: Capsys, tmp_path: Path) -> None:
    generate(20, tmp_path / "few")
    out = tmp_path / "out.csv"
    bare = tmp_path / "bare.parquet"
    said = screen(capsys, tmp_path / "few", out, "--reasons")
    screen(capsys, tmp_path / "few", bare)
    rows = duckdb.connect().execute(f"SELECT * FROM '{out}'").fetchall()
    assert {row[0]: row[2] for row in rows} == answers(bare)
    assert "by the provision that decides" in said
    for _, _, answer, _, provision, condition, missing, _ in rows:
        assert provision
        assert answer == "yes" or condition
        assert answer in ("yes", "no") or missing


GERMAN = """\
[cases]
table = "people.csv"
key = "Nummer"

[[says]]
sentence = "{person} was born on {birthday}"
table = "people.csv"
columns = { birthday = "Geburtstag" }
dates = "%d.%m.%Y"
"""
PEOPLE = """\
Nummer,Geburtstag
A1,01.05.1990
A2,24.11.2008
A3,1990-05-01
A4,
A5,23.11.2008
"""
OF_AGE = "has {person} reached the age of eighteen"


def folder_with(tmp_path: Path, mapping: str = GERMAN, people: str = PEOPLE) -> Path:
    (tmp_path / "mapping.toml").write_text(mapping, encoding="utf-8")
    (tmp_path / "people.csv").write_text(people, encoding="utf-8")
    return tmp_path


def run(capsys: Capsys, folder: Path, *more: str) -> Any:
    out = ("-o", str(folder / "out.csv"))
    return zakonik(capsys, "screen", OF_AGE, "--data", str(folder), *DAY, *out, *more)


def test_dates_as_people_write_them_and_rows_that_cannot_be_used(
    capsys: Capsys, tmp_path: Path
) -> None:
    ended = run(capsys, folder_with(tmp_path))
    assert (ended.code, ended.err) == (0, "")
    assert answers(tmp_path / "out.csv") == {
        "A1": "yes",
        "A2": "no",
        "A3": "unknown",
        "A4": "unknown",
        "A5": "yes",
    }
    rejects = (tmp_path / "out.csv.rejects.csv").read_text(encoding="utf-8")
    assert "people.csv,4,A3,`Geburtstag` is no day written as %d.%m.%Y" in rejects
    assert "1 row was refused" in ended.out


@pytest.mark.parametrize(
    ("mapping", "people", "expected"),
    [
        (GERMAN.replace("Geburtstag", "Geburtsdatum"), PEOPLE, "did you mean `Geburtstag`?"),
        (GERMAN.replace("was born", "is born"), PEOPLE, "did you mean `{person} was born on"),
        (GERMAN.replace("dates =", "date ="), PEOPLE, "did you mean `dates`?"),
        (GERMAN.replace("birthday =", "day ="), PEOPLE, "has no place `day`"),
        (GERMAN.replace("people.csv", "persons.csv"), PEOPLE, "there is no file"),
        (GERMAN.replace("people.csv", "people.xls"), PEOPLE, "is no table"),
        ("[cases", PEOPLE, "malformed-mapping"),
        ("# nothing", PEOPLE, "does not say where the cases are"),
    ],
)
def test_a_mapping_that_does_not_fit_is_explained(
    capsys: Capsys, tmp_path: Path, mapping: str, people: str, expected: str
) -> None:
    ended = run(capsys, folder_with(tmp_path, mapping, people))
    assert (ended.code, ended.out) == (2, "")
    assert expected in ended.err
    assert not (tmp_path / "out.csv").exists()


def test_cases_that_contradict_themselves_are_refused(capsys: Capsys, tmp_path: Path) -> None:
    more = '[[says]]\nsentence = "{person} was born on {birthday}"\ntable = "more.csv"\n'
    more += 'case = "Nummer"\ncolumns = { birthday = "Tag" }\n'
    folder = folder_with(tmp_path, GERMAN + more)
    (folder / "more.csv").write_text("Nummer,Tag\nA1,1991-01-01\nB9,1991-01-01\n", "utf-8")
    ended = run(capsys, folder)
    assert ended.code == 0
    assert "A1" not in answers(tmp_path / "out.csv")
    rejects = (tmp_path / "out.csv.rejects.csv").read_text(encoding="utf-8")
    assert "two values of which there can be only one" in rejects
    assert "more.csv,3,B9,no such case" in rejects


def test_a_broken_table_and_too_little_memory(capsys: Capsys, people: Path, tmp_path: Path) -> None:
    folder = folder_with(tmp_path, GERMAN.replace(".csv", ".parquet"))
    (folder / "people.parquet").write_bytes(b"PAR1 and then nothing of the kind PAR1")
    ended = run(capsys, folder)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("error: ")
    assert "Traceback" not in ended.err
    little = zakonik(
        capsys,
        *("screen", QUESTION, "--data", str(people), *DAY, "--memory", "1MiB"),
        *("-o", str(tmp_path / "little.parquet")),
    )
    assert (little.code, little.out) == (2, "")
    assert "too little" in little.err
    assert not (tmp_path / "little.parquet").exists()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("can Ana obtain citizenship by admittance", "-o", "x.csv"), "asks about nobody"),
        ((QUESTION,), "say where the answers go"),
        ((QUESTION, "-o", "x.xls"), "neither .parquet nor .csv"),
        (("is {person} a wizard", "-o", "x.csv"), "no sentence of the laws answers"),
        ((QUESTION, "-o", "x.csv", "--chunk", "0"), "at least one case"),
        ((QUESTION, "--explain", "nobody"), "is not in the register"),
    ],
)
def test_what_cannot_be_asked(
    capsys: Capsys, people: Path, words: tuple[str, ...], expected: str
) -> None:
    ended = zakonik(capsys, "screen", *words, "--data", str(people))
    assert (ended.code, ended.out) == (2, "")
    assert expected in ended.err


def test_two_laws_are_compared(capsys: Capsys, some: Path, tmp_path: Path) -> None:
    out, other = tmp_path / "both.parquet", tmp_path / "statute.parquet"
    said = screen(capsys, some, out, "--against", "statute")
    screen(capsys, some, other, "--law", "statute")
    both = f"SELECT case_key, answer, other_answer FROM '{out}'"
    found = duckdb.connect().execute(both).fetchall()
    assert {row[0]: row[2] for row in found} == answers(other)
    changed = sum(answer != after for _, answer, after in found)
    assert changed > 0
    listed = said.partition("under the law compared with\n")[2].partition("written")[0]
    assert sum(int(line.split()[3].replace(",", "")) for line in listed.splitlines()) == changed


def test_where_the_law_says_nothing_nobody_is_told_no(
    capsys: Capsys, people: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.parquet"
    screen(capsys, people, out, "--as-of", "1990-01-01")
    assert set(answers(out).values()) == {"silent"}


def test_the_summary_as_a_picture(capsys: Capsys, people: Path, screened: Screened) -> None:
    root = ElementTree.parse(screened.picture).getroot()
    texts = [text for text in root.itertext() if text.strip()]
    for line in screened.said.splitlines()[1:5]:
        answer, count, _ = line.split()
        assert answer in texts
        assert count in texts
    ended = zakonik(
        capsys, *("screen", QUESTION, "--data", str(people), "-o", "x.csv", "--picture", "x.png")
    )
    assert (ended.code, ended.err) == (2, "error: `x.png` is no .svg\n")


ANCESTORS = """
[cases]
table = "people.csv"
key = "id"

[[says]]
sentence = "{parent} is a parent of {child}"
table = "parents.csv"
case = "id"
columns = { parent = "parent", child = "child" }
"""


def test_cases_of_which_rules_conclude_what_cannot_be_are_refused(
    capsys: Capsys, tmp_path: Path
) -> None:
    law = Path(__file__).parents[1] / "answers" / "impossible-conclusions.law"
    (tmp_path / "mapping.toml").write_text(ANCESTORS, "utf-8")
    (tmp_path / "people.csv").write_text("id\nA\nB\n", "utf-8")
    rows = "A,Vera,Petar\nA,Petar,Mila\nA,Mila,Vera\nB,Vera,Petar\nB,Petar,Mila\n"
    (tmp_path / "parents.csv").write_text(f"id,parent,child\n{rows}", "utf-8")
    out = tmp_path / "out.csv"
    question = "may {person} lead Vera"
    where = ("--kb", str(law), "--data", str(tmp_path), *DAY, "-o", str(out))
    ended = zakonik(capsys, "screen", question, *where)
    assert (ended.code, ended.err) == (0, "")
    assert answers(out) == {"B": "unknown"}
    rejects = (tmp_path / "out.csv.rejects.csv").read_text(encoding="utf-8")
    assert rejects.splitlines()[1:] == [
        "people.csv,2,A,cannot be: D-1 Nobody is their own ancestor (nature),D-1"
    ]
