"""How many cases of a register two versions answer otherwise. Data only."""

from parser.frozen import dataclass


@dataclass(frozen=True, slots=True)
class RegisterChange:
    """How many cases of a register have another answer to a question, and the keys of some.

    An answer is `rejected` where the rows of a case are refused.
    """

    question: str
    old: str
    new: str
    cases: int
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RegisterChanges:
    """What two versions answer otherwise, of so many cases; the most frequent change first."""

    cases: int
    changes: tuple[RegisterChange, ...]
