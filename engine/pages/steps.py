"""The outline of proofs as the steps of a page: each node worded, with the law said once."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple, assert_never

from engine.pages.heads import head
from engine.pages.outline import Branch, Case, Contribution, Item, Manner, Outline, Shown
from engine.pages.page import Line, Steps
from engine.pages.suppositions import suppositions_words
from engine.pages.unnamed import said_words
from engine.proof.identity import Known
from engine.proof.node import Absent, Derived, Node
from parser.words.sentence import Predicates, is_hidden, say, sentence, shown

DEPTH = 10
"""How many levels are drawn inside one another before the rest is put off to its own tree."""


def steps(nodes: Sequence[Node], predicates: Predicates, known: Known) -> Steps:
    """Return what a reader is to see of these nodes and of everything below them."""

    def stands_for(node: Absent, route: Derived) -> bool:
        if is_hidden(node.atom, predicates):
            return True
        same = sentence(route.atom, predicates) == sentence(node.atom, predicates)
        return same and route.status == node.status

    outline = Outline(predicates, known, Manner(DEPTH, stands_for))
    writer = _Writer(predicates)
    drawn = [outline.of(node) for node in nodes]
    roots = tuple(writer.all(branches, _Above()) for branches in drawn)
    return Steps(roots, writer.all(outline.put_off(), _Above()), writer.numbers)


class _Above(NamedTuple):
    """What stands above a step: the law of its rule, a sentence that is not so, its conclusion."""

    law: str = ""
    said: str = ""
    of: Derived | None = None


class _Writer:
    """Words branches in reading order; `numbers` are those of the steps that others refer to."""

    def __init__(self, predicates: Predicates) -> None:
        self.predicates = predicates
        self.numbers: dict[str, int] = {}

    def all(self, branches: Sequence[Branch], above: _Above) -> tuple[Line, ...]:
        return tuple(self._step(branch, above) for branch in branches)

    def _step(self, branch: Branch, above: _Above) -> Line:
        match branch:
            case Shown(node, label, key, see):
                made = head(node, self.predicates, above.law, above.said, above.of)
                step = replace(made, label=label)
                if see:
                    self.numbers.setdefault(see, len(self.numbers) + 1)
                    return replace(step, notes=(), see=see)
                return replace(
                    step, key=key, below=self.all(branch.below, self._under(node, above))
                )
            case Item(node, label, below):
                return Line(
                    node.status,
                    say(self.predicates, "all of these"),
                    label,
                    below=self.all(below, above),
                )
            case Contribution(_, values, below):
                title = ", ".join(shown(value, self.predicates) for value in values)
                return Line("holds", title, below=self.all(below, above))
            case Case(node, supposed, below):
                title = suppositions_words(supposed, self.predicates)
                said = said_words(node.atom, self.predicates)
                return Line(node.status, title, below=self.all(below, above._replace(said=said)))
            case _:
                assert_never(branch)

    def _under(self, node: Node, above: _Above) -> _Above:
        """Return what stands above the steps below a node."""
        law = above.law
        if isinstance(node, Derived) and node.rule.provision:
            law = node.rule.provision.law_title
        said = said_words(node.atom, self.predicates) if isinstance(node, Absent) else ""
        return _Above(law, said, node if isinstance(node, Derived) else None)
