"""Facts that break a constraint are refused with each place; those on the boundary are not."""

from pathlib import Path

import pytest

from engine.answers.ask import ask
from kb.from_files import load_laws, read_cases
from parser.text.diagnostic import SourceError

LAW = Path(__file__).parents[1] / "answers" / "impossible.law"


def refused(*facts: str, law: Path = LAW) -> list[tuple[str, int, int]]:
    """Return the errors of a case with these facts: their codes, lines and further places."""
    kb = load_laws([str(law)])
    lines = "".join(f"        {fact}\n" for fact in facts)
    text = f'case "one"\n    as of 2026-01-01\n    given\n{lines}'
    (case,) = read_cases(text, "one.case", kb)
    try:
        ask(kb, "who is the mother of a child" if law == LAW else "who may lead Mila", case)
    except SourceError as error:
        return [(each.code, each.at.line, len(each.also)) for each in error.diagnostics]
    return []


@pytest.mark.parametrize(
    ("facts", "errors"),
    [
        (("Vera is the mother of Mila", "Vera is the father of Mila"), [("cannot-be", 4, 2)]),
        (("Vera is the mother of Mila", "Vera is the father of Ana"), []),
        (("Vera stayed from 2020-05-02 to 2020-05-01",), [("cannot-be", 4, 1)]),
        (("Vera stayed from 2020-05-01 to 2020-05-01",), []),
        (("Vera stayed from 2020-06 to 2020-05",), [("cannot-be", 4, 1)]),
        (("Vera stayed from 2020-05-02 to 2020-05",), []),
        (("Vera stayed from a date to 2020-05-01",), []),
        (
            (
                "Petar is the father of Mila",
                "Petar was born on 1990-01-02",
                "Mila was born on 1990-01-02",
            ),
            [("cannot-be", 4, 3)],
        ),
        (
            (
                "Petar is the father of Mila",
                "Petar was born on 1990-01-01",
                "Mila was born on 1990-01-02",
            ),
            [],
        ),
    ],
)
def test_only_what_must_break_a_constraint_is_refused(
    facts: tuple[str, ...], errors: list[tuple[str, int, int]]
) -> None:
    assert refused(*facts) == errors


CONCLUSIONS = LAW.with_name("impossible-conclusions.law")


@pytest.mark.parametrize(
    ("facts", "errors"),
    [
        (
            (
                "Vera is a parent of Petar",
                "Petar is a parent of Mila",
                "Mila is a parent of Vera",
            ),
            [("cannot-be", 4, 3)],
        ),
        (("Vera is a parent of Petar", "Petar is a parent of Mila"), []),
        (
            ("Mila is found to be fit", "Mila holds a licence", "Mila was born on 2008-01-02"),
            [("cannot-be", 4, 3)],
        ),
        (("Mila is found to be fit", "Mila holds a licence", "Mila was born on 2008-01-01"), []),
        (("Mila is found to be fit", "Mila holds a licence", "Mila was born on 2008"), []),
        (("Mila is found to be fit", "Mila was born on 2010-01-02"), []),
    ],
)
def test_facts_from_which_rules_conclude_what_cannot_be_are_refused(
    facts: tuple[str, ...], errors: list[tuple[str, int, int]]
) -> None:
    assert refused(*facts, law=CONCLUSIONS) == errors


TWO = """\
law {id} "Two"
    {uses}
impossible {name} "Here and away"
    that a person is here
    and the person is away
"""


@pytest.mark.parametrize(("name", "ids"), [("X", ["a.X", "b.X"]), ("Y", ["X", "Y"])])
def test_constraints_of_two_laws_have_two_ids(name: str, ids: list[str], tmp_path: Path) -> None:
    words = "vocabulary\n    {person} is here (given)\n    {person} is away (given)\n"
    (tmp_path / "a.law").write_text(TWO.format(id="a", uses="", name="X") + words)
    (tmp_path / "b.law").write_text(TWO.format(id="b", uses="uses a", name=name))
    found = load_laws([str(tmp_path / "a.law"), str(tmp_path / "b.law")])
    assert [one.provision.rule for one in found.program.constraints] == ids


CHAINED = Path(__file__).parents[1] / "answers" / "constraints-chained.law"


@pytest.mark.parametrize(
    ("facts", "errors"),
    [
        (
            ("Ana died on a death", "Ana was born on a birthday, on or after 2026-01-02"),
            [],
        ),
        (
            (
                "Ana was buried on a burial",
                "Ana died on a death",
                "Ana was born on a birthday, on or after 2026-01-02",
            ),
            [("cannot-be", 4, 5)],
        ),
        (
            (
                "Ana was buried on a burial",
                "Ana died on a death",
                "Ana was born on a birthday, on or after 2026-01-01",
            ),
            [],
        ),
        (
            ("Ana married on a wedding", "Ana was born on a birthday, on or after 2010-01-02"),
            [("cannot-be", 4, 3)],
        ),
        (("Ana married on a wedding", "Ana was born on a birthday, on or after 2010-01-01"), []),
    ],
)
def test_constraints_are_broken_together_by_values_known_in_part(
    facts: tuple[str, ...], errors: list[tuple[str, int, int]]
) -> None:
    kb = load_laws([str(CHAINED)])
    lines = "".join(f"        {fact}\n" for fact in facts)
    text = f'case "one"\n    as of 2026-01-01\n    given\n{lines}'
    (case,) = read_cases(text, "one.case", kb)
    found: list[tuple[str, int, int]] = []
    try:
        ask(kb, "is Ana born already", case)
    except SourceError as error:
        found = [(each.code, each.at.line, len(each.also)) for each in error.diagnostics]
    assert found == errors


CONCLUDED = CHAINED.with_name("constraints-concluded.law")


@pytest.mark.parametrize(("birthday", "errors"), [("24", ["cannot-be"]), ("23", [])])
def test_what_rules_conclude_and_a_value_known_in_part_break_constraints_together(
    birthday: str, errors: list[str]
) -> None:
    kb = load_laws([str(CONCLUDED)])
    text = f"""case "one"
    as of 2026-11-23
    given
        Ana was seen on a day
        Ana was born on a birthday, on or after 2026-11-{birthday}
"""
    (case,) = read_cases(text, "one.case", kb)
    found: list[str] = []
    try:
        ask(kb, "is Ana born already", case)
    except SourceError as error:
        found = [each.code for each in error.diagnostics]
    assert found == errors
