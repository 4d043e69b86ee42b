"""Words -> what they share with others of the same root, in English and in Montenegrin.

No dictionary is needed: endings are cut off and marks of letters left out. What that brings
together wrongly costs little, since whoever typed the word chooses among what is found.
"""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache

from parser.resolved.verbs import AUXILIARIES, PREPOSITIONS
from parser.syntax.montenegrin import latin, plain

_WORD = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*")
_ENGLISH_ENDINGS = """
    ements ations ement ation ments ences ances ment ence ance ents ants ings ions ship
    ent ant ing ion ers age ed er es ly
"""
_SOUTH_ENDINGS = """
    stvima ovima anjem enjem stvom stvo stva anje anja enje enja jem ama ima oga omu
    imo amo emo ivana ivan nog nom noj ski ska sko ske og om oj em im ih ao la lo li le a e i o u s
"""
_ENGLISH, _SOUTH = tuple(_ENGLISH_ENDINGS.split()), tuple(_SOUTH_ENDINGS.split())
_LEAST = 3
"""How many letters a root has at least, before an ending of Montenegrin."""

_ROOT = 4
"""How many letters a root has at least before an ending of English, which are fewer and longer.

So many letters two words share at least that are taken for forms of one, too.
"""

_SHARE = 0.66
"""Which part of the longer of two words they share at least, as far as they begin alike."""

_SLIP = 0.84
"""How alike two words are at least, from 0 to 1, for one to be the other with a slip in it."""

_COMMON_WORDS = """
    a an the and or not no that this it its i me my we our he him his she her they their them
    you your who which what when where how why there has have had been be being am also then
    but so only all any some very now does did do today other than if because
    je su sam smo si ste se u na sa s za iz po pri do od ili ali a da li ne ni to taj ta ovaj
    on ona ono oni one njegov njen njihov moj moja moje ja mi ti vi ga ju joj mu im koji koja
    koje ko sto kada kad gdje kako zasto jos samo bio bila bilo biti ce bi dana dan osoba
    osobe osobi osobu drzava drzave drzavi drzavu danas kao
"""
COMMON = (AUXILIARIES | PREPOSITIONS | set(_COMMON_WORDS.split())) - {"without"}
"""Words by which no sentence is found, without the marks of their letters."""


_DENIALS_WORDS = """
    not never no nor neither nothing none nobody without
    ne nije nisam nisi nismo niste nisu nijesam nijesi nijesmo nijeste nijesu
    nema nemam nemas nemamo nemate nemaju necu neces nece necemo nikad nikada
    nijedan nijedna nijednu nikakav nikakva nikakvo nikakvu bez niti nista
"""
DENIALS = frozenset(_DENIALS_WORDS.split())
"""Words that say that something is not so."""

_WAS_WORDS = (
    "was were had until till ago formerly bio bila bili bile imao imala nekad nekada ranije"
)
WAS = frozenset(_WAS_WORDS.split())
"""Words that say that something was so, and may be so no more."""

_MODAL_WORDS = {
    "may": "may can could might allowed able moze mogu moguce smije smijem smiju smio smjela",
    "must": "must have need needs has required mora moram moraju duzan duzna treba",
}
_MODAL = {word: sort for sort, said in _MODAL_WORDS.items() for word in said.split()}
_MODAL_IN_LAWS = {"may": "may", "can": "may", "must": "must", "needs": "must"}


def modals_of(words: Iterable[str], in_laws: bool = False) -> frozenset[str]:
    """Return whether words ask for what `may` or what `must` be; sentences of laws are stricter.

    >>> sorted(modals_of(["does", "she", "have", "to", "leave"])), sorted(modals_of(["has"], True))
    (['must'], [])
    """
    known = _MODAL_IN_LAWS if in_laws else _MODAL
    return frozenset(known[one] for one in words if one in known)


_SOUTH_SIGNS_WORDS = "je se sam su smo na da li od bez nije nema sa iz nikad i ili koja koji"
_SOUTH_SIGNS = frozenset(_SOUTH_SIGNS_WORDS.split())
_ENGLISH_SIGNS_WORDS = "is was are has the an and she he they in at to my of from for not"
_ENGLISH_SIGNS = frozenset(_ENGLISH_SIGNS_WORDS.split())


def is_south(words: Iterable[str]) -> bool:
    """Tell whether words are of Montenegrin rather than of English.

    >>> is_south(["Ana", "je", "ovdje"]), is_south(["Ana", "is", "here"]), is_south(["Ana"])
    (True, False, False)
    """
    said = {plain(latin(one)).casefold() for one in words}
    return len(said & _SOUTH_SIGNS) > len(said & _ENGLISH_SIGNS)


def words_of(text: str) -> list[str]:
    """Return the words of a text in small letters, without marks.

    >>> words_of("Može li Đorđe ući?")
    ['moze', 'li', 'djordje', 'uci']
    """
    return [plain(one).casefold() for one in _WORD.findall(latin(text))]


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return the root of a word in small letters, as far as its endings show it.

    >>> [stem(one) for one in ("married", "marriage", "marries", "marry")]
    ['marri', 'marri', 'marri', 'marri']
    >>> [stem(one) for one in ("kina", "kine", "kini", "applied", "stays")]
    ['kin', 'kin', 'kin', 'appli', 'stay']
    """
    if len(word) > _ROOT and word.endswith(("ies", "ied")):
        return word[:-2]
    for endings, least in ((_ENGLISH, _ROOT), (_SOUTH, _LEAST)):
        cut = next(
            (one for one in endings if word.endswith(one) and len(word) - len(one) >= least), ""
        )
        if cut:
            word = word.removesuffix(cut)
            break
    if word.endswith("e") and len(word) > _ROOT:
        word = word[:-1]
    if word.endswith("y") and len(word) > _LEAST and word[-2] not in "aeiou":
        return f"{word[:-1]}i"
    return word


def likeness(one: str, other: str) -> float:
    """Return how surely two roots are of one word, from 0 to 1.

    >>> likeness("enter", "enter"), likeness("drzavljanin", "drzavlj") > 0.5
    (1.0, True)
    >>> likeness("visa", "stay")
    0.0
    """
    if one == other:
        return 1.0
    longer = max(len(one), len(other))
    shared = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        shared += 1
    if shared >= max(_ROOT, _SHARE * longer) or (
        shared > _ROOT and shared == min(len(one), len(other))
    ):
        return 0.7
    if longer > _ROOT and shared and abs(len(one) - len(other)) < 2:
        alike = SequenceMatcher(None, one, other, autojunk=False).ratio()
        return 0.6 if alike >= _SLIP else 0.0
    return 0.0
