"""A text in somebody's own words -> its clauses: days, sums, names and the roots of all else."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from kb.base import KnowledgeBase
from kb.heard.appositions import is_article, name_before, with_whom
from kb.heard.kin import Kin, with_kin
from kb.heard.known import Known, Named, Piece, pieces_of
from kb.heard.stems import DENIALS, is_south, modals_of, stem, words_of
from parser.frozen import dataclass

_PARTS_WORDS = "and but then while also who"
_PARTS = frozenset(_PARTS_WORDS.split())
_SOUTH_PARTS_WORDS = "i ali pa te zatim a dok"
_SOUTH_PARTS = frozenset(_SOUTH_PARTS_WORDS.split())
_OF_THE_TELLER_WORDS = "i me my we our ja mi moj moja moje mene"
_OF_THE_TELLER = frozenset(_OF_THE_TELLER_WORDS.split())

_MARRIED_WORDS = """
    married marry marries marrying udata udala udana oženjen ozenjen oženio ozenio vjenčan vjencan
    vjenčana vjencana vjenčao vjencao vjenčala vjencala
"""
_MARRIED = frozenset(_MARRIED_WORDS.split())

_HELD = 40
"""How many pieces without words of their own are kept for the clause behind them."""

_DENY_WHAT_FOLLOWS = frozenset(("without", "bez", "no"))


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of what was said: the values in it, and the roots of its words.

    `words` has those by which sentences are found; `beside` those of names, by which they may be.
    `maybe` are names of the laws that its words may mean, such as `tourism` by `tourist`. `begins`
    says that it begins with whom it is about, `denied` that it is said not to be so. `kin` is whom
    it names by what they are to somebody; `of_teller` says that it is told in the first person, and
    `modal` whether it is of what may or must be. With `passive` somebody else did it.
    """

    text: str
    values: tuple[Named, ...]
    words: tuple[str, ...]
    beside: tuple[str, ...] = ()
    maybe: tuple[Named, ...] = ()
    begins: bool = False
    denied: bool = False
    of_teller: bool = False
    kin: Kin | None = None
    modal: frozenset[str] = frozenset()
    passive: bool = False


def clauses(
    kb: KnowledgeBase, text: str, names: Mapping[str, str], today: date, whole: bool = False
) -> tuple[Clause, ...]:
    """Return the clauses of a text; `names` are the individuals of the case, with their kinds.

    `today` is the day of the question; with `whole` all of the text is one clause. What has no
    words of its own belongs to the clause behind it.
    """
    known = Known(kb, names)
    known.learn(pieces_of(text, today))
    found: list[Clause] = []
    held: list[Piece] = []
    last: list[Piece] = []
    pieces = pieces_of(text, today)
    for said, part, kin in _told(known, pieces if whole else with_whom(known, pieces), whole):
        if _is_of_another(known, held, part):
            found.append(_clause(known, held, None))
            held = []
        one = _clause(known, [*held, *part], kin)
        if len(said) > len(part):
            one = replace(one, text=" ".join(each.text for each in said))
        held = [*held, *part][-_HELD:] if not one.words else []
        if one.words:
            last = [*part]
            found.append(one)
    if held and found and not _is_denied(known, held):
        found[-1] = _clause(known, [*last, *held], found[-1].kin)
    return tuple(found)


def _told(
    known: Known, pieces: Sequence[Piece], whole: bool
) -> Iterator[tuple[list[Piece], list[Piece], Kin | None]]:
    """Yield the pieces of each clause: those that were said, and those that are read."""
    for part, kin in _parts(known, pieces, whole):
        if whole:
            yield part, part, kin
        else:
            yield from ((said, read, kin) for said, read in _spouses(known, part))


def _spouses(known: Known, part: Sequence[Piece]) -> Iterator[tuple[list[Piece], list[Piece]]]:
    """Yield a clause as it was said and as it is read; apart from it, of which people a spouse is.

    In `married to a Montenegrin` it is the other one who is of Montenegro.
    """
    married = [bool(_MARRIED & {*words_of(one.text)}) for one in part]
    first = married.index(True) if True in married else len(part)
    peoples = [
        place
        for place in range(first + 1, len(part))
        if any(one.beside for one in known.read([part[place]])[0])
    ]
    yield [*part], [one for place, one in enumerate(part) if place not in peoples]
    for place in peoples:
        count = known.name_after(part, place + 1)
        end = place - is_article(part[place - 1])
        named = name_before(known, part, end)
        if count:
            spouse = [*part[place + 1 : place + 1 + count], part[place]]
            yield spouse, spouse
        elif named > first:
            yield [*part[named:]], [*part[named:]]


def _is_of_another(known: Known, held: Sequence[Piece], part: Sequence[Piece]) -> bool:
    """Tell whether a part begins a sentence about somebody, who is none of those before it."""
    if not (held and part and part[0].first and known.name_after(part, 0)):
        return False
    return any(known.name_after(held, place) for place in range(len(held)))


def _clause(known: Known, pieces: Sequence[Piece], kin: Kin | None) -> Clause:
    """Return what some pieces say."""
    values, words, beside, begins = known.read(pieces)
    said = [word for one in pieces if one.kind == "word" for word in words_of(one.text)]
    telling = tuple(dict.fromkeys(words))
    also = [stem(one) for one in said if one in _DENY_WHAT_FOLLOWS]
    also += [stem(one) for one in words_of(kin.word)] if kin is not None else []
    return Clause(
        " ".join(one.text for one in pieces),
        tuple(values),
        telling,
        tuple(dict.fromkeys([*beside, *also])),
        tuple(known.maybe_meant(telling)),
        begins,
        _is_denied(known, pieces),
        any(word in _OF_THE_TELLER for word in said),
        kin,
        modals_of(said),
        any(one == "by" and before.endswith("ed") for before, one in pairwise(said)),
    )


def _is_denied(known: Known, pieces: Sequence[Piece]) -> bool:
    """Tell whether it is said that something is not so.

    `without` denies what follows: a clause only where it has told nothing before.
    """
    for place, one in enumerate(pieces):
        spoken = words_of(one.text) if one.kind == "word" else []
        word = spoken[0] if len(spoken) == 1 else ""
        if word in _DENY_WHAT_FOLLOWS and not known.read(pieces[:place])[1]:
            return True
        if word in DENIALS - _DENY_WHAT_FOLLOWS and not _is_advice(pieces, place):
            return True
    return False


def _is_advice(pieces: Sequence[Piece], place: int) -> bool:
    """Tell whether a denial is of what somebody is to do: `was told not to leave`."""
    before = pieces[place - 1].text.casefold() if place else ""
    behind = pieces[place + 1].text.casefold() if place + 1 < len(pieces) else ""
    return behind == "to" or before == "da"


def _parts(
    known: Known, pieces: Sequence[Piece], whole: bool
) -> Iterator[tuple[list[Piece], Kin | None]]:
    """Yield the pieces of each clause: clauses end at marks, and at words such as `and`.

    A clause about somebody's kin is two: who that is, and what is said of them.
    """
    ends = _SOUTH_PARTS if is_south(one.text for one in pieces) else _PARTS
    part: list[Piece] = []
    for place, one in enumerate(pieces):
        joins = one.kind == "word" and one.text in ends and not known.is_within_name(pieces, place)
        if (joins or one.kind == "end") and not whole:
            yield from with_kin(known, part)
            part = []
        elif one.kind != "end":
            part.append(one)
    yield from [(part, None)] if whole and part else with_kin(known, part)
