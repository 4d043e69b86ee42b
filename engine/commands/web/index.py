"""The questions that some laws answer, so that whoever asks finds their words."""

from collections.abc import Iterator
from typing import Any

from kb.base import KnowledgeBase
from kb.by_word import by_word
from kb.entries import predicates_in
from parser.resolved.law_tree import Law
from parser.resolved.vocabulary import Predicate
from parser.resolved.wording import template_text
from parser.words.turned_round import turned_round


def index_object(kb: KnowledgeBase, law: str, word: str) -> dict[str, Any]:
    """Return the questions by law, each with its sentence and the rules that conclude it.

    With the id of a `law` those of that law, with a `word` those that have it; with neither those
    that no rule goes on from: what somebody comes to the law for. `names` in the words of a
    question stand in braces, with the kind of what goes there.
    """
    own = law.casefold().strip()
    wanted = {one.text for one in by_word(kb, word).sentences} if word.strip() else None
    ends = _ends(kb) if wanted is None and not own else None
    found: list[dict[str, Any]] = []
    for one in kb.laws:
        if own and one.id.casefold() != own:
            continue
        questions = [
            _question_object(kb, predicate, rules)
            for predicate, rules in _concluded(kb, one)
            if (ends is None or predicate.name in ends)
            and (wanted is None or template_text(predicate) in wanted)
        ]
        if questions:
            found.append({"law": one.id, "title": one.title, "questions": questions})
    return {"laws": found, "others": [] if found else [one.id for one in kb.laws]}


def _concluded(kb: KnowledgeBase, law: Law) -> Iterator[tuple[Predicate, list[str]]]:
    """Yield each sentence that rules of a law conclude, once, with the ids of these rules."""
    rules: dict[str, list[str]] = {}
    for rule in law.rules:
        known = rules.setdefault(rule.head.predicate, [])
        if rule.provision.rule not in known:
            known.append(rule.provision.rule)
    for name, ids in rules.items():
        predicate = kb.predicates.get(name)
        if predicate is not None and predicate.parts and not predicate.hidden:
            yield predicate, ids


def _ends(kb: KnowledgeBase) -> frozenset[str]:
    """Return the predicates that rules conclude and no rule asks for."""
    asked = {
        name
        for law in kb.laws
        for rule in law.rules
        for name in predicates_in(rule.body)
        if name != rule.head.predicate
    }
    return frozenset(
        rule.head.predicate
        for law in kb.laws
        for rule in law.rules
        if rule.head.predicate not in asked
    )


def _question_object(kb: KnowledgeBase, predicate: Predicate, rules: list[str]) -> dict[str, Any]:
    slots = tuple(f"{{{slot.role}}}" for slot in predicate.slots)
    return {
        "question": turned_round(predicate, slots, ()),
        "sentence": template_text(predicate),
        "kinds": {slot.role: slot.kind for slot in predicate.slots},
        "rules": rules,
    }
