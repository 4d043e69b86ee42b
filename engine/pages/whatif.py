"""Suppositions as text: what was changed, how the answer turns, and what would turn it."""

from collections.abc import Iterator

from engine.answers.changed_case import Changed
from engine.answers.nearest_change import Looked, Nearest
from engine.answers.reply import Answer, Need, Reply
from engine.answers.turned_by_time import Reached, Waited
from engine.pages.from_reply import need_asides, need_words
from engine.pages.page import Entry, Section
from engine.pages.text import PLAIN, Medium, render, section_text
from parser.words.case_text import statement_line
from parser.words.question_words import question_words
from parser.words.sentence import Predicates, say, shown
from parser.words.values import counted

_ENGLISH: Predicates = {}


def verdict_word(reply: Reply, predicates: Predicates = _ENGLISH) -> str:
    """Say in a word or a line how a reply comes out.

    Of an open question these are the values that are certain.
    """
    if isinstance(reply, Answer):
        return say(predicates, reply.verdict)
    sure = [row for row, answer in reply.rows if answer.verdict == "yes"]
    if reply.how_many:
        return str(len(sure))
    rows = [" ".join(shown(value, predicates) for value in row) for row in sure]
    return ", ".join(rows) or say(predicates, "none for certain")


def supposed(
    before: Reply, after: Reply, changed: Changed, predicates: Predicates, medium: Medium = PLAIN
) -> str:
    """Write what a change does to an answer, and the new answer with its reasons.

    Where another reading or body of law is supposed, the reasons of both answers are given.
    """
    first, second = verdict_word(before), verdict_word(after)
    question = question_words(after.question, predicates)
    chosen = [
        Entry(f"under {name}" if choice == "on" else f"under {name} {choice}")
        for name, choice in after.under
        if (name, choice) not in before.under
    ]
    turn = f"still {first}" if first == second else f"{first} → {second}"
    if not medium.boxes:
        turn = turn.replace("→", "->")
    changes = Section("What is supposed", (*_changes(changed, predicates), *chosen))
    headline = f"{turn.upper() if first != second else turn}: {question}\n"
    parts = [headline, section_text(changes, medium)]
    if chosen:
        parts += [render(before, predicates, medium), "Against it:\n"]
    parts.append(render(after, predicates, medium))
    return "\n".join(parts)


def _changes(changed: Changed, predicates: Predicates) -> Iterator[Entry]:
    for one in changed.removed:
        yield Entry(f"without: {statement_line(one, predicates)}")
    for one in changed.added:
        yield Entry(f"with: {statement_line(one, predicates)}")


def nearest(looked: Looked, waited: Waited, predicates: Predicates, medium: Medium = PLAIN) -> str:
    """Write what would turn a *no*, other facts or time; else how far that was looked for."""
    sections: list[Section] = []
    if waited.reached is not None:
        sections.append(Section("If nothing but time passes", (Entry(_when(waited.reached)),)))
    if looked.nearest is not None:
        sections += _nearest(looked.nearest, predicates)
    if not sections:
        entries = (Entry(_facts_looked_at(looked)), Entry(_days_looked_at(waited)))
        sections.append(
            Section("Nothing was found that turns this answer; looked at were", entries)
        )
    return "\n".join(section_text(section, medium) for section in sections)


def _facts_looked_at(looked: Looked) -> str:
    if not looked.alone:
        return "no statements, since there are none"
    said = f"{counted(looked.alone, 'statement')}, each taken back and with other values"
    if looked.facts > 1:
        said += (
            f"; of the {looked.together} that the reasons speak of, up to {looked.facts} together"
        )
    if looked.ended:
        said += f"; it ended after {counted(looked.changes, 'change')}"
    return said


def _days_looked_at(waited: Waited) -> str:
    days = counted(len(waited.tried), "later day")
    said = f"{days} on which a comparison or a rule could turn, up to {waited.until.isoformat()}"
    return f"{said}; it ended there" if waited.ended else said


def _when(reached: Reached) -> str:
    first, last = reached.day, reached.last
    if last is None:
        return f"from {first.isoformat()}: {reached.verdict}"
    if first == last:
        return f"on {first.isoformat()}: {reached.verdict}"
    return f"from {first.isoformat()} to {last.isoformat()}: {reached.verdict}"


def _nearest(found: Nearest, predicates: Predicates) -> list[Section]:
    entries = [
        Entry(f"without: {statement_line(one.statement, predicates)}") for one in found.otherwise
    ]
    entries += [
        Entry(f"with: {need_words(need, predicates)}", need_asides(need, predicates))
        for need in found.needs
    ]
    sections = [
        Section(f"The nearest facts with which it would be {found.verdict}", tuple(entries))
    ]
    if found.findings:
        findings = tuple(
            Entry(need_words(need, predicates), (f"to be found by {_authority(need, predicates)}",))
            for need in found.findings
        )
        sections.append(Section("It would then depend on", findings))
    return sections


def _authority(need: Need, predicates: Predicates) -> str:
    return predicates[need.atom.pred].authority
