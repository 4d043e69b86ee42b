"""Whom a description behind a mark belongs to: `Ana is married to Luka, a Montenegrin national`."""

from collections.abc import Sequence
from dataclasses import replace

from kb.heard.everyday import Everyday
from kb.heard.known import Known, Piece
from kb.heard.stems import WAS, is_south, likeness, stem, words_of
from parser.resolved.verbs import AUXILIARIES

_ARTICLES = frozenset(("a", "an", "the"))
_RELATIVES = frozenset(("koji", "koja", "koje"))
_VERBS_WORDS = "je sam su si smo bio bila bilo ima imao imala ce"
_VERBS = frozenset(_VERBS_WORDS.split()) | AUXILIARIES
_FROM = frozenset(("in", "from", "of", "u", "iz"))
_ALIKE = 0.7
_NAME = 4
"""How many words a name has at most that is looked for backwards."""


def with_whom(known: Known, pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces with the name nearest before it put in front of each description of somebody.

    Without it what is said of the last who was named would be told of whom the sentence is about.
    Where nothing was, `is` is put there too: who is a national is one until today.
    """
    south = is_south(one.text for one in pieces)
    found: list[Piece] = []
    name: Sequence[Piece] = ()
    begin = first = at = 0
    alone = is_told = False
    for place, one in enumerate(pieces):
        found.append(one)
        relative = one.kind == "word" and one.text.casefold() == "who"
        if one.kind != "end" and not relative:
            continue
        part = pieces[begin:place]
        if not (is_told or all(each.kind in ("number", "duration") for each in part)):
            start, end = _name_at_end(known, part)
            name = [replace(each, first=False) for each in part[start:end]]
            alone = start == 0  # a name alone goes on by itself
            at = len(found) - 1 - len(part) + start
        begin = place + 1
        if one.text != "," and not relative:
            name, first = (), begin
        behind = pieces[begin : _end(pieces, begin)]
        is_told = bool(name) and (relative or _describes(known, behind))
        if is_told:
            found[at : at + len(name)] = name  # it is a name, although it begins a sentence
            found += name if not alone else ()
            spoken = {word for each in pieces[first:begin] for word in words_of(each.text)}
            is_english = bool(behind) and is_article(behind[0])
            if not (relative or spoken & WAS) and (is_english or (south and alone)):
                found.append(Piece("is" if is_english else "je", "word"))
    return found


def name_before(known: Known, pieces: Sequence[Piece], at: int) -> int:
    """Return where the name of somebody begins that ends before a place, -1 if none does."""
    starts = range(max(0, at - _NAME), at)
    return next((one for one in starts if known.name_after(pieces, one) == at - one), -1)


def is_article(one: Piece) -> bool:
    """Tell whether a piece is `a`, `an` or `the`."""
    return one.text.casefold() in _ARTICLES


def _name_at_end(known: Known, part: Sequence[Piece]) -> tuple[int, int]:
    """Return from where to where the name goes that a part ends with, but for where they are from.

    It is empty if there is none.
    """
    for end in range(len(part), max(0, len(part) - _NAME), -1):
        start = name_before(known, part, end)
        if start >= 0 and (end == len(part) or part[end].text.casefold() in _FROM):
            return start, end
    return len(part), len(part)


def _end(pieces: Sequence[Piece], begin: int) -> int:
    return next((at for at in range(begin, len(pieces)) if pieces[at].kind == "end"), len(pieces))


def _describes(known: Known, part: Sequence[Piece]) -> bool:
    """Tell whether a part says what somebody is, and is no clause with a verb of its own."""
    spoken = [word for one in part for word in words_of(one.text)]
    if not spoken or spoken[0] == "who":
        return False
    if spoken[0] in _RELATIVES:
        return True
    if _VERBS & {*spoken}:
        return False
    if spoken[0] in _ARTICLES:
        return True
    (first, *_) = known.read(part[:1])
    return any(one.beside for one in first) or _is_national(known, known.everyday, spoken[0])


def _is_national(known: Known, said: Everyday, word: str) -> bool:
    """Tell whether a word is one of those that say of which state somebody is."""
    named = (one for group in said.groups(known.of_countries) for one in group)
    return any(likeness(stem(word), one) >= _ALIKE for one in named)
