"""The sentences of the laws as people look for them, go on with them, and fill them in."""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import count
from typing import Any

from engine.answers.interview.query import Query
from engine.commands.talk.slots import choices_of, hint, last_of_what_goes_on, names_known
from engine.commands.talk.typed_value import value_of
from engine.commands.web.desk.jobs import So
from engine.pages.language import spoken
from kb.base import KnowledgeBase
from kb.heard.nearest import is_askable, is_tellable
from kb.translated import form_text
from parser.resolved.completing import Completion
from parser.resolved.lexicon import Vocabulary
from parser.resolved.tree import Case, Constant, Sentence, Statement, Term, Variable
from parser.resolved.vocabulary import VALUE_KINDS, GroundAtom, Predicate, Provision, Slot
from parser.resolved.wording import template_text
from parser.syntax.scan import scan
from parser.text.diagnostic import Diagnostic, SourceError
from parser.values import Entity, Value
from parser.words.asked import asked, help_with
from parser.words.case_text import value_text
from parser.words.sentence import Predicates, Spoken, law_words

_MOST = 30
"""How many sentences or continuations are offered at once."""

_WORD = re.compile(r"\w+")


def template(kb: KnowledgeBase, name: str, language: str) -> str:
    """Return a sentence with its slots in braces, in a language that may have it."""
    if language == "me" and kb.reader is not None and name in kb.translation.forms:
        return form_text(name, kb.reader)
    return template_text(kb.predicates[name])


def found(
    kb: KnowledgeBase, words: str, language: str, asking: bool = False
) -> list[dict[str, str]]:
    """Return sentences in which all words begin a word, in any language.

    They are those that a case can state, or with `asking` those that rules conclude.
    """
    wanted = dict.fromkeys(one.casefold() for one in _WORD.findall(words))
    all_of: list[str] = []
    for one in filter(is_askable if asking else is_tellable, kb.predicates.values()):
        said = {template(kb, one.name, each) for each in ("en", "me")}
        inside = [word.casefold() for text in said for word in _WORD.findall(text)]
        if wanted and all(any(word.startswith(part) for word in inside) for part in wanted):
            all_of.append(one.name)
    return [{"pred": one, "template": template(kb, one, language)} for one in all_of[:_MOST]]


def law_titles(kb: KnowledgeBase, language: str) -> dict[str, str]:
    """Return the titles of the laws by their ids, in the order of the laws."""
    predicates = spoken(kb, language)
    if not isinstance(predicates, Spoken):
        return {law.id: law.title for law in kb.laws}
    told = (Provision("", law=law.id, law_title=law.title) for law in kb.laws)
    return {one.law: predicates.provision(one).law_title for one in told}


def chapters(kb: KnowledgeBase, language: str) -> list[dict[str, str]]:
    """Return the laws of whose sentences something can be asked, by their titles."""
    asked_of = {one.law for one in kb.predicates.values() if is_askable(one)}
    told = [(name, title) for name, title in law_titles(kb, language).items() if name in asked_of]
    return [{"id": name, "title": title} for name, title in sorted(told, key=lambda one: one[1])]


def questions(kb: KnowledgeBase, chapter: str, language: str) -> list[dict[str, str]]:
    """Return the sentences of a law that its rules conclude."""
    return [
        {"pred": one.name, "template": template(kb, one.name, language)}
        for one in kb.predicates.values()
        if one.law == chapter and is_askable(one)
    ]


def form_of(kb: KnowledgeBase, case: Case, name: str, language: str) -> dict[str, Any] | None:
    """Return what a form shows for a sentence with all its slots blank; None if there is none."""
    predicate = kb.predicates.get(name)
    if predicate is None or predicate.hidden or not predicate.parts:
        return None
    query = Query(name, (None,) * len(predicate.slots))
    return query_object(kb, case, query, spoken(kb, language)) | {
        "template": template(kb, name, language)
    }


def query_object(
    kb: KnowledgeBase, case: Case, query: Query, predicates: Predicates
) -> dict[str, Any]:
    """Return what a form shows for a sentence some of whose slots are blank."""
    predicate = kb.predicates[query.pred]
    going_on = last_of_what_goes_on(predicate)
    return {
        "pred": query.pred,
        "question": asked(GroundAtom(query.pred, query.args), predicates),
        "help": help_with(query.pred, predicates),
        "authority": law_words(predicate.authority, predicates) if predicate.authority else "",
        "slots": [
            _slot_object(kb, case, slot, value, predicates) | {"goes_on": place == going_on}
            for place, (slot, value) in enumerate(zip(predicate.slots, query.args, strict=True))
        ],
    }


def _slot_object(
    kb: KnowledgeBase, case: Case, slot: Slot, value: Value | None, predicates: Predicates
) -> dict[str, Any]:
    choices = choices_of(slot, kb, predicates)
    known = [name for name, kind in case.names.items() if kind == slot.kind]
    every = names_known(kb, case, slot, predicates)
    return {
        "role": choices.role,
        "kind": slot.kind,
        "hint": hint(choices, predicates, False),
        "choices": [*choices.names],
        "known": known if choices.names else every,
        "fixed": "" if value is None else value_text(value),
        "only": known[0] if len(known) == 1 else "",
    }


def goes_on_today(kb: KnowledgeBase, name: str, typed: Sequence[str], language: str) -> bool:
    """Tell whether the last day of what goes on was typed as the word `today`."""
    place = last_of_what_goes_on(kb.predicates[name])
    if place is None or place >= len(typed):
        return False
    choices = choices_of(kb.predicates[name].slots[place], kb, spoken(kb, language))
    return choices.meant(typed[place].strip()).casefold() == "today"


def filled(
    kb: KnowledgeBase, case: Case, name: str, so: So, typed: Sequence[str], language: str, day: date
) -> Statement:
    """Return the statement that a filled-in form makes; `day` is what `today` means.

    A slot left empty is not known, and of what is not so it stands for any. Raises SourceError for
    what does not fit.
    """
    predicate = kb.predicates.get(name)
    if predicate is None or predicate.hidden or len(typed) != len(predicate.slots):
        raise _refusal(
            "unfitting-answer", "this form is of no sentence of the laws", "choose a sentence anew"
        )
    predicates = spoken(kb, language)
    values = tuple(
        _typed(kb, case, slot, text.strip(), predicates, day)
        for slot, text in zip(predicate.slots, typed, strict=True)
    )
    match so:
        case "yes":
            return Statement("states", Sentence(name, terms_of(predicate, values)))
        case "no":
            return Statement("denies", Sentence(name, terms_of(predicate, values)))
        case "whole":
            return Statement("closes", Sentence(name, terms_of(predicate, values)))
        case "unsure":
            return Statement("opens", Sentence(name, terms_of(predicate, values)))


def with_day(predicate: Predicate | None, typed: Sequence[str], day: date) -> tuple[str, ...]:
    """Return what was typed for a question, the day of the case where it asks for no other.

    It is filled in where a question has to name a day, as `is a national of Serbia on a day` does.
    """
    needed = {
        place
        for place in (predicate.asked if predicate is not None else ())
        if predicate is not None and predicate.slots[place].kind == "date"
    }
    return tuple(
        day.isoformat() if place in needed and not text.strip() else text
        for place, text in enumerate(typed)
    )


def with_names(kb: KnowledgeBase, case: Case, told: Statement, language: str) -> Statement:
    """Return what is stated with a name for everybody and everything that it leaves blank.

    A fact is about somebody: whom nobody named is called by the part they play, such as `permit`.
    Raises SourceError where only a name of the laws can be meant.
    """
    predicate = kb.predicates[told.sentence.predicate]
    taken = {*kb.vocabulary.names, *case.names}
    args: list[Term] = []
    for slot, term in zip(predicate.slots, told.sentence.args, strict=True):
        if isinstance(term, Variable) and slot.kind not in VALUE_KINDS:
            choices = choices_of(slot, kb, spoken(kb, language))
            if choices.names or slot.kind in kb.vocabulary.names.values():
                message = f"say which {choices.role}: this cannot be stated without it"
                raise _refusal("no-name", message, "choose one, or leave the sentence out")
            name = _free_name(choices.role, taken)
            taken.add(name)
            term = Constant(Entity(slot.kind, name))
        args.append(term)
    return replace(told, sentence=Sentence(predicate.name, tuple(args)))


def _free_name(role: str, taken: Container[str]) -> str:
    """Return a name that nobody has.

    >>> _free_name("permit", {"permit"})
    'permit 2'
    """
    numbered = (f"{role} {number}" for number in count(2))
    return role if role not in taken else next(one for one in numbered if one not in taken)


def terms_of(predicate: Predicate, values: Sequence[Value | None]) -> tuple[Term, ...]:
    """Return values as the terms of a sentence, a variable for each that is not known."""
    return tuple(
        Variable(slot.role, slot.kind) if value is None else Constant(value)
        for slot, value in zip(predicate.slots, values, strict=True)
    )


def _typed(
    kb: KnowledgeBase, case: Case, slot: Slot, text: str, predicates: Predicates, day: date
) -> Value | None:
    if not text:
        return None
    meant = choices_of(slot, kb, predicates).meant(text)
    return value_of(meant, slot, kb, case, day)


def _refusal(code: str, message: str, advice: str) -> SourceError:
    return SourceError((Diagnostic(code, message, help=advice),))


_READY: list[tuple[Vocabulary, Completion]] = []
"""The sentences of the laws that were asked about last, ready to be gone on with."""


def _completion(kb: KnowledgeBase) -> Completion:
    if not _READY or _READY[0][0] is not kb.vocabulary:
        _READY[:] = [(kb.vocabulary, Completion(kb.vocabulary))]
    return _READY[0][1]


def offers(kb: KnowledgeBase, case: Case, typed: str, language: str, asking: bool) -> list[str]:
    """Return how a sentence can go on that is being typed: each as the whole line up to there.

    Where nothing goes on from its first words, whole sentences that have its words are offered.
    """
    whole, part = _split(typed)
    lines = dict.fromkeys(
        whole + words
        for words in _following(kb, case, whole, asking)
        if words.casefold().startswith(part.casefold())
    )
    if len(lines) < _MOST and not asking and typed.strip():
        lines.update(dict.fromkeys(one["template"] for one in found(kb, typed, language)))
    return [*lines][:_MOST]


def _following(kb: KnowledgeBase, case: Case, whole: str, asking: bool) -> Iterator[str]:
    """Yield the next words after some whole ones, or what can fill the slot that comes next."""
    if not whole and not asking:
        yield from sorted(value_text(Entity(kind, name)) for name, kind in case.names.items())
    try:
        tokens = scan(whole, "line", 0, 1)
    except SourceError:
        return
    for one in _completion(kb).following(tokens, not asking, case.names):
        if one.slot is None:
            yield one.words
        elif one.slot.kind not in VALUE_KINDS:
            known = {**kb.vocabulary.names, **case.names}
            for name, kind in sorted(known.items()):
                if kind == one.slot.kind:
                    yield value_text(Entity(kind, name), kb.vocabulary.names)


def _split(text: str) -> tuple[str, str]:
    """Split a line into its whole words and the word that is being typed.

    >>> _split("Ana lives in Mon"), _split('Ana lives in "Bosnia a')
    (('Ana lives in ', 'Mon'), ('Ana lives in ', '"Bosnia a'))
    """
    if text.count('"') % 2:
        at = text.rindex('"')
        return text[:at], text[at:]
    at = text.rfind(" ") + 1
    return text[:at], text[at:]
