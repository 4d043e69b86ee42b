"""The clauses of what somebody said -> the sentences nearest to each, with their slots filled in.

Each sentence is weighed by how much of its words, in either language, the clause has, how much of
the clause it says, and whether the values of the clause fit into its slots; rare words count more.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from kb.base import KnowledgeBase
from kb.heard.everyday import Everyday, everyday
from kb.heard.pieces import Clause, Named, clauses
from kb.heard.stems import COMMON, likeness, stem, words_of
from kb.translated import form_text
from parser.frozen import dataclass
from parser.resolved.law_tree import Rule
from parser.resolved.translation import TextOf
from parser.resolved.vocabulary import VALUE_KINDS, Predicate
from parser.resolved.wording import template_text

_FEW = 5
"""How many sentences are offered for one clause."""

_SAME = 0.7
"""How surely words mean the same that an everyday file has in one group."""

_NEAR = 0.65
"""Which part of the weight of the nearest sentence the others have at least."""

_LEAST = 0.5
"""What the nearest sentence weighs at least; below it nothing was meant."""

_BLANK = 0.12
"""What each slot costs that nothing fills, so that what is all told comes first."""

_ABOUT = 0.35
"""How much a word of the title or the paraphrase of a provision counts beside one of a sentence."""

_GOAL = 0.2
"""What a sentence is worth beside others when it is asked, on which no further rule rests."""

_FITS = 0.5
"""What it is worth that all values of a clause find their slots."""

_ROLE = 0.9
"""How much a word counts that says what a slot is for."""

_NAMES_ROLE = 0.6
"""What it is worth that a day is said with the word that its slot is called by: `entered on`."""

_FROM_WORDS = "from since od of starting began"
_FROM = frozenset(_FROM_WORDS.split())
_UNTIL_WORDS = "until till to do through by"
_UNTIL = frozenset(_UNTIL_WORDS.split())


@dataclass(frozen=True, slots=True)
class Nearest:
    """A sentence that may be meant: what fills its slots, '' where nothing does, and its weight."""

    pred: str
    values: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class HeardClause:
    """A clause as it was said, and the sentences that may be meant by it, the nearest first."""

    text: str
    nearest: tuple[Nearest, ...]


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence with the roots of its words in each language, and of what is told about it."""

    predicate: Predicate
    forms: tuple[frozenset[str], ...]
    about: frozenset[str]
    roles: tuple[frozenset[str], ...]
    is_goal: bool


def is_tellable(one: Predicate) -> bool:
    """Tell whether a case can state a sentence."""
    return bool(one.parts) and not one.hidden and one.origin in ("given", "decided")


def is_askable(one: Predicate) -> bool:
    """Tell whether a sentence is one that rules conclude, and can be asked."""
    return bool(one.parts) and not one.hidden and not one.denies and one.origin == "derived"


def said_with(kb: KnowledgeBase, one: Nearest) -> str:
    """Return a sentence with what was said in its slots, the others in braces.

    >>> from kb import load
    >>> kb = load()
    >>> (clause,) = Sentences(kb, is_tellable).heard("Mei is Chinese", {}, date(2026, 11, 30))
    >>> said_with(kb, clause.nearest[0])
    'Mei is a national of China from {start} to {finish}'
    """
    said = template_text(kb.predicates[one.pred])
    for slot, text in zip(kb.predicates[one.pred].slots, one.values, strict=True):
        said = said.replace(f"{{{slot.role}}}", text, 1) if text else said
    return said


class Sentences:
    """Some sentences of the laws, ready to be found by what people say."""

    def __init__(self, kb: KnowledgeBase, wanted: Callable[[Predicate], bool]) -> None:
        """Take up the sentences that are `wanted`, with what their provisions say of them."""
        self.kb = kb
        self.everyday: Everyday = everyday(kb)
        about = _about(kb)
        used = {name for names in kb.vocabulary.needs.values() for name in names}
        self.said = [
            _Said(
                one,
                tuple(_forms(kb, one)),
                about.get(one.name, frozenset()),
                tuple(frozenset(_roots(slot.role, _in(kb, slot.role))) for slot in one.slots),
                one.name not in used,
            )
            for one in kb.predicates.values()
            if one.parts and not one.hidden and wanted(one)
        ]
        often = Counter(
            word for one in self.said for word in frozenset().union(*one.forms, *one.roles)
        )
        self.every = len(self.said)
        self.rarity = {word: math.log(1 + self.every / count) for word, count in often.items()}
        rest = {word for one in self.said for word in one.about}
        self.known = frozenset(self.rarity) | rest
        self.near: dict[str, dict[str, float]] = {}

    def heard(
        self,
        text: str,
        names: Mapping[str, str],
        today: date,
        person: str = "",
        asking: bool = False,
        most: int = _FEW,
    ) -> tuple[HeardClause, ...]:
        """Return the clauses of a text, each with the sentences that may be meant by it.

        `names` are the individuals of the case with their kinds, `person` is who is spoken of
        where nobody is named, `today` the day of the question; with `asking` the text is one
        question, and the sentences are those that can be asked.
        """
        found: list[HeardClause] = []
        for clause in clauses(self.kb, text, names, today, asking):
            nearest = self._nearest(clause, person, most, asking)
            if nearest:
                found.append(HeardClause(clause.text, nearest))
                if len(found) > 1:
                    found[-2:] = _together(*found[-2:])
            if clause.begins:
                person = next((one.text for one in clause.values if _is_somebody(one)), person)
        return tuple(found)

    def _nearest(self, clause: Clause, person: str, most: int, asking: bool) -> tuple[Nearest, ...]:
        meant = {word: self._meant(word) for word in clause.words}
        beside = {near: how for word in clause.beside for near, how in self._meant(word).items()}
        least = math.log(2.0)
        total = sum(
            max((self.rarity.get(one, least) for one in near), default=0.0)
            for near in meant.values()
        )
        weighed: list[Nearest] = []
        for one in self.said:
            weight = max(self._weight(form, one, meant, beside, total) for form in one.forms)
            if weight <= 0:
                continue
            values, fits = self._filled(one, clause, person, meant)
            slots = zip(one.predicate.slots, values, strict=True)
            asked_for = VALUE_KINDS if asking else frozenset[str]()  # these are what is wanted
            blanks = sum(not value and slot.kind not in asked_for for slot, value in slots)
            weight += fits - _BLANK * blanks
            if asking and one.is_goal:
                weight += _GOAL
            weighed.append(Nearest(one.predicate.name, values, weight))
        weighed.sort(key=lambda one: -one.weight)
        if not weighed or weighed[0].weight < _LEAST:
            return ()
        return tuple(one for one in weighed[:most] if one.weight >= _NEAR * weighed[0].weight)

    def _weight(
        self,
        form: frozenset[str],
        said: _Said,
        meant: Mapping[str, Mapping[str, float]],
        beside: Mapping[str, float],
        total: float,
    ) -> float:
        """Return how much a sentence and what was said have of each other; 0 for nothing."""
        has = dict[str, float]()
        told = 0.0
        for near in meant.values():
            best = 0.0
            for word, how in near.items():
                rare = self.rarity.get(word, math.log(2.0))
                if word in form:
                    has[word] = max(has.get(word, 0.0), how)
                    best = max(best, how * rare)
                elif any(word in role for role in said.roles):
                    best = max(best, _ROLE * how * rare)
                elif word in said.about:
                    best = max(best, _ABOUT * how * rare)
            told += best
        if not has and not told:
            return 0.0
        for word, how in beside.items():
            if word in form:
                has[word] = max(has.get(word, 0.0), how)
        whole = sum(self.rarity[word] for word in form)
        covers = sum(self.rarity[word] * how for word, how in has.items()) / whole if whole else 0
        return 0.7 * covers + (1.3 * told / total if total else 0.0)

    def _filled(
        self, said: _Said, clause: Clause, person: str, meant: Mapping[str, Mapping[str, float]]
    ) -> tuple[tuple[str, ...], float]:
        """Return what fills the slots of a sentence, and what it is worth that the values fit."""
        predicate = said.predicate
        found = [""] * len(predicate.slots)
        words = frozenset().union(*said.forms)
        before = _words_before(predicate)
        people = [place for place, slot in enumerate(predicate.slots) if slot.kind == "person"]
        if person and people and not clause.begins:
            found[people[0]] = person
        placed, worth = 0, 0.0
        for one in clause.values:
            if one.text in found or words & {one.beside, *one.roots}:
                placed += 1
                if one.text in found:
                    continue
            near = meant.get(one.near, {})
            free = [
                place
                for place, text in enumerate(found)
                if not text and one.text not in found and _takes(predicate, place, one)
            ]
            if one.kind == "date" and near:
                free = [
                    place
                    for place in free
                    if any(word in words or word in said.roles[place] for word in near)
                ]  # a day of something else is none of this
                free.sort(key=lambda place: not any(word in said.roles[place] for word in near))
            sides = [side for side in (_FROM, _UNTIL) if one.before in side]
            if sides:
                others = _UNTIL if sides[0] is _FROM else _FROM
                free = [place for place in free if before.get(place) not in others]
                free.sort(key=lambda place: before.get(place) not in sides[0])
            if free:
                placed += 1
                found[free[0]] = one.text
                role = said.roles[free[0]]
                if one.kind == "date" and any(word in role for word in near):
                    worth += _NAMES_ROLE
        for one in clause.maybe:
            for place, slot in enumerate(predicate.slots):
                if slot.kind == one.kind and not found[place]:
                    found[place] = one.text
                    placed += 1
        if person and people and not any(found[place] for place in people):
            found[people[0]] = person
        count = max(len(clause.values), placed)
        return tuple(found), worth + (_FITS * min(placed / count, 1.0) if count else 0.0)

    def _meant(self, word: str) -> dict[str, float]:
        """Return the words of sentences that may be meant by one, and how surely each."""
        found = self.near.get(word)
        if found is None:
            found = {one: how for one in self.known if (how := likeness(word, one))}
            if 1.0 in found.values():  # a word that is known is no slip of another
                found = {one: how for one, how in found.items() if how >= 0.7}
            for group in self.everyday.groups(word):
                for one in group:
                    if one in self.known:
                        found[one] = max(found.get(one, 0.0), _SAME)
            if len(self.near) < 10_000:
                self.near[word] = found
        return found


def _together(first: HeardClause, second: HeardClause) -> tuple[HeardClause, HeardClause]:
    """Return clauses after each other, each with what the other says of the same sentence.

    One says that somebody came, the next until when they stayed: it is one stay.
    """
    whole: dict[str, Nearest] = {}
    for one in first.nearest:
        for other in second.nearest:
            if one.pred == other.pred:
                pairs = [*zip(one.values, other.values, strict=True)]
                values = tuple(left or right for left, right in pairs)
                fits = all(not left or not right or left == right for left, right in pairs)
                if fits and values.count("") < min(one.values.count(""), other.values.count("")):
                    whole[one.pred] = Nearest(one.pred, values, one.weight + other.weight)
    if not whole:
        return first, second
    a, b = (
        replace(
            clause,
            nearest=tuple(
                sorted(
                    (whole.get(one.pred, one) for one in clause.nearest),
                    key=lambda one: -one.weight,
                )
            ),
        )
        for clause in (first, second)
    )
    return a, b


def _is_somebody(one: Named) -> bool:
    return one.kind in ("person", "name")


def _forms(kb: KnowledgeBase, one: Predicate) -> Iterator[frozenset[str]]:
    """Yield the roots of the words of a sentence in each language, without those of its slots."""
    texts = [template_text(one)]
    if kb.reader is not None and one.name in kb.translation.forms:
        texts.append(form_text(one.name, kb.reader))
    for text in texts:
        outside = " ".join(part.rpartition("}")[2] for part in text.split("{"))
        words = frozenset(stem(word) for word in words_of(outside) if word not in COMMON)
        if words:
            yield words
        else:
            yield frozenset(stem(word) for word in words_of(text))


def _about(kb: KnowledgeBase) -> dict[str, frozenset[str]]:
    """Return the roots of what the laws tell about each sentence that their rules conclude.

    These are the title of the law, and titles and paraphrases of the provisions, in each language.
    """
    found: dict[str, set[str]] = {}
    for law in kb.laws:
        title = _roots(law.title, *kb.translation.laws.get(law.id, ()))
        for name in law.predicates:
            found.setdefault(name, set()).update(title)
        for rule in law.rules:
            found.setdefault(rule.head.predicate, set()).update(_told(kb, rule))
    return {name: frozenset(words) for name, words in found.items()}


def _told(kb: KnowledgeBase, rule: Rule) -> set[str]:
    of = rule.provision
    other: TextOf | None = kb.translation.texts.get(of.rule)
    translated = (other.title, other.says) if other is not None else ()
    return _roots(of.title, of.says, *translated)


def _in(kb: KnowledgeBase, role: str) -> str:
    """Return a role in the other language of the laws, if they have one."""
    return kb.translation.words.get(role, "")


def _roots(*texts: str) -> set[str]:
    return {stem(word) for text in texts for word in words_of(text) if word not in COMMON}


def _takes(predicate: Predicate, place: int, one: Named) -> bool:
    kind = predicate.slots[place].kind
    if one.kind == kind:
        return True
    if one.kind == "name":
        people = any(slot.kind == "person" for slot in predicate.slots)
        return kind == "person" or (not people and kind not in (*VALUE_KINDS, "country"))
    return one.kind == "number" and kind == "number"


def _words_before(predicate: Predicate) -> dict[int, str]:
    """Return the word before each slot of a sentence."""
    found: dict[int, str] = {}
    last = ""
    for part in predicate.parts:
        if isinstance(part, int):
            found[part] = last
        else:
            last = part.split()[-1].casefold() if part.split() else last
    return found
