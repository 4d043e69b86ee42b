"""The nearest known word, for a help text. Bounded, so that many errors stay cheap."""

import difflib
from collections.abc import Iterable, Sized
from itertools import islice

MOST = 50
"""Looking for near words is slow, so only the first errors of a file offer one."""

_KNOWN = 2_000


def nearest_word(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that looks most like `word`, if any does.

    >>> nearest_word("persn", ["country", "person"])
    'person'
    """
    if len(word) > 60:
        return None
    near = (each for each in known if abs(len(each) - len(word)) <= 3)
    folded = {each.casefold(): each for each in islice(near, _KNOWN)}
    found = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=0.7)
    return folded[found[0]] if found else None


def did_you_mean(word: str, known: Iterable[str], otherwise: str, problems: Sized) -> str:
    """Return a help text that offers the nearest known word, or else `otherwise`.

    `problems` are the errors so far; after the first `MOST` none is looked for.

    >>> did_you_mean("contry", ["country"], "declare it", [])
    'did you mean `country`?'
    """
    near = nearest_word(word, known) if len(problems) < MOST else None
    return f"did you mean `{near}`?" if near else otherwise
