"""The clauses of what somebody said -> the sentences nearest to each, with their slots filled in.

Each sentence is weighed by how much of its words, in either language, the clause has, how much of
the clause it says, and whether the values of the clause fit into its slots; rare words count more.
"""

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from kb.base import KnowledgeBase
from kb.heard.everyday import Everyday, everyday
from kb.heard.filling import filled
from kb.heard.known import Named
from kb.heard.pieces import Clause, clauses
from kb.heard.said import Said, sentences_said
from kb.heard.stems import is_south, likeness
from parser.frozen import dataclass
from parser.resolved.vocabulary import VALUE_KINDS, Predicate
from parser.resolved.wording import template_text

_FEW = 5
"""How many sentences are offered for one clause."""

_SAME = 0.7
"""How surely words mean the same that an everyday file has in one group."""

_NEAR = 0.65
"""Which part of the weight of the nearest sentence the others have at least."""

_JOINED = 0.5
"""Which part they have at least to tell one thing together with the clause before or behind."""

_LEAST, _LEAST_ASKED = 0.6, 0.5
"""What the nearest sentence weighs at least, told or asked; below it nothing was meant."""

_BARE = 0.55
"""What is left of the weight of a sentence that is told of which nothing was said."""

_PLAYS = 0.6
"""Which part of a sentence counts as said if a word is that of a day or a number in it."""

_BLANK = 0.12
"""What each slot costs that nothing fills, so that what is all told comes first."""

_ABOUT = 0.35
"""How much a word of the title or the paraphrase of a provision counts beside one of a sentence."""

_GOAL = 0.2
"""What a sentence is worth beside others when it is asked, on which no further rule rests."""

_UNKNOWN = 1.0
"""How much a word that is told counts which no sentence has; the rarest has 6 or so."""

_ROLE = 0.9
"""How much a word counts that says what a slot is for."""

_MODAL = 0.3
"""What it is worth that a question and a sentence are of what is allowed, or of what must be."""

_OVER = 0.2
"""What it costs a sentence of what is planned that all days of the clause are over."""

_OPPOSITE = 0.5
"""What is left of the weight of a sentence that has the opposite of a word that is told."""

_DENIES = 0.25
"""What it is worth that a clause and a sentence both have a word such as `without`, or neither."""


@dataclass(frozen=True, slots=True)
class Nearest:
    """A sentence that may be meant: what fills its slots, '' where nothing does, and its weight.

    With `denied` it was said not to be so.
    """

    pred: str
    values: tuple[str, ...]
    weight: float
    denied: bool = False


@dataclass(frozen=True, slots=True)
class HeardClause:
    """A clause as it was said, and the sentences that may be meant by it, the nearest first.

    There are none where it was not understood. `own` is the weight of the nearest by what the
    clause says alone, without the clause beside it.
    """

    text: str
    nearest: tuple[Nearest, ...]
    own: float = 0.0


def is_tellable(one: Predicate) -> bool:
    """Tell whether a case can state a sentence."""
    return bool(one.parts) and not one.hidden and one.origin in ("given", "decided")


def is_askable(one: Predicate) -> bool:
    """Tell whether a sentence is one that rules conclude, and can be asked."""
    return bool(one.parts) and not one.hidden and not one.denies and one.origin == "derived"


def said_with(kb: KnowledgeBase, one: Nearest) -> str:
    """Return a sentence with what was said in its slots, the others in braces; denied if it was.

    >>> from kb import load
    >>> kb = load()
    >>> (clause,) = Sentences(kb, is_tellable).heard("Mei is Chinese", {}, date(2026, 11, 30))
    >>> said_with(kb, clause.nearest[0])
    'Mei is a national of China from {start} to 2026-11-30'
    """
    said = template_text(kb.predicates[one.pred])
    for slot, text in zip(kb.predicates[one.pred].slots, one.values, strict=True):
        said = said.replace(f"{{{slot.role}}}", text, 1) if text else said
    return f"it is false that {said}" if one.denied else said


class Sentences:
    """Some sentences of the laws, ready to be found by what people say."""

    def __init__(self, kb: KnowledgeBase, wanted: Callable[[Predicate], bool]) -> None:
        """Take up the sentences that are `wanted`, with what their provisions say of them."""
        self.kb = kb
        self.everyday: Everyday = everyday(kb)
        self.said = sentences_said(kb, wanted)
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
        teller, others = person, set[str]()
        south = is_south(text.split())
        for clause in clauses(self.kb, text, names, today, asking):
            people = [one.text for one in clause.values if _is_somebody(one)]
            if clause.kin is not None and clause.kin.root and clause.kin.name == person:
                teller = ""  # whoever tells it is not who it is about
            spoken_of = teller if clause.of_teller and clause.kin is None else person
            one = _of_kin(clause, person, south)
            about = one.kin.name if one.kin is not None and not one.kin.root else spoken_of
            nearest = self._nearest(one, about, today, asking)
            said = (
                clause.text if clause.begins or about in ("", person) else f"{about} {clause.text}"
            )
            found.append(HeardClause(said, nearest, nearest[0].weight if nearest else 0.0))
            if len(found) > 1:
                found[-2:] = _together(*found[-2:])
            found[-1] = self._with_people(found[:-1], found[-1])
            if clause.begins and clause.kin is None and people[0] not in others:
                person = people[0]
            elif clause.of_teller and clause.kin is None:
                person = teller or person
            others.update(one for one in people if one != person)
        return tuple(replace(one, nearest=_shown(one, most)) for one in found)

    def _with_people(self, before: Sequence[HeardClause], clause: HeardClause) -> HeardClause:
        """Return a clause with people of the same sentence that an earlier one has in it.

        "My husband Marko" and "we married on 1 May" tell of one marriage.
        """
        told = {one.pred: one for each in before for one in each.nearest[:1] if not one.denied}
        nearest: list[Nearest] = []
        for one in clause.nearest:
            known = told.get(one.pred)
            slots = self.kb.predicates[one.pred].slots
            if known is not None and not one.denied:
                pairs = [*zip(slots, one.values, known.values, strict=True)]
                if all(not new or not old or new == old for _, new, old in pairs):
                    filled_in = (
                        new or (old if slot.kind not in VALUE_KINDS else "")
                        for slot, new, old in pairs
                    )
                    one = replace(one, values=tuple(filled_in))
            nearest.append(one)
        return replace(clause, nearest=tuple(nearest))

    def _nearest(
        self, clause: Clause, person: str, today: date, asking: bool
    ) -> tuple[Nearest, ...]:
        meant = {word: self._meant(word) for word in clause.words}
        beside = {near: how for word in clause.beside for near, how in self._meant(word).items()}
        least = math.log(2.0)
        total = sum(
            max((self.rarity.get(one, least) for one in near), default=0.0 if asking else _UNKNOWN)
            for near in meant.values()
        )
        days = [one.text for one in clause.values if one.kind == "date"]
        excluded = self.everyday.excluded(frozenset(clause.words))
        named = {} if asking else _named(clause)
        over = bool(days) and max(days) < today.isoformat() and not asking
        weighed: list[Nearest] = []
        for one in self.said:
            weight = max(
                self._weight(form, one, meant, beside, total, asking, named) for form in one.forms
            )
            if weight <= 0:
                continue
            values, fits = filled(one, clause, person, meant, today)
            slots = zip(one.predicate.slots, values, strict=True)
            asked_for = VALUE_KINDS if asking else frozenset[str]()  # these are what is wanted
            blanks = sum(not value and slot.kind not in asked_for for slot, value in slots)
            weight += fits - _BLANK * blanks
            if asking:
                weight += _GOAL * one.is_goal + _MODAL * bool(clause.modal & one.modal)
            denied = clause.denied and not asking and not one.denies
            weight -= _OVER * (over and any(form & self.everyday.ahead for form in one.forms))
            weight -= _DENIES * (one.denies and not clause.denied and not asking)
            if any(form & excluded for form in one.forms):
                weight *= _OPPOSITE
            weighed.append(Nearest(one.predicate.name, values, weight, denied))
        weighed.sort(key=lambda one: -one.weight)
        if not weighed or weighed[0].weight < (_LEAST_ASKED if asking else _LEAST):
            return ()
        return tuple(one for one in weighed if one.weight >= _JOINED * weighed[0].weight)

    def _weight(
        self,
        form: frozenset[str],
        said: Said,
        meant: Mapping[str, Mapping[str, float]],
        beside: Mapping[str, float],
        total: float,
        asking: bool,
        named: Mapping[str, frozenset[str]],
    ) -> float:
        """Return how much a sentence and what was said have of each other; 0 for nothing."""
        has = dict[str, float]()
        told = plays = 0.0
        for near in meant.values():
            best = 0.0
            for word, how in near.items():
                rare = self.rarity.get(word, math.log(2.0))
                if word in form:
                    has[word] = max(has.get(word, 0.0), how)
                    best = max(best, how * rare)
                elif any(word in named.get(slot.kind, ()) for slot in said.predicate.slots):
                    best = max(best, _ROLE * how * rare)
                    plays = max(plays, _PLAYS * how)
                elif any(word in role for role in said.roles):
                    best = max(best, _ROLE * how * rare)
                    if any(word in said.roles[place] for place in said.values):
                        plays = max(plays, _PLAYS * how)
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
        weight = 0.7 * covers + (1.3 * told / total if total else 0.0)
        return weight if asking else weight * (_BARE + (1 - _BARE) * max(covers, plays))

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


def _named(clause: Clause) -> dict[str, frozenset[str]]:
    """Return the roots of names of the laws that a clause has in these words, by their kinds."""
    found: dict[str, frozenset[str]] = {}
    for one in clause.maybe:
        if all(any(likeness(root, word) >= _SAME for word in clause.words) for root in one.roots):
            found[one.kind] = found.get(one.kind, frozenset()) | {*one.roots}
    return found


def _shown(clause: HeardClause, most: int) -> tuple[Nearest, ...]:
    """Return the sentences that come near enough to the nearest of a clause, `most` at most."""
    return tuple(one for one in clause.nearest if one.weight >= _NEAR * clause.own)[:most]


def _together(first: HeardClause, second: HeardClause) -> tuple[HeardClause, HeardClause]:
    """Return clauses after each other, each with what the other says of the same sentence.

    One says that somebody came, the next until when they stayed: it is one stay.
    """
    whole: dict[str, Nearest] = {}
    for one in first.nearest:
        for other in second.nearest:
            if one.pred == other.pred and one.denied == other.denied:
                pairs = [*zip(one.values, other.values, strict=True)]
                values = tuple(left or right for left, right in pairs)
                fits = all(not left or not right or left == right for left, right in pairs)
                if fits and values.count("") < min(one.values.count(""), other.values.count("")):
                    weight = one.weight + other.weight
                    whole[one.pred] = Nearest(one.pred, values, weight, one.denied)
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


def _of_kin(clause: Clause, person: str, south: bool) -> Clause:
    """Return a clause with what somebody is called who was named by what they are to a person."""
    kin = clause.kin
    if kin is None or not person or not kin.is_one:
        return clause
    name = f"{kin.word} ({person})" if south else f"{kin.word} of {person}"
    return replace(clause, kin=replace(kin, name=kin.name or name, of=person))
