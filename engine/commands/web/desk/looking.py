"""A case file -> what its page shows: facts and who stated them, choices, questions, the answer."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from engine.commands.diagnostics import object_of, texts_of
from engine.commands.web.desk import sentences
from engine.commands.web.desk.answering import answer_object, question_object, unanswered
from engine.commands.web.desk.editing import case_of
from engine.commands.web.desk.hearing import heard, often_asked, questions_like
from engine.commands.web.desk.jobs import Choices, InWords, Listing, Look, Told
from engine.commands.web.desk.rendering import phrases
from engine.commands.web.desk.ways import ways_by_themselves
from engine.pages.language import spoken
from kb.base import KnowledgeBase
from kb.from_files import read_cases_in_part
from parser.resolved.tree import Case, Statement
from parser.resolved.vocabulary import Provision, Switch
from parser.text.diagnostic import Diagnostic, Quoted, SourceError
from parser.words.case_text import shortest_line
from parser.words.sentence import Predicates, Spoken, choice_words, law_words

_REMARK = re.compile(r"[ \t]*#[ \t]*(.*)")
_FEW_QUESTIONS = 12


def languages(kb: KnowledgeBase) -> list[str]:
    """Return the languages that the laws speak."""
    return ["en", "me"] if kb.translation.forms else ["en"]


def laws(kb: KnowledgeBase, language: str) -> list[dict[str, str]]:
    """Return the laws by their titles."""
    titles = sentences.law_titles(kb, language)
    return [{"id": name, "title": title} for name, title in titles.items()]


def listing(kb: KnowledgeBase, job: Listing) -> list[dict[str, Any]]:
    """Return for each file its cases: what each is called, asks, and which laws it speaks of."""
    titles = {one["id"]: one["title"] for one in laws(kb, job.language)}
    found: list[dict[str, Any]] = []
    for name, text in job.files:
        cases, problems = read_cases_in_part(text, name, kb)
        found.append(
            {
                "name": name,
                "problems": len(problems),
                "cases": [
                    {
                        "number": number,
                        "title": case.title,
                        "as_of": case.as_of.isoformat() if case.as_of else "",
                        "facts": len(case.statements),
                        "laws": _laws_of(kb, case, titles),
                        "questions": _questions(kb, case, job.language),
                    }
                    for number, case in enumerate(cases, 1)
                ]
                if not problems
                else [],
            }
        )
    return found


def choices(kb: KnowledgeBase, job: Choices) -> dict[str, Any]:
    """Return the questions that can be asked: chapters, those of one, those with some words."""
    return {
        "languages": languages(kb),
        "often": often_asked(kb, Case(""), job.language),
        "chapters": sentences.chapters(kb, job.language),
        "listed": sentences.questions(kb, job.chapter, job.language) if job.chapter else [],
        "found": _questions_with(kb, Case(""), job.find, job.language, date.today()),
        "form": sentences.form_of(kb, Case(""), job.ask, job.language) if job.ask else None,
        "ways": _ways_to(kb, job.ask, job.language) if job.ask else [],
    }


def _ways_to(kb: KnowledgeBase, pred: str, language: str) -> list[dict[str, Any]]:
    """Return the ways to a sentence of which nothing is said yet."""
    if pred not in kb.predicates:
        return []
    blanks = ("",) * len(kb.predicates[pred].slots)
    return ways_by_themselves(kb, Case(""), pred, blanks, language, date.today())


def _laws_of(kb: KnowledgeBase, case: Case, titles: dict[str, str]) -> list[str]:
    """Return the titles of the laws in whose words a case is told and asked, each once."""
    asked = [one.question.sentence for one in case.expectations]
    said = [one.sentence for one in case.statements]
    spoken_of = [kb.predicates.get(one.predicate) for one in (*asked, *said)]
    return [*dict.fromkeys(titles[one.law] for one in spoken_of if one and one.law in titles)]


def look(kb: KnowledgeBase, job: Look, today: date) -> dict[str, Any]:
    """Return all that the page of a case shows.

    Of a text that cannot be read these are the diagnostics; a question that cannot be answered has
    its own beside the facts. Without a question the first that the case asks by itself is answered.
    """
    told = job.told
    try:
        case = case_of(kb, told)
    except SourceError as error:
        return {"problems": problems(error), "languages": languages(kb)}
    predicates = spoken(kb, told.language)
    own = _questions(kb, case, told.language)
    question = job.question or (own[0]["text"] if own else "")
    every = read_cases_in_part(told.text, told.name, kb)[0]
    answer = _answer(kb, case, question, told.language, today) if question else None
    is_known = answer is None or answer["is_known"]
    return {
        "problems": [],
        "languages": languages(kb),
        "titles": [one.title for one in every],
        "title": case.title,
        "as_of": case.as_of.isoformat() if case.as_of else "",
        "today": today.isoformat(),
        "facts": [
            _fact(one, number, told, predicates) for number, one in enumerate(case.statements, 1)
        ],
        "switches": [_switch(one, case, predicates) for one in kb.vocabulary.switches.values()],
        "questions": own,
        "question": question,
        "chapters": sentences.chapters(kb, told.language),
        "listed": sentences.questions(kb, job.chapter, told.language) if job.chapter else [],
        "ask_form": sentences.form_of(kb, case, job.ask, told.language) if job.ask else None,
        "found": sentences.found(kb, job.find, told.language),
        "heard": heard(kb, case, job.find, told.language, today) if job.find else [],
        "fill_form": sentences.form_of(kb, case, job.fill, told.language) if job.fill else None,
        "answer": answer,
        "often": [] if question or job.ask else often_asked(kb, case, told.language),
        "near": [] if is_known else _questions_with(kb, case, question, told.language, today),
    }


def _questions_with(
    kb: KnowledgeBase, case: Case, words: str, language: str, today: date
) -> list[dict[str, Any]]:
    """Return the questions that may be meant by some words, the nearest first.

    Those in which all words begin a word come too, for who looks for a sentence by its words.
    """
    near = questions_like(kb, case, words, language, today) if words else []
    known = {one["pred"] for one in near}
    exact = sentences.found(kb, words, language, asking=True)
    further = [{**one, "slots": {}, "is_whole": False} for one in exact if one["pred"] not in known]
    return near + further


def _answer(
    kb: KnowledgeBase, case: Case, question: str, language: str, today: date
) -> dict[str, Any]:
    try:
        return answer_object(kb, case, question, language, today)
    except SourceError as error:
        return unanswered(problems(error))


def _questions(kb: KnowledgeBase, case: Case, language: str) -> list[dict[str, str]]:
    """Return the questions that a case asks by itself, each once."""
    asked = [question_object(kb, case, one.question, language) for one in case.expectations]
    return [*{one["text"]: one for one in asked if one["text"]}.values()][:_FEW_QUESTIONS]


def in_words(kb: KnowledgeBase, job: InWords) -> list[str]:
    """Return what each text says in a language; one that cannot be read as it is."""
    return [_in_words(kb, Told(text, job.name, language=job.language)) for text in job.texts]


def _in_words(kb: KnowledgeBase, told: Told) -> str:
    cases, problems = read_cases_in_part(told.text, told.name, kb)
    if problems:
        return told.text
    predicates = spoken(kb, told.language)
    lines: list[str] = []
    for case in cases:
        day = f"{phrases(told.language)('as_of')} {case.as_of}" if case.as_of else ""
        under = [choice_words(name, of, predicates) for name, of in case.under.items()]
        facts = [_fact(one, 0, told, predicates) for one in case.statements]
        said = [f"{one['text']}   # {one['remark']}".removesuffix("   # ") for one in facts]
        lines += [case.title, *(f"    {one}" for one in (day, *under, *said) if one)]
    return "\n".join(lines)


def _fact(one: Statement, number: int, told: Told, predicates: Predicates) -> dict[str, Any]:
    """Return a statement in words, with the remark behind its line: who says so, and since when."""
    remark = ""
    typed = text = shortest_line(one, predicates)
    if one.span.file == told.name and one.span.end:
        if told.language == "en":  # as it was written: `today` says more than the day it is
            typed = " ".join(told.text[one.span.start : one.span.end].split())
        rest = told.text[one.span.end :].split("\n", 1)[0]
        found = _REMARK.fullmatch(rest)
        remark = found[1].strip() if found else ""
    return {
        "number": number,
        "kind": one.kind,
        "text": text,
        "typed": typed,
        "remark": remark,
    }


def _switch(one: Switch, case: Case, predicates: Predicates) -> dict[str, Any]:
    own = predicates if isinstance(predicates, Spoken) else None
    title, says = one.title, one.says
    if own is not None:
        said = own.provision(Provision(one.id, title, says=says))
        title, says = said.title, said.says
    choices = [
        {
            "name": name,
            "meaning": own.choice(one.id, name) if own is not None else meaning or name,
        }
        for name, meaning in one.choices
    ]
    return {
        "id": one.id,
        "title": title,
        "says": says,
        "cites": law_words(one.cites, predicates),
        "overlay": one.overlay,
        "choices": choices,
        "chosen": case.under.get(one.id, one.default),
    }


def problems(error: SourceError) -> list[dict[str, Any]]:
    """Return the diagnostics of an error as a page shows them."""
    known = error.texts if isinstance(error, Quoted) else {}
    return diagnosed(error.diagnostics, known)


def diagnosed(found: Sequence[Diagnostic], known: dict[str, str] | Any) -> list[dict[str, Any]]:
    """Return diagnostics as a page shows them."""
    texts = texts_of(found, known)
    return [object_of(one, texts) for one in found]
