"""The short page of a reply, the same wherever one is printed: by a command or in a conversation.

Beside what the reply says it has what other readings and bodies of law answer, and the remedy.
"""

from collections.abc import Sequence

from engine.answers.asked_next import asked_next
from engine.answers.by_then import ByThen, by_then
from engine.answers.reply import Answer, Reply
from engine.answers.summary import Otherwise
from engine.answers.summing import summary
from engine.answers.under_others import found_under_others, under_others
from engine.pages.language import untranslated
from engine.pages.page import Entry, Section
from engine.pages.remedies import remedy_words
from engine.pages.text import Medium, section_text, short
from engine.pages.unnamed import said_words
from kb.base import KnowledgeBase
from parser.resolved.tree import Case
from parser.words.sentence import Predicates, law_words, say


def beside(
    kb: KnowledgeBase, case: Case, reply: Reply, predicates: Predicates, backend: str
) -> tuple[tuple[Otherwise, ...], str, tuple[ByThen, ...]]:
    """Return what other readings and bodies of law answer, what is said of a remedy, and days.

    These are the days to come that the reply names and on which it would be no *yes*.
    """
    later = by_then(kb, case, reply, backend)
    if not isinstance(reply, Answer):
        return found_under_others(kb, case, reply, backend), "", later
    return under_others(kb, case, reply, backend), remedy_words(kb, reply, predicates), later


def to_bring(reply: Reply, predicates: Predicates) -> str:
    """Write by what the law says that the facts of an answer are proved, or nothing."""
    if not isinstance(reply, Answer):
        return ""
    from engine.answers.evidence import evidence  # only a conversation asks for it

    found = evidence(summary(reply, predicates), predicates)
    entries = tuple(
        Entry(f"{said_words(one.atom, predicates)}: {law_words(one.proved, predicates)}")
        for one in found
    )
    title = say(predicates, "What to bring, where the law names it")
    return f"\n{section_text(Section(title, entries))}" if entries else ""


def short_answer(
    kb: KnowledgeBase,
    case: Case,
    reply: Reply,
    predicates: Predicates,
    backend: str,
    medium: Medium,
    foot: Sequence[str] = (),
    language: str = "",
) -> str:
    """Write the short page of a reply about a case, with the lines of its `foot`.

    Where the law has no translation into the `language` that is wanted, a line says so.
    """
    reply = asked_next(kb, case, reply, backend)
    others, remedy, later = beside(kb, case, reply, predicates, backend)
    note = untranslated(kb, language, reply.question.sentence.predicate)
    feet = (*((note,) if note else ()), *foot)
    return short(reply, predicates, medium, feet, others, remedy, later)
