"""From proof nodes to an outline: shared parts once, deep parts put off, hidden atoms left out."""

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from engine.proof.identity import Known, node_id, premises
from engine.proof.node import (
    Absent,
    Aggregated,
    Assumption,
    Compared,
    Derived,
    Exception_,
    Finding,
    ListedRow,
    Node,
    Stated,
)
from engine.render.arithmetic import comparison_words
from engine.render.page import Outline, Step
from engine.render.remarks import (
    absence_aside,
    aggregate_words,
    exception_words,
    finding_aside,
    place,
    rule_notes,
)
from engine.render.sentence import Predicates, denied, is_hidden, sentence
from engine.render.words import value_words

DEPTH = 10
"""How many levels are drawn inside one another before the rest is put off to its own tree."""


def outline(nodes: Sequence[Node], predicates: Predicates, depth: int = DEPTH) -> Outline:
    """Return what a reader is to see of these nodes and of everything below them."""
    writer = _Writer(predicates, depth)
    roots = tuple(writer.steps(node, 0) for node in nodes)
    deferred: list[Step] = []
    while writer.pending:
        node = writer.pending.pop(0)
        writer.shown.discard(writer.key(node))
        deferred.extend(writer.steps(node, 0))
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

    def key(self, node: Node) -> str:
        return node_id(node, self.known)

    def steps(self, node: Node, depth: int) -> tuple[Step, ...]:
        """Return the visible steps for one node: none, one, or those of a transparent node."""
        if isinstance(node, Derived):
            if node.rule.role == "context":
                return ()
            if node.rule.role in ("bridge", "asked"):
                return self._below(node.premises, depth)
            if node.rule.role == "item" or is_hidden(node.atom, self.predicates):
                return self._item(node, depth)
        if not premises(node):
            return (self._head(node),)
        key = self.key(node)
        if key in self.shown:
            return (self._reference(node, key),)
        if depth >= self.depth:
            self.shown.add(key)
            self.pending.append(node)
            return (self._reference(node, key),)
        self.shown.add(key)
        return (replace(self._head(node), key=key, below=self._children(node, depth + 1)),)

    def _reference(self, node: Node, key: str) -> Step:
        self.numbers.setdefault(key, len(self.numbers) + 1)
        return replace(self._head(node), notes=(), see=key)

    def _below(self, nodes: Sequence[Node], depth: int) -> tuple[Step, ...]:
        return tuple(step for node in nodes for step in self.steps(node, depth))

    def _children(self, node: Node, depth: int) -> tuple[Step, ...]:
        if not isinstance(node, Aggregated):
            return self._below(premises(node), depth)
        rows: list[Step] = []
        for values, nodes in node.contributions:
            below = self._below(nodes, depth + 1)
            title = ", ".join(value_words(value) for value in values)
            rows.append(Step("holds", title, below=below) if title or not below else below[0])
        return tuple(rows)

    def _item(self, node: Derived, depth: int) -> tuple[Step, ...]:
        """Show an enumerated item: its label before its only condition, or above several."""
        label = node.rule.provision.item if node.rule.provision else ""
        below = self._below(node.premises, depth + bool(label))
        if not label:
            return below
        if len(below) == 1 and not below[0].label:
            return (replace(below[0], label=label),)
        return (Step(node.status, "", label, below=below),)

    def _head(self, node: Node) -> Step:
        """Return the step of one node without what is below it."""
        match node:
            case Stated():
                return Step(node.status, self._say(node), aside=place(node.source))
            case ListedRow():
                return Step(node.status, self._say(node), aside=node.cites or "listed")
            case Finding():
                return Step(node.status, self._say(node), aside=finding_aside(node))
            case Assumption():
                return Step(node.status, self._say(node), aside="not stated")
            case Absent():
                hidden = is_hidden(node.atom, self.predicates)
                text = "none of these holds" if hidden else self._say(node)
                aside = "" if hidden else absence_aside(node)
                return Step(node.status, text, aside=aside)
            case Compared():
                return Step(node.status, comparison_words(node), aside=node.gap)
            case Aggregated():
                return Step(node.status, aggregate_words(node))
            case Derived():
                return Step(node.status, self._say(node), notes=rule_notes(node.rule.provision))
            case Exception_():
                return Step(node.status, self._excepted(node))
            case _:
                assert_never(node)

    def _excepted(self, node: Exception_) -> str:
        """Name the exception, or for a plain negative condition the sentence that is denied."""
        atom = getattr(node.route, "atom", None)
        if node.provision is None and atom and not is_hidden(atom, self.predicates):
            return denied(sentence(atom, self.predicates))
        return exception_words(node)

    def _say(self, node: Stated | ListedRow | Finding | Assumption | Absent | Derived) -> str:
        text = sentence(node.atom, self.predicates)
        if isinstance(node, Absent) and (node.status != "fails" or node.reason == "possible"):
            return denied(text)
        return text
