"""How much was spent on parts of a predicate: when to work out all of it instead.

A rule may ask for something with one value after the other. Where each question goes through as
much as the whole would, one question for the whole is enough.
"""

from dataclasses import dataclass

OFTEN = 8
"""After so many questions about parts of a predicate, all of it may be worked out at once."""

LONG = 32
"""So many steps each of them has to take on average, for that to be worth while."""


class TooLong(Exception):
    """To work out all rows of a predicate takes longer than its parts took."""


@dataclass(slots=True)
class Spent:
    """How many parts of a predicate were worked out, in how many steps, those below it left out.

    All of it is tried once they have taken `next` steps.
    """

    times: int = 0
    steps: int = 0
    next: int = 0

    def is_much(self) -> bool:
        """Tell whether all of the predicate is to be tried now."""
        return self.times >= OFTEN and self.steps >= max(self.next, self.times * LONG)
