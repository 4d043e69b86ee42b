"""A text in somebody's own words -> its clauses: days, sums, names and the roots of all else."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from kb.base import KnowledgeBase
from kb.heard.days import with_days
from kb.heard.everyday import Everyday, everyday, roots
from kb.heard.stems import COMMON, likeness, stem, words_of
from parser.frozen import dataclass

_PIECE = re.compile(
    r"""
    (?P<date>\d{4}-\d{2}-\d{2})
  | "(?P<quoted>[^"]*)"
  | (?P<amount>\d[\d,]*(?:\.\d+)?[ ][A-Z]{3}\b)
  | (?P<share>\d[\d.]*[ ]?%)
  | (?P<duration>\d+[ ](?:years?|months?|weeks?|days?)\b)
  | (?P<number>\d+(?:\.\d+)?)
  | (?P<word>[^\W\d_]+(?:['\u2019-][^\W\d_]+)*)
  | (?P<end>[.;!?\n,])
    """,
    re.VERBOSE,
)
_UNITS = {"god": "years", "mjesec": "months", "sedmic": "weeks", "dan": "days"}
_SOUTH_TIME = re.compile(r"\b(\d+) (god|mjesec|sedmic|dan)\w*", re.I)
_PARTS_WORDS = "and but then while also"
_PARTS = frozenset(_PARTS_WORDS.split())
_SOUTH_PARTS_WORDS = "i ali pa te zatim a dok"
_SOUTH_PARTS = frozenset(_SOUTH_PARTS_WORDS.split())
_SOUTH_WORDS = "je se sam su u na da li od bez"
_SOUTH = frozenset(_SOUTH_WORDS.split())
_ENGLISH_WORDS = "is was are has the an and she he they in at to my of"
_ENGLISH = frozenset(_ENGLISH_WORDS.split())
_PRONOUNS_WORDS = "i he she they me my his her their ja on ona oni moj moja njegov njen"
_PRONOUNS = frozenset(_PRONOUNS_WORDS.split())
_LONGEST = 4_000
_ROOT = 4
_ALIKE = 0.7


@dataclass(frozen=True, slots=True)
class Named:
    """A value or individual that was spoken of.

    `text` is as the language writes it, `kind` its kind (`name` for somebody whom nothing knows),
    `before` the word before it and `near` the root of the last word by which sentences are found.
    `roots` are those of its own words, and `beside` is one of the sentence that says it of
    somebody, as `national` with `Chinese`.
    """

    text: str
    kind: str
    before: str = ""
    near: str = ""
    beside: str = ""
    roots: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of what was said: the values in it, and the roots of its words.

    `words` has those by which sentences are found; `beside` those of names, by which they may be.
    `maybe` are names of the laws that its words may mean, such as `tourism` by `tourist`. `begins`
    says that it begins with whom it is about.
    """

    text: str
    values: tuple[Named, ...]
    words: tuple[str, ...]
    beside: tuple[str, ...] = ()
    maybe: tuple[Named, ...] = ()
    begins: bool = False


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    kind: str


def clauses(
    kb: KnowledgeBase, text: str, names: Mapping[str, str], today: date, whole: bool = False
) -> tuple[Clause, ...]:
    """Return the clauses of a text; `names` are the individuals of the case, with their kinds.

    `today` is the day of the question; with `whole` all of the text is one clause. What has no
    words of its own belongs to the clause behind it.
    """
    knows = _Known(kb, names)
    found: list[Clause] = []
    held: list[_Piece] = []
    last: list[_Piece] = []
    for part in _parts(_pieces(text, today), whole):
        one = knows.clause([*held, *part])
        held = [*held, *part] if not one.words else []
        if one.words:
            last = [*part]
            found.append(one)
    if held and found:
        found[-1] = knows.clause([*last, *held])
    return tuple(found)


def _pieces(text: str, today: date) -> list[_Piece]:
    text = _SOUTH_TIME.sub(
        lambda at: f"{at[1]} {_UNITS[at[2].casefold()]}", with_days(text[:_LONGEST], today)
    )
    return [
        _Piece((at[at.lastgroup or 0] or "").strip(), at.lastgroup or "")
        for at in _PIECE.finditer(text)
    ]


def _parts(pieces: Sequence[_Piece], whole: bool) -> Iterator[list[_Piece]]:
    """Yield the pieces of each clause: clauses end at marks, and at words such as `and`."""
    said = {one.text.casefold() for one in pieces if one.kind == "word"}
    is_south = bool(said & _SOUTH) and not said & _ENGLISH
    ends = _SOUTH_PARTS if is_south else _PARTS
    part: list[_Piece] = []
    for one in pieces:
        is_end = one.kind == "end" or (one.kind == "word" and one.text in ends)
        if is_end and not whole:
            if part:
                yield part
            part = []
        elif one.kind != "end":
            part.append(one)
    if part:
        yield part


class _Known:
    """All names that may be spoken of, by the roots of their words."""

    def __init__(self, kb: KnowledgeBase, names: Mapping[str, str]) -> None:
        said: Everyday = everyday(kb)
        kinds = kb.vocabulary.names
        self.said_of = said.said_of
        self.names: dict[tuple[str, ...], tuple[str, str]] = {}
        self.maybe: list[tuple[tuple[str, ...], str, str]] = []
        for name, kind in kinds.items():
            other = kb.translation.names.get(name, name)
            for spelled in dict.fromkeys((name, other)):
                key = roots(spelled)
                if not key:
                    continue
                if name[:1].isupper():
                    self.names.setdefault(key, (name, kind))
                else:
                    telling = tuple(stem(one) for one in words_of(spelled) if one not in COMMON)
                    self.maybe.append((telling, name, kind))
        for called, of in said.names.items():
            if of in kinds:
                self.names[called] = (of, kinds[of])
        self.everyday = said
        self.own: dict[tuple[str, ...], tuple[str, str]] = {}
        for name, kind in names.items():
            key = roots(name)
            if key:
                self.own |= {key[:1]: (name, kind), key: (name, kind)}
        self.longest = max(map(len, (*self.names, *self.said_of)), default=1)
        self.sentence_words = _sentence_words(kb)
        self.of_countries = next((stem(of) for _, of in self.said_of.values()), "")
        self.countries = [
            (called, of)
            for called, of in self.names.items()
            if of[1] == "country" and len(called) == 1 and len(called[0]) >= _ROOT
        ]

    def clause(self, pieces: Sequence[_Piece]) -> Clause:
        """Return what some pieces say."""
        values: list[Named] = []
        words: list[str] = []
        beside: list[str] = []
        at, before, begins = 0, "", False
        while at < len(pieces):
            one = pieces[at]
            near = words[-1] if words else ""
            if one.kind not in ("word", "quoted"):
                values.append(Named(one.text, one.kind, before, near))
                at += 1
                continue
            count, named = self._name(pieces, at)
            spoken = [word for each in pieces[at : at + count] for word in words_of(each.text)]
            if named is not None:
                own = tuple(map(stem, spoken))
                values.append(replace(named, before=before, near=near, roots=own))
                begins = begins or (not words and named.kind in ("person", "name"))
                beside += own
                words += [named.beside] if named.beside else []
            else:
                words += [stem(word) for word in spoken if word not in COMMON]
            before = spoken[-1] if spoken else before
            at += count
        text = " ".join(one.text for one in pieces)
        telling = tuple(dict.fromkeys(words))
        maybe = tuple(self._maybe(telling))
        found = tuple(dict.fromkeys(beside))
        return Clause(text, tuple(values), telling, found, maybe, begins)

    def _maybe(self, words: Sequence[str]) -> Iterator[Named]:
        """Yield the names of the laws all of whose words are among some, in one form or another."""
        for name, text, kind in self.maybe:
            if name and all(any(self._is_alike(one, word) for word in words) for one in name):
                yield Named(text, kind)

    def _is_alike(self, one: str, other: str) -> bool:
        return likeness(one, other) >= _ALIKE or any(
            other in group for group in self.everyday.groups(one)
        )

    def _name(self, pieces: Sequence[_Piece], at: int) -> tuple[int, Named | None]:
        """Return how many pieces make a name from a place on, and the name if they make one."""
        first = pieces[at]
        if first.kind == "quoted":
            return 1, Named(first.text, "name")
        following = [one.text for one in pieces[at : at + self.longest] if one.kind == "word"]
        is_capital = first.text[:1].isupper()
        for count in range(len(following), 0, -1):
            key = roots(" ".join(following[:count]))
            if is_capital and key in self.own:
                return count, Named(*self.own[key])
            if is_capital and key in self.names:
                return count, Named(*self.names[key])
            if key in self.said_of:
                name, beside = self.said_of[key]
                return count, Named(name, "country", beside=stem(beside))
        called = self._called(first.text)
        if called is not None:
            return 1, called
        if not is_capital or self._is_word(first.text, at):
            return 1, None
        count = 1
        while at + count < len(pieces) and self._goes_on(pieces[at + count]):
            count += 1
        return count, Named(" ".join(one.text for one in pieces[at : at + count]), "name")

    def _goes_on(self, one: _Piece) -> bool:
        """Tell whether a piece is a further part of somebody's name."""
        if one.kind != "word" or not one.text[:1].isupper():
            return False
        key = roots(one.text)
        return not (key in self.names or key in self.said_of or self._called(one.text))

    def _called(self, word: str) -> Named | None:
        """Return the country of whom a word is said that begins like one, such as `Albanian`."""
        (plain,) = words_of(word)[:1] or ("",)
        for called, (name, beside) in self.said_of.items():
            if len(called) == 1 and len(called[0]) >= _ROOT and _begins(plain, called[0]):
                return Named(name, "country", beside=stem(beside))
        near = [one for one in self.countries if word[:1].isupper() and _begins(plain, one[0][0])]
        if not near:
            return None
        (_, (name, _)) = max(near, key=lambda one: len(one[0][0]))
        return Named(name, "country", beside=self.of_countries)

    def _is_word(self, word: str, at: int) -> bool:
        """Tell whether a word with a capital letter is no name: it begins what is said."""
        (plain,) = words_of(word)[:1] or ("",)
        if plain in COMMON or plain in _PRONOUNS:
            return True
        return at == 0 and stem(plain) in self.sentence_words


def _begins(word: str, root: str) -> bool:
    return word.startswith(root) and len(word) - len(root) <= _ROOT + 1


def _sentence_words(kb: KnowledgeBase) -> frozenset[str]:
    """Return the roots of all words of sentences that are no names, and of everyday ones."""
    found = {
        stem(word)
        for one in kb.predicates.values()
        for part in one.parts
        if isinstance(part, str)
        for word in words_of(part)
    }
    return frozenset(found.union(*everyday(kb).alike))
