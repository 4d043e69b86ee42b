"""That none of several things is so, as a condition that is met: each with what it falls with.

`the stay is illegal unless any of: …` is decided by what keeps each of the grounds from being
there, and by that of the ground that a value misses most of all.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from engine.answers.in_waiting import CONTRARY, contrary
from engine.answers.summary import Turn, Way
from engine.answers.ways import Ways
from engine.pages.assumed import is_unless_stated
from engine.pages.measures import amount_words
from engine.pages.page import Entry
from engine.pages.room import Room, cut, more
from engine.pages.turns import is_unspoken, node_words, turn_words
from engine.pages.unnamed import denied_words
from engine.pages.way_names import heading as name_of
from engine.proof.node import Absent, Compared, Derived, Exception_, Node
from parser.values import Amount, Duration, Share
from parser.words.sentence import Predicates, say


def none_of(node: Node, as_of: date, predicates: Predicates, room: Room) -> Entry | None:
    """Return that none of several things holds, the nearest first; None for another condition.

    What is only taken not to be so, since nobody states it, is counted among the others. A sentence
    that the law has for them, such as that a stay has a ground, is said in front, where a value
    decides one of them.
    """
    found = ways_to_none(node, as_of, predicates) if room.none_of else []
    telling = [one for one in found if not _is_only_assumed(one)]
    lines = list(dict.fromkeys(_words(telling[: room.none_of], predicates, room)))
    left = len(found) - min(len(telling), room.none_of)
    if left and lines:
        lines[-1] = f"{lines[-1]}; {more(left, predicates)}"
    if not lines:
        return None
    # each line says why one of them is not there: a heading that names them would be read of these
    heading = say(predicates, "no exception to it applies")
    if isinstance(node, Absent) and not is_unspoken(node, predicates):
        heading = denied_words(node.atom, predicates)
    return Entry(f"{heading}:", tuple(lines))


def why_not_applying(node: Node, as_of: date, predicates: Predicates) -> str:
    """Say why something that stands against an answer is not so: what tells most, or nothing.

    A value that misses a limit tells more than what somebody denies, and that more than what is
    only not stated; of several values it is the one that misses it by the least. Of a sentence that
    is no exception only a value tells more than the sentence itself.
    """
    match node:
        case Exception_(status="holds", provision=provision, route=route) if provision is not None:
            hardest = 2
        case Absent(reason="no route") as route if node.status == "holds":
            hardest = 0
        case _:
            return ""
    if isinstance(node, Absent) and is_unspoken(node, predicates):
        return ""
    found = Ways(predicates, as_of)
    routes = route.routes if isinstance(route, Absent) and route.routes else (route,)
    ways = found.of(routes)
    if isinstance(node, Absent) and len({_rule(way) for way in ways}) > 1:
        return ""  # each of several things is told by itself, where there is room
    told = [
        turn
        for way in sorted(ways, key=lambda way: _order(way, found))
        for turn in way.turns
        if not is_unspoken(turn.node, predicates) and _hardly_told(turn.node) <= hardest
    ]
    if not told:
        return ""
    turn = min(told, key=lambda one: (_hardly_told(one.node), _missed_by(one.node)))
    return _without_side(turn, predicates, set(), by=False)


def _rule(way: Way) -> str:
    head = way.head
    return head.rule.provision.rule if head is not None and head.rule.provision else ""


def _missed_by(node: Node) -> float:
    """Return by how much a value misses a limit, as far as it can be told for an order."""
    amount = node.gap.amount if isinstance(node, Compared) and node.gap is not None else 0
    match amount:
        case Duration(months, days):
            return months * _MONTH + days
        case Amount(value) | Share(value):
            return float(value)
        case number:
            return float(number)


_MONTH = 30.44
"""How many days a month has, for an order of lengths of time."""


def _as_it_is(node: Node) -> Node:
    """Return what two values compare to: of an exception no day is too late, no number too much."""
    if not isinstance(node, Compared) or node.status != "fails":
        return node
    if node.comparison.op not in CONTRARY or node.left is None or node.right is None:
        return node
    return replace(node, comparison=contrary(node.comparison), status="holds", gap=None)


def _hardly_told(node: Node) -> int:
    if isinstance(node, Compared):
        return 0
    return 2 if is_unless_stated(node) else 1


def ways_to_none(node: Node, as_of: date, predicates: Predicates) -> list[Way]:
    """Return the ways to each of several things of which none holds, what a value decides first.

    Of a sentence that the law has for them these are its ways, if a value decides one.
    """
    if not isinstance(node, Absent) or node.status != "holds":
        return []
    found = Ways(predicates, as_of)
    if is_unspoken(node, predicates):
        ways = [found.way(one) for one in node.routes if isinstance(one, Derived)]
        return sorted(ways, key=lambda way: _order(way, found))
    ways = list(found.of(node.routes)) if node.reason == "no route" else []
    ways.sort(key=lambda way: _order(way, found))
    return ways if len(ways) > 1 and _is_measured(ways[0]) else []


def _order(way: Way, found: Ways) -> tuple[bool, object]:
    """Put first what a value decides, as of a ground of which one day too many is no more there."""
    return not _is_measured(way), found.nearness(way)


def _is_measured(way: Way) -> bool:
    """Tell whether a way falls with a value, and by whatever else the law says of that."""
    decisive = [turn for turn in way.turns if not isinstance(turn.node, Exception_)]
    return bool(decisive) and all(isinstance(turn.node, Compared) for turn in decisive)


def _is_only_assumed(way: Way) -> bool:
    return all(is_unless_stated(turn.node) for turn in way.turns)


def _words(ways: list[Way], predicates: Predicates, room: Room) -> Iterator[str]:
    for way in ways:
        said: set[str] = set()
        texts = [_without_side(turn, predicates, said) for turn in way.turns[:1]]
        if texts:
            name = name_of(way, predicates)
            yield cut(f"{name}: {'; '.join(texts)}" if name else "; ".join(texts), room)


def _without_side(turn: Turn, predicates: Predicates, said: set[str], by: bool = True) -> str:
    """Write why something is not there; what stands against it is said as it is.

    How far apart two values lie is said with neither side, since a ground that is not there may
    help or harm.
    """
    node = turn.node
    plain = _as_it_is(node)
    if plain is not node and isinstance(node, Compared):
        text = turn_words(replace(turn, node=plain), predicates, said)
        if not by or node.gap is None or node.gap.reached is not None or not _missed_by(node):
            return text
        apart = amount_words(node.gap.amount, predicates)
        return f"{text} ({say(predicates, 'by {amount}', amount=apart)})"
    if isinstance(node, Exception_) and node.status == "fails" and node.provision is None:
        return node_words(node.route, predicates)
    return turn_words(turn, predicates, said)
