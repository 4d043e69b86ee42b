"""The ways of an answer, one line each: what each is called, and what it stands or falls with."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from engine.answers.summary import OPEN, SETTLED, Turn, Way
from engine.pages.assumed import NOT_STATED
from engine.pages.in_each_case import case_lines
from engine.pages.measures import amount_words
from engine.pages.page import Entry, Section
from engine.pages.room import Room, cut, more, runs, titled
from engine.pages.told_way import (
    Told,
    chained,
    is_alike,
    joined,
    kinds_words,
    nearest,
    same_but_last,
    telling,
    told_way,
)
from engine.pages.turns import node_words, told_before, turn_words
from engine.pages.way_names import each_named, under, way_name
from engine.proof.node import ByCases, Compared, Exception_
from parser.values import Value
from parser.words.sentence import Predicates, say


def ways_section(
    numbered: Sequence[tuple[int, Way]],
    predicates: Predicates,
    room: Room,
    above: Iterable[str] = (),
    asked: Collection[Value | None] = (),
) -> Section:
    """Return the section of the ways, each with its number among those of the answer.

    What stands `above` on the page is not said again of a way beside the first.
    Of way 1 all is said that it turns on; where it is the only one it needs no number. What falls
    with a day that was `asked` about is not said to be settled for good: it is on that day.
    """
    first, way = numbered[0]
    if len(numbered) == first == 1:
        way = replace(way, turns=telling(way.turns, predicates))
        title = f"{say(predicates, 'It turns on')}{under(way, predicates)}"
        texts = [*nearest(way, predicates, room), *kinds_words(way, predicates, room)]
        cases = _cases_against(way, predicates, room)
        entries = [Entry(text, cases if at == 0 else ()) for at, text in enumerate(texts)]
        return titled(title, entries, predicates)
    live = [one for one in numbered if one[1].state not in SETTLED]
    folded = [one for one in numbered if one[1].state in SETTLED] if live else []
    told: list[Told] = []
    ties = {point for line in above for point in points_of(line)}
    for number, way in live or numbered:
        one = told_way(number, way, told, ties, predicates, room)
        ties |= {node_words(tie, predicates) for turn in way.turns for tie in turn.ties}
        alike = next((place for place, each in enumerate(told) if is_alike(each, one)), None)
        if alike is None and told and number > 2 and same_but_last(told[-1], one):
            told[-1] = chained(told[-1], one)
        elif alike is None:
            told.append(one)
        else:
            told[alike] = joined(told[alike], one)
    told = [*_called(told)]
    most = max(room.ways, 1)
    entries = [_entry(one, predicates, room) for one in told[:most]]
    if told[most:]:
        entries.append(_left(told[most:], predicates, room))
    entries += _settled(folded, ties, predicates, room, asked)
    return titled(_title_of(numbered), entries, predicates)


def _cases_against(way: Way, predicates: Predicates, room: Room) -> tuple[str, ...]:
    """Return what makes each case so of a proof by cases that the first condition fails with."""
    node = way.turns[0].node if way.turns else None
    if not isinstance(node, Exception_) or not isinstance(node.route, ByCases):
        return ()
    lines = [cut(line, room) for line in case_lines(node.route, predicates)]
    left = len(lines) - room.turns
    return tuple(lines if left < 2 else [*lines[: room.turns], more(left, predicates)])


def points_of(line: str) -> Iterator[str]:
    """Yield what a line says: each of its points, and it without what it is said of."""
    for point in line.split("; "):
        yield from (point, point.rpartition(": ")[2])


def _title_of(numbered: Sequence[tuple[int, Way]]) -> str:
    """Return the title over some ways: it promises a way only where one may still lead there."""
    is_all = numbered[0][0] == 1
    if any(way.state in OPEN for _, way in numbered):
        return "Ways, nearest first" if is_all else "Other ways than the one above, nearest first"
    if is_all:
        return "No way is open on these facts; what closes each"
    return "No other way than the one above is open on these facts; what closes each"


def _settled(
    folded: Sequence[tuple[int, Way]],
    ties: Collection[str],
    predicates: Predicates,
    room: Room,
    asked: Collection[Value | None],
) -> Iterator[Entry]:
    """Yield in one entry the ways that are settled for good, with what each falls with.

    The `ties` stand above.
    """
    if not folded:
        return
    texts: dict[str, dict[str, None]] = {}
    said = {*ties}
    for _, way in folded:
        turns = telling(way.turns, predicates)[:1]
        told = "".join(_without_how_long(one, predicates, said) for one in turns)
        said |= {text for one in turns for text in told_before(one, predicates)}
        told = next((text for text in texts if told in text), told)
        texts.setdefault(told, {})[way_name(way, predicates)] = None
    title = say(predicates, "settled for good on these facts")
    if any(_is_of_a_day(way, asked) for _, way in folded):
        title = say(predicates, "not on the day that is asked about")
    numbers = tuple(number for number, _ in folded)
    pairs = [(tuple(filter(None, names)), text) for text, names in texts.items()]
    named = each_named(title, pairs, max(room.ways - 1, 1), predicates, room)
    yield Entry(named, (), runs(numbers))


def _is_of_a_day(way: Way, asked: Collection[Value | None]) -> bool:
    """Tell whether a way falls first with a day that was asked about, beside one that is given."""
    node = way.turns[0].node if way.turns else None
    if not isinstance(node, Compared):
        return False
    days = [one for one in (node.left, node.right) if isinstance(one, date)]
    return len(days) > 1 and any(one in asked for one in days)


def _without_how_long(turn: Turn, predicates: Predicates, said: Collection[str]) -> str:
    """Return what is too late for good, without how long ago that was."""
    text = turn_words(turn, predicates, said)
    gap = turn.node.gap if isinstance(turn.node, Compared) else None
    if gap is None:
        return text
    ago = say(predicates, "{amount} ago", amount=amount_words(gap.amount, predicates))
    return text.removesuffix(f" ({ago})")


def _left(told: Sequence[Told], predicates: Predicates, room: Room) -> Entry:
    """Return the entry of the ways for which there is no room: their numbers and names.

    Where that is a matter of a statement, it is said where the case denies or decides them.
    """
    numbers = [number for one in told for number in one.numbers]
    said: dict[str, None] = {}
    for one in told:
        name = ", ".join(one.names)
        told_why = one.why and (room.letters > TIGHT or not name)
        why = f"{name} ({one.why})" if name and told_why else name or one.why
        said |= {why: None} if why else {}
    if not said:
        return Entry(more(len(numbers), predicates))
    return Entry(cut("; ".join(said), room), (), runs(tuple(sorted(numbers))))


def _called(told: Sequence[Told]) -> Iterator[Told]:
    """Yield ways with a name each: one without is called by its rule, unless one above is too."""
    called: set[str] = {name for one in told for name in one.names}
    for one in told:
        if one.names or not one.rule or one.rule in called:
            yield one
        else:
            called.add(one.rule)
            yield replace(one, names=(one.rule,))


TIGHT = 200
"""Where points have room for no more letters than this, ways without room are named alone."""


def _entry(one: Told, predicates: Predicates, room: Room) -> Entry:
    """Write a way with its number: below its name where much is said of it."""
    mark = runs(one.numbers)
    name = "; ".join(one.names)
    if one.assumed:
        texts: dict[str, dict[str, None]] = {}
        for called, text in one.assumed:
            texts.setdefault(text, {})[called] = None
        pairs = [(tuple(filter(None, names)), text) for text, names in texts.items()]
        title = say(predicates, NOT_STATED)
        return Entry(each_named(title, pairs, room.brief + 2, predicates, room), (), mark)
    if one.numbers[0] == 1 and len(one.texts) > 1:
        if not name:
            return Entry(one.texts[0], one.texts[1:], mark)
        return Entry(f"{name}:", one.texts, mark)
    said = "; ".join(one.texts) or say(predicates, "met")
    said = cut(said, room)
    return Entry(f"{name}: {said}" if name else said, (), mark)
