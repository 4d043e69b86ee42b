"""`python -m tests.benchmarks.rivals.direct FOLDER OUT`: the answers by pyDatalog itself."""

import sys
from pathlib import Path
from typing import Any

from pyDatalog import pyDatalog

from tests.benchmarks.figure import spent
from tests.benchmarks.rivals.facts import rows

FINDINGS = ("income", "security", "interests", "special", "discretion")
GIVEN = ("accommodation", "language", "taxes", "emigrant", "released")
PROGRAM = """
met(W, P, C) <= said(P, C, 'yes') & way(W)
met('maybe', P, C) <= given(C) & person(P) & ~said(P, C, 'no')
met('maybe', P, C) <= finding(C) & person(P) & ~said(P, C, 'no')
met('once', P, C) <= finding(C) & person(P) & ~said(P, C, 'no')
met(W, P, 'adult') <= born(P, D) & (D <= 20081123) & way(W)
met('maybe', P, 'adult') <= person(P) & ~born(P, D)
met(W, P, 'two_years') <= resident(P, D) & (D <= 20241123) & way(W)
met(W, P, 'ten_years') <= resident(P, D) & (D <= 20161123) & way(W)
met('maybe', P, 'two_years') <= person(P) & ~resident(P, D)
met('maybe', P, 'ten_years') <= person(P) & ~resident(P, D)
met(W, P, 'permanent') <= permanent(P, D) & (D <= 20261123) & way(W)
met('maybe', P, 'permanent') <= person(P) & ~permanent(P, D) & ~no_permanent(P)
met(W, P, 'free') <= met(W, P, 'released')
met('maybe', P, 'free') <= person(P) & ~foreign(P)
counts(P) <= conviction(P, M, 'yes', 'yes', 'yes', 'no') & (M > 12)
may_count(P) <= (conviction(P, M, F, U, E, C) & (M > 12) & (F != 'no') & (U != 'no') & (E != 'no')
    & (C != 'yes'))
met(W, P, 'clean') <= person(P) & ~may_count(P) & way(W)
met('maybe', P, 'clean') <= person(P) & ~counts(P)
met(W, P, 'married') <= wedding(P, D) & (D <= 20231123) & way(W)
met('maybe', P, 'married') <= person(P) & ~marriage_known(P)
marriage_known(P) <= wedding(P, D)
marriage_known(P) <= no_other_marriage(P) & ~wedding_unknown(P)
met(W, P, 'spouse') <= spouse_national(P) & way(W)
met('maybe', P, 'spouse') <= person(P)
decent(W, P) <= (met(W, P, 'adult') & met(W, P, 'accommodation') & met(W, P, 'income')
    & met(W, P, 'clean') & met(W, P, 'security') & met(W, P, 'taxes'))
admitted(W, P) <= (decent(W, P) & met(W, P, 'free') & met(W, P, 'ten_years')
    & met(W, P, 'language') & met(W, P, 'permanent') & met(W, P, 'interests'))
admitted(W, P) <= (met(W, P, 'married') & met(W, P, 'spouse') & met(W, P, 'permanent')
    & met(W, P, 'interests'))
admitted(W, P) <= met(W, P, 'special')
admitted(W, P) <= (decent(W, P) & met(W, P, 'emigrant') & met(W, P, 'two_years')
    & met(W, P, 'discretion'))
"""


def main() -> None:
    """Answer for everybody; print the seconds it took, write a line for each person."""
    folder, out = Path(sys.argv[1]), Path(sys.argv[2])
    for name, listed_rows in rows(folder):
        for row in listed_rows:
            pyDatalog.assert_fact(name, *row)
    for way in ("now", "maybe", "once"):
        pyDatalog.assert_fact("way", way)
    for name, listed in (("given", GIVEN), ("finding", FINDINGS)):
        for one in listed:
            pyDatalog.assert_fact(name, one)
    start = spent()
    pyDatalog.load(PROGRAM)
    found: dict[str, set[Any]] = {}
    for way in ("now", "maybe", "once"):
        answer: Any = pyDatalog.ask(f"admitted('{way}', P)")
        found[way] = {row[0] for row in answer.answers} if answer else set()
    seconds = spent() - start
    people: Any = pyDatalog.ask("person(P)")
    with out.open("w", encoding="utf-8") as opened:
        for (person,) in people.answers:
            opened.write(f"{person} {_answer(person, found)}\n")
    print(seconds)


def _answer(person: int, found: dict[str, set[Any]]) -> str:
    if person in found["now"]:
        return "yes"
    if person not in found["maybe"]:
        return "no"
    return "depends" if person in found["once"] else "unknown"


if __name__ == "__main__":
    main()
