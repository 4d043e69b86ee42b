"""From proof nodes to numbered statements: what follows, under which provision, from which fact."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never

from engine.pages.arithmetic import is_trivial
from engine.pages.report.comparisons import apart, comparison
from engine.pages.report.document import Run, Step, Text
from engine.pages.report.references import References
from engine.pages.report.sentences import authority_words, law, sentence
from engine.pages.report.words import Words
from engine.proof.grounds import status
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
    Status,
)
from parser.datalog.tree import Apply
from parser.words.sentence import Predicates, is_hidden

DEPTH = 5
"""How many levels stand inside one another before the rest gets a number of its own."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a step stands: how deep, and how much of it is explained.

    With `brief` only what falls short is explained, with `alone` nothing is.
    """

    depth: int = 0
    brief: bool = False
    alone: bool = False


class Reasons:
    """The explanations of one question: statements once each, then referred to."""

    def __init__(
        self, references: References, known: Known, as_of: date | None = None, depth: int = DEPTH
    ) -> None:
        self.references = references
        self.predicates: Predicates = references.predicates
        self.words: Words = references.words
        self.known = known
        self.as_of = as_of
        self.depth = depth
        self._shown: set[str] = set()
        self._pending: list[tuple[Node, Place]] = []

    def explain(self, nodes: Sequence[Node], brief: bool = False) -> tuple[Step, ...]:
        """Return the steps for some nodes, and at their end those put off for their depth.

        With `brief` a condition is explained only where it explains why the node falls short.
        """
        steps = [step for node in nodes for step in self.steps(node, Place(brief=brief))]
        while self._pending:
            node, place = self._pending.pop(0)
            self._shown.discard(node_id(node, self.known))
            steps.extend(self.steps(node, replace(place, depth=0)))
        return tuple(steps)

    def steps(self, node: Node, place: Place) -> tuple[Step, ...]:
        """Return the visible steps for one node: none, one, or those of a transparent node."""
        if isinstance(node, Compared) and (is_trivial(node) or self._says_nothing(node)):
            return ()
        if isinstance(node, Absent) and self._is_idle(node):
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

    def _is_idle(self, node: Absent) -> bool:
        """Whether an exception was looked at that no rule in force makes."""
        nothing = node.status == "holds" and node.reason == "no route" and not node.routes
        return nothing and is_hidden(node.atom, self.predicates)

    def _says_nothing(self, node: Compared) -> bool:
        """Whether a value is only compared with itself, or the day asked about with that day."""
        sides = (node.comparison.left, node.comparison.right)
        worked = any(isinstance(side, Apply) for side in sides)
        same = node.status == "holds" and not worked and node.left == node.right
        return same and (node.comparison.op == "=" or node.left == self.as_of)

    def _only_route(self, node: Node) -> Derived | None:
        """Return the one rule that fails to conclude a sentence, if it says all there is."""
        if not isinstance(node, Absent) or len(node.routes) != 1 or node.reason != "no route":
            return None
        route = node.routes[0]
        if not isinstance(route, Derived) or route.status != node.status:
            return None
        hidden = is_hidden(node.atom, self.predicates)
        return route if hidden or route.atom.pred == node.atom.pred else None

    def _step(self, node: Node, place: Place) -> Step:
        step = self._head(node)
        if place.alone or not premises(node):
            return step
        key = node_id(node, self.known)
        if key in self._shown:
            return replace(step, remark=(), see=key)
        if place.depth >= self.depth:
            self._shown.add(key)
            self._pending.append((node, place))
            return replace(step, remark=(), see=key)
        self._shown.add(key)
        below = self._children(node, place)
        return replace(step, key=key, below=below, remark=self._remark(node, bool(below)))

    def _children(self, node: Node, place: Place) -> tuple[Step, ...]:
        inside = replace(place, depth=place.depth + 1)
        if isinstance(node, Aggregated):
            return self._rows(node, inside)
        below = premises(node)
        if place.brief and isinstance(node, Derived):
            return self._briefly(below, inside)
        return self._below(below, inside)

    def _briefly(self, nodes: Sequence[Node], place: Place) -> tuple[Step, ...]:
        """Explain only the conditions for which a rule falls short; state the others."""
        statuses: set[Status] = {status(node) for node in nodes}
        telling: tuple[Status, ...] = ("fails",) if "fails" in statuses else ("unknown", "open")
        found: list[Step] = []
        for node in nodes:
            if status(node) in telling:
                found.extend(self.steps(node, place))
            elif not isinstance(node, Compared) or status(node) != "unknown":
                found.extend(self.steps(node, replace(place, alone=True)))
        return tuple(found)

    def _rows(self, node: Aggregated, place: Place) -> tuple[Step, ...]:
        rows: list[Step] = []
        for values, nodes in node.contributions:
            below = self._below(nodes, replace(place, depth=place.depth + 1))
            title = ", ".join(self.words.value(value) for value in values)
            if title:
                made = node_id(node, self.known)
                rows.append(Step("holds", self._tag("holds"), (Run(title),), made, below=below))
            else:
                rows.extend(below)
        return tuple(rows)

    def _below(self, nodes: Sequence[Node], place: Place) -> tuple[Step, ...]:
        return tuple(step for node in nodes for step in self.steps(node, place))

    def _item(self, node: Derived, place: Place) -> tuple[Step, ...]:
        """Show an enumerated item: its label before its only condition, or above several."""
        label = node.rule.provision.item if node.rule.provision else ""
        inside = replace(place, depth=place.depth + bool(label))
        below = self._below(node.premises, inside)
        if not label:
            return below
        if len(below) == 1 and not below[0].label:
            return (replace(below[0], label=label),)
        form = {"holds": "group.all", "fails": "group.all_not"}.get(node.status, "group.all_open")
        return (self._plain_step(node, self.words(form), label, below),)

    def _plain_step(
        self, node: Node, text: Text, label: str = "", below: tuple[Step, ...] = ()
    ) -> Step:
        found = status(node)
        return Step(found, self._tag(found), text, node_id(node, self.known), label, below=below)

    def _tag(self, found: Status) -> str:
        return self.words.word(f"tag.{found}")

    def _head(self, node: Node) -> Step:
        step = self._plain_step(node, self._text(node))
        provision = node.rule.provision if isinstance(node, Derived) else None
        anchor = self.references.anchor(provision, step.node) if provision else ""
        return replace(step, remark=self._remark(node, False), provision=anchor)

    def _text(self, node: Node) -> Text:
        match node:
            case Stated(atom) | ListedRow(atom) | Finding(atom) | Assumption(atom) | Derived(atom):
                return (*sentence(atom, self.predicates), Run("."))
            case Absent(atom):
                if is_hidden(atom, self.predicates):
                    return (*self.words("group.none"), Run("."))
                negative = node.status != "fails" or node.reason == "possible"
                return (*sentence(atom, self.predicates, negative), Run("."))
            case Compared():
                return (*comparison(node, self.words), Run("."))
            case Aggregated():
                rows = self.words.count("row", len(node.contributions))
                result = self.words.value(node.result)
                return (*self.words(f"measure.{node.kind}", result=result, rows=rows), Run("."))
            case Exception_():
                return (*self._exception(node), Run("."))
            case _:
                assert_never(node)

    def _exception(self, node: Exception_) -> Text:
        atom = getattr(node.route, "atom", None)
        if node.provision is None and atom and not is_hidden(atom, self.predicates):
            return sentence(atom, self.predicates, negative=True)
        named: Text = ()
        if node.provision is not None:
            named = self.references.provision(node.provision, node_id(node, self.known))
        return _tidy(self.words(f"exception.{node.status}", provision=named))

    def _remark(self, node: Node, explained: bool) -> Text:
        identity = node_id(node, self.known)
        words, references = self.words, self.references
        match node:
            case Stated(atom, source):
                fact = references.stated(atom, source, identity)
                return _capital(words("remark.fact", fact=fact))
            case ListedRow(_, cites):
                fact = references.listed(node, identity)
                if not cites:
                    return _capital(words("remark.fact", fact=fact))
                return (*words("remark.listed", source=law(cites)), Run(" "), *_in_brackets(fact))
            case Finding():
                return self._found(node, identity)
            case Assumption():
                return words("remark.not_stated")
            case Absent():
                return self._absent(node, explained)
            case Compared():
                return apart(node, words) or (
                    words("remark.not_known") if node.status == "unknown" else ()
                )
            case Derived():
                return self._under(node, explained)
            case Aggregated() | Exception_():
                return ()
            case _:
                assert_never(node)

    def _found(self, node: Finding, identity: str) -> Text:
        authority = authority_words(node.authority, self.words)
        if node.status not in ("holds", "fails"):
            return self.words("remark.to_decide", authority=authority)
        form = "found" if node.status == "holds" else "refused"
        if node.source is None:
            return self.words(f"remark.{form}_by", authority=authority)
        negative = node.status == "fails"
        fact = self.references.stated(node.atom, node.source, identity, negative)
        return self.words(f"remark.{form}", authority=authority, fact=fact)

    def _under(self, node: Derived, explained: bool) -> Text:
        provision = node.rule.provision
        if provision is None:
            return ()
        cited = self.references.provision(provision, node_id(node, self.known))
        forms: dict[Status, str] = {
            "fails": "under_not",
            "unknown": "under_unknown",
            "open": "under_open",
            "conflict": "under_conflict",
        }
        form = forms.get(node.status, "under_because") if explained else "under"
        return self.words(f"remark.{form}", provision=cited)

    def _absent(self, node: Absent, explained: bool) -> Text:
        fact: Text = ()
        if node.source is not None:
            identity = node_id(node, self.known)
            fact = self.references.stated(node.atom, node.source, identity, negative=True)
        match node.reason:
            case "denied" | "closed" | "settled":
                return self.words(f"remark.{node.reason}", fact=fact) if fact else ()
            case "nobody":
                return self.words("remark.nobody_said" if fact else "remark.nobody", fact=fact)
            case "no route":
                if not node.routes:
                    return self.words("remark.no_rule")
                if not explained or is_hidden(node.atom, self.predicates):
                    return ()
                settled = all(status(route) == "fails" for route in node.routes)
                return self.words("remark.ways" if settled else "remark.ways_open")
            case "not listed":
                return self.words("remark.not_listed")
            case "itself" | "possible":
                return self.words(f"remark.{node.reason}")
            case _:
                assert_never(node.reason)


def _capital(text: Text) -> Text:
    first, *rest = text
    return (replace(first, text=first.text[:1].upper() + first.text[1:]), *rest)


def _in_brackets(text: Text) -> Text:
    return (Run("("), *text, Run(")"))


def _tidy(text: Text) -> Text:
    """Close the gap that an empty blank leaves."""
    return tuple(replace(run, text=run.text.replace("  ", " ")) for run in text)
