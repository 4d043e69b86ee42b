"""What can be typed at a question of an interview instead of a value, in both languages."""

import re
from dataclasses import dataclass
from typing import Literal

YES = frozenset({"y", "yes", "true", "da", "d"})
NO = frozenset(
    {"n", "no", "none", "nobody", "never", "nothing", "ne", "niko", "nikad", "nikada", "ništa"}
    | {"nema"}
)
UNSURE = frozenset(
    {"?", "unknown", "don't know", "dont know", "i don't know", "i dont know", "not known", "skip"}
    | {"ne znam", "nije poznato", "nepoznato"}
)

Wish = Literal["why", "help", "answers"]
"""What is shown before the same question is put again."""

_WISHES: dict[str, Wish] = {
    **dict.fromkeys(("why", "why do you ask", "zašto", "zasto", "zašto pitate"), "why"),
    **dict.fromkeys(("help", "pomoć", "pomoc"), "help"),
    **dict.fromkeys(("answers", "facts", "odgovori"), "answers"),
}
_BACK = frozenset({"back", "go back", "undo", "nazad", "natrag"})
_END = frozenset({"quit", "exit", "stop", "end", "kraj"})
_CHANGE = re.compile(r"(?:change|correct|izmijeni|ispravi) (\d{1,4})")


@dataclass(frozen=True, slots=True)
class Change:
    """Another answer to an earlier question: its number from 1, or 0 for the one before."""

    number: int


@dataclass(frozen=True, slots=True)
class End:
    """No more questions."""


def command(typed: str) -> Wish | Change | End | None:
    """Return what a typed line asks for, None if it is an answer.

    >>> command("Why?"), command("change 3"), command("nazad"), command("2020-05-01")
    ('why', Change(number=3), Change(number=0), None)
    """
    said = typed.casefold().rstrip("?!.") or typed
    if said in _WISHES:
        return _WISHES[said]
    if said in _BACK:
        return Change(0)
    if said in _END:
        return End()
    change = _CHANGE.fullmatch(said)
    return Change(int(change[1])) if change is not None else None
