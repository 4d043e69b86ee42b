"""Constructs of the language and positions in a law: which of them meet, and which cannot."""

from collections import Counter
from itertools import product

from tests.semantics.phrases import BASE, DERIVED

SENTENCES = frozenset(phrase.construct for phrase in (*BASE.values(), *DERIVED.values()))
COMPARISONS = frozenset(
    {
        "compares dates",
        "compares numbers",
        "compares amounts",
        "compares shares",
        "compares durations",
        "compares texts",
        "compares individuals",
        "division",
        "whole part",
        "remainder",
        "days between",
        "months between",
        "negative span",
        "another currency",
        "years between",
        "earlier or later",
        "two unknowns",
        "comparison alone",
    }
)
AGGREGATES = frozenset(
    {"count", "sum", "sum of money", "min", "max", "days covered"} | {"aggregate first"}
)
GROUPS = frozenset({"all of", "any of", "none of", "at least", "negation"})
TERMS = frozenset(
    {"asked of a value in reach"}
    | {"partial date in a law", "constant value", "constant individual", "another individual"}
)

POSITIONS = ("if", "unless", "not", "all of", "any of", "none of", "at least", "where", "exception")
"""Where a condition stands: the group or clause right around it; `exception` is the body of a
rule that defeats another."""

STATEMENTS = (
    "stated",
    "value not known",
    "partial date stated",
    "denied whole",
    "denied value",
    "denied partial date",
    "closed for one",
    "closed for all",
    "another currency stated",
)
"""What a case says of a sentence; reached for each construct of `BASE` where it applies."""

WHOLE = (
    "everybody named",
    "reading",
    "body of law",
    "in force later",
    "defeats",
    "denies without priority",
    "gives way",
    "constraint of one sentence",
    "constraint of sentences",
    "constraint of a value",
    "constraint of two values",
)
"""What concerns a whole rule or law."""

Table = Counter[tuple[str, str]]


def conditions() -> set[tuple[str, str]]:
    """Return the constructs and positions of conditions that the language lets meet.

    `it is false that` takes one sentence.
    """
    everywhere = SENTENCES | COMPARISONS | AGGREGATES | GROUPS | TERMS
    in_negation = SENTENCES | TERMS
    of_rules = {("asked and compared alone", where) for where in ("if", "exception")}
    return of_rules | {
        (construct, position)
        for construct, position in product(everywhere, POSITIONS)
        if position != "not" or construct in in_negation
    }


def statements() -> set[tuple[str, str]]:
    """Return the sentences and what a case can say of them."""
    found: set[tuple[str, str]] = set()
    for phrase in BASE.values():
        if phrase.attributes == "listed":
            continue
        kinds = {kind for _, kind in phrase.slots}
        for statement in STATEMENTS:
            if "partial" in statement and "date" not in kinds:
                continue
            if statement == "another currency stated" and "amount" not in kinds:
                continue
            if statement in ("value not known", "denied value") and not phrase.values:
                continue
            if statement == "closed for one" and len(phrase.slots) == 1:
                continue
            found.add((phrase.construct, statement))
    return found


def everything() -> set[tuple[str, str]]:
    """Return every cell of the table."""
    return conditions() | statements() | {("law", one) for one in WHOLE}
