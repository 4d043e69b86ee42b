"""Worked cases -> what a site tells of each: its facts, its answers as `ask` has them, proofs.

Runs in several processes: a part of the cases goes in, pages and what they show of the law come
out.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from engine.answers.ask import ask
from engine.answers.by_then import ByThen, by_then
from engine.answers.coverage import Part, part
from engine.answers.reply import Answer, Reply, Values
from engine.answers.summary import Otherwise
from engine.answers.under_others import under_others
from engine.answers.worked_cases import Checked, check_case, rules_used
from engine.pages.from_reply import page, row_names
from engine.pages.page import Page, Section
from engine.pages.remedies import remedy_words
from engine.pages.short import short_page
from engine.pages.site.coloured import Coloured, coloured
from kb.base import KnowledgeBase
from parser.frozen import dataclass
from parser.resolved.tree import Case, Expectation, Question
from parser.text.diagnostic import SourceError
from parser.text.source import read_source
from parser.text.span import Span
from parser.words.case_text import shortest_line
from parser.words.question_words import question_words
from parser.words.sentence import Predicates, choice_words, say, shown


@dataclass(frozen=True, slots=True)
class Told:
    """An expectation of a worked case and what is answered, in one language.

    `answer` is the page of `ask`, `proof` what `ask --all` adds to it with the `numbers` of its
    steps. Where there is no answer, `error` says why.
    """

    question: str
    expected: str
    met: bool
    got: str
    answer: Page | None
    proof: tuple[Section, ...] = ()
    numbers: Mapping[str, int] | None = None
    parts: tuple[Page, ...] = ()
    error: str = ""


@dataclass(frozen=True, slots=True)
class ToldCase:
    """A worked case in one language; `code` is how its file has it, in colours."""

    title: str
    as_of: str
    under: tuple[str, ...]
    facts: tuple[str, ...]
    told: tuple[Told, ...]
    code: Coloured


class Asked(NamedTuple):
    """What pages of provisions show of an expectation: the words of a language by language.

    `number` counts the expectations of the case from 1; `used` are the ids of the rules that the
    reasons rest on, `named` those that the case itself names.
    """

    number: int
    questions: dict[str, str]
    answers: dict[str, str]
    met: bool
    used: frozenset[str]
    named: tuple[str, ...]


class Answered(NamedTuple):
    """A worked case answered: its pages by language, and what stands of it elsewhere."""

    pages: dict[str, ToldCase]
    asked: tuple[Asked, ...]


def answered(
    kb: KnowledgeBase, cases: Sequence[Case], spoken: Mapping[str, Predicates], backend: str
) -> tuple[list[Answered], Part]:
    """Answer what some worked cases expect, and return what that shows of the laws.

    `spoken` are the predicates by language. Each question is answered once for all that is made
    of it.
    """
    known: dict[tuple[Span, str, Span], Reply] = {}

    def asking(question: Question, case: Case) -> Reply:
        key = case.span, case.title, question.span
        if key not in known:
            known[key] = ask(kb, question, case, backend=backend)
        return known[key]

    shown_of = part(kb, cases, asking)
    texts = case_texts(cases)
    found: list[Answered] = []
    for case in cases:
        checked = check_case(case, asking)
        beside = [_beside(kb, case, one.reply, backend) for one in checked]
        pages: dict[str, ToldCase] = {}
        for language, predicates in spoken.items():
            told = tuple(
                _told(kb, one, extra, predicates)
                for one, extra in zip(checked, beside, strict=True)
            )
            pages[language] = _case(case, told, texts.get(case.span, ""), predicates)
        found.append(
            Answered(pages, tuple(_asked(one, at, pages) for at, one in enumerate(checked)))
        )
    return found, shown_of


def _asked(checked: Checked, at: int, pages: Mapping[str, ToldCase]) -> Asked:
    return Asked(
        at + 1,
        {name: page.told[at].question for name, page in pages.items()},
        {name: page.told[at].got for name, page in pages.items()},
        checked.met,
        rules_used(checked.reply) if checked.reply is not None else frozenset(),
        checked.expectation.by,
    )


class _Beside(NamedTuple):
    """What an answer has beside it, whatever the language of its page."""

    others: tuple[Otherwise, ...] = ()
    later: tuple[ByThen, ...] = ()


def _beside(kb: KnowledgeBase, case: Case, reply: Reply | None, backend: str) -> _Beside:
    if reply is None:
        return _Beside()
    later = by_then(kb, case, reply, backend)
    others = under_others(kb, case, reply, backend) if isinstance(reply, Answer) else ()
    return _Beside(others, later)


def _told(kb: KnowledgeBase, checked: Checked, beside: _Beside, predicates: Predicates) -> Told:
    expectation, reply = checked.expectation, checked.reply
    question = question_words(expectation.question, predicates)
    expected = _expected(expectation, predicates)
    if reply is None:
        return Told(question, expected, False, "", None, error=checked.error)
    remedy = remedy_words(kb, reply, predicates) if isinstance(reply, Answer) else ""
    short = short_page(reply, predicates, beside.others, remedy, beside.later)
    whole = page(reply, predicates)
    return Told(
        question,
        expected,
        checked.met,
        _got(reply, short, predicates),
        short,
        whole.sections,
        whole.numbers,
        whole.parts,
    )


_FEW = 3
"""How many values stand in a list in place of their number."""


def _got(reply: Reply, short: Page, predicates: Predicates) -> str:
    """Say an answer in a list: the verdict, the values if they are few, or how many there are."""
    if isinstance(reply, Values) and not reply.how_many:
        named = zip(row_names(reply, predicates), reply.rows, strict=True)
        certain = [name for name, (_, answer) in named if answer.verdict == "yes"]
        if 0 < len(certain) == len(reply.rows) <= _FEW:
            return ", ".join(certain)
    return short.said or short.word


def _expected(expectation: Expectation, predicates: Predicates) -> str:
    """Say what a case expects, in the language of a page."""
    if expectation.values is None:
        return say(predicates, str(expectation.verdict))
    rows = [" ".join(shown(value, predicates) for value in row) for row in expectation.values]
    return ", ".join(rows) or say(predicates, "none")


def _case(case: Case, told: tuple[Told, ...], text: str, predicates: Predicates) -> ToldCase:
    as_of = shown(case.as_of, predicates) if case.as_of is not None else ""
    under = tuple(choice_words(name, choice, predicates) for name, choice in case.under.items())
    facts = tuple(shortest_line(one, predicates) for one in case.statements)
    return ToldCase(case.title, as_of, under, facts, told, coloured(text))


def untold(case: Case, predicates: Predicates) -> ToldCase:
    """Return what a case states, without an answer to anything it asks."""
    return _case(case, (), case_texts((case,)).get(case.span, ""), predicates)


def case_texts(cases: Sequence[Case]) -> dict[Span, str]:
    """Return the lines of each case as its file has them; none of a file that is gone."""
    found: dict[Span, str] = {}
    for file in dict.fromkeys(case.span.file for case in cases):
        try:
            lines = read_source(file).splitlines()
        except SourceError:
            continue
        for case in cases:
            if case.span.file == file:
                found[case.span] = "\n".join(_lines_of(lines, case.span.line - 1))
    return found


def _lines_of(lines: Sequence[str], first: int) -> Sequence[str]:
    """Return the line at which a case begins, and those below it up to the next block."""
    last = first + 1
    while last < len(lines) and (not lines[last].strip() or lines[last][:1].isspace()):
        last += 1
    while last > first + 1 and not lines[last - 1].strip():
        last -= 1
    return lines[first:last]
