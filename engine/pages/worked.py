"""How the values of a step are worked out, in words."""

from collections.abc import Sequence

from engine.answers.summary import Turn
from engine.answers.ways import facts_beside
from engine.pages.turns import turn_words
from engine.proof.node import Compared, Derived, Node
from engine.proof.telling import says_nothing
from parser.datalog.tree import Apply
from parser.words.sentence import Predicates


def worked_words(node: Node, predicates: Predicates) -> Sequence[str]:
    """Return how the values of a step are worked out, each after the facts that it rests on."""
    if not isinstance(node, Derived):
        return []
    return [
        turn_words(Turn(one, "met", node, facts_beside(one, node)), predicates)
        for one in node.premises
        if isinstance(one, Compared)
        and one.comparison.op == "="
        and not says_nothing(one)
        and any(isinstance(s, Apply) for s in (one.comparison.left, one.comparison.right))
        and one.left in node.atom.args
    ]
