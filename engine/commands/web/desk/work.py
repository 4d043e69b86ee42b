"""A job of the desk -> what its page shows: what a worker runs, one job a time."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, assert_never

from engine.answers.changed_case import suppose
from engine.arithmetic.errors import EvaluationError
from engine.commands.web.desk import law, looking, sentences, writing
from engine.commands.web.desk.answering import BACKEND, reply_to, short_object
from engine.commands.web.desk.editing import case_of, changed_text, contradicted
from engine.commands.web.desk.jobs import (
    About,
    AtPlace,
    Change,
    Choices,
    Compose,
    DeskJob,
    InWords,
    LawPage,
    Listing,
    Look,
    Offers,
    RuleText,
    Supposing,
    TryLaw,
    Written,
)
from engine.commands.web.desk.names_typed import facts_typed, question_typed
from engine.commands.web.desk.rendering import near
from engine.commands.web.jobs import Made, Outcome, Refused
from engine.commands.web.kept_laws import kept_laws
from engine.commands.web.work import MEDIA
from engine.pages.language import spoken
from engine.pages.report.compose import question_text
from kb.base import KnowledgeBase
from parser.resolved.tree import Case, Question, Variable
from parser.text.diagnostic import SourceError
from parser.words.case_text import shortest_line, statement_line, written_case


def done(paths: Sequence[str], job: DeskJob, today: date) -> Outcome:
    """Do a job with the laws of these paths; `today` is the day of questions that name none."""
    try:
        return Made(_done(kept_laws(paths), job, today))
    except SourceError as error:
        return Refused("this cannot be read", tuple(looking.problems(error)))
    except EvaluationError as error:
        return Refused(f"it cannot be worked out: {error}")


def _done(kb: KnowledgeBase, job: DeskJob, today: date) -> Any:
    match job:
        case About(language):
            return {
                "languages": looking.languages(kb),
                "laws": looking.laws(kb, language),
                "version": kb.version[:12],
            }
        case Choices():
            return looking.choices(kb, job)
        case InWords():
            return looking.in_words(kb, job)
        case Listing():
            return looking.listing(kb, job)
        case Look():
            return looking.look(kb, job, today)
        case Change(told, action, by):
            note = ", ".join(one for one in (by.strip(), today.isoformat()) if one)
            text, meant = changed_text(kb, told, action, note, today)
            predicates = spoken(kb, told.language)
            return {
                "text": text,
                "leaves_open": any(
                    one.kind == "states" and isinstance(term, Variable)
                    for one in meant.added
                    for term in one.sentence.args
                ),
                "added": [shortest_line(one, predicates) for one in meant.added],
                "removed": [shortest_line(one, predicates) for one in meant.removed],
                "contradicted": bool(contradicted(meant.case, meant)),
            }
        case Compose():
            return _composed(kb, job, today)
        case Offers(told, typed, asking):
            case = case_of(kb, told)
            return sentences.offers(kb, case, typed, told.language, asking)
        case Supposing():
            return _supposed(kb, job, today)
        case Written():
            return _written(kb, job, today)
        case LawPage():
            return law.page(kb, job)
        case RuleText(rule, _):
            return law.rule_object(kb, rule)
        case TryLaw():
            return law.tried(kb, job)
        case AtPlace():
            return writing.at_place(kb, job)
        case _:
            assert_never(job)


def _composed(kb: KnowledgeBase, job: Compose, today: date) -> str:
    """Return the question as a text; what is left blank of an individual is asked for."""
    case = case_of(kb, job.told)
    day = case.as_of or today
    language = job.told.language
    predicate = kb.predicates.get(job.pred)
    slots = predicate.slots if predicate is not None else ()
    values = (*job.values, *[""] * (len(slots) - len(job.values)))  # an address leaves out blanks
    values = sentences.with_day(predicate, values, day)
    stated = sentences.filled(kb, case, job.pred, "yes", values, language, day)
    named = statement_line(stated, kb.predicates)
    for slot, term in zip(slots, stated.sentence.args, strict=True):
        if isinstance(term, Variable):
            article = "an" if slot.role[:1] in "aeiou" else "a"
            asked = named.replace(f"{article} {slot.role}", f"which {slot.role}", 1)
            named = asked if _asked(kb, case, asked, day) is not None else named
    question = _asked(kb, case, named, day)
    if question is None or language == "en":
        return named
    words = question_text(question, spoken(kb, language))
    again = _asked(kb, case, words, day)
    return words if again is not None and again.sentence == question.sentence else named


def _asked(kb: KnowledgeBase, case: Case, text: str, day: date) -> Question | None:
    """Return the question that a text asks, None if it is none."""
    try:
        found = question_typed(kb, case, text, day)
    except SourceError:
        return None
    return None if isinstance(found, str) else found


def _supposed(kb: KnowledgeBase, job: Supposing, today: date) -> dict[str, Any]:
    case = case_of(kb, job.told)
    language = job.told.language
    dated, _ = reply_to(kb, case, job.question, today)
    day = dated.as_of or today
    added = facts_typed(kb, dated, job.facts, day, lambda number: f"fact {number}")
    taken = [one for number, one in enumerate(case.statements, 1) if number in set(job.without)]
    changed = suppose(dated, added, kb.predicates, taken)
    predicates = spoken(kb, language)
    before = short_object(kb, case, job.question, language, today, "b-")
    after = short_object(kb, changed.case, job.question, language, today, "a-")
    return {
        "before": before,
        "after": after,
        "is_same": before["plain"] == after["plain"],
        "gave_way": [shortest_line(one, predicates) for one in changed.removed if one not in taken],
        "new_names": [
            {"name": name, "near": near(name, [*dated.names])}
            for name in changed.case.names
            if name not in dated.names and name not in kb.vocabulary.names
        ],
        "added": [shortest_line(one, predicates) for one in changed.added],
        "removed": [shortest_line(one, predicates) for one in changed.removed],
        "text": written_case(replace(changed.case, expectations=()), kb.predicates),
    }


def _written(kb: KnowledgeBase, job: Written, today: date) -> dict[str, Any]:
    from engine.pages.report.reported import reported
    from engine.pages.report.written import written

    case, reply = reply_to(kb, case_of(kb, job.told), job.question, today)
    told = [reported(kb, case, reply, BACKEND)]
    language = job.told.language
    content = written(f"report.{job.form}", told, spoken(kb, language), kb.version, language)
    return {"content": content, "media": MEDIA[job.form]}
