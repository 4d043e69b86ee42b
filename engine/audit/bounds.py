"""How far an audit looks. Data only."""

from parser.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Bounds:
    """The bounds within which a claim is sound that nothing of some kind can be.

    `individuals` are those of each kind of which the laws do not name everybody, and `named` those
    of a kind of which they do; `values` is how many values a place of a sentence may have, `rows`
    how many rows a sentence may have that a case can state, `instances` how many calculations and
    comparisons one grounding may make, and `steps` how many conflicts the solver may meet in one
    question. All are counts, so that an audit ends the same way on every machine.
    """

    individuals: int = 2
    named: int = 12
    values: int = 24
    rows: int = 1500
    instances: int = 120_000
    steps: int = 20_000


class TooLarge(Exception):
    """A question that does not fit within the bounds, or that the solver's language cannot say."""
