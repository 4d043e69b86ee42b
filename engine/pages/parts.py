"""The parts of a reply that every page of it has: decided here once, worded by each page."""

from collections.abc import Sequence
from typing import NamedTuple

from engine.answers.reply import Answer, Values
from engine.proof.identity import Known, node_id
from engine.proof.node import Derived, Finding, Node


class Parts(NamedTuple):
    """What there is to explain of an answer.

    `proof` is empty or the one proof (of *depends* and *unknown* the best route), `routes` the
    ways other than the one that it takes, `sides` the two rules of each conflict one after the
    other, and `needed` the findings on which the answer depends: True for one to be made, False
    for one to be refused.
    """

    proof: tuple[Node, ...]
    routes: tuple[Node, ...]
    sides: tuple[Node, ...]
    needed: tuple[tuple[Finding, bool], ...]


def parts(answer: Answer, known: Known) -> Parts:
    """Return the parts of an answer; `known` are identities of nodes found so far."""
    proof = (answer.proof,) if answer.proof is not None else ()
    return Parts(
        proof,
        _without(answer.routes, proof, known),
        tuple(side for one in answer.conflicts for side in (one.left, one.right)),
        (
            *((finding, True) for finding in answer.findings),
            *((finding, False) for finding in answer.refusals),
        ),
    )


def _without(routes: Sequence[Node], proof: Sequence[Node], known: Known) -> tuple[Node, ...]:
    seen = {_way(node, known) for node in proof}
    return tuple(node for node in routes if _way(node, known) not in seen)


def _way(node: Node, known: Known) -> object:
    """Return what two routes share if they conclude the same under the same provision."""
    if isinstance(node, Derived) and node.rule.provision is not None:
        return node.atom, node.rule.provision, node.status
    return node_id(node, known)


class Number(NamedTuple):
    """How many rows there are: from those that are certain to those that are possible.

    `high` is None where others than the rows are possible, without any bound.
    """

    low: int
    high: int | None


def number(values: Values) -> Number:
    """Return the number of rows, as bounds where some row or the rest is not settled."""
    verdicts = [answer.verdict for _, answer in values.rows]
    bounded = values.others == "no"
    return Number(verdicts.count("yes"), len(verdicts) - verdicts.count("no") if bounded else None)
