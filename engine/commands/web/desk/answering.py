"""A question about a case -> what the page shows of its answer: the report, and what to ask."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from engine.answers.ask import ask
from engine.answers.interview.query import Query
from engine.answers.reply import Answer, Need, Reply, Verdict
from engine.answers.summing import summary
from engine.commands.web.desk.names_typed import question_typed
from engine.commands.web.desk.sentences import query_object
from engine.commands.web.desk.ways import ways_by_themselves
from engine.pages.language import spoken
from engine.pages.report.compose import Reported, compose, question_text
from engine.pages.report.html import inside
from engine.pages.report.reported import reported
from engine.pages.report.words import words
from engine.pages.whatif import verdict_word
from kb.base import KnowledgeBase
from parser.resolved.tree import Case, Constant, Question, Term
from parser.values import Entity
from parser.words.case_text import shortest_line, value_text
from parser.words.sentence import Predicates, choice_words, law_words

BACKEND = "pydatalog"

_ASKED_BESIDE = ("missing", "findings")
"""Sections of a report that say what the page asks for."""


def reply_to(kb: KnowledgeBase, case: Case, text: str, today: date) -> tuple[Case, Reply]:
    """Return the case on the day of the question, and the reply. Raises SourceError."""
    dated = replace(case, as_of=case.as_of or today)
    question = question_typed(kb, dated, text, dated.as_of)
    return dated, ask(kb, question, dated, backend=BACKEND)


def answer_object(
    kb: KnowledgeBase, case: Case, text: str, language: str, today: date
) -> dict[str, Any]:
    """Return what the page of a case shows of an answer, in a language. Raises SourceError."""
    dated, reply = reply_to(kb, case, text, today)
    predicates = spoken(kb, language)
    asks = _asks(kb, dated, reply, language) if isinstance(reply, Answer) else []
    told = reported(kb, dated, reply, BACKEND, asking_on=False)
    made = compose([told], predicates, kb.version, language)
    keys = [one.key for one in made.sections]
    left_out = ("signature", keys[0], *(_ASKED_BESIDE if asks else ()))
    return _said(told, predicates, language) | {
        "problems": [],
        "is_known": bool(reply.question.sentence.predicate),
        "under": _under(reply, predicates) if isinstance(reply, Answer) else [],
        "asks": asks,
        "ways": _ways(kb, dated, reply, language, today),
        "first": inside(made, without=keys[1:], with_annex=False),
        "html": inside(made, without=left_out),
        "bring": inside(made, without=[one for one in keys if one != "evidence"], with_annex=False),
    }


def short_object(
    kb: KnowledgeBase, case: Case, text: str, language: str, today: date, prefix: str
) -> dict[str, Any]:
    """Return what stands beside another answer: the front of the report, without its annex.

    `prefix` tells its anchors apart from those of the other.
    """
    dated, reply = reply_to(kb, case, text, today)
    predicates = spoken(kb, language)
    told = reported(kb, dated, reply, BACKEND)
    made = compose([told], predicates, kb.version, language)
    html = inside(made, prefix=prefix, without=("signature",), with_annex=False)
    plain = inside(made, without=("signature",), with_annex=False)
    return _said(told, predicates, language) | {"html": html, "plain": plain}


def unanswered(problems: Sequence[Any]) -> dict[str, Any]:
    """Return what stands in the place of an answer that there is none of, and why."""
    said = {"question": "", "verdict": "", "word": "", "is_known": False, "problems": problems}
    return said | {"under": [], "asks": [], "ways": [], "first": "", "html": "", "bring": ""}


def _said(told: Reported, predicates: Predicates, language: str) -> dict[str, Any]:
    reply = told.reply
    if isinstance(reply, Answer):
        verdict, word = str(reply.verdict), _verdict(reply.verdict, language)
    else:
        verdict, word = "values", verdict_word(reply, predicates)
    question = question_text(reply.question, predicates)
    return {"question": question, "verdict": verdict, "word": word}


def _under(answer: Answer, predicates: Predicates) -> list[dict[str, str]]:
    """Return the choices under which a sentence has rules that has none under those made."""
    chosen = dict(answer.under)
    found = {
        switch: next(iter(choices))
        for rule in answer.outside
        for switch, choices in rule.under
        if chosen.get(switch) not in choices
    }
    return [
        {"switch": switch, "choice": choice, "words": choice_words(switch, choice, predicates)}
        for switch, choice in found.items()
    ]


def _ways(
    kb: KnowledgeBase, case: Case, reply: Reply, language: str, today: date
) -> list[dict[str, Any]]:
    """Return each way to a sentence that is not so, or not yet, as a question of its own."""
    sentence = reply.question.sentence
    if not isinstance(reply, Answer) or reply.verdict == "yes" or not sentence.predicate:
        return []
    args = tuple(map(_typed, sentence.args))
    return ways_by_themselves(kb, case, sentence.predicate, args, language, today)


def _typed(term: Term) -> str:
    """Return what somebody types into the blank of a term."""
    if not isinstance(term, Constant):
        return ""
    return term.value.name if isinstance(term.value, Entity) else value_text(term.value)


def _verdict(verdict: Verdict, language: str) -> str:
    return words(language).word(f"verdict_inside.{verdict}")


def _asks(kb: KnowledgeBase, case: Case, answer: Answer, language: str) -> list[dict[str, Any]]:
    """Return what to find out, in groups, each thing as a form that can be filled in."""
    predicates = spoken(kb, language)
    groups: list[dict[str, Any]] = []
    for group in summary(answer, predicates).asks:
        forms = [
            query_object(kb, case, query, predicates)
            | {
                "known": [
                    shortest_line(said, predicates)
                    for said in case.statements
                    if said.kind == "states" and query.covers(said)
                ],
                "whole": one.need.closing,
                "wants_no": one.need.negative and not one.need.closing,
                "authority": law_words(one.authority, predicates) if one.authority else "",
                "if_not": _verdict(one.if_not, language),
            }
            for one in group.each
            for query in (_query(one.need),)
        ]
        groups.append({"each": _once(forms), "if_so": _verdict(group.if_so, language)})
    return groups


def _query(need: Need) -> Query:
    """Return what is to be filled in: individuals that stand for any other are blanks."""
    args = tuple(
        None if place in need.examples else value for place, value in enumerate(need.atom.args)
    )
    return Query(need.atom.pred, args)


def _once(forms: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return forms without those that ask for the same again."""
    seen: list[tuple[Any, ...]] = []
    kept: list[dict[str, Any]] = []
    for form in forms:
        key = (form["pred"], [one["fixed"] for one in form["slots"]], form["whole"])
        if key not in seen:
            seen.append(key)
            kept.append(form)
    return kept


def question_object(
    kb: KnowledgeBase, case: Case, question: Question, language: str
) -> dict[str, str]:
    """Return a question as a link has it: the text that asks it again, and its words."""
    return {
        "text": question.text,
        "words": question_text(question, spoken(kb, language)),
    }
