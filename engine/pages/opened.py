"""What is concluded, opened: the facts on which it rests, where these are few."""

from collections.abc import Sequence

from engine.answers.reasons import nodes
from engine.pages.room import Room
from engine.pages.turns import is_unspoken, node_words
from engine.proof.node import Absent, Aggregated, Derived, Finding, Node, Stated
from parser.words.sentence import Predicates


def opened(
    text: str, node: Node, beside: Sequence[Node], predicates: Predicates, room: Room
) -> str:
    """Return the text of a condition that is met with the facts that make it so after it.

    `S1 justifies residence for training` is the end of the matter only for who knows why. Nothing
    is added where there is no room for all of the facts, since a few of them would read as all, nor
    where some are counted or added up, of which not all may count. The conditions `beside` it are
    told themselves.
    """
    if not isinstance(node, Derived) or node.status != "holds" or not room.opened:
        return text
    if any(isinstance(one, Aggregated) for one in nodes((node,))):
        return text
    told = [node_words(one, predicates) for one in beside if one is not node]
    facts = [one for one in _facts(node, predicates) if one not in told]
    if not 0 < len(facts) <= room.opened:
        return text
    longer = f"{text}: {'; '.join(facts)}"
    return longer if len(longer) <= room.letters else text


def _facts(node: Derived, predicates: Predicates) -> tuple[str, ...]:
    """Return what is stated, found or denied below a step, in the order of its conditions."""
    found: dict[str, None] = {}
    for one in nodes((node,)):
        told = isinstance(one, Stated | Finding) and one.status == "holds"
        denied = isinstance(one, Absent) and one.reason == "denied" and one.status == "holds"
        if (told or denied) and not is_unspoken(one, predicates):
            found[node_words(one, predicates)] = None
    return tuple(found)[::-1]
