"""A difference between two versions of some laws. Data only."""

from typing import Literal

from parser.frozen import dataclass
from parser.text.span import NOWHERE, Span

What = Literal["law", "rule", "provision", "constraint", "reading", "sentence", "names", "rows"]
"""What differs: `provision` is one that no rule carries, `rows` are those of one table."""

How = Literal["added", "removed", "changed"]

Part = Literal[
    "title",
    "citation",
    "paraphrase",
    "reading",
    "confidence",
    "conclusion",
    "condition",
    "number",
    "item",
    "order",
    "presumption",
    "precedence",
    "choice",
    "in force from",
    "in force until",
    "law",
    "source",
    "use",
    "rules",
    "kind",
    "origin",
    "authority",
    "single",
    "question",
    "wording",
    "mark",
    "name",
    "row",
    "words",
]
"""What of it differs: a `number` is a condition whose numbers or days alone do, `order` says that
conditions stand in another order, `words` that a rule is written otherwise and says the same."""


@dataclass(frozen=True, slots=True)
class Detail:
    """One part as it was and as it is: empty where there was none, or is none any more."""

    part: Part
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What is said differently of one thing.

    `id` names it (the id of a rule or law, a sentence as its law declares it), `law` is the id of
    its law. `old` and `new` are where it stands, `NOWHERE` where it does not. `weighs` tells
    whether an answer can change by it; citations and paraphrases alone change none.
    """

    what: What
    how: How
    id: str
    law: str
    title: str = ""
    details: tuple[Detail, ...] = ()
    old: Span = NOWHERE
    new: Span = NOWHERE

    @property
    def weighs(self) -> bool:
        """Tell whether an answer can change by it."""
        if self.what == "provision":
            return False
        return self.how != "changed" or any(one.part not in _FOR_PEOPLE for one in self.details)


_FOR_PEOPLE = frozenset(
    {
        "title",
        "citation",
        "paraphrase",
        "reading",
        "confidence",
        "order",
        "source",
        "question",
        "mark",
        "words",
    }
)
"""Parts that say something to readers, and nothing to whoever answers."""
