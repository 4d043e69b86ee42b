"""What a request tells -> the situation that a question is asked about."""

from dataclasses import replace

from engine.answers.ask import read_question
from engine.answers.situations import choices, with_facts
from engine.commands.web.jobs import Told
from kb.base import KnowledgeBase
from kb.from_files import read_cases
from parser.resolved.tree import Case, Question
from parser.text.diagnostic import Diagnostic, Quoted, SourceError

CASE = "case"
"""What the text of a case is called in diagnostics and proofs."""

_TITLES = 20
"""How many titles are listed to choose from."""


def situation(kb: KnowledgeBase, told: Told) -> Case:
    """Return the situation that a request tells of.

    Raises Quoted, with the text, for what cannot be read, and SourceError for a title or a choice
    that is not there.
    """
    case = with_facts(kb, _chosen(kb, told), told.facts, place=fact_name)
    under = {**case.under, **choices(kb, told.readings, told.laws)}
    return replace(case, as_of=told.as_of or case.as_of, under=under)


def question_about(kb: KnowledgeBase, text: str, case: Case) -> Question | str:
    """Return the question that `text` asks about a case with its day; raises Quoted with the text.

    Commands keep the questions that they read on disk; what is asked here has the names of people
    and is kept nowhere. A text that no sentence answers is returned as it is.
    """
    assert case.as_of is not None
    try:
        found = read_question(kb, text, case, case.as_of)
    except SourceError as error:
        raise Quoted(error.diagnostics, {"question": text}) from None
    return found if isinstance(found, Question) else text


def fact_name(number: int) -> str:
    """Return what a fact told beside the text of the case is called, counted from 1."""
    return f"fact {number}"


def _chosen(kb: KnowledgeBase, told: Told) -> Case:
    """Return the case that is meant: the one with the title, or the only one."""
    if not told.text.strip():
        return Case("")
    try:
        found = read_cases(told.text, CASE, kb)
    except SourceError as error:
        raise Quoted(error.diagnostics, {CASE: told.text}) from None
    if told.title:
        found = tuple(one for one in found if one.title == told.title) or _none(told, found)
    if len(found) > 1:
        titles = "; ".join(one.title for one in found[:_TITLES])
        raise SourceError(
            (
                Diagnostic(
                    "several-cases",
                    f"the text has {len(found)} cases, and one is asked about",
                    help=f"say which by its title: {titles}",
                ),
            )
        )
    return found[0] if found else Case("")


def _none(told: Told, found: tuple[Case, ...]) -> tuple[Case, ...]:
    titles = "; ".join(one.title for one in found[:_TITLES])
    raise SourceError(
        (
            Diagnostic(
                "unknown-case", f"no case is called `{told.title}`", help=f"there are: {titles}"
            ),
        )
    )
