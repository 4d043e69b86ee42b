"""A job -> what was asked for, or why it cannot be done: what a worker runs, one job a time."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, assert_never

from engine.answers.ask import ask
from engine.answers.changed_case import Changed, suppose
from engine.answers.reply import Reply
from engine.answers.situations import read_facts
from engine.arithmetic.errors import EvaluationError
from engine.commands.diagnostics import object_of, texts_of
from engine.commands.web.index import index_object
from engine.commands.web.interviewing import next_step
from engine.commands.web.jobs import (
    AsJson,
    Ask,
    Check,
    Contents,
    Explain,
    Find,
    Index,
    Job,
    Made,
    Missing,
    Outcome,
    Paged,
    Refused,
    Report,
    Step,
    Told,
    WhatIf,
)
from engine.commands.web.kept_laws import kept_laws
from engine.commands.web.limits import PROBLEMS
from engine.commands.web.situation import CASE, fact_name, question_about, situation
from engine.pages import by_word as words
from kb.base import KnowledgeBase
from kb.by_word import by_word
from kb.entries import entries, has_entry, ids
from kb.from_files import read_cases_in_part
from parser.resolved.tree import Case
from parser.text.diagnostic import Diagnostic, Quoted, SourceError

if TYPE_CHECKING:
    from engine.commands.talk.state import Desk

BACKEND = "pydatalog"

MEDIA = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "md": "text/markdown; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "json": "application/json",
}


def done(paths: Sequence[str], job: Job, today: date) -> Outcome:
    """Do a job with the laws of these paths; `today` is the day of questions that name none.

    What was loaded before is taken from memory as long as no file has changed.
    """
    try:
        return done_with(kept_laws(paths), job, today)
    except SourceError as error:
        known = error.texts if isinstance(error, Quoted) else {}
        return _refused("what was sent cannot be read", error.diagnostics, known)
    except EvaluationError as error:
        return Refused(f"it cannot be worked out: {error}")


def done_with(kb: KnowledgeBase, job: Job, today: date) -> Outcome:
    """Do a job with these laws. Raises SourceError and EvaluationError for what is wrong."""
    match job:
        case Ask(told, questions):
            asked = (reply_of(kb, told, one, today) for one in questions)
            return Made([answer_object(kb, case, reply) for case, reply in asked])
        case Missing(told, question):
            return _missing(kb, told, question, today)
        case WhatIf():
            return _what_if(kb, job, today)
        case Step():
            return next_step(kb, job, today, BACKEND)
        case Check(text):
            return Made(check_object(kb, text)[0])
        case Explain(word):
            return _explained(kb, word)
        case Report():
            return report(kb, job, today)
        case Find(word):
            return Made(words.as_object(by_word(kb, word)))
        case Index(law, word):
            return Made(index_object(kb, law, word))
        case Contents():
            return Made([{"law": law.id, "id": one, "title": title} for law, one, title in ids(kb)])
        case Paged(inner, every):
            from engine.commands.web.paged import paged

            return paged(kb, inner, every, today)
        case AsJson(inner):
            return _as_json(done_with(kb, inner, today))
        case _:
            assert_never(job)


def _as_json(outcome: Outcome) -> Outcome:
    match outcome:
        case Refused() | Made(bytes()):
            return outcome
        case Made(value, media):
            return Made(json.dumps(value, ensure_ascii=False).encode("utf-8"), media)


def reply_of(kb: KnowledgeBase, told: Told, question: str, today: date) -> tuple[Case, Reply]:
    """Return the case that a request tells of, and the reply to a question about it."""
    case = _dated(situation(kb, told), today)
    return case, ask(kb, question_about(kb, question, case), case, backend=BACKEND)


def _dated(case: Case, today: date) -> Case:
    return replace(case, as_of=case.as_of or today)


def answer_object(kb: KnowledgeBase, case: Case, reply: Reply) -> dict[str, Any]:
    """Return a reply with every node, and what stands beside it."""
    from engine.pages.as_json import reply_object
    from engine.pages.beside_object import beside_object

    return reply_object(reply, kb.predicates, case.title, beside_object(kb, case, reply, BACKEND))


def _missing(kb: KnowledgeBase, told: Told, question: str, today: date) -> Outcome:
    return Made(missing_object(answer_object(kb, *reply_of(kb, told, question, today))))


def missing_object(answer: dict[str, Any]) -> dict[str, Any]:
    """Return the verdict and what would settle it: what the summary of an answer says to ask."""
    summary = answer.get("summary") or {}
    return {"verdict": answer.get("verdict"), "asks": summary.get("asks", [])}


def _what_if(kb: KnowledgeBase, job: WhatIf, today: date) -> Outcome:
    from engine.commands.talk.looking import supposed_object, turning_object

    desk, before = on_the_desk(kb, job, today)
    if not job.facts and not job.without:
        return Made(turning_object(desk, before))
    changed, after = supposed(desk, job, today)
    return Made(supposed_object(before, after, changed, kb.predicates))


def on_the_desk(kb: KnowledgeBase, job: WhatIf, today: date) -> tuple["Desk", Reply]:
    """Return the desk with the case that is told of, and the reply before anything is supposed."""
    from engine.commands.talk.state import Desk

    case, before = reply_of(kb, job.told, job.question, today)
    return Desk(kb, backend=BACKEND, asked=job.question).with_case(case), before


def supposed(desk: "Desk", job: WhatIf, today: date) -> tuple[Changed, Reply]:
    """Return what is changed by what is supposed, and the reply after it."""
    from engine.commands.talk.act import known_fact

    kb, case = desk.kb, desk.case
    taken = [known_fact(desk, text) for text in job.without]
    facts = read_facts(kb, case, job.facts, case.as_of, fact_name)
    changed = suppose(case, facts, kb.predicates, taken)
    question = question_about(kb, job.question, changed.case)
    return changed, ask(kb, question, changed.case, backend=BACKEND)


def check_object(kb: KnowledgeBase, text: str) -> tuple[dict[str, Any], Sequence[Diagnostic]]:
    """Return what is wrong with the text of a case as an object, and as diagnostics."""
    cases, problems = read_cases_in_part(text, CASE, kb)
    texts = {CASE: text}
    found = {
        "schema": "zakonik/check/1",
        "laws": len(kb.laws),
        "cases": len(cases),
        "diagnostics": [object_of(one, texts) for one in problems[:PROBLEMS]],
        **({"more": len(problems) - PROBLEMS} if len(problems) > PROBLEMS else {}),
    }
    return found, problems


def _explained(kb: KnowledgeBase, word: str) -> Outcome:
    from engine.pages import provision

    switch = kb.vocabulary.switches.get(word)
    found: list[Any] = [provision.switch_object(switch)] if switch is not None else []
    if has_entry(kb, word):
        found += [provision.as_object(entry) for entry in entries(kb, word)]
    if not found:
        told = by_word(kb, word)
        if told.is_empty:
            return Refused(f"no law has `{word}`, and the word occurs nowhere", status=404)
        found = [words.as_object(told)]
    return Made(found)


def report(kb: KnowledgeBase, job: Report, today: date) -> Made:
    """Return a report as the bytes of its file."""
    from engine.pages.language import spoken
    from engine.pages.report.reported import reported
    from engine.pages.report.written import written

    asked = [
        reported(kb, case, reply, BACKEND)
        for case, reply in (reply_of(kb, job.told, one, today) for one in job.questions)
    ]
    language = job.told.language or asked[0].reply.question.language or "en"
    content = written(f"report.{job.form}", asked, spoken(kb, language), kb.version, language)
    return Made(content, MEDIA[job.form])


def _refused(title: str, diagnostics: Sequence[Diagnostic], known: Mapping[str, str]) -> Refused:
    told = diagnostics[:PROBLEMS]
    texts = texts_of(told, known)
    return Refused(title, tuple(object_of(one, texts) for one in told))
