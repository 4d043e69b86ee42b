"""What an answer rests on besides: days worked out, facts of the case and closures."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from engine.answers.complete import EVERYTHING
from engine.answers.reasons import nodes
from engine.answers.summary import Summary
from engine.pages.assumed import NOT_STATED, is_assumed, is_unless_stated, unstated_words
from engine.pages.named_days import day_words
from engine.pages.page import Entry
from engine.pages.places import places_words
from engine.pages.room import Room, cut, more
from engine.pages.turns import is_unspoken, node_words, plain_words
from engine.pages.unnamed import blank, denied_words, is_of_nothing, is_unknown
from engine.proof.node import Absent, Finding, ListedRow, Node, Stated
from engine.rails.said import UNLESS_STATED
from parser.values import Entity, Value
from parser.words.sentence import Predicates, figure, say

_ASSUMED = 8
"""How much is named at most of what nobody states."""


IsSaid = Callable[[str], bool]
"""Tells whether a text stands on the page already."""


def days_entries(
    found: Summary, is_said: IsSaid, predicates: Predicates, room: Room
) -> list[Entry]:
    """Return the days worked out that are not said yet: those to come, then those past."""
    coming = [one for one in found.dates if one.day >= found.as_of]
    past = [one for one in found.dates if one.day < found.as_of]
    entries: list[Entry] = []
    for one in (*coming, *reversed(past)):
        written = figure(one.day, predicates)
        if is_said(written) or any(written in entry.text for entry in entries):
            continue
        if words := day_words(one, found.as_of, predicates):
            entries.append(Entry(cut(words, room)))
    return entries[: room.dates]


def relied_words(
    found: Summary,
    is_said: IsSaid,
    predicates: Predicates,
    room: Room,
    cited: Collection[Node] = (),
) -> str:
    """Return the closures and facts that an answer rests on and that are not said yet, or nothing.

    The most telling stand first. Of a *no* these are the closures alone: what it stands or falls
    with names its facts. What is assumed, since nobody stated it, stands last. Of what is `cited`
    above by its place it is not said that there is more of it.
    """
    asked = {arg for arg in found.asked if isinstance(arg, Entity)}
    said: dict[str, Node] = {}
    closed: dict[str, Node] = {}
    assumed: list[Absent] = []
    known = {_key(one) for one in cited}
    for one in sorted(found.relied, key=lambda one: (_key(one) in known, _telling(one, asked))):
        if (isinstance(one, ListedRow) and not _has_value(one)) or is_unspoken(one, predicates):
            continue
        if isinstance(one, Absent) and one.reason == "closed" and is_of_nothing(one.atom):
            continue
        if isinstance(one, Absent) and is_unless_stated(one):
            assumed += [] if is_said(denied_words(one.atom, predicates)) else [one]
        elif found.verdict != "no" or isinstance(one, Absent):
            one = _ground(one)
            text = node_words(one, predicates)
            if not is_said(text):
                (closed if isinstance(one, Absent) else said).setdefault(text, one)
    kept = [*said.values()][: room.relied]
    # that a list is complete is said however little room there is
    kept += [*closed.values()][: max(room.relied - len(kept), room.closed)]
    told = [cut(text, room) for text in _with_places(kept, known, predicates)]
    known |= {_key(one) for one in kept}
    left = [one for one in (*said.values(), *closed.values()) if _key(one) not in known]
    if told or found.verdict != "no":
        told += _left_words(left, bool(told), predicates)
    below = {_key(one) for one in _below_assumed(found, is_said, predicates)}
    assumed = [one for one in assumed if _key(one) not in below]
    if any(_is_everything(one) for one in closed.values()):
        assumed = []  # where all facts are given, what nobody states is not presumed
    unstated = [one for one in _unstated(assumed, predicates) if not is_said(one)]
    if unstated and found.verdict != "no":
        told.append(_assumed_words(unstated, predicates, room))
    return "; ".join(told)


def _is_everything(node: Node) -> bool:
    """Tell whether a ground is that all facts are given."""
    return isinstance(node, Absent) and node.source is not None and node.source.text == EVERYTHING


def _left_words(left: Sequence[Node], further: bool, predicates: Predicates) -> list[str]:
    """Say where grounds are stated for which there is no room, and how many stand nowhere.

    What an answer rests on is not only counted: whoever signs it has to find it. They are `further`
    ones where others are told.
    """
    tables = [one for one in left if isinstance(one, Absent) and one.reason == "not listed"]
    placed = [one for one in left if one not in tables and places_words((one,), predicates)]
    told = []
    if placed:
        places = places_words(placed, predicates)
        told.append(say(predicates, "and {places}", places=places) if further else places)
    if len(left) > len(placed):
        told.append(more(len(left) - len(placed), predicates))
    return told


def _with_places(
    grounds: Sequence[Node], cited: Collection[object], predicates: Predicates
) -> Iterator[str]:
    """Write grounds, with where they are stated once behind those that one file has in a row.

    `Ana carries P1; P1 was issued by Serbia (ana.case:3-5)` is read sooner than with a place behind
    each, and leaves room for more of them. What is cited above is not cited again.
    """
    for (file, above), alike in groupby(grounds, key=lambda one: (_file(one), _key(one) in cited)):
        each = [*alike]
        if file and above:
            yield from (plain_words(one, predicates) for one in each)
            continue
        if not file or len(each) == 1:
            yield from (node_words(one, predicates) for one in each)
            continue
        *texts, last = (plain_words(one, predicates) for one in each)
        yield from texts
        yield f"{last} ({places_words(each, predicates)})"


def _key(node: Node) -> object:
    """Return what a ground says and where, by which it is known again."""
    source = node.source if isinstance(node, Stated | Finding | Absent) else None
    return getattr(node, "atom", None), source.span if source is not None else None


def _file(node: Node) -> str:
    """Return the file whose line is all that is said beside a ground, or nothing."""
    if not isinstance(node, Stated) and not (isinstance(node, Absent) and node.reason == "no more"):
        return ""
    source = node.source
    return source.span.file if source is not None and source.span.line else ""


def _ground(node: Node) -> Node:
    """Return a ground; of a list in which one without a name is not, that the list is complete.

    It is no ground that Ana carries no document at all, where she carries another one.
    """
    if isinstance(node, Absent) and node.reason == "closed" and node.source is not None:
        unnamed = any(isinstance(arg, Entity) and is_unknown(arg) for arg in node.atom.args)
        if unnamed and node.source.who != UNLESS_STATED:
            return replace(node, reason="no more")
    return node


def _telling(node: Node, asked: Collection[Entity]) -> tuple[int, bool, bool]:
    """Return how much a ground tells, the most telling first.

    What is stated goes before what is found or listed, and that before what is not so; what has a
    day or a sum before what has none, and what is said of those of whom the question is before what
    is said of others.
    """
    kind = 2 if isinstance(node, Absent) else 1 if isinstance(node, Finding | ListedRow) else 0
    about = any(isinstance(arg, Entity) and arg in asked for arg in _args(node))
    return kind, not _has_value(node), not about


def _has_value(node: Node) -> bool:
    """Tell whether a ground says a day, a sum or another value."""
    return any(not isinstance(arg, Entity | str) for arg in _args(node))


def _args(node: Node) -> list[Value]:
    atom = getattr(node, "atom", None)
    return [arg for arg in (atom.args if atom is not None else ()) if arg is not None]


def _unstated(assumed: Sequence[Absent], predicates: Predicates) -> list[str]:
    """Return what is taken not to be so since nobody states it, each kind of sentence once.

    What is said of somebody with a name stands for what is said of anybody.
    """
    named: dict[str, list[Absent]] = {}
    for one in assumed:
        named.setdefault(one.atom.pred, []).append(one)
    texts: dict[str, None] = {}
    for alike in named.values():
        most = max(_names(one) for one in alike)
        each_way: set[frozenset[object]] = set()  # that Ana and Marko parted is said once
        for one in alike:
            sides = frozenset(blank(one.atom).args)
            if _names(one) == most and sides not in each_way:
                texts[unstated_words(one, predicates)] = None
                each_way |= {sides} if len(sides) > 1 else set()
    return [*texts]


def _below_assumed(found: Summary, is_said: IsSaid, predicates: Predicates) -> Iterator[Node]:
    """Yield what is below a condition that the page tells as assumed: it assumes that already."""
    for turn in found.met:
        if is_assumed(turn.node) and is_said(node_words(turn.node, predicates)):
            yield from nodes((turn.node,))


def _names(node: Absent) -> int:
    return sum(isinstance(arg, Entity) for arg in blank(node.atom).args)


def _assumed_words(assumed: Sequence[str], predicates: Predicates, room: Room) -> str:
    """Name what nobody states as far as there is room, the first in any case."""
    least = min(room.met - 1, 2) if len(assumed) > 1 else 1
    named = [cut(text, room) for text in assumed[: max(min(room.relied, _ASSUMED), least)]]
    if not named:  # where there is hardly any room at all
        return say(predicates, "{number} presumptions", number=len(assumed))
    left = len(assumed) - len(named)
    named += [more(left, predicates)] if left else []
    return f"{say(predicates, NOT_STATED)}: {'; '.join(named)}"
