"""What is concluded, opened: the facts on which it rests, if they are few, and what it measures.

A count that just keeps to its limit decides an answer: it is told together with the limit.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import NamedTuple

from engine.answers.reasons import nodes
from engine.answers.recent import Recent
from engine.answers.summary import Turn
from engine.answers.summing import walked
from engine.answers.ways import facts_beside
from engine.pages.none_of import why_not_applying
from engine.pages.places import places_words
from engine.pages.room import Room
from engine.pages.turns import is_unspoken, measures, node_words, turn_words
from engine.proof.node import (
    Absent,
    Aggregated,
    Compared,
    Derived,
    Exception_,
    Finding,
    Node,
    Stated,
)
from engine.proof.telling import is_limit
from engine.rails.presumed import is_presumed
from engine.rails.said import UNLESS_STATED
from parser.datalog.tree import Apply, Const
from parser.words.sentence import Predicates


class Opened(NamedTuple):
    """What is said of a condition with what makes it so; the grounds that it tells or cites."""

    text: str
    grounds: tuple[Node, ...] = ()


class _Below(NamedTuple):
    """What is below a step, in words and as it is: the same in whatever room it is told."""

    node: Node
    predicates: Predicates
    counts: bool
    grounds: tuple[Node, ...]
    facts: tuple[str, ...]
    measured: tuple[str, ...]


_KNOWN: Recent[tuple[int, int, date], _Below] = Recent(64)
"""What was last found below steps: a page is laid out in several rooms, one after the other."""


def _below(node: Derived, as_of: date, predicates: Predicates) -> _Below:
    def made() -> _Below:
        measured = tuple(_points_once(_measured(node, as_of, predicates)))
        counts = any(isinstance(one, Aggregated) for one in nodes((node,)))
        facts = () if counts else _facts(node, predicates)
        return _Below(node, predicates, counts, grounds_below(node), facts, measured)

    # what is kept holds both, so that no other gets the address of either
    return _KNOWN.get((id(node), id(predicates), as_of), made)


def opened(
    text: str,
    node: Node,
    beside: Sequence[Node],
    as_of: date,
    predicates: Predicates,
    room: Room,
    file: str = "",
) -> Opened:
    """Return the text of a condition that is met with what makes it so after it.

    `S1 justifies residence for training` is the end of the matter only for who knows why. Where
    there is no room for all of the facts, since a few of them would read as all, it is said where
    they are stated. Where some are counted or added up, of which not all may count, what that comes
    to is told, with its limit. The conditions `beside` it are told themselves. Of the `file` that
    stands above on the page the lines are said alone.
    """
    if not isinstance(node, Derived) or node.status != "holds":
        return Opened(text)
    told = [node_words(one, predicates) for one in beside if one is not node]
    below = _below(node, as_of, predicates)
    if is_presumed(node.rule):  # what would take it back, such as a death to come, is no reason
        return Opened(text, below.grounds)
    grounds, measured = below.grounds, below.measured
    facts: list[str] = []
    if not below.counts:
        before = " ".join(measured)
        facts = [one for one in below.facts if one not in told and one not in before]
        longer = f"{text}: {'; '.join((*facts, *measured))}"
        if 0 < len(facts) + len(measured) <= room.opened and len(longer) <= room.letters:
            return Opened(longer, grounds)
    shown = measured if len(measured) <= max(room.opened, 2 if below.counts else 0) else ()
    before = "; ".join(shown)
    untold = [one for one in grounds if node_words(one, predicates) not in before]
    longer = f"{_citing(text, untold, predicates, file)}: {before}"
    if before and len(longer) <= room.letters:
        return Opened(longer, grounds)
    return Opened(_citing(text, grounds, predicates, file), grounds)


def _citing(text: str, grounds: Sequence[Node], predicates: Predicates, file: str) -> str:
    """Return a text with where its grounds are stated behind it, beside its rule if it has one."""
    places = places_words(grounds, predicates, file)
    if places and text.endswith(")"):
        return f"{text[:-1]}; {places})"
    return f"{text} ({places})" if places else text


def grounds_below(node: Node) -> tuple[Node, ...]:
    """Return what is stated, found or declared complete in a case below a step."""
    return tuple(
        one
        for one in walked((node,))
        if isinstance(one, Stated | Finding | Absent)
        and one.source is not None
        and one.source.span.line
        and one.source.who != UNLESS_STATED
        and one.status in ("holds", "fails")
    )


def _measured(
    node: Derived, as_of: date, predicates: Predicates, own: bool = True
) -> Iterator[str]:
    """Yield what is measured below a step: each value that keeps to a limit, with the limit.

    Of the step itself, whose sentence names the day, it is told how a day is counted.
    """
    for one in node.premises:
        match one:
            case Compared() if (
                measures(one)
                or is_limit(one)
                or _is_of_law(one)
                or (own and _is_counted(one, node))
            ):
                turn = Turn(one, "met", node, facts_beside(one, node))
                if is_limit(one):
                    spoken = (fact for fact in turn.facts if not is_unspoken(fact, predicates))
                    turn = replace(turn, facts=tuple(islice(spoken, 1)))
                yield turn_words(turn, predicates)
            case Derived(status="holds"):
                yield from _measured(one, as_of, predicates, own=False)
            case Absent() | Exception_():
                if why := why_not_applying(one, as_of, predicates):
                    yield why
            case _:
                pass


def _points_once(texts: Iterable[str]) -> Iterator[str]:
    """Yield texts without the points that stand in one before: two of them may share a fact.

    >>> [*_points_once(("Ana came on 1 May; 1 May is early", "Ana came on 1 May; 1 May + 2 days"))]
    ['Ana came on 1 May; 1 May is early', '1 May + 2 days']
    """
    seen: set[str] = set()
    for text in texts:
        points = [point for point in text.split("; ") if point not in seen]
        seen.update(points)
        if points:
            yield "; ".join(points)


def _is_of_law(node: Compared) -> bool:
    """Tell whether a day is compared with one that the law itself names."""
    sides = (node.comparison.left, node.comparison.right)
    is_day = isinstance(node.left, date) and isinstance(node.right, date)
    return (
        is_day
        and node.comparison.op not in ("=", "!=")
        and any(isinstance(side, Const) for side in sides)
    )


def _is_counted(node: Compared, step: Derived) -> bool:
    """Tell whether it is worked out what day a step concludes, as the last one to pay."""
    sides = (node.comparison.left, node.comparison.right)
    return (
        node.comparison.op == "="
        and isinstance(node.left, date)
        and node.left in step.atom.args
        and any(isinstance(side, Apply) and side.function in ("+", "-") for side in sides)
    )


def _facts(node: Derived, predicates: Predicates) -> tuple[str, ...]:
    """Return what is stated, found or denied below a step, in the order of its conditions."""
    found: dict[str, None] = {}
    for one in walked((node,)):
        told = isinstance(one, Stated | Finding) and one.status == "holds"
        denied = isinstance(one, Absent) and one.reason == "denied" and one.status == "holds"
        if (told or denied) and not is_unspoken(one, predicates):
            found[node_words(one, predicates)] = None
    return tuple(found)[::-1]
