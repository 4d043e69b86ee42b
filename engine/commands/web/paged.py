"""A job -> its object with the page that people read: what a tool of an assistant gives.

Each answer has the provisions that it cites, with their citation and the address of their text.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, assert_never
from urllib.parse import quote

from engine.answers.reply import Reply
from engine.commands.complaint import complaint
from engine.commands.web.as_lines import index_lines, interview_lines, turning_lines
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
    WhatIf,
)
from engine.commands.web.work import (
    BACKEND,
    answer_object,
    check_object,
    done_with,
    missing_object,
    on_the_desk,
    reply_of,
    report,
    supposed,
)
from engine.pages.text import PLAIN
from kb.base import KnowledgeBase
from parser.resolved.tree import Case

PROVISION = "zakonik://provision/"
"""How the address of a provision begins; its id follows."""


def paged(kb: KnowledgeBase, job: Job, every: bool, today: date) -> Outcome:
    """Do a job and return `{"object": ..., "page": ...}`; a report has its bytes as they are."""
    match job:
        case Ask(told, questions):
            asked = [reply_of(kb, told, one, today) for one in questions]
            language = told.language
            answers = [_answered(kb, case, reply, every, language) for case, reply in asked]
            return _both({"answers": [one for one, _ in answers]}, *(page for _, page in answers))
        case Missing(told, question):
            case_, reply = reply_of(kb, told, question, today)
            answer, page = _answered(kb, case_, reply, False, told.language)
            return _both({**missing_object(answer["answer"]), "answer": answer}, page)
        case WhatIf():
            return _what_if(kb, job, today)
        case Step():
            return _step(kb, job, today)
        case Check(text):
            found, problems = check_object(kb, text)
            said = complaint(problems, {"case": text}) if problems else "nothing is wrong with it"
            return _both(found, said)
        case Explain(word):
            return _explained(kb, word, today)
        case Find(word):
            from engine.pages import by_word as pages
            from kb.by_word import by_word

            told_of = by_word(kb, word)
            page = pages.text(told_of) if not told_of.is_empty else f"`{word}` occurs nowhere"
            return _both(pages.as_object(told_of), page)
        case Index(law, word):
            index = index_object(kb, law, word)
            return _both(index, *index_lines(index))
        case Report():
            return report(kb, job, today)
        case Contents() | Paged() | AsJson():
            return done_with(kb, job, today)
        case _:
            assert_never(job)


def _both(value: dict[str, Any], *pages: str) -> Made:
    return Made({"object": value, "page": "\n".join(pages)})


def _answered(
    kb: KnowledgeBase, case: Case, reply: Reply, every: bool, language: str
) -> tuple[dict[str, Any], str]:
    """Return an answer with what it cites, and its page; with `every` step of the proofs or not."""
    from engine.commands.answered import short_answer
    from engine.pages.from_reply import page as whole_page
    from engine.pages.language import spoken
    from engine.pages.text import laid_out

    wanted = language or reply.question.language
    predicates = spoken(kb, wanted)
    page = (
        laid_out(whole_page(reply, predicates), PLAIN)
        if every
        else short_answer(kb, case, reply, predicates, BACKEND, PLAIN, (), wanted)
    )
    answer = answer_object(kb, case, reply)
    found = with_provisions(answer, every)
    return found, page + _cites(found["provisions"])


def with_provisions(answer: dict[str, Any], every: bool = False) -> dict[str, Any]:
    """Return the object of an answer below its verdict and the provisions that it cites.

    Without `every` step its nodes are left out: they are nine tenths of it.
    """
    provisions = provisions_of(answer)
    if not every:
        answer = {name: value for name, value in answer.items() if name != "nodes"}
    return {
        "question": answer["question"],
        "as_of": answer["as_of"],
        "verdict": answer.get("verdict"),
        "provisions": provisions,
        "answer": answer,
    }


def provisions_of(answer: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the provisions that an answer cites, or the rows of an open one, each once.

    What its summary cites comes first, in that order; of an answer whose summary cites none it is
    all that its nodes name.
    """
    inside = [answer, *answer.get("rows", ()), *([answer["none"]] if "none" in answer else ())]
    cited = [one for each in inside for one in (each.get("summary") or {}).get("cited", ())]
    rules = {
        node["rule"]["id"]: node["rule"] for node in answer["nodes"].values() if node.get("rule")
    }
    if not cited:
        cited = [
            {"rule": one["id"], "law_title": one["law_title"], "cites": one["cites"]}
            for one in rules.values()
        ]
    return [
        {
            "rule": one["rule"],
            "law": one["law_title"],
            "cites": one["cites"],
            "says": (rules.get(one["rule"]) or {}).get("says") or None,
            "uri": PROVISION + quote(one["rule"], safe=""),
        }
        for one in {one["rule"]: one for one in cited if one["rule"]}.values()
    ]


def _cites(provisions: Sequence[dict[str, Any]]) -> str:
    if not provisions:
        return ""
    lines = ["", "To be cited with this answer:"]
    for one in provisions:
        place = ", ".join(part for part in (one["law"], one["cites"]) if part)
        lines.append(f"- {one['rule']}: {place} <{one['uri']}>")
        lines += [f"  {one['says']}"] if one["says"] else []
    return "\n".join(lines) + "\n"


def _what_if(kb: KnowledgeBase, job: WhatIf, today: date) -> Made:
    from engine.commands.talk.looking import supposed_object, turning_object
    from engine.pages.language import spoken
    from engine.pages.whatif import supposed as supposed_page

    desk, before = on_the_desk(kb, job, today)
    language = job.told.language
    if not job.facts and not job.without:
        found = turning_object(desk, before)
        answer, page = _answered(kb, desk.case, before, False, language)
        return _both({**found, "answer": answer}, page, *turning_lines(found))
    changed, after = supposed(desk, job, today)
    first, before_page = _answered(kb, desk.case, before, False, language)
    second, after_page = _answered(kb, changed.case, after, False, language)
    predicates = spoken(kb, language or after.question.language)
    pages = (lambda: before_page), (lambda: after_page)
    page = supposed_page(before, after, changed, predicates, pages, PLAIN)
    found = supposed_object(before, after, changed, kb.predicates)
    return _both({**found, "before": first, "after": second}, page)


def _step(kb: KnowledgeBase, job: Step, today: date) -> Outcome:
    match next_step(kb, job, today, BACKEND):
        case Refused() as refused:
            return refused
        case Made(found):
            if found["ended"]:
                found = {**found, "answer": with_provisions(found["answer"])}
            cited = _cites(found["answer"]["provisions"]) if found["ended"] else ""
            return _both(found, *interview_lines(found), cited)


def _explained(kb: KnowledgeBase, word: str, today: date) -> Outcome:
    from engine.commands.talk.looking import described
    from engine.commands.talk.state import Desk

    match done_with(kb, Explain(word), today):
        case Refused() as refused:
            return refused
        case Made(entries):
            return _both({"entries": entries}, described(Desk(kb), word, PLAIN))
