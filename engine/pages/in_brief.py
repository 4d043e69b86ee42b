"""Conditions that say little by themselves, and those for which a page has no room."""

from collections.abc import Sequence

from engine.answers.summary import Turn
from engine.answers.ways import is_today
from engine.pages.assumed import is_assumed
from engine.pages.basis import telling_facts
from engine.pages.places import places_words
from engine.pages.room import Room, more
from engine.pages.turns import is_unspoken, node_words, plain_words
from engine.proof.node import Absent, Aggregated, Compared, Derived, Finding, Node
from engine.rails.presumed import is_presumed
from parser.datalog.tree import Apply
from parser.words.sentence import Predicates


def named_in_brief(
    texts: Sequence[str],
    grounds: Sequence[Sequence[Node]],
    predicates: Predicates,
    room: Room,
    file: str,
) -> str:
    """Return points that have no room, each by its sentence alone, as far as three lines go.

    On the smallest page it is two.

    A condition that an answer rests on is named before it is counted; of those that are counted it
    is said where their `grounds` are stated, of the `file` named last by its lines alone.
    """
    named: list[str] = []
    most = _IN_BRIEF if room.letters >= _SMALLEST else _SMALLEST
    for text in texts:
        if named and len("; ".join((*named, text))) > most:
            break
        named.append(text)
    left = len(texts) - len(named)
    if not left:
        return "; ".join(named)
    places = places_words([one for each in grounds[len(named) :] for one in each], predicates, file)
    rest = more(left, predicates)
    return "; ".join((*named, f"{rest} ({places})" if places else rest))


_IN_BRIEF, _SMALLEST = 220, 140


def in_brief(turn: Turn, predicates: Predicates) -> str:
    """Write a condition without its place; whose finding it is, or that it is presumed, is said.

    Before a calculation stands the fact that it begins with.
    """
    node = turn.node
    if isinstance(node, Compared):
        facts = [one for one in telling_facts(turn)[:1] if not is_unspoken(one, predicates)]
        return "; ".join(plain_words(one, predicates) for one in (*facts, node))
    presumed = isinstance(node, Derived) and is_presumed(node.rule)
    told = presumed or is_assumed(node) or isinstance(node, Finding)
    return (node_words if told else plain_words)(node, predicates)


def is_plain(turn: Turn) -> bool:
    """Tell whether a condition says only that a day has come, or is still to come."""
    if not isinstance(turn.node, Compared):
        return False
    sides = (turn.node.comparison.left, turn.node.comparison.right)
    return any(map(is_today, sides)) and not any(isinstance(side, Apply) for side in sides)


def is_of_total(turn: Turn) -> bool:
    """Tell whether a condition compares what is counted, and something is known of that."""
    return isinstance(turn.node, Compared) and any(
        isinstance(part, Aggregated) and bool(part.contributions)
        for one in turn.facts
        for part in (one, *(one.premises if isinstance(one, Derived) else ()))
    )


def is_idle(turn: Turn, predicates: Predicates) -> bool:
    """Tell whether a condition has no sentence of its own."""
    return is_unspoken(turn.node, predicates) and isinstance(turn.node, Derived | Absent)
