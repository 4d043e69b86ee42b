"""What cannot be, by the laws of Montenegro: facts that are refused; the nearest are not."""

import pytest

from engine.answers.ask import ask
from kb.from_files import read_cases
from parser.text.diagnostic import SourceError
from tests.laws import shipped

BORN = "Petar was born on 1990-01-01"
ENTRY = "entry of Petar into the Birth Register and the Register of Nationals was applied for"
NATIONAL = "Ana is a national of Montenegro from 1990-01-01 to 2026-11-23"
YESTERDAY = "Ana is a national of Montenegro from 1990-01-01 to 2026-11-22"

FACTS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "PER-C1": (
        ("Ana is the mother of Mila", "Ana is the father of Mila"),
        ("Ana is the mother of Mila", "Ana is the father of Luka"),
    ),
    "PER-C2": (
        ("Ana is the mother of Mila", "Mila is the mother of Vera", "Vera is the mother of Ana"),
        ("Ana is the mother of Mila", "Mila is the mother of Vera", "Vera is the mother of Iva"),
    ),
    "PER-C3a": (
        ("Petar is the father of Mila", BORN, "Mila was born on 1990-01-01"),
        ("Petar is the father of Mila", BORN, "Mila was born on 1990-01-02"),
    ),
    "PER-C3b": (
        ("Petar is the mother of Mila", BORN, "Mila was born on 1990-01-01"),
        ("Petar is the mother of Mila", BORN, "Mila was born on 1990-01-02"),
    ),
    "PER-C4": (
        ("Ana is a national of Serbia from 2001-01-02 to 2001-01-01",),
        ("Ana is a national of Serbia from 2001-01-01 to 2001-01-01",),
    ),
    "NAT-C1": (
        ("Ana is without nationality", NATIONAL),
        ("Ana is without nationality", YESTERDAY),
    ),
    "NAT-C2": (
        ("Ana is of unknown nationality", NATIONAL),
        ("Ana is of unknown nationality", YESTERDAY),
    ),
    "PAR-C1": (
        ("the father of Mila is unknown", "Petar is the father of Mila"),
        ("the father of Mila is unknown", "Ana is the mother of Mila"),
    ),
    "PAR-C2": (
        ("the mother of Mila is unknown", "Ana is the mother of Mila"),
        ("the mother of Mila is unknown", "Petar is the father of Mila"),
    ),
    "PER-C5": (
        ("Ana holds permanent residence from 2020-01-01", NATIONAL),
        ("Ana holds permanent residence from 2020-01-01", YESTERDAY),
    ),
    "PER-C6a": (
        ("Ana is married to Petar from 2020-01-01", "Petar is the father of Ana"),
        ("Ana is married to Petar from 2020-01-01", "Petar is the father of Mila"),
    ),
    "PER-C6b": (
        ("Petar is married to Ana from 2020-01-01", "Petar is the father of Ana"),
        ("Petar is married to Ana from 2020-01-01", "Petar is the father of Mila"),
    ),
    "CIT-ADM-C1": (
        ("admission of Ana is of special interest for Montenegro", NATIONAL),
        ("admission of Ana is of special interest for Montenegro", YESTERDAY),
    ),
    "CIT-ADM-C2": (
        ("discretion is exercised in favour of Ana", NATIONAL),
        ("discretion is exercised in favour of Ana", YESTERDAY),
    ),
    "CIT-ORG-C1": (
        (BORN, "Ana adopted Petar completely on 1989-12-31"),
        (BORN, "Ana adopted Petar completely on 1990-01-01"),
    ),
    "CIT-ORG-C2": (
        (BORN, f"{ENTRY} on 1989-12-31"),
        (BORN, f"{ENTRY} on 1990-01-01"),
    ),
    "CIT-ORG-C3a": (
        ("Petar is the father of Mila", "Petar adopted Mila completely on 2020-01-01"),
        ("Petar is the father of Mila", "Ana adopted Mila completely on 2020-01-01"),
    ),
    "CIT-ORG-C3b": (
        ("Ana is the mother of Mila", "Ana adopted Mila completely on 2020-01-01"),
        ("Ana is the mother of Mila", "Petar adopted Mila completely on 2020-01-01"),
    ),
    "CIT-ADM-C3a": (
        ("Petar is the father of Mila", "Petar adopted Mila incompletely on 2020-01-01"),
        ("Petar is the father of Mila", "Ana adopted Mila incompletely on 2020-01-01"),
    ),
    "CIT-ADM-C3b": (
        ("Ana is the mother of Mila", "Ana adopted Mila incompletely on 2020-01-01"),
        ("Ana is the mother of Mila", "Petar adopted Mila incompletely on 2020-01-01"),
    ),
    "FAM-C3": (
        (BORN, "Petar died on 1989-12-31"),
        (BORN, "Petar died on 1990-01-01"),
    ),
    "VF-C1": (
        ("the visa regime in force frees nationals of Japan for 0 days",),
        ("the visa regime in force frees nationals of Japan for 1 days",),
    ),
    "VF-C2": (
        ("the visa regime in force frees holders of identity card of Japan for 0 days",),
        ("the visa regime in force frees holders of identity card of Japan for 1 days",),
    ),
    "VISA-C1": (
        ("Ana plans a stay from 2026-12-02 to 2026-12-01",),
        ("Ana plans a stay from 2026-12-01 to 2026-12-01",),
    ),
    "VISA-C2": (
        ("Ana made a short stay from 2026-12-02 to 2026-12-01",),
        ("Ana made a short stay from 2026-12-01 to 2026-12-01",),
    ),
    "VISA-C3": (
        ("Ana made a transit from 2026-12-02 to 2026-12-01",),
        ("Ana made a transit from 2026-12-01 to 2026-12-01",),
    ),
    "TRP-CON-C1": (
        ("Ana was sentenced in C1 to 8 months of imprisonment", "all facts are given"),
        (
            "Ana was sentenced in C1 to 8 months of imprisonment",
            "C1 was pronounced in Montenegro",
            "all facts are given",
        ),
    ),
    "TRP-CON-C2": (
        (
            "Ana was sentenced in C1 to 8 months of imprisonment",
            "C1 was pronounced in France",
            "all facts are given",
        ),
        (
            "Ana was sentenced in C1 to 8 months of imprisonment",
            "C1 was pronounced in France",
            "the country of origin of Ana is Serbia",
            "all facts are given",
        ),
    ),
    "WORK-C1": (
        ("Ana resided and worked under W1 from 2026-12-02 to 2026-12-01",),
        ("Ana resided and worked under W1 from 2026-12-01 to 2026-12-01",),
    ),
}
"""For each constraint, facts that break it, and facts beside them that do not."""


def refusals(facts: tuple[str, ...]) -> str:
    """Return what is said against a case with these facts; nothing where it is answered."""
    lines = "".join(f"        {fact}\n" for fact in facts)
    text = f'case "one"\n    as of 2026-11-23\n    given\n{lines}'
    (case,) = read_cases(text, "one.case", shipped())
    try:
        ask(shipped(), facts[0], case)
    except SourceError as error:
        return " ".join(each.message for each in error.diagnostics)
    return ""


def test_every_constraint_has_its_facts() -> None:
    assert {one.provision.rule for one in shipped().program.constraints} == set(FACTS)


@pytest.mark.parametrize("rule", FACTS)
def test_only_what_cannot_be_is_refused(rule: str) -> None:
    never, may_be = FACTS[rule]
    assert rule in refusals(never)
    assert refusals(may_be) == ""
