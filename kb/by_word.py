"""A word -> the sentences, rules, names and readings in which it occurs."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kb.base import KnowledgeBase
from kb.entries import ids
from parser.frozen import dataclass
from parser.resolved.statements import phrase_of
from parser.resolved.vocabulary import Predicate, Switch, sentence_forms
from parser.resolved.wording import template_text

_WORD = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*")
_ID = re.compile(r"[A-Za-z]+(?:-[A-Za-z0-9]+)+")
_SHORTEST_STEM = 4


@dataclass(frozen=True, slots=True)
class FoundSentence:
    """A sentence of the vocabulary, and the id of its law.

    `origin` says in words who states or concludes it (`decided by the court`); `closes` is the
    phrase by which a case says that it gives all such facts, empty if there is none.
    """

    text: str
    origin: str
    law: str
    closes: str = ""


@dataclass(frozen=True, slots=True)
class ByWord:
    """What a word occurs in: sentences, rules (id and title), readings.

    `names` has each kind with the names of that kind, sorted.
    """

    word: str
    sentences: tuple[FoundSentence, ...] = ()
    rules: tuple[tuple[str, str], ...] = ()
    names: tuple[tuple[str, tuple[str, ...]], ...] = ()
    readings: tuple[Switch, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Tell whether the word occurs nowhere."""
        return not (self.sentences or self.rules or self.names or self.readings)


def by_word(kb: KnowledgeBase, word: str) -> ByWord:
    """Return what a word, or several that stand together, occurs in.

    A word is found by its beginning, and in the plural: `marriage` finds `marriages of`. The id
    of a law finds its rules; a kind finds its names, and the sentences that have a slot of it.
    """
    wanted = [_stem(each) for each in _WORD.findall(word)]
    if not wanted:
        return ByWord(word)
    whole = word.casefold().strip()
    sentences = [
        _sentence(each)
        for each in kb.predicates.values()
        if each.parts
        and not each.hidden
        and (
            _occurs(wanted, *_wordings(each), phrase_of(each))
            or whole in {slot.kind for slot in each.slots}
        )
    ]
    rules = [
        (one, title)
        for law, one, title in ids(kb)
        if _occurs(wanted, title) or whole == law.id.casefold()
    ]
    rules += _reading_by(kb, word.strip())
    names: dict[str, list[str]] = {}
    for name, kind in kb.vocabulary.names.items():
        if _occurs(wanted, name) or kind == whole:
            names.setdefault(kind, []).append(name)
    for spelled, mains in kb.vocabulary.called.items():
        for kind, main in mains.items():
            if _occurs(wanted, spelled):
                names.setdefault(kind, []).append(f"{main}, also called {spelled}")
    readings = [
        each
        for each in kb.vocabulary.switches.values()
        if _occurs(wanted, each.title, each.says, *(meaning for _, meaning in each.choices))
    ]
    return ByWord(
        word,
        tuple(sentences),
        tuple(dict.fromkeys(rules)),
        tuple((kind, tuple(sorted(found))) for kind, found in sorted(names.items())),
        tuple(readings),
    )


def _reading_by(kb: KnowledgeBase, convention: str) -> list[tuple[str, str]]:
    """Return the rules whose `reads` lines name an id such as `CONV-7`, each with that line.

    Proofs print the ids of such conventions; what they say stands only in rules that follow them.
    """
    if not _ID.fullmatch(convention):
        return []
    named = re.compile(rf"(?<![\w-]){re.escape(convention)}(?![\w-])", re.IGNORECASE)
    provisions = [rule.provision for law in kb.laws for rule in law.rules]
    provisions += [each.provision for law in kb.laws for each in law.constraints]
    return [
        (provision.rule, said)
        for provision in provisions
        for said in provision.reads
        if named.search(said)
    ]


def _wordings(predicate: Predicate) -> Iterator[str]:
    """Yield the sentence of a predicate in all its wordings."""
    for form in sentence_forms(predicate):
        yield template_text(replace(predicate, parts=form))


def _sentence(predicate: Predicate) -> FoundSentence:
    origin = predicate.origin
    if origin == "decided":
        origin_words = f"decided by {predicate.authority}"
    else:
        origin_words = {"given": "given", "listed": "listed", "derived": "concluded by rules"}[
            origin
        ]
    closes = f"all {phrase_of(predicate)} are given" if predicate.plural else ""
    return FoundSentence(template_text(predicate), origin_words, predicate.law, closes)


def _stem(word: str) -> str:
    """Return a word in small letters without the ending of a plural.

    >>> _stem("Marriages"), _stem("visa"), _stem("countries")
    ('marriage', 'visa', 'countr')
    """
    word = word.casefold()
    if word.endswith("ies") and len(word) > _SHORTEST_STEM + 2:
        return word[:-3]
    return word[:-1] if word.endswith("s") and len(word) > _SHORTEST_STEM else word


def _occurs(wanted: Iterable[str], *texts: str) -> bool:
    """Tell whether one of the texts has words, one after the other, that begin as wanted.

    >>> _occurs(["national", "of"], "{person} is a national of {country}")
    True
    """
    stems = tuple(wanted)
    for text in texts:
        words = [each.casefold() for each in _WORD.findall(text)]
        for at in range(len(words) - len(stems) + 1):
            pairs = zip(words[at : at + len(stems)], stems, strict=True)
            if all(own.startswith(stem) for own, stem in pairs):
                return True
    return False
