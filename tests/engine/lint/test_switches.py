"""Switches: what is meant all the same is passed over, and a switch has to say why."""

from pathlib import Path

import pytest

from engine.lint.lint import Linted, lint
from parser.text.diagnostic import SourceError

LAW = """\
law example "An example"
    published "Gazette 1"

vocabulary
    {person} is a member                      (given)
    {person} owes a fee                       (given)MARK
    {person} may borrow

rule LIB-1 "Borrowing"
    cites "section 1"
    a person may borrow
    if the person is a member
"""


def linted(folder: Path, mark: str = "", settings: str = "", name: str = "zakonik.toml") -> Linted:
    (folder / "example.law").write_text(LAW.replace("MARK", mark), encoding="utf-8")
    if settings:
        (folder / name).write_text(settings, encoding="utf-8")
    return lint((str(folder),))


def codes(found: Linted) -> list[tuple[str, int]]:
    return [(one.code, one.at.line) for one in found.findings]


def test_what_is_found_is_found_without_a_switch(tmp_path: Path) -> None:
    assert codes(linted(tmp_path)) == [("L101", 6)]


@pytest.mark.parametrize("name", ["L101", "unused-sentence", "L301, L101"])
def test_a_switch_behind_the_line(tmp_path: Path, name: str) -> None:
    found = linted(tmp_path, f"  # lint passes over {name}: for later")
    assert [(one.code, why) for one, why, _ in found.passed_over] == [("L101", "for later")]
    assert {code for code, _ in codes(found)} == ({"L002"} if "L301" in name else set())


def test_a_switch_on_a_line_above(tmp_path: Path) -> None:
    above = "  # other\n    # lint passes over L101: for later\n\n    {person} is late   (given)"
    found = linted(tmp_path, above)
    assert codes(found) == [("L101", 6)]
    assert [one.at.line for one, _, _ in found.passed_over] == [9]


def test_a_switch_that_does_not_say_why_is_found(tmp_path: Path) -> None:
    found = linted(tmp_path, "  # lint passes over L101")
    assert codes(found) == [("L001", 6)]


def test_a_switch_that_switches_nothing_off_is_found(tmp_path: Path) -> None:
    found = linted(tmp_path, "\n    # lint passes over L204: none here")
    assert codes(found) == [("L101", 6), ("L002", 7)]


def test_a_switch_of_a_rule_that_has_not_looked_is_not_called_idle(tmp_path: Path) -> None:
    linted(tmp_path, "  # lint passes over L101: for later")
    assert not lint((str(tmp_path),), ("L204",)).findings


def test_a_switch_for_no_rule_is_found_with_the_nearest(tmp_path: Path) -> None:
    found = linted(tmp_path, "  # lint passes over unused-sentense: for later")
    assert codes(found) == [("L101", 6), ("L003", 6)]
    assert found.findings[1].help == "did you mean `unused-sentence`?"


def test_what_stands_in_quotes_is_no_switch(tmp_path: Path) -> None:
    law = LAW.replace("MARK", "").replace("section 1", "# lint passes over L101: no")
    (tmp_path / "example.law").write_text(law, encoding="utf-8")
    assert codes(lint((str(tmp_path),))) == [("L101", 6)]


@pytest.mark.parametrize(
    ("name", "section"), [("zakonik.toml", "lint"), ("pyproject.toml", "tool.zakonik.lint")]
)
def test_a_switch_of_the_project(tmp_path: Path, name: str, section: str) -> None:
    settings = f'[[{section}.pass-over]]\nrule = "L101"\nin = "*.law"\nwhy = "for later"\n'
    found = linted(tmp_path, "", settings, name)
    assert (codes(found), [one[1:] for one in found.passed_over]) == ([], [("for later", False)])


def test_a_switch_of_the_project_is_for_its_files_alone(tmp_path: Path) -> None:
    settings = '[[lint.pass-over]]\nrule = "L101"\nin = "other/*.law"\nwhy = "for later"\n'
    assert [code for code, _ in codes(linted(tmp_path, "", settings))] == ["L101", "L002"]


def test_a_folder_may_be_called_anything(tmp_path: Path) -> None:
    folder = tmp_path / "laws [old]*"
    folder.mkdir()
    settings = '[[lint.pass-over]]\nrule = "L101"\nin = "*.law"\nwhy = "for later"\n'
    assert not linted(folder, "", settings).findings


def test_each_folder_has_the_switches_of_its_own_project(tmp_path: Path) -> None:
    settings = '[[lint.pass-over]]\nrule = "L101"\nwhy = "%s"\n'
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "example.law").write_text(LAW.replace("MARK", ""), encoding="utf-8")
    (tmp_path / "one" / "zakonik.toml").write_text(settings % "near", encoding="utf-8")
    (tmp_path / "zakonik.toml").write_text(settings % "far", encoding="utf-8")
    found = lint((str(tmp_path),))
    assert not found.findings
    assert [(Path(one.at.file).parent.name, why) for one, why, _ in found.passed_over] == [
        ("one", "near"),
        ("two", "far"),
    ]


def test_a_switch_of_the_project_has_to_say_why(tmp_path: Path) -> None:
    found = linted(tmp_path, "", '[[lint.pass-over]]\nrule = "L101"\n')
    assert codes(found) == [("L001", 2)]


@pytest.mark.parametrize(
    "settings",
    ["[[lint.pass-over", "[lint]\npass-over = 1", '[[lint.pass-over]]\nrule = 1\nwhy = "x"'],
)
def test_settings_that_cannot_be_read_are_an_error(tmp_path: Path, settings: str) -> None:
    with pytest.raises(SourceError) as raised:
        linted(tmp_path, "", settings)
    assert [one.code for one in raised.value.diagnostics] == ["lint-settings"]
