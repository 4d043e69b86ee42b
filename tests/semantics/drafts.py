"""A text while it is written: what it may use, and what it has used."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

from tests.semantics.phrases import BASE, DERIVED, Phrase
from tests.semantics.reached import Table

Lines = list[str]


class Nothing(Exception):
    """What was to be written cannot stand there; something else is written instead."""


@dataclass
class Draft:
    """A text to be; `avoid` are constructs that it leaves out, `reached` what it has used."""

    random: Random
    avoid: frozenset[str] = frozenset()
    reached: Table = field(default_factory=Counter)
    used: dict[str, Phrase] = field(default_factory=dict)
    concluded: list[str] = field(default_factory=list)
    base: list[str] = field(default_factory=list)

    def reach(self, construct: str, position: str) -> None:
        """Note that a construct stands in a position, unless it is one to avoid."""
        if construct in self.avoid or f"{construct} in {position}" in self.avoid:
            raise Nothing
        self.reached[construct, position] += 1

    def may(self, construct: str, chance: float) -> bool:
        """Tell whether to use a construct this time."""
        return construct not in self.avoid and self.random.random() < chance

    def allowed(self, phrases: Mapping[str, Phrase]) -> list[str]:
        """Return the names of the sentences that the text may use."""
        return sorted(name for name, one in phrases.items() if one.construct not in self.avoid)

    def phrase(self, name: str) -> Phrase:
        """Return a sentence by name, which the vocabulary then declares."""
        phrase = BASE.get(name) or DERIVED[name]
        if phrase.construct in self.avoid:
            raise Nothing
        self.used[name] = phrase
        return phrase
