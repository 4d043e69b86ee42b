"""`zakonik check`, `test`, `datalog` and `compile`."""

import json
import shutil
from pathlib import Path

import pytest

from engine.answers import worked_cases
from engine.answers.worked_cases import got_words
from kb.from_files import find
from tests.engine.commands.running import zakonik
from tests.laws import CASES, answered, laws_of, told
from tests.pages import check_reasons, check_short_page

LIBRARY = Path(__file__).parents[3] / "examples" / "library"

Capsys = pytest.CaptureFixture[str]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return Path(shutil.copytree(LIBRARY, tmp_path / "library"))


def test_check_is_content_with_what_is_right(capsys: Capsys, library: Path) -> None:
    ended = zakonik(capsys, "check", str(library))
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == "1 law file, 1 case file: 0 errors, 0 warnings\n"


def test_check_reports_every_error_with_its_place(capsys: Capsys, library: Path) -> None:
    law = library / "lending.law"
    law.write_text(law.read_text().replace("a person may borrow", "a person might borrow"))
    (library / "more.case").write_text("case\n")
    ended = zakonik(capsys, "check", str(library))
    assert (ended.code, ended.out) == (2, "")
    assert f"{law}:14:5: error[unknown-sentence]" in ended.err
    assert f"{library / 'more.case'}:1" in ended.err
    assert ended.err.endswith("errors, 0 warnings\n")


def test_check_can_be_strict_about_warnings(capsys: Capsys, library: Path) -> None:
    law = library / "lending.law"
    law.write_text(
        law.read_text().replace("owes a fee         ", "owes a fee #").split("rule LIB-1")[0]
    )
    (library / "lending.case").unlink()
    law.write_text(
        law.read_text()
        + 'rule LIB-9 "Nine"\n    a person may borrow a book\n    if the person is liked\n'
    )
    law.write_text(law.read_text().replace("vocabulary\n", "vocabulary\n    {person} is liked\n"))
    assert zakonik(capsys, "check", str(library)).code == 0
    ended = zakonik(capsys, "check", "--strict", str(library))
    assert ended.code == 1
    assert "warning[silent-condition]" in ended.err
    assert "warning[uncited-rule]" in ended.err
    assert "0 errors, " in ended.out


def test_test_passes_what_is_as_expected(capsys: Capsys) -> None:
    ended = zakonik(capsys, "test", str(LIBRARY / "lending.case"))
    counted = "3 cases: 3 passed, 0 failed; 3 expectations: 3 met, 0 not met\n"
    assert (ended.code, ended.out) == (0, counted)


def test_test_shows_what_was_expected_what_came_and_why(capsys: Capsys, library: Path) -> None:
    case = library / "lending.case"
    case.write_text(case.read_text().replace("book: yes by LIB-1", "book: yes by LIB-2"))
    ended = zakonik(capsys, "test", str(library))
    assert ended.code == 1
    assert f"{case}:8: Mira, a month and a day after joining\n" in ended.out
    assert "  expected: yes by LIB-2\n  got:      yes by LIB-1\n" in ended.out
    assert "✓ Mira may borrow a book" in ended.out
    assert ended.out.endswith(" 2 passed, 1 failed; 3 expectations: 2 met, 1 not met\n")


def test_test_as_json(capsys: Capsys, library: Path) -> None:
    case = library / "lending.case"
    case.write_text(case.read_text().replace("book: no", "book: unknown"))
    ended = zakonik(capsys, "test", str(library), "--format", "json")
    assert ended.code == 1
    found = json.loads(ended.out)
    assert (found["schema"], found["passed"], found["failed"]) == ("zakonik/test/1", 2, 1)
    (failed,) = [each for each in found["expectations"] if not each["met"]]
    assert (failed["expected"], failed["got"], failed["line"]) == ("unknown", "no", 17)
    assert failed["reply"]["schema"] == "zakonik/answer/4"


def test_test_as_json_counts_cases_apart(capsys: Capsys) -> None:
    ended = zakonik(capsys, "test", str(LIBRARY.parent / "amendment"), "--format", "json")
    found = json.loads(ended.out)
    assert (found["passed"], found["cases"]) == (8, {"passed": 7, "failed": 0})
    assert found["errors"] == []


def test_test_answers_the_cases_beside_one_that_cannot_be_read(
    capsys: Capsys, library: Path
) -> None:
    with (library / "lending.case").open("a") as file:
        file.write('\ncase "x"\n    given\n        Mira sings\n')
    ended = zakonik(capsys, "test", str(library))
    assert ended.code == 2
    assert ended.out.startswith("3 cases, and what cannot be read: 3 passed, 0 failed; ")
    assert "unknown-sentence" in ended.err


def test_test_leaves_out_a_malformed_file_as_a_whole(capsys: Capsys, library: Path) -> None:
    bad = 'case "x"\n    given\n        Mira joined on 2024-01-01\nMira left\n'
    (library / "bad.case").write_text(bad)
    ended = zakonik(capsys, "test", str(library), "--format", "json")
    assert ended.code == 2
    found = json.loads(ended.out)
    assert {Path(one["file"]).name for one in found["expectations"]} == {"lending.case"}
    assert {Path(one["file"]).name for one in found["errors"]} == {"bad.case"}


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("A MONTH AND A DAY", "1 case: 1 passed, 0 failed; 1 expectation: 1 met, 0 not met\n"),
        ("borrow", "3 cases: 3 passed, 0 failed; 3 expectations: 3 met, 0 not met\n"),
    ],
)
def test_test_asks_only_what_has_a_text_in_it(capsys: Capsys, text: str, counts: str) -> None:
    ended = zakonik(capsys, "test", str(LIBRARY), "--only", text)
    assert (ended.code, ended.out) == (0, counts)


def test_test_says_that_nothing_has_a_text_in_it(capsys: Capsys) -> None:
    ended = zakonik(capsys, "test", str(LIBRARY), "--only", "elephant")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == "no case and no question has `elephant` in it\n"


@pytest.mark.parametrize("file", CASES, ids=lambda path: path.stem)
def test_the_cases_of_the_shipped_laws_hold(file: Path) -> None:
    laws = laws_of(file)
    for case, results in answered(file):
        for checked in results:
            said = f"{case.title}: {checked.expectation.question.text}: {got_words(checked)}"
            assert checked.met, said
            assert checked.reply is not None
            check_reasons(laws, checked.reply)


@pytest.mark.parametrize("file", CASES, ids=lambda path: path.stem)
def test_the_pages_of_the_shipped_laws_are_short(file: Path) -> None:
    laws = laws_of(file)
    pages = [one.reply for _, results in told(file) for one in results if one.reply is not None]
    assert pages
    for reply in pages:
        check_short_page(laws, reply)


def test_test_runs_the_cases_of_the_shipped_laws(
    capsys: Capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = find()
    assert [Path(path).resolve() for path in found.cases] == CASES
    monkeypatch.setattr(worked_cases, "find", lambda *_: found._replace(cases=found.cases[:1]))
    ended = zakonik(capsys, "test")
    assert ended.code == 0, ended.out
    assert ended.out.endswith(" 0 not met\n")


@pytest.mark.parametrize("engine", ["pydatalog", "reference"])
def test_datalog_prints_every_relation_sorted(capsys: Capsys, tmp_path: Path, engine: str) -> None:
    program = {
        "rules": [
            {
                "head": {"pred": "path", "args": [{"var": "X"}, {"var": "Z"}]},
                "body": [
                    {"pred": "edge", "args": [{"var": "X"}, {"var": "Y"}], "neg": False},
                    {"pred": "path", "args": [{"var": "Y"}, {"var": "Z"}], "neg": False},
                ],
            },
            {
                "head": {"pred": "path", "args": [{"var": "X"}, {"var": "Y"}]},
                "body": [{"pred": "edge", "args": [{"var": "X"}, {"var": "Y"}], "neg": False}],
            },
        ],
        "facts": {"edge": [[2, "c"], [1, 2]]},
    }
    path = tmp_path / "program.json"
    path.write_text(json.dumps(program))
    ended = zakonik(capsys, "datalog", str(path), "--engine", engine)
    assert json.loads(ended.out) == {
        "edge": [[1, 2], [2, "c"]],
        "path": [[1, 2], [1, "c"], [2, "c"]],
    }


def test_datalog_refuses_with_one_diagnostic(capsys: Capsys, tmp_path: Path) -> None:
    path = tmp_path / "program.json"
    negated = {"pred": "p", "args": [{"var": "X"}], "neg": True}
    fact = {"pred": "q", "args": [{"var": "X"}], "neg": False}
    head = {"pred": "p", "args": [{"var": "X"}]}
    path.write_text(json.dumps({"rules": [{"head": head, "body": [fact, negated]}], "facts": {}}))
    ended = zakonik(capsys, "datalog", str(path))
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.count("error[") == 1
    assert "error[paradox]" in ended.err


def test_compile_shows_each_clause_under_its_rule(capsys: Capsys) -> None:
    ended = zakonik(capsys, "compile", "--to", "datalog", str(LIBRARY))
    assert ended.code == 0
    assert '% LIB-1 "Members may borrow"\n' in ended.out
    assert "may_borrow_a_book(Person) :-" in ended.out
