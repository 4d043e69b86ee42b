"""What `check` warns of in laws and cases that are no errors: each once, and nothing else."""

from pathlib import Path

import pytest

from kb.diagnose import diagnose

LAW = """\
law shop "Shop"

vocabulary
    {person} is of age {age: number} (given, single)
    {person} was born on {birthday: date} (given, single)
    {person} knows {friend: person} (given)
    {person} may buy
"""

RULE = """
rule A "Of age"
    cites "1"
    a person may buy
    if the person is of age an age
    and the age >= 18
    and the person was born on a birthday
    and the birthday <= today
    and the person knows a friend
"""


def warned(tmp_path: Path, law: str = LAW + RULE, case: str = "") -> list[tuple[str, int]]:
    """Return the code and the line of each warning."""
    (tmp_path / "shop.law").write_text(law, encoding="utf-8")
    if case:
        (tmp_path / "one.case").write_text(case, encoding="utf-8")
    found = diagnose(tmp_path).diagnostics
    assert all(each.severity == "warning" and each.help for each in found)
    return [(each.code, each.at.line) for each in found]


def test_nothing_is_said_of_an_ordinary_law(tmp_path: Path) -> None:
    assert warned(tmp_path) == []


def test_a_rule_without_cites(tmp_path: Path) -> None:
    assert warned(tmp_path, LAW + RULE.replace('    cites "1"\n', "")) == [("uncited-rule", 9)]


def test_vocabulary_that_no_rule_asks_for(tmp_path: Path) -> None:
    law = LAW + RULE.replace("    and the person knows a friend\n", "")
    assert warned(tmp_path, law) == [("unused-sentence", 6)]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("and the age < 65", []),
        ("and the age < 5", [("never-together", 17)]),
        ("and 18 > the age", [("never-together", 17)]),
        ("and the age <= 18", []),
        ("and the age = 7", [("never-together", 17)]),
        ("and the age != 20", []),
        ("and any of:\n        the age < 5\n        the age > 7", []),
        ("and all of:\n        the age < 25\n        the age > 37", [("never-together", 19)]),
    ],
)
def test_bounds_that_exclude_each_other(
    more: str, expected: list[tuple[str, int]], tmp_path: Path
) -> None:
    assert warned(tmp_path, f"{LAW}{RULE}    {more}\n") == expected


def test_part_of_a_date_in_a_rule(tmp_path: Path) -> None:
    compared = RULE.replace("<= today", "<= 2008-06")
    assert warned(tmp_path, LAW + compared) == [("partial-date", 15)]
    stated = RULE.replace("born on a birthday", "born on 2008-06").replace(
        "    and the birthday <= today\n", ""
    )
    assert warned(tmp_path, LAW + stated) == [("partial-date", 14)]


def test_precedence_over_a_rule_that_concludes_the_same(tmp_path: Path) -> None:
    second = 'rule B "Banned"\n    cites "2"\n    notwithstanding A\n    {}\n'
    second += "    if the person knows a friend\n"
    same = second.format("a person may buy")
    assert warned(tmp_path, f"{LAW}{RULE}\n{same}") == [("idle-precedence", 20)]
    contrary = second.format("it is false that a person may buy")
    assert warned(tmp_path, f"{LAW}{RULE}\n{contrary}") == []


CASE = """\
case "{title}"
    as of 2026-01-01
    given
        Ivo knows Petra
        Ivo is of age 20
        {more}
"""


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("Ivo knows Marko", []),
        ("Iwo knows Marko", [("similar-name", 6)]),
        ("Vio knows Marko", [("similar-name", 6)]),
        ("Iv knows Marko", []),
        ('"O\u2019Brien" knows "O\'Brien"', [("look-alike-name", 6)]),
        ('"Ivo  Lee" knows "Ivo Lee"', [("look-alike-name", 6)]),
    ],
)
def test_names_that_look_alike(more: str, expected: list[tuple[str, int]], tmp_path: Path) -> None:
    assert warned(tmp_path, case=CASE.format(title="one", more=more)) == expected


def test_two_cases_of_one_title_and_a_case_without_a_day(tmp_path: Path) -> None:
    one = CASE.format(title="one", more="Ivo knows Marko")
    assert warned(tmp_path, case=f"{one}\n{one}") == [("same-title", 8)]
    assert warned(tmp_path, case=one.replace("    as of 2026-01-01\n", "")) == [("no-day", 1)]
