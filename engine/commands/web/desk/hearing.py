"""What somebody told in words of their own -> sentences to choose, as forms that are filled in."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from engine.answers.interview.query import Query
from engine.commands.web.desk.sentences import (
    filled,
    query_object,
    template,
)
from engine.pages.language import spoken
from engine.rails.in_force import in_force
from kb.base import KnowledgeBase
from kb.heard.everyday import everyday
from kb.heard.nearest import Nearest, Sentences, is_askable, is_tellable, said_with
from parser.resolved.lexicon import Vocabulary
from parser.resolved.tree import Case, Constant, Statement
from parser.resolved.vocabulary import VALUE_KINDS
from parser.resolved.wording import template_text
from parser.text.diagnostic import SourceError
from parser.words.case_text import shortest_line
from parser.words.sentence import Spoken

_READY: list[tuple[Vocabulary, Sentences, Sentences]] = []
"""The sentences that a case states, and those that rules conclude, of the laws asked last."""

_MOST_QUESTIONS = 8
_NAME_WORDS = 2


def _ready(kb: KnowledgeBase) -> tuple[Sentences, Sentences]:
    if not _READY or _READY[0][0] is not kb.vocabulary:
        _READY[:] = [(kb.vocabulary, Sentences(kb, is_tellable), Sentences(kb, is_askable))]
    return _READY[0][1:]


def heard(
    kb: KnowledgeBase, case: Case, text: str, language: str, today: date
) -> list[dict[str, Any]]:
    """Return for each clause of a text what a case may state by it, the nearest first.

    Each is the form of a sentence whose slots have what was said for them, `denied` if it was said
    not to be so. A clause that was not understood has none.
    """
    day = case.as_of or today
    found = _ready(kb)[0].heard(text, _names(case), day, somebody(case))
    shown: list[dict[str, Any]] = []
    for clause in found:
        forms = [
            _form(kb, case, one, language, day) | {"place": place}
            for place, one in enumerate(clause.nearest, 1)
        ]
        told = [*dict.fromkeys(one["told"] for one in forms if one["told"])]
        shown.append({"said": clause.text, "told": told, "nearest": forms})
    return shown


def questions_like(
    kb: KnowledgeBase, case: Case, text: str, language: str, today: date
) -> list[dict[str, Any]]:
    """Return the questions that may be meant by a text, the nearest first, with their slots.

    They are found by their own words, those of their law and of what the provisions say. What no
    rule concludes on that day under what the case chooses comes last.
    """
    day = case.as_of or today
    found = _ready(kb)[1].heard(text, _names(case), day, somebody(case), True, _MOST_QUESTIONS)
    counting = {rule.head.pred for rule in in_force(kb.program, day, case.under).rules}
    every = [one for clause in found for one in clause.nearest]
    every.sort(key=lambda one: one.pred not in counting)
    return [question_form(kb, one, language) for one in every]


def often_asked(kb: KnowledgeBase, case: Case, language: str) -> list[dict[str, Any]]:
    """Return the questions that people come with most, as far as a file beside the laws tells.

    They are asked of whom the case is about, where that is known.
    """
    by_words = {template_text(one): one for one in kb.predicates.values() if is_askable(one)}
    person = somebody(case)
    found: list[dict[str, Any]] = []
    for one in (by_words[said] for said in everyday(kb).often if said in by_words):
        people = [place for place, slot in enumerate(one.slots) if slot.kind == "person"]
        values = tuple(person if [place] == people[:1] else "" for place in range(len(one.slots)))
        found.append(question_form(kb, Nearest(one.name, values, 0.0), language))
    return found


def question_form(kb: KnowledgeBase, one: Nearest, language: str) -> dict[str, Any]:
    """Return a question with what was said in its slots, and whether nobody in it is left open."""
    predicates = spoken(kb, language)
    slots = kb.predicates[one.pred].slots
    said = template(kb, one.pred, language)
    for slot, text in zip(slots, one.values, strict=True):
        role = predicates.role(slot.role) if isinstance(predicates, Spoken) else slot.role
        if text and isinstance(predicates, Spoken):
            text = predicates.names.get(text, text)
        said = said.replace(f"{{{role}}}", text, 1) if text else said
    needed = kb.predicates[one.pred].asked
    return {
        "pred": one.pred,
        "template": said,
        "slots": {f"slot{place}": text for place, text in enumerate(one.values)},
        "is_whole": all(
            text or slot.kind == "date" or (slot.kind in VALUE_KINDS and place not in needed)
            for place, (slot, text) in enumerate(zip(slots, one.values, strict=True))
        ),
    }


def _names(case: Case) -> dict[str, str]:
    """Return whom a case speaks of with their kinds, and whom it is called after."""
    return {**({somebody(case): "person"} if somebody(case) else {}), **case.names}


def somebody(case: Case) -> str:
    """Return who is spoken of where nobody is named: the person of a case, or its title.

    >>> somebody(Case("Mei", names={"Mei": "person"})), somebody(Case("Mei")), somebody(Case("a b"))
    ('Mei', 'Mei', '')
    """
    people = [name for name, kind in case.names.items() if kind == "person"]
    if people:
        return people[0]
    words = case.title.split()
    is_name = 0 < len(words) <= _NAME_WORDS and all(one[:1].isupper() for one in words)
    return case.title if is_name and case.title.replace(" ", "").isalpha() else ""


def _form(kb: KnowledgeBase, case: Case, one: Nearest, language: str, day: date) -> dict[str, Any]:
    """Return a sentence as a form: its words with what was said, and what fills its slots."""
    predicates = spoken(kb, language)
    values = _fitting(kb, case, one, language, day)
    statement = filled(kb, case, one.pred, "yes", values, language, day)
    meant = filled(kb, case, one.pred, "no", values, language, day) if one.denied else statement
    query = Query(one.pred, (None,) * len(values))
    form = query_object(kb, case, query, predicates)
    for slot, text, term in zip(form["slots"], values, statement.sentence.args, strict=True):
        slot["typed"] = "today" if slot["goes_on"] and text == day.isoformat() else text
        slot["is_told"] = isinstance(term, Constant)
        slot["only"] = "" if slot["only"] in values else slot["only"]
    return form | {
        "text": _words(kb, one.pred, values, statement, language),
        "told": next(
            (shortest_line(each, predicates) for each in case.statements if _tells(each, meant)),
            "",
        ),
        "denied": one.denied,
        "filled": {f"slot{place}": text for place, text in enumerate(values)},
    }


def _words(
    kb: KnowledgeBase, pred: str, values: Sequence[str], statement: Statement, language: str
) -> str:
    """Return a sentence with what was said; in English blanks are called as their fields."""
    if language == "en":
        return said_with(kb, Nearest(pred, tuple(values), 0.0))
    return shortest_line(statement, spoken(kb, language))


def _tells(known: Statement, other: Statement) -> bool:
    """Tell whether a statement says what another says, or more than it."""
    pairs = zip(known.sentence.args, other.sentence.args, strict=False)
    return (
        known.kind == other.kind
        and known.sentence.predicate == other.sentence.predicate
        and all(one == said for one, said in pairs if isinstance(said, Constant))
    )


def _fitting(
    kb: KnowledgeBase, case: Case, one: Nearest, language: str, day: date
) -> Sequence[str]:
    """Return what fills the slots of a sentence, without what does not fit."""
    kept = [""] * len(one.values)
    for place, text in enumerate(one.values):
        tried = [*kept]
        tried[place] = text
        try:
            filled(kb, case, one.pred, "yes", tried, language, day)
        except SourceError:
            continue
        kept = tried
    return kept
