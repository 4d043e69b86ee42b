"""How provisions are read of which the reading is uncertain, where an answer names them."""

from collections.abc import Iterator, Sequence

from engine.pages.page import Entry, Section
from engine.pages.room import Room, cut, titled
from parser.resolved.vocabulary import Provision
from parser.words.sentence import Predicates, Spoken

_MOST = 2
"""Of how many provisions it is told how they are read."""


_LITTLE = 280
"""Where points have room for no more letters than this, one is told."""


def uncertain_section(
    cited: Sequence[Provision], said: Sequence[str], predicates: Predicates, room: Room
) -> Iterator[Section]:
    """Yield the readings of low confidence of provisions that a page names among what it `said`.

    Three hundred days for ten months are no words of the law, and a *no* may hang on them.
    """
    words = {word.strip("();:,.") for text in said for word in text.split()}
    found: dict[str, None] = {}  # a way and the items that it joins are read alike
    for one in dict.fromkeys(cited):
        if one.confidence == "low" and one.reads and one.rule in words:
            told = predicates.provision(one) if isinstance(predicates, Spoken) else one
            found.setdefault(f"{told.reads[0]} ({one.rule})")
    entries = [Entry(cut(each, room)) for each in found]
    if entries:
        title = "A reading of the rules, of low confidence"
        yield titled(title, entries[: _MOST if room.letters > _LITTLE else 1], predicates)
