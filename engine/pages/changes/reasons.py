"""Why two versions answer one question otherwise: what each turns on that the other does not."""

from engine.answers.changed_answers import Said
from engine.answers.summary import Turn
from engine.answers.summing import summary
from engine.answers.verdicts import deciding
from engine.pages.turns import node_words, turn_words
from engine.pages.way_names import heading
from engine.proof.node import Derived, Node
from parser.words.sentence import Predicates

MOST = 3
"""How many conditions are told of each side."""


def both_reasons(
    old: Said, new: Said, before: Predicates, after: Predicates
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the reasons of two answers that differ, without those that they share."""
    one, other = _reasons(old, before), _reasons(new, after)
    return _without(one, other), _without(other, one)


def _without(these: tuple[str, ...], those: tuple[str, ...]) -> tuple[str, ...]:
    own = tuple(one for one in these if one not in those)
    return (own or these)[:MOST]


def _reasons(said: Said, predicates: Predicates) -> tuple[str, ...]:
    answer = deciding(said.reply) if said.reply is not None else None
    if answer is None:
        return ()
    if answer.verdict == "silent":
        return ("no rule speaks of it",)
    if answer.verdict == "conflict":
        return tuple(
            dict.fromkeys(
                f"{_said_by(one.left, predicates)} against {_said_by(one.right, predicates)}"
                for one in answer.conflicts
            )
        )
    found = summary(answer, predicates)
    if not found.ways:
        return ()
    way = found.ways[0]
    turns: tuple[Turn, ...] = found.met if answer.verdict == "yes" else (*found.turns, *way.turns)
    told = tuple(dict.fromkeys(turn_words(turn, predicates) for turn in turns))
    own = tuple(one for one in told if not any(one in other and one != other for other in told))
    name = heading(way, predicates)
    return (name, *own) if name else own


def _said_by(side: Node, predicates: Predicates) -> str:
    """Name the rule that concludes one side of a conflict, or say what else is against it."""
    provision = side.rule.provision if isinstance(side, Derived) else None
    if provision is None:
        return node_words(side, predicates)
    return f'{provision.rule} "{provision.title}"' if provision.title else provision.rule
