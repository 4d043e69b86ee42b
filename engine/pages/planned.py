"""Days that are only planned: what is so on the day of a question, and what is so by the plan.

A stay that goes on past that day was not made yet, and days of it that count have not been spent.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from engine.answers.reasons import nodes, roots_of
from engine.answers.reply import Answer
from engine.arithmetic.compare import compare
from engine.pages.page import Entry, Section
from engine.pages.reworded import reworded
from engine.pages.room import Room, cut, titled
from engine.pages.unnamed import said_words
from engine.proof.node import Aggregated, Compared, Derived, Node, Stated
from parser.datalog.tree import Const, Operator
from parser.frozen import dataclass
from parser.resolved.vocabulary import Predicate
from parser.values import Value
from parser.words.sentence import Predicates, say, shown
from parser.words.turned_round import supported


@dataclass(frozen=True, slots=True)
class Planned:
    """A measure of days, some of them to come, that passes or reaches a limit by these alone.

    On `first` it does so; `so_far` are the days up to that of the question, `in_all` all of them,
    the last of which is `last`.
    """

    first: date
    so_far: int
    in_all: int
    last: date


def by_the_plan(answer: Answer) -> Planned | None:
    """Return the days to come without which an answer would not be what it is, or None.

    Such are those that are counted and compared with a limit: on the day of the question as many of
    them as have passed by then do not bring it about.
    """
    if answer.verdict not in ("yes", "no") or answer.conflicts:
        return None
    for step in nodes(roots_of(answer)[:1]):
        if not isinstance(step, Derived):
            continue
        for measure in step.premises:
            if isinstance(measure, Aggregated) and measure.kind == "days":
                for one in step.premises:
                    found = _turned(one, measure, answer.as_of) if _decides(one) else None
                    if found is not None:
                        return found
    return None


def _decides(node: Node) -> bool:
    return isinstance(node, Compared) and node.status in ("holds", "fails")


def _turned(node: Node, measure: Aggregated, as_of: date) -> Planned | None:
    """Return the days to come with which a comparison of a measure comes out as it does."""
    if not isinstance(node, Compared):
        return None
    sides = (node.comparison.left, node.comparison.right)
    values = (node.left, node.right)
    mine = next((at for at in (0, 1) if values[at] == measure.result), None)
    if mine is None or not isinstance(sides[1 - mine], Const):
        return None
    days = _days(measure)
    so_far = [day for day in days if day <= as_of]
    if len(so_far) == len(days) or len(days) != measure.result:
        return None
    op, limit = node.comparison.op, values[1 - mine]
    holds = node.status == "holds"
    if limit is None or _compared(op, len(so_far), limit, mine) == holds:
        return None
    counts = enumerate(days, 1)
    first = next(day for count, day in counts if _compared(op, count, limit, mine) == holds)
    return Planned(first, len(so_far), len(days), days[-1])


def _compared(op: Operator, count: int, limit: Value, mine: int) -> bool:
    return compare(op, count, limit) if mine == 0 else compare(op, limit, count)


def _days(measure: Aggregated) -> list[date]:
    """Return the days that a measure covers, in order, each once."""
    found: set[date] = set()
    for values, _ in measure.contributions:
        match tuple(values):
            case (date() as first, date() as last):
                found |= {first + timedelta(days=one) for one in range((last - first).days + 1)}
            case _:
                return []
    return sorted(found)


def plan_section(found: Planned, as_of: date, predicates: Predicates, room: Room) -> Section:
    """Return the line that says what is so today and from which day the plan makes it otherwise."""
    text = say(
        predicates,
        "{so_far} days by {today}; {in_all} by {last}, {coming} of them still to come; "
        "not before {first}, so {before} is the last day on which it is otherwise",
        so_far=found.so_far,
        in_all=found.in_all,
        coming=found.in_all - found.so_far,
        today=shown(as_of, predicates),
        last=shown(found.last, predicates),
        first=shown(found.first, predicates),
        before=shown(found.first - timedelta(days=1), predicates),
    )
    return titled("By the plan alone", [Entry(cut(text, room))], predicates)


def told_as_planned(
    sections: Iterable[Section], answer: Answer, predicates: Predicates
) -> Iterator[Section]:
    """Return sections in which what is said as past and has a day to come is told as planned.

    `Olena made a short stay from 2026-05-01 to 2026-06-15` is no report of what was, on 10 May.
    """
    told: dict[str, str] = {}
    present: set[str] = set()
    for node in nodes(roots_of(answer)):
        predicate = predicates.get(node.atom.pred) if isinstance(node, Stated | Derived) else None
        if predicate is None or not isinstance(node, Stated | Derived) or node.status != "holds":
            continue
        if mark := _mark(node, answer.as_of, predicates):
            said = said_words(node.atom, predicates)
            (told.setdefault(said, mark) if _is_past(predicate) else present.add(_tail(said)))
    # of several cases that are counted only the days are told, after the first
    tails = {_tail(said): mark for said, mark in told.items() if _tail(said) not in present}
    whole = sorted(told.items(), key=lambda one: -len(one[0]))
    marks = {*told.values()}
    changes = [
        *((said, f"{said}{mark}") for said, mark in whole),
        *((tail, f"{tail}{mark}") for tail, mark in tails.items() if tail),
        *((f"{mark}{mark}", mark) for mark in marks),
    ]
    measured = say(predicates, "{worked}, still to come", worked="")
    for section in sections:
        entries: list[Entry] = []
        for one in section.entries:
            # where the line says itself how far off the day is, the fact need not say so
            part = replace(section, entries=(one,))
            (made,) = reworded((part,), [] if measured in one.text else changes)
            entries += made.entries
        yield replace(section, entries=tuple(entries))


def _mark(node: Stated | Derived, as_of: date, predicates: Predicates) -> str:
    """Return what is said behind a sentence that has a day to come; nothing of any other."""
    days = [arg for arg in node.atom.args if isinstance(arg, date)]
    if not any(day > as_of for day in days):
        return ""
    if not any(day <= as_of for day in days):
        return say(predicates, ", still to come")
    first = shown(as_of + timedelta(days=1), predicates)
    return say(predicates, ", from {first} on still to come", first=first)


def _tail(said: str) -> str:
    """Return the days with which a sentence ends, with the words before and between them."""
    found = _DAYS.search(said)
    return found[0] if found else ""


_DAYS = re.compile(r"\w+ [\d.-]+\d\.?(?: godine)? \w+ [\d.-]+\d\.?(?: godine)?$")


def _is_past(predicate: Predicate) -> bool:
    """Tell whether a sentence says that something was done: its verb is in the past tense."""
    for before, part in enumerate(predicate.parts[1:]):
        if part in ("was", "were"):
            return True
        if isinstance(part, str) and predicate.parts[before] == 0:
            support = supported(part)
            if support is not None:
                return support[0] == "did"
    return False
