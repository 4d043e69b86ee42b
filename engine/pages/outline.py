"""From proof nodes to what is shown of them: shared parts once, deep parts put off.

Every page that explains a proof words this one outline.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from engine.proof.grounds import status
from engine.proof.identity import Known, node_id, premises
from engine.proof.node import (
    Absent,
    Aggregated,
    ByCases,
    Compared,
    Derived,
    Node,
    Status,
)
from engine.proof.telling import says_nothing
from parser.frozen import dataclass
from parser.values import Value
from parser.words.sentence import Predicates, is_hidden

if TYPE_CHECKING:
    from engine.rails.supposing import Supposed


@dataclass(frozen=True, slots=True)
class Shown:
    """A node that is shown.

    `label` is the enumerated item it stands for (`"(a)"`). One with `key` is explained below, and
    others may refer to it; one with `see` stands for the one with that key, explained elsewhere.
    """

    node: Node
    label: str = ""
    key: str = ""
    see: str = ""
    below: tuple["Branch", ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """An enumerated item with several conditions, or none that is shown."""

    node: Derived
    label: str
    below: tuple["Branch", ...]


@dataclass(frozen=True, slots=True)
class Contribution:
    """A row of values that an aggregate counts, and why it does."""

    node: Aggregated
    values: tuple[Value, ...]
    below: tuple["Branch", ...]


@dataclass(frozen=True, slots=True)
class Case:
    """What one case of several supposes, and what follows there."""

    node: ByCases
    supposed: tuple["Supposed", ...]
    below: tuple["Branch", ...]


Branch = Shown | Item | Contribution | Case


class Manner(NamedTuple):
    """In which ways pages differ: how deep one is drawn, and what it passes over.

    After `depth` levels the rest is put off to a tree of its own. `stands_for` tells whether the
    one rule that fails to conclude a sentence is shown in its place, `idle` which nodes are not
    shown at all.
    """

    depth: int
    stands_for: Callable[[Absent, Derived], bool]
    idle: Callable[[Node], bool] = lambda node: False


class _Place(NamedTuple):
    """Where a branch stands: how deep, and how much of it is explained.

    With `brief` only what falls short is explained, with `alone` nothing is.
    """

    depth: int = 0
    brief: bool = False
    alone: bool = False


class Outline:
    """The outline of one page as it grows: what has been shown, and what is still to be."""

    def __init__(self, predicates: Predicates, known: Known, manner: Manner) -> None:
        self.predicates = predicates
        self.known = known
        self.manner = manner
        self._shown: set[str] = set()
        self._pending: list[tuple[Node, _Place]] = []

    def of(self, node: Node, brief: bool = False) -> tuple[Branch, ...]:
        """Return what is shown of a node and of what is below it, without what is put off.

        With `brief` a condition is explained only where it explains why the node falls short.
        """
        return self._branches(node, _Place(brief=brief))

    def put_off(self) -> tuple[Branch, ...]:
        """Return what was put off for its depth since this was last asked for."""
        found: list[Branch] = []
        while self._pending:
            node, place = self._pending.pop(0)
            self._shown.discard(node_id(node, self.known))
            found.extend(self._branches(node, place._replace(depth=0)))
        return tuple(found)

    def _branches(self, node: Node, place: _Place) -> tuple[Branch, ...]:
        """Return the branches for one node: none, one, or those of a transparent node."""
        if (isinstance(node, Compared) and says_nothing(node)) or self.manner.idle(node):
            return ()
        if isinstance(node, Derived):
            if node.rule.role == "context":
                return ()
            if node.rule.role in ("bridge", "asked"):
                return self._below(node.premises, place)
            if node.rule.role == "item" or is_hidden(node.atom, self.predicates):
                return self._item(node, place)
        only = self._only_route(node)
        return self._branches(only, place) if only is not None else (self._shown_as(node, place),)

    def _only_route(self, node: Node) -> Derived | None:
        """Return the one rule that fails to conclude a sentence, if it says all there is."""
        if not isinstance(node, Absent) or len(node.routes) != 1 or node.reason != "no route":
            return None
        route = node.routes[0]
        if not isinstance(route, Derived):
            return None
        return route if self.manner.stands_for(node, route) else None

    def _shown_as(self, node: Node, place: _Place) -> Shown:
        if place.alone or not premises(node):
            return Shown(node)
        key = node_id(node, self.known)
        if key in self._shown:
            return Shown(node, see=key)
        self._shown.add(key)
        if place.depth >= self.manner.depth:
            self._pending.append((node, place))
            return Shown(node, see=key)
        return Shown(node, key=key, below=self._children(node, place))

    def _children(self, node: Node, place: _Place) -> tuple[Branch, ...]:
        inside = place._replace(depth=place.depth + 1)
        if isinstance(node, Aggregated):
            return self._rows(node, inside)
        if isinstance(node, ByCases):
            cases = tuple(
                Case(node, case.supposed, self._below(_within(case.proof), inside))
                for case in node.cases
            )
            return (*cases, *self._below(node.known, inside))
        if place.brief and isinstance(node, Derived):
            return self._briefly(node.premises, inside)
        return self._below(_telling(node), inside)

    def _briefly(self, nodes: Sequence[Node], place: _Place) -> tuple[Branch, ...]:
        """Explain only the conditions for which a rule falls short; state the others."""
        statuses: set[Status] = {status(node) for node in nodes}
        telling: tuple[Status, ...] = ("fails",) if "fails" in statuses else ("unknown", "open")
        found: list[Branch] = []
        for node in nodes:
            if status(node) in telling:
                found.extend(self._branches(node, place))
            elif not isinstance(node, Compared) or status(node) != "unknown":
                found.extend(self._branches(node, place._replace(alone=True)))
        return tuple(found)

    def _rows(self, node: Aggregated, place: _Place) -> tuple[Branch, ...]:
        rows: list[Branch] = []
        for values, nodes in node.contributions:
            below = self._below(nodes, place._replace(depth=place.depth + 1))
            rows.extend((Contribution(node, values, below),) if values else below)
        return (*rows, *self._below(node.closed, place))

    def _below(self, nodes: Sequence[Node], place: _Place) -> tuple[Branch, ...]:
        return tuple(branch for node in nodes for branch in self._branches(node, place))

    def _item(self, node: Derived, place: _Place) -> tuple[Branch, ...]:
        """Show an enumerated item: its label before its only condition, or above several."""
        label = node.rule.provision.item if node.rule.provision else ""
        below = self._below(node.premises, place._replace(depth=place.depth + bool(label)))
        if label and not below:  # an item is shown, even if it says only that 450 is 450
            below = tuple(Shown(one) for one in node.premises if isinstance(one, Compared))
        if not label:
            return below
        if len(below) == 1 and isinstance(below[0], Shown) and not below[0].label:
            return (replace(below[0], label=label),)
        return (Item(node, label, below),)


def _telling(node: Node) -> tuple[Node, ...]:
    """Return the premises of a node that say something.

    Where one of them fails, a comparison of values that nobody stated says nothing.
    """
    found = premises(node)
    if not isinstance(node, Derived) or not any(status(one) == "fails" for one in found):
        return found
    return tuple(one for one in found if not isinstance(one, Compared) or status(one) != "unknown")


def _within(proof: Node) -> tuple[Node, ...]:
    """Return what is shown of the proof of one case: of a sentence that fails, its routes."""
    return proof.routes if isinstance(proof, Absent) and proof.routes else (proof,)
