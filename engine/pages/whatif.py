"""Suppositions as text: what was changed, how the answer turns, and what would turn it."""

from collections.abc import Callable, Iterator

from engine.answers.changed_case import Changed
from engine.answers.nearest_change import Looked, Nearest
from engine.answers.reply import Answer, Need, Reply
from engine.answers.turned_by_time import Reached, Waited
from engine.pages.from_reply import need_asides, need_words
from engine.pages.page import Entry, Section
from engine.pages.text import PLAIN, Medium, section_text
from parser.words.case_text import statement_line
from parser.words.question_words import question_words
from parser.words.sentence import ENGLISH, Predicates, choice_words, law_words, say, shown

Written = Callable[[], str]
"""Writes a page when it is wanted."""


def verdict_word(reply: Reply, predicates: Predicates = ENGLISH) -> str:
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
    before: Reply,
    after: Reply,
    changed: Changed,
    predicates: Predicates,
    pages: tuple[Written, Written],
    medium: Medium = PLAIN,
) -> str:
    """Write what a change does to an answer, and the page of the new answer.

    Where another reading or body of law is supposed, the pages of both answers are given: `pages`
    write that of the answer before, and that of the one after.
    """
    first, second = verdict_word(before, predicates), verdict_word(after, predicates)
    question = question_words(after.question, predicates)
    chosen = [
        Entry(say(predicates, "under {choice}", choice=choice_words(name, choice, predicates)))
        for name, choice in after.under
        if (name, choice) not in before.under
    ]
    turn = f"{first} → {second}"
    if first == second:
        turn = say(predicates, "still {verdict}", verdict=first)
    if not medium.boxes:
        turn = turn.replace("→", "->")
    changes = Section(
        say(predicates, "What is supposed"), (*_changes(changed, predicates), *chosen)
    )
    headline = f"{turn.upper() if first != second else turn}: {question}\n"
    parts = [headline, section_text(changes, medium)]
    if chosen:
        parts += [pages[0](), f"{say(predicates, 'Against it')}:\n"]
    parts.append(pages[1]())
    return "\n".join(parts)


def _changes(changed: Changed, predicates: Predicates) -> Iterator[Entry]:
    for one in changed.removed:
        line = statement_line(one, predicates)
        yield Entry(say(predicates, "without: {line}", line=line))
    for one in changed.added:
        line = statement_line(one, predicates)
        yield Entry(say(predicates, "with: {line}", line=line))


def nearest(looked: Looked, waited: Waited, predicates: Predicates, medium: Medium = PLAIN) -> str:
    """Write what would turn a *no*, other facts or time; else how far that was looked for."""
    sections: list[Section] = []
    if waited.reached is not None:
        sections.append(
            Section(
                say(predicates, "If nothing but time passes"),
                (Entry(_when(waited.reached, predicates)),),
            )
        )
    if looked.nearest is not None:
        sections += _nearest(looked.nearest, predicates)
    if not sections:
        entries = (
            Entry(_facts_looked_at(looked, predicates)),
            Entry(_days_looked_at(waited, predicates)),
        )
        sections.append(
            Section(
                say(predicates, "Nothing was found that turns this answer; looked at were"), entries
            )
        )
    return "\n".join(section_text(section, medium) for section in sections)


def _facts_looked_at(looked: Looked, predicates: Predicates) -> str:
    if not looked.alone:
        return say(predicates, "no statements, since there are none")
    one = looked.alone == 1
    alone = "{number} statement, each taken back and with other values"
    several = "{number} statements, each taken back and with other values"
    said = say(predicates, alone if one else several, number=looked.alone)
    if looked.facts > 1:
        also = "; of the {known} that the reasons speak of, up to {most} together"
        said += say(predicates, also, known=looked.together, most=looked.facts)
    if looked.ended:
        ended = "; it ended after {number} change"
        ended += "" if looked.changes == 1 else "s"
        said += say(predicates, ended, number=looked.changes)
    return said


def _days_looked_at(waited: Waited, predicates: Predicates) -> str:
    one = "{number} later day on which a comparison or a rule could turn, up to {day}"
    several = "{number} later days on which a comparison or a rule could turn, up to {day}"
    number, day = len(waited.tried), shown(waited.until, predicates)
    said = say(predicates, one if number == 1 else several, number=number, day=day)
    return said + say(predicates, "; it ended there") if waited.ended else said


def _when(reached: Reached, predicates: Predicates) -> str:
    first, verdict = shown(reached.day, predicates), say(predicates, reached.verdict)
    if reached.last is None:
        return say(predicates, "from {first}: {verdict}", first=first, verdict=verdict)
    if reached.day == reached.last:
        return say(predicates, "on {first}: {verdict}", first=first, verdict=verdict)
    last = shown(reached.last, predicates)
    phrase = "from {first} to {last}: {verdict}"
    return say(predicates, phrase, first=first, last=last, verdict=verdict)


def _nearest(found: Nearest, predicates: Predicates) -> list[Section]:
    entries = [
        Entry(say(predicates, "without: {line}", line=statement_line(one.statement, predicates)))
        for one in found.otherwise
    ]
    entries += [
        Entry(
            say(predicates, "with: {line}", line=need_words(need, predicates)),
            need_asides(need, predicates),
        )
        for need in found.needs
    ]
    verdict = say(predicates, found.verdict)
    title = say(predicates, "The nearest facts with which it would be {verdict}", verdict=verdict)
    sections = [Section(title, tuple(entries))]
    if found.findings:
        findings = tuple(
            Entry(need_words(need, predicates), (_found_by(need, predicates),))
            for need in found.findings
        )
        sections.append(Section(say(predicates, "It would then depend on"), findings))
    return sections


def _found_by(need: Need, predicates: Predicates) -> str:
    authority = law_words(predicates[need.atom.pred].authority, predicates)
    return say(predicates, "to be found by {authority}", authority=authority)
