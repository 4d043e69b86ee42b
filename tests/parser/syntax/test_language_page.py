"""The law and the case of the language reference are read as they stand there."""

import re
from pathlib import Path

from parser.syntax.from_text import parse_cases, parse_law
from parser.syntax.tree import Attribute, ImpossibleDecl, RuleDecl, Template

PAGE = Path(__file__).parents[3] / "docs" / "language.md"
BLOCKS = re.findall(
    r"^```[^\n]*\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
)


def block(start: str) -> str:
    """Return the first block of the page that starts with a word."""
    return next(str(each) for each in BLOCKS if each.startswith(start))


def test_the_law_of_the_page() -> None:
    found = parse_law(block("law "), "language.law")
    rules = [each for each in found.declarations if isinstance(each, RuleDecl)]
    templates = [each for each in found.declarations if isinstance(each, Template)]
    assert [rule.id for rule in rules] == ["CIT-ADM-3"]
    assert (len(rules[0].body), rules[0].confidence) == (4, "high")
    assert len(templates) == 6
    assert templates[3].attributes == (Attribute("listed"), Attribute("as", "visa_free"))


def test_the_case_of_the_page() -> None:
    (case,) = parse_cases(block("case "), "language.case").cases
    assert [each.kind for each in case.statements] == [
        "states",
        "states",
        "states",
        "denies",
        "denies",
        "closes plural",
        "closes",
    ]
    assert len(case.expectations) == 4
    assert [name for name, _ in case.expectations[0].by] == ["CIT-ADM-3"]


def test_the_constraints_of_the_page() -> None:
    found = parse_law('law demo "Demo"\n\n' + block("impossible "), "language.law").declarations
    constraints = [each for each in found if isinstance(each, ImpossibleDecl)]
    assert [each.id for each in constraints] == ["PER-C1", "VISA-C2"]
    assert [len(each.body) for each in constraints] == [2, 2]


def test_the_laws_together_of_the_page() -> None:
    law = parse_law(block("# both.law"), "both.law")
    assert [used for used, _ in law.law.uses] == ["tax", "aliens"]
    (case,) = parse_cases(block("# both.case"), "both.case").cases
    assert case.meaning is not None
    assert case.meaning[0] == "tax"
