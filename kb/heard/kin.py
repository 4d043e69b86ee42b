"""Whom people name by what they are to somebody: `my husband Marko`, `her mother`."""

from collections.abc import Iterator, Sequence

from kb.heard.known import Known, Piece
from kb.heard.stems import stem, words_of
from parser.frozen import dataclass

_KIN_WORDS = """
    wife husband spouse mother father mum mom dad mama tata son daughter child baby
    supruga suprug zena muz majka otac majci oca sin cerka kcerka cerke kcerke kcer dijete beba
"""
_KIN = frozenset(_KIN_WORDS.split())
_SEVERAL_WORDS = "parents children kids sons daughters roditelji djeca brother sister brat sestra"
_SEVERAL = frozenset(_SEVERAL_WORDS.split())
"""Kin of whom the laws have no sentence that names them by it, or who are several."""

_WHOSE_WORDS = """
    my our his her their the moj moja moje njegov njegova njegovo njen njena njeno njihov njihova
    mu joj
"""
_WHOSE = frozenset(_WHOSE_WORDS.split())


@dataclass(frozen=True, slots=True)
class Kin:
    """Somebody who was named by what they are to another, or whom a clause is about.

    `root` is that of the word, such as `mother`, '' where a clause tells something else of them.
    `name` is what they are called, '' where there are several or nobody said it; `word` is what
    they were called instead, and `of` whose kin they are.
    """

    root: str
    name: str
    word: str
    is_one: bool = True
    of: str = ""


def with_kin(known: Known, part: Sequence[Piece]) -> Iterator[tuple[list[Piece], Kin | None]]:
    """Yield the clauses of a part: one, or who the kin is and what is said of them."""
    if not part:
        return
    place = _first_kin(part)
    if place is None:
        yield [*part], None
        return
    (word,) = words_of(part[place].text)
    count = known.name_after(part, place + 1)
    name = " ".join(one.text for one in part[place + 1 : place + 1 + count])
    rest = part[place + 1 + count :]
    is_one = word in _KIN
    if is_one:
        yield [*part[: place + 1 + count]], Kin(stem(word), name, part[place].text)
    if not is_one:
        yield [*part], Kin("", name, part[place].text, is_one=False)
    elif rest:
        yield [*part[place + 1 :]], Kin("", name, part[place].text)


def _first_kin(part: Sequence[Piece]) -> int | None:
    """Return where the kin stands that a part begins with, None if it begins otherwise."""
    for place, one in enumerate(part[:3]):
        spoken = words_of(one.text) if one.kind == "word" else []
        word = spoken[0] if len(spoken) == 1 else ""
        if word in _KIN | _SEVERAL:
            return place
        if word not in _WHOSE and not (place == 0 and one.text[:1].isupper()):
            return None
    return None
