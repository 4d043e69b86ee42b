"""Names, days and sums in what people say: who is known, and what a capital letter means."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain

from kb.base import KnowledgeBase
from kb.heard.as_written import apart
from kb.heard.days import with_days
from kb.heard.everyday import Everyday, everyday, is_short, roots
from kb.heard.stems import COMMON, DENIALS, likeness, stem, words_of
from kb.translated import form_text
from parser.frozen import dataclass
from parser.resolved.verbs import AUXILIARIES

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
_PRONOUNS_WORDS = "i he she they me my his her their ja on ona oni moj moja njegov njen"
_PRONOUNS = frozenset(_PRONOUNS_WORDS.split())
_PLACES = frozenset(("in", "u", "iz"))
"""Words behind which a capital letter is that of a place: no individual of a case."""

_COMING_WORDS = "came come comes arrived flew travelled moved"
_COMING = frozenset(_COMING_WORDS.split())
_FROM = frozenset(("from", "iz"))
_SPEAKING_WORDS = "speak speaks speaking spoke understand govori govorim govoriti zna znam jezik"
_SPEAKING = frozenset(_SPEAKING_WORDS.split())
"""Words behind which the name of a people is that of its language."""

_BEING_WORDS = "is am are was were be been je sam si smo su bio bila dolazi originally"
_BEING = frozenset(_BEING_WORDS.split())
_VERBS_WORDS = "ima imao imala zivi hoce zeli se came went lives"
_VERBS = frozenset(_VERBS_WORDS.split())
_NO_NAMES_WORDS = """
    everybody everything nobody nothing somebody something someone everyone today now there
    sada danas ovdje tamo niko sve neko nesto imam imamo imaju hello hi please thanks
"""
_NO_NAMES = frozenset(_NO_NAMES_WORDS.split())
_LONGEST = 4_000
_AS = frozenset(("as", "kao"))
"""Behind them stands what somebody is: a day may belong to the word before that."""

_BENT = ("om", "em", "u", "i")
_ENDING = re.compile(r"(?<=..)(?:om|em|[aeiou])$")
_ROOT = 4
_ALIKE = 0.7


@dataclass(frozen=True, slots=True)
class Named:
    """A value or individual that was spoken of.

    `text` is as the language writes it, `kind` its kind (`name` for somebody whom nothing knows),
    `before` the word before it and `near` the root of the last word by which sentences are found;
    if that says as what somebody is there (`came as a tourist on …`), `nearby` is the one before.
    `roots` are those of its own words, and `beside` is one of the sentence that says it of
    somebody, as `national` with `Chinese`.
    """

    text: str
    kind: str
    before: str = ""
    near: str = ""
    nearby: str = ""
    beside: str = ""
    roots: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of what was said; `first` if it begins a sentence, where a capital says nothing."""

    text: str
    kind: str
    first: bool = False


def pieces_of(text: str, today: date) -> list[Piece]:
    """Return the pieces of a text: words, days, sums and marks."""
    text = apart(text[:_LONGEST])
    text = _SOUTH_TIME.sub(lambda at: f"{at[1]} {_UNITS[at[2].casefold()]}", with_days(text, today))
    found: list[Piece] = []
    first = True
    for at in _PIECE.finditer(text):
        kind, said = at.lastgroup or "", (at[at.lastgroup or 0] or "").strip()
        found.append(Piece(said, kind, first and kind == "word"))
        first = kind == "end" and at[0] != ","
    return found


class Known:
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
                first = key[:1] if name[:1].isupper() else key
                self.own |= {first: (name, kind), key: (name, kind)}
        firsts = {name: name.split()[:1] if name[:1].isupper() else [] for name in names}
        self.own_words = {
            one.casefold() for name, first in firsts.items() for one in (name, *first)
        }
        self.longest = max(map(len, (*self.names, *self.said_of)), default=1)
        self.sentence_words = _sentence_words(kb)
        self.of_countries = next((stem(of) for _, of in self.said_of.values()), "")
        self.countries = [
            (called, of)
            for called, of in self.names.items()
            if of[1] == "country" and len(called) == 1 and len(called[0]) >= _ROOT
        ]

    def learn(self, pieces: Sequence[Piece]) -> None:
        """Take up who is named in some pieces, so that `Anom` is the `Ana` of another sentence.

        Where several may be meant, such as `Ivan` and `Ivana`, each name stays as it is.
        """
        said: dict[str, dict[str, str]] = {}
        at = 0
        while at < len(pieces):
            count, named = self._name(pieces, at) if pieces[at].kind == "word" else (1, None)
            if named is not None and named.kind in ("name", "person"):
                said.setdefault(_ENDING.sub("", named.text), {})[named.text] = named.kind
            at += count
        for forms in said.values():
            bent = [one for one in forms if one.endswith(_BENT)]
            plain = [one for one in forms if one not in bent]
            if bent and len(plain) == 1:
                self.own.update((roots(one), (plain[0], forms[plain[0]])) for one in bent)

    def read(self, pieces: Sequence[Piece]) -> tuple[list[Named], list[str], list[str], bool]:
        """Return the values in some pieces, the roots of all other words, and those of names.

        Last comes whether they begin with whom they are about.
        """
        values: list[Named] = []
        words: list[str] = []
        beside: list[str] = []
        at, before, earlier, begins, is_as = 0, "", "", False, False
        while at < len(pieces):
            one = pieces[at]
            near = words[-1] if words else ""
            nearby = words[-2] if is_as and len(words) > 1 else ""
            if one.kind not in ("word", "quoted"):
                values.append(Named(one.text, one.kind, before, near, nearby))
                at += 1
                continue
            count, named = self._name(pieces, at)
            spoken = [word for each in pieces[at : at + count] for word in words_of(each.text)]
            is_from = before in _FROM and earlier in _BEING
            is_place = before in _PLACES or is_from or (before == "from" and earlier in _COMING)
            if named is not None and not (named.kind == "name" and is_place):
                own = tuple(map(stem, spoken))
                values.append(replace(named, before=before, near=near, roots=own))
                begins = begins or (not words and named.kind in ("person", "name"))
                beside += own
                is_from = is_from and named.kind == "country"
                of = named.beside or (self.of_countries if is_from else "")
                words += [of] if of else []
            elif named is None:
                own_words = [stem(word) for word in spoken if word not in COMMON | DENIALS]
                is_as = {before, earlier} & _AS != set() if own_words else is_as
                words += own_words
            earlier, before = before, spoken[-1] if spoken else before
            at += count
        return values, words, beside, begins

    def name_after(self, pieces: Sequence[Piece], at: int) -> int:
        """Return how many pieces from a place on are the name of somebody."""
        if at >= len(pieces) or pieces[at].kind not in ("word", "quoted"):
            return 0
        count, named = self._name(pieces, at)
        return count if named is not None and named.kind in ("person", "name") else 0

    def is_within_name(self, pieces: Sequence[Piece], at: int) -> bool:
        """Tell whether a word such as `and` stands within the name of a country."""
        begin = max(0, at - self.longest)
        near = [roots(one.text) for one in pieces[begin : at + self.longest]]
        for start in range(at - begin):
            for end in range(at - begin + 2, len(near) + 1):
                if tuple(chain.from_iterable(near[start:end])) in self.names:
                    return True
        return False

    def maybe_meant(self, words: Sequence[str]) -> Iterator[Named]:
        """Yield the names of the laws all of whose words are among some, in one form or another."""
        for name, text, kind in self.maybe:
            if name and all(any(self._is_alike(one, word) for word in words) for one in name):
                yield Named(text, kind, roots=name)

    def _is_alike(self, one: str, other: str) -> bool:
        return likeness(one, other) >= _ALIKE or any(
            other in group for group in self.everyday.groups(one)
        )

    def _name(self, pieces: Sequence[Piece], at: int) -> tuple[int, Named | None]:
        """Return how many pieces make a name from a place on, and the name if they make one."""
        first = pieces[at]
        if first.kind == "quoted":
            return 1, Named(first.text, "name")
        following = [one.text for one in pieces[at : at + self.longest] if one.kind == "word"]
        is_capital = first.text[:1].isupper()
        last = pieces[at - 1].text.casefold() if at else ""
        if last in _SPEAKING:
            return 1, None
        is_place = last in _PLACES | _FROM
        for count in range(len(following), 0, -1):
            said = " ".join(following[:count])
            key = roots(said)
            if key in self.own and (is_capital or said.casefold() in self.own_words):
                return count, Named(*self.own[key])
            is_meant = key not in self.everyday.short or is_short(said)
            is_meant = is_meant and (is_capital or (is_place and len(said) > _ROOT))
            if key in self.names and is_meant:
                return count, Named(*self.names[key])
            if key in self.said_of and (is_capital or len(key[0]) >= _ROOT or "sk" in said):
                name, beside = self.said_of[key]
                return count, Named(name, "country", beside=stem(beside))
        called = self._called(first.text)
        if called is not None:
            return 1, called
        count = 1
        while at + count < len(pieces) and self._goes_on(pieces[at + count]):
            count += 1
        if not is_capital or self._is_word(pieces, at, count):
            return 1, None
        return count, Named(" ".join(one.text for one in pieces[at : at + count]), "name")

    def _goes_on(self, one: Piece) -> bool:
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

    def _is_word(self, pieces: Sequence[Piece], at: int, count: int) -> bool:
        """Tell whether a word with a capital letter is no name.

        Where a sentence begins a capital says nothing: a name is then what has a second one, or
        what somebody does or is stands behind.
        """
        (plain,) = words_of(pieces[at].text)[:1] or ("",)
        if plain in COMMON | DENIALS | _PRONOUNS or plain in _NO_NAMES:
            return True
        root = stem(plain)
        if not pieces[at].first:
            return at == 0 and root in self.sentence_words
        if count > 1:
            return False
        if root in self.sentence_words:
            return True
        behind = pieces[at + 1] if at + 1 < len(pieces) else None
        if behind is None or behind.kind != "word":
            return behind is not None
        (word,) = words_of(behind.text)[:1] or ("",)
        is_verb = word in _BEING | _VERBS | DENIALS or word in AUXILIARIES
        return not is_verb and stem(word) not in self.sentence_words


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
    if kb.reader is not None:
        texts = (form_text(name, kb.reader) for name in kb.translation.forms)
        found |= {stem(word) for text in texts for word in words_of(text)}
    return frozenset(found.union(*everyday(kb).alike))
