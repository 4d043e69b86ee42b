"""What fills a slot: what it is called, what may be chosen, and what is typed for it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from kb.base import KnowledgeBase
from kb.heard.everyday import everyday, roots
from parser.resolved.tree import Case
from parser.resolved.vocabulary import VALUE_KINDS, Predicate, Slot
from parser.syntax.montenegrin import line_of
from parser.words.sentence import Predicates, Spoken, say

_MOST = 12
"""How many names of a kind are listed for a choice; more are left to be typed."""

_HINTS = {
    "date": "a day such as 2020-05-01, or today",
    "number": "a number",
    "amount": "a sum such as 100 EUR",
    "share": "a share such as 51%",
    "duration": "a time such as 3 years",
    "text": "a text",
}


@dataclass(frozen=True, slots=True)
class Choices:
    """A slot, its role in the language of the interview, and the names that may be chosen for it.

    `spelled` are the names of the law by those of the language, without regard to case, and
    `by_roots` gives them by the roots of how else people call them, in any language and any case.
    """

    slot: Slot
    role: str
    names: tuple[str, ...] = ()
    spelled: Mapping[str, str] = field(default_factory=dict)
    in_montenegrin: bool = False
    by_roots: Callable[[], Mapping[tuple[str, ...], str]] = dict

    @property
    def listed(self) -> str:
        """The names with the numbers by which they can be chosen."""
        return "; ".join(f"{number} {name}" for number, name in enumerate(self.names, 1))

    def meant(self, typed: str) -> str:
        """Return the name or value that was typed, as the law spells it.

        >>> Choices(Slot("permit", "permit"), "permit", ("red", "green")).meant("2")
        'green'
        """
        if self.names and typed.isdigit() and 0 < int(typed[:4]) <= len(self.names):
            typed = self.names[int(typed[:4]) - 1]
        read = _in_english(typed) if self.in_montenegrin else typed
        spelled = self.spelled.get(typed.casefold()) or self.spelled.get(read.casefold())
        return spelled or self.by_roots().get(roots(typed)) or read


def last_of_what_goes_on(predicate: Predicate) -> int | None:
    """Return the place of the last day of something that may go on, None where there is none.

    The law says of such a sentence, in the help beside it, that this day is `today` then.
    """
    if "`today`" not in predicate.help:
        return None
    days = [place for place, slot in enumerate(predicate.slots) if slot.kind == "date"]
    return days[-1] if days else None


def choices_of(slot: Slot, kb: KnowledgeBase, predicates: Predicates) -> Choices:
    """Return what may be chosen for a slot: the names that the laws have for its kind, if few."""
    named = [name for name, kind in kb.vocabulary.names.items() if kind == slot.kind]
    by_roots = partial(_by_roots, kb, frozenset(named))
    if not isinstance(predicates, Spoken):
        names = tuple(sorted(named)) if len(named) <= _MOST else ()
        spelled = {name.casefold(): name for name in named}
        return Choices(slot, slot.role, names, spelled, by_roots=by_roots)
    said = {name: predicates.names.get(name, name) for name in named}
    names = tuple(sorted(said.values())) if len(named) <= _MOST else ()
    spelled = {word.casefold(): name for name, word in said.items()}
    return Choices(slot, predicates.role(slot.role), names, spelled, True, by_roots)


def names_known(kb: KnowledgeBase, case: Case, slot: Slot, predicates: Predicates) -> list[str]:
    """Return the names that may be typed for a slot: those of the case, then those of the laws."""
    said = predicates.names if isinstance(predicates, Spoken) else {}
    every = kb.vocabulary.names.items()
    listed = sorted(said.get(name, name) for name, kind in every if kind == slot.kind)
    return [*dict.fromkeys([*(n for n, kind in case.names.items() if kind == slot.kind), *listed])]


def _by_roots(kb: KnowledgeBase, named: frozenset[str]) -> dict[tuple[str, ...], str]:
    """Return some names of the laws by the roots of their words; none that two have in common."""
    found: dict[tuple[str, ...], set[str]] = {}
    for said, name in everyday(kb).names.items():
        found.setdefault(said, set()).update({name} & named)
    for name in named:
        for word in (name, kb.translation.names.get(name, name)):
            found.setdefault(roots(word), set()).add(name)
    return {said: next(iter(names)) for said, names in found.items() if len(names) == 1}


_UNITS = {"god": "years", "mjesec": "months", "sedmic": "weeks", "dan": "days"}
_TIME = re.compile(r"(\d+) (god|mjesec|sedmic|dan)\w*")


def _in_english(typed: str) -> str:
    """Return a day, a number or a time in Montenegrin as the language has it.

    >>> _in_english("1. maja 2020. godine"), _in_english("3 godine"), _in_english("danas")
    ('2020-05-01', '3 years', 'today')
    """
    if typed.casefold() == "danas":
        return "today"
    return _TIME.sub(lambda time: f"{time[1]} {_UNITS[time[2]]}", line_of(typed))


def hint(choices: Choices, predicates: Predicates, first: bool) -> str:
    """Return what may be typed for a slot: with `first` also that there is nothing of the kind."""
    kind = choices.slot.kind
    what = (
        _HINTS[kind] if kind in VALUE_KINDS else "its number or name" if choices.names else "a name"
    )
    said = say(predicates, what)
    return f"{said}{say(predicates, '; `no` if there is none')}" if first else said
