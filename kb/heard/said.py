"""The sentences of the laws -> the roots of their words, by which what people say is found."""

from collections.abc import Callable, Iterator

from kb.base import KnowledgeBase
from kb.heard.stems import COMMON, DENIALS, modals_of, stem, words_of
from kb.translated import form_text
from parser.frozen import dataclass
from parser.resolved.law_tree import Rule
from parser.resolved.translation import TextOf
from parser.resolved.vocabulary import VALUE_KINDS, Predicate
from parser.resolved.wording import template_text

_LEFT_OUT = COMMON | DENIALS - {"without", "bez"}


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence with the roots of its words in each language, and of what is told about it.

    `roles` are those of its slots, `denies` says that it has a word such as `without` in it,
    `is_goal` that no further rule rests on it, and `modal` whether it is of what may or must be.
    `values` are the places of days, sums and numbers.
    """

    predicate: Predicate
    forms: tuple[frozenset[str], ...]
    about: frozenset[str]
    roles: tuple[frozenset[str], ...]
    denies: bool
    is_goal: bool
    modal: frozenset[str]
    values: tuple[int, ...]


def sentences_said(kb: KnowledgeBase, wanted: Callable[[Predicate], bool]) -> list[Said]:
    """Return the sentences of some laws that are `wanted`."""
    about = _about(kb)
    used = {name for names in kb.vocabulary.needs.values() for name in names}
    return [
        Said(
            one,
            tuple(_forms(kb, one)),
            about.get(one.name, frozenset()),
            tuple(
                frozenset(_roots(slot.role, kb.translation.words.get(slot.role, "")))
                for slot in one.slots
            ),
            not DENIALS.isdisjoint(words_of(template_text(one))),
            one.name not in used,
            modals_of(words_of(template_text(one)), in_laws=True),
            tuple(place for place, slot in enumerate(one.slots) if slot.kind in VALUE_KINDS),
        )
        for one in kb.predicates.values()
        if one.parts and not one.hidden and wanted(one)
    ]


def _forms(kb: KnowledgeBase, one: Predicate) -> Iterator[frozenset[str]]:
    """Yield the roots of the words of a sentence in each language, without those of its slots."""
    texts = [template_text(one)]
    if kb.reader is not None and one.name in kb.translation.forms:
        texts.append(form_text(one.name, kb.reader))
    for text in texts:
        outside = " ".join(part.rpartition("}")[2] for part in text.split("{"))
        words = frozenset(_roots(outside))
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


def _roots(*texts: str) -> set[str]:
    return {stem(word) for text in texts for word in words_of(text) if word not in _LEFT_OUT}
