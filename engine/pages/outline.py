"""From proof nodes to an outline: shared parts once, deep parts put off, hidden atoms left out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from engine.pages.arithmetic import is_trivial
from engine.pages.heads import head
from engine.pages.page import Outline, Step
from engine.proof.identity import Known, node_id, premises
from engine.proof.node import Absent, Aggregated, Compared, Derived, Node
from parser.words.sentence import Predicates, is_hidden, sentence
from parser.words.values import value_words

DEPTH = 10
"""How many levels are drawn inside one another before the rest is put off to its own tree."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a step stands: how deep, under which law, under which sentence that is not so."""

    depth: int = 0
    law: str = ""
    said: str = ""


def outline(nodes: Sequence[Node], predicates: Predicates, depth: int = DEPTH) -> Outline:
    """Return what a reader is to see of these nodes and of everything below them."""
    writer = _Writer(predicates, depth)
    roots = tuple(writer.steps(node, _Place()) for node in nodes)
    deferred: list[Step] = []
    while writer.pending:
        node = writer.pending.pop(0)
        writer.shown.discard(node_id(node, writer.known))
        deferred.extend(writer.steps(node, _Place()))
    return Outline(roots, tuple(deferred), writer.numbers)


class _Writer:
    """The state of one outline: what has been shown, and what is still to be."""

    def __init__(self, predicates: Predicates, depth: int) -> None:
        self.predicates = predicates
        self.depth = depth
        self.known: Known = {}
        self.shown: set[str] = set()
        self.numbers: dict[str, int] = {}
        self.pending: list[Node] = []

    def steps(self, node: Node, place: _Place) -> tuple[Step, ...]:
        """Return the visible steps for one node: none, one, or those of a transparent node."""
        if isinstance(node, Compared) and is_trivial(node):
            return ()
        if isinstance(node, Derived):
            if node.rule.role == "context":
                return ()
            if node.rule.role in ("bridge", "asked"):
                return self._below(node.premises, place)
            if node.rule.role == "item" or is_hidden(node.atom, self.predicates):
                return self._item(node, place)
        only = self._only_route(node)
        return self.steps(only, place) if only is not None else (self._step(node, place),)

    def _only_route(self, node: Node) -> Derived | None:
        """Return the one rule that fails to conclude a sentence, if it says all there is."""
        if not isinstance(node, Absent) or len(node.routes) != 1 or node.reason != "no route":
            return None
        route = node.routes[0]
        if not isinstance(route, Derived):
            return None
        if is_hidden(node.atom, self.predicates):
            return route
        if route.status != node.status:
            return None
        said = sentence(node.atom, self.predicates)
        return route if sentence(route.atom, self.predicates) == said else None

    def _step(self, node: Node, place: _Place) -> Step:
        step = head(node, self.predicates, place.law, place.said)
        if not premises(node):
            return step
        key = node_id(node, self.known)
        if key not in self.shown and place.depth < self.depth:
            self.shown.add(key)
            return replace(step, key=key, below=self._children(node, place))
        if key not in self.shown:
            self.shown.add(key)
            self.pending.append(node)
        self.numbers.setdefault(key, len(self.numbers) + 1)
        return replace(step, notes=(), see=key)

    def _children(self, node: Node, place: _Place) -> tuple[Step, ...]:
        law, said = place.law, ""
        if isinstance(node, Derived) and node.rule.provision:
            law = node.rule.provision.law_title
        if isinstance(node, Absent):
            said = sentence(node.atom, self.predicates)
        inside = _Place(place.depth + 1, law, said)
        if isinstance(node, Aggregated):
            return self._rows(node, inside)
        return self._below(premises(node), inside)

    def _rows(self, node: Aggregated, place: _Place) -> tuple[Step, ...]:
        rows: list[Step] = []
        for values, nodes in node.contributions:
            below = self._below(nodes, replace(place, depth=place.depth + 1))
            title = ", ".join(value_words(value) for value in values)
            rows.extend((Step("holds", title, below=below),) if title else below)
        return tuple(rows)

    def _below(self, nodes: Sequence[Node], place: _Place) -> tuple[Step, ...]:
        return tuple(step for node in nodes for step in self.steps(node, place))

    def _item(self, node: Derived, place: _Place) -> tuple[Step, ...]:
        """Show an enumerated item: its label before its only condition, or above several."""
        label = node.rule.provision.item if node.rule.provision else ""
        below = self._below(node.premises, replace(place, depth=place.depth + bool(label)))
        if not label:
            return below
        if len(below) == 1 and not below[0].label:
            return (replace(below[0], label=label),)
        return (Step(node.status, "all of these", label, below=below),)
