"""Rows of an open question of which none is certain: told once, with what to ask of all of them."""

from collections.abc import Sequence
from itertools import groupby

from engine.answers.reply import Values
from engine.answers.summary import Asks, Summary
from engine.arithmetic.compare import compare
from engine.arithmetic.errors import EvaluationError
from engine.pages.page import Entry
from engine.pages.room import Room
from engine.pages.units import with_unit
from engine.proof.node import Stated
from parser.values import Range, Value
from parser.words.sentence import Predicates, shown


def told_once(values: Values) -> tuple[int, ...]:
    """Return the places of the rows that are told.

    A row that is open is not, where its value lies among those of another row that is open too:
    `12 or more` says nothing beside `0 or more`, of which it is not known either whether it is so.
    """
    rows = [(row[0] if len(row) == 1 else None, one.verdict) for row, one in values.rows]
    found = []
    for place, (value, verdict) in enumerate(rows):
        others = [one for at, (one, how) in enumerate(rows) if at != place and how == verdict]
        if verdict != "unknown" or value is None or not any(_is_wider(o, value) for o in others):
            found.append(place)
    return tuple(found)


def _is_wider(one: Value | None, other: Value) -> bool:
    """Tell whether a range takes in another value or range, and more than that."""
    if not isinstance(one, Range) or one == other:
        return False
    low, high = (other.low, other.high) if isinstance(other, Range) else (other, other)
    try:
        starts = one.low is None or (low is not None and compare("<=", one.low, low))
        ends = one.high is None or (high is not None and compare("<=", high, one.high))
    except EvaluationError:
        return False
    return starts and ends


def asked_of_all(values: Values, found: Sequence[Summary]) -> Asks | None:
    """Return what would decide each of several open rows, if that is the same for all."""
    if len(values.rows) < 2 or any(one.verdict != "unknown" for _, one in values.rows):
        return None
    groups = [one.asks[0] for one in found if one.asks]
    if len(groups) < len(found):
        return None
    needs = {tuple(ask.need for ask in group.each) for group in groups}
    return groups[0] if len(needs) == 1 else None


def then_found(values: Values, found: Sequence[Summary], predicates: Predicates) -> str:
    """Write which value it is if all that a list is asked for is stated; nothing if not known.

    That is the least of each open row that is then so, where all that counts is stated exactly:
    of nine days and no more, nine are what `nine or more` comes to.
    """
    least: list[Value] = []
    for (row, _), one in zip(values.rows, found, strict=True):
        (group, *_) = one.asks
        exact = all(_is_exact(fact) for ask in group.each for fact in ask.known)
        if len(row) != 1 or len(group.each) != 1 or not group.each[0].need.closing or not exact:
            return ""
        if group.if_so == "yes":
            value = row[0].low if isinstance(row[0], Range) else row[0]
            if value is None or (isinstance(row[0], Range) and row[0].high is not None):
                return ""
            least.append(value)
    try:
        most = [one for one in least if all(compare("<=", other, one) for other in least)]
    except EvaluationError:
        return ""
    if not most:
        return ""
    greatest = most[0]
    return with_unit(shown(greatest, predicates), greatest, values.question, predicates)


def _is_exact(fact: object) -> bool:
    return isinstance(fact, Stated) and not any(isinstance(one, Range) for one in fact.atom.args)


_MANY = 3
"""So many rows that are so for the same reason are told in one line."""


def alike(entries: Sequence[Entry], room: Room) -> list[Entry]:
    """Return rows, those after each other of which the same is said, and nothing more, as one."""
    found: list[Entry] = []
    for said, group in groupby(entries, key=lambda one: (one.text.rpartition(": ")[2], one.lines)):
        alike = [*group]
        names = ", ".join(one.text.rpartition(": ")[0] for one in alike)
        one_line = len(alike) >= _MANY and not said[1] and len(names) <= room.letters
        found += [Entry(f"{names}: {said[0]}")] if one_line else alike
    return found
