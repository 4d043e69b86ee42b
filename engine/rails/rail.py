"""The four rails on which a program runs when facts are missing and findings are open.

A *closed* source counts only what is recorded; an *open* one counts whatever could be so. A
negated condition reads the dual rail, so that `certain` stays below and `possible` above the
truth of every completion (see `docs/semantics.md`).
"""

from typing import Literal

from parser.frozen import dataclass

Rail = Literal["certain", "possible", "granted", "refused"]

CERTAIN: Rail = "certain"  # facts closed, findings closed
POSSIBLE: Rail = "possible"  # facts open, findings open
GRANTED: Rail = "granted"  # facts closed, findings open
REFUSED: Rail = "refused"  # facts open, findings closed

RAILS: tuple[Rail, ...] = (CERTAIN, POSSIBLE, GRANTED, REFUSED)

DUAL: dict[Rail, Rail] = {
    CERTAIN: POSSIBLE,
    POSSIBLE: CERTAIN,
    GRANTED: REFUSED,
    REFUSED: GRANTED,
}

LENIENT: frozenset[Rail] = frozenset({POSSIBLE, REFUSED})
"""Rails on which an unknown value passes a comparison."""


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """Whether missing facts, and whether open findings, can change what rows a predicate has."""

    facts: bool = False
    findings: bool = False

    def __or__(self, other: "Sensitivity") -> "Sensitivity":
        """Return the sensitivity of something that rests on both."""
        return Sensitivity(self.facts or other.facts, self.findings or other.findings)


SETTLED = Sensitivity()


def canonical(rail: Rail, sensitivity: Sensitivity) -> Rail:
    """Return the one rail that stands for all on which such a predicate is the same.

    >>> canonical("granted", Sensitivity(facts=True)), canonical("possible", SETTLED)
    ('certain', 'certain')
    """
    match sensitivity.facts, sensitivity.findings:
        case True, True:
            return rail
        case True, False:
            return POSSIBLE if rail in (POSSIBLE, REFUSED) else CERTAIN
        case False, True:
            return POSSIBLE if rail in (POSSIBLE, GRANTED) else CERTAIN
        case _:
            return CERTAIN
