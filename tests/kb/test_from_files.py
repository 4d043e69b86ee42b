"""Knowledge bases from files: everything found, everything wrong reported, cached and not."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kb import from_files, load, load_cases
from kb.diagnose import diagnose
from parser.text.diagnostic import SourceError
from tests.laws import EXAMPLES

LIBRARY = Path(__file__).parent.parent.parent / "examples" / "library"

STATES = """\
law states "States"

kind treaty
names of country: Montenegro, Serbia
"""
TRAVEL = """\
law travel "Travel"
    uses states

vocabulary
    {country} is near    (listed)
    {person} may go to {country}

table "near.csv"
    {Country} is near

rule T-1 "Go"
    a person may go to a country
    if the country is near
"""


@pytest.fixture(autouse=True)
def cache_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("ZAKONIK_CACHE", raising=False)
    return tmp_path / "cache" / "zakonik"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    laws = tmp_path / "laws"
    laws.mkdir()
    (laws / "a-travel.law").write_text(TRAVEL)
    (laws / "b-states.law").write_text(STATES)
    (laws / "near.csv").write_text("Country\nSerbia\n")
    return laws


def codes(*paths: Path) -> list[str]:
    with pytest.raises(SourceError) as caught:
        load(*paths)
    return [diagnostic.code for diagnostic in caught.value.diagnostics]


def test_the_laws_of_montenegro_are_shipped() -> None:
    kb = load()
    assert "citizenship" in [law.id for law in kb.laws]
    assert "can_obtain_citizenship_by_admittance" in kb.predicates
    assert len(kb.cases) >= 5
    assert kb.warnings == ()


def test_laws_are_read_after_those_that_they_use(folder: Path) -> None:
    kb = load(folder)
    assert [law.id for law in kb.laws] == ["states", "travel"]
    assert [row.row[0] for row in kb.program.listed if row.pred == "is_near"]


def test_the_same_comes_from_the_cache(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = load(folder)

    def resolve(*_: object) -> None:
        raise AssertionError("parsed again")

    monkeypatch.setattr(from_files, "resolve", resolve)
    again = load(folder)
    assert (again.program, again.digest, again.laws) == (first.program, first.digest, first.laws)
    assert again.vocabulary.predicates == first.vocabulary.predicates


@pytest.mark.parametrize("name", ["a-travel.law", "near.csv"])
def test_a_changed_file_is_read_again(folder: Path, name: str) -> None:
    first = load(folder)
    path = folder / name
    path.write_text(path.read_text().replace("Go", "Went").replace("Serbia", "Montenegro"))
    second = load(folder)
    assert second.digest != first.digest
    assert second.program != first.program


def test_laws_lost_from_the_cache_are_read_again(folder: Path, cache_folder: Path) -> None:
    load(folder)
    again = load(folder)
    for path in cache_folder.glob("*.laws"):
        path.write_bytes(b"lost")
    assert [law.id for law in again.laws] == ["states", "travel"]


def test_a_damaged_or_absent_cache_changes_nothing(folder: Path, cache_folder: Path) -> None:
    first = load(folder)
    for path in cache_folder.iterdir():
        path.write_bytes(os.urandom(99))
    assert load(folder).program == first.program
    shutil.rmtree(cache_folder)
    cache_folder.write_text("in the way")
    assert load(folder).program == first.program


def test_all_errors_of_all_files_are_reported_together(folder: Path) -> None:
    (folder / "c.law").write_text('law c "C"\n\nrule C-1 "x"\n    nobody knows this\n')
    (folder / "d.law").write_bytes(b"\xff\xfe")
    (folder / "e.law").write_text("")
    assert codes(folder) == ["not-utf-8", "empty-file", "unknown-sentence"]
    (folder / "d.law").write_text('law d "D"\n\nkind person\n')
    (folder / "e.law").write_text('law e "E"\n    uses nothing\n')
    assert codes(folder) == ["unknown-law", "unknown-sentence", "duplicate-kind"]


def test_laws_that_use_a_broken_one_are_not_blamed(folder: Path) -> None:
    (folder / "b-states.law").write_text(STATES.replace("kind treaty", "kind person"))
    assert codes(folder) == ["duplicate-kind"]


def test_circles_and_doubles_are_reported(folder: Path) -> None:
    (folder / "b-states.law").write_text(STATES.replace('"States"', '"States"\n    uses travel'))
    assert codes(folder) == ["law-cycle"]
    (folder / "b-states.law").write_text(STATES.replace("law states", "law travel"))
    assert codes(folder) == ["duplicate-law", "unknown-law"]


def test_a_table_outside_the_folder_is_refused(folder: Path) -> None:
    (folder / "near.csv").rename(folder.parent / "near.csv")
    (folder / "near.csv").symlink_to(folder.parent / "near.csv")
    assert codes(folder) == ["unreadable-table"]
    (folder / "a-travel.law").write_text(TRAVEL.replace('"near.csv"', '"../near.csv"'))
    assert codes(folder) == ["table-outside"]


def test_cases_are_read_in_the_words_of_the_laws(monkeypatch: pytest.MonkeyPatch) -> None:
    kb = load(LIBRARY)
    assert kb.cases == (str(LIBRARY / "lending.case"),)
    first = load_cases(kb.cases[0], kb)
    assert [len(case.statements) for case in first] == [3, 3, 3]
    monkeypatch.setattr(from_files, "read_cases", None)
    assert load_cases(kb.cases[0], kb) == first


def test_everything_wrong_with_laws_and_cases_is_diagnosed(folder: Path) -> None:
    (folder / "x.case").write_text('case "x"\n    given\n        Ana sings\n')
    (folder / "y.case").write_text("case\n")
    found = diagnose(folder)
    assert (found.laws, found.cases) == (2, 2)
    errors = [each for each in found.diagnostics if each.severity == "error"]
    assert errors[0].code == "unknown-sentence"
    assert {Path(each.at.file).name for each in errors} == {"x.case", "y.case"}
    (folder / "a-travel.law").write_text("law travel\n")
    names = [Path(each.at.file).name for each in diagnose(folder).diagnostics]
    assert set(names) == {"a-travel.law", "y.case"}


def test_cases_alone_are_read_with_the_laws_beside_them() -> None:
    assert diagnose(LIBRARY / "lending.case").diagnostics == ()


def test_conditions_that_never_hold_are_warned_of(folder: Path) -> None:
    (folder / "a-travel.law").write_text(
        TRAVEL.replace("is near    (listed)", "is near").replace(
            'table "near.csv"\n    {Country} is near\n', ""
        )
    )
    assert [warning.code for warning in load(folder).warnings] == ["silent-condition"]
    assert [warning.code for warning in load(folder).warnings] == ["silent-condition"]


def test_a_warm_load_imports_no_grammar(folder: Path) -> None:
    program = (
        "import sys; from kb import load; kb = load(sys.argv[1]); "
        "print(sorted({'lark', 'csv', 'difflib'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", program, str(folder)]
    subprocess.run(command, check=True, capture_output=True)
    again = subprocess.run(command, check=True, capture_output=True, text=True)
    assert again.stdout == "[]\n"


def test_cases_named_alone_bring_the_laws_beside_them() -> None:
    found = load(EXAMPLES / "library" / "lending.case")
    assert [os.path.basename(path) for path in found.cases] == ["lending.case"]
    assert "lending" in {law.id for law in found.laws}
    assert found.laws == load(EXAMPLES / "library").laws
