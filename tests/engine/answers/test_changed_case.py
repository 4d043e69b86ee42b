"""Suppositions that contradict themselves decide nothing, and never stop an answer."""

from pathlib import Path

from engine.answers.ask import ask
from kb import load, load_cases

LAW = """
law permits "Permits"

kind permit
kind permit-kind
names of permit-kind: temporary, permanent

vocabulary
    {person} was issued {permit}               (given, all "permits of {person}")
    {permit} is a permit for {permit-kind}     (given, single)
    {person} is present                        (given)
    {person} has temporary residence
    {person} has permanent residence
    {person} has short residence

rule T-1 "Temporary"
    a person has temporary residence
    if the person was issued a permit
    and the permit is a permit for temporary

rule P-1 "Permanent"
    a person has permanent residence
    if the person was issued a permit
    and the permit is a permit for permanent

rule S-1 "Short"
    a person has short residence
    if the person is present
    unless the person has temporary residence
    unless the person has permanent residence
"""

CASE = """
case "Both exceptions are open"
    as of 2026-01-01
    given
        Ana is present
    expect
        does Ana have short residence: unknown
"""


def test_two_open_exceptions_that_exclude_each_other_leave_an_answer(tmp_path: Path) -> None:
    law, case = tmp_path / "permits.law", tmp_path / "permits.case"
    law.write_text(LAW.lstrip())
    case.write_text(CASE.lstrip())
    kb = load(law)
    (read,) = load_cases(str(case), kb)
    assert ask(kb, read.expectations[0].question, read).verdict == "unknown"  # type: ignore[union-attr]
