"""From proof nodes to numbered statements: what follows, under which provision, from which fact."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import assert_never

from engine.pages.compared import is_dated
from engine.pages.outline import Branch, Case, Contribution, Item, Manner, Outline, Shown
from engine.pages.report.comparisons import apart, comparison
from engine.pages.report.document import Run, Step, Text
from engine.pages.report.references import References
from engine.pages.report.sentences import (
    authority_words,
    blank,
    law,
    sentence,
    sentence_words,
    supposed_words,
)
from engine.pages.report.words import Words
from engine.pages.suppositions import ranges_of, telling
from engine.proof.grounds import status
from engine.proof.identity import Known, node_id
from engine.proof.node import (
    Absent,
    Aggregated,
    Assumption,
    ByCases,
    Circular,
    Compared,
    Derived,
    Exception_,
    Finding,
    ListedRow,
    Node,
    Stated,
    Status,
)
from engine.rails.said import SUPPOSED, UNLESS_STATED, Source
from engine.rails.supposing import Supposed
from parser.datalog.tree import Apply
from parser.resolved.vocabulary import GroundAtom
from parser.values import Entity
from parser.words.asked import asked
from parser.words.sentence import Predicates, is_hidden, law_words

DEPTH = 5
"""How many levels stand inside one another before the rest gets a number of its own."""


class Reasons:
    """The explanations of one question: statements once each, then referred to."""

    def __init__(self, references: References, known: Known, as_of: date | None = None) -> None:
        self.references = references
        self.predicates: Predicates = references.predicates
        self.words: Words = references.words
        self.known = known
        self.as_of = as_of
        self._of: Derived | None = None  # the step whose conditions are being written
        manner = Manner(DEPTH, self._stands_for, self._is_idle)
        self._outline = Outline(self.predicates, known, manner)

    def explain(self, nodes: Sequence[Node], brief: bool = False) -> tuple[Step, ...]:
        """Return the steps for some nodes, and at their end those put off for their depth.

        With `brief` a condition is explained only where it explains why the node falls short.
        """
        drawn = [branch for node in nodes for branch in self._outline.of(node, brief)]
        return self._steps((*drawn, *self._outline.put_off()))

    def said(self, node: Node, plainly: bool = False) -> Text:
        """Return what is so at a node, true by itself; not `plainly`, with where it comes from."""
        words, predicates = self.words, self.predicates
        match node:
            case Assumption(atom):
                return self._whether("said.not_stated", atom)
            case Finding(atom, status="open" | "unknown"):
                authority = authority_words(node.authority, words, predicates)
                whether = law(sentence_words(blank(atom), predicates, some=True))
                return words("said.to_decide", authority=authority, sentence=whether)
            case Derived(status="unknown" | "open") | ByCases(status="unknown" | "open"):
                return self._whether("said.not_settled", node.atom)
            case Exception_(
                provision=None,
                status="fails" | "unknown" | "open",
                route=(Derived() | Stated() | Finding() | ListedRow()) as route,
            ) if not is_hidden(route.atom, predicates):
                if node.status in ("unknown", "open"):
                    return self._whether("said.not_settled", route.atom)
                named = law(sentence_words(route.atom, predicates, some=True))
                whole = words("said.against", sentence=named)
                where = () if plainly else self._remark(route, False)
                return (*whole, *((Run(" "), *where) if where else ()))
            case (
                Derived(status="fails")
                | Finding(status="fails")
                | Absent()
                | ByCases(status="fails")
            ) if not is_hidden(node.atom, predicates) and not _is_closure(node):
                text: Text = (*sentence(node.atom, predicates, negative=True), Run("."))
            case _:
                text = self._text(node)
        remark = () if plainly else self._remark(node, False)
        return (*text, *((Run(" "), *remark) if remark else ()))

    def _whether(self, key: str, atom: GroundAtom) -> Text:
        """Say that nothing tells whether a sentence is so, or which value it has."""
        said = sentence_words(blank(atom), self.predicates, some=True)
        question = asked(blank(atom), self.predicates).removesuffix("?")
        indirect = f"{question[:1].lower()}{question[1:]}"
        return self.words(key, sentence=law(said), whether=law(indirect))

    def _stands_for(self, node: Absent, route: Derived) -> bool:
        """Tell whether the one rule that fails to conclude a sentence says all there is."""
        if route.status != node.status:
            return False
        return is_hidden(node.atom, self.predicates) or route.atom.pred == node.atom.pred

    def _is_idle(self, node: Node) -> bool:
        """Tell whether a node says nothing: an exception of no rule, a value that is itself."""
        match node:
            case Absent():
                nothing = node.status == "holds" and node.reason == "no route" and not node.routes
                return nothing and is_hidden(node.atom, self.predicates)
            case Compared():
                return self._says_nothing(node)
            case (
                Stated()
                | ListedRow()
                | Finding()
                | Assumption()
                | Aggregated()
                | Derived()
                | Circular()
                | Exception_()
                | ByCases()
            ):
                return False
            case _:
                assert_never(node)

    def _says_nothing(self, node: Compared) -> bool:
        """Tell whether a value is only compared with itself, or the day asked about with it."""
        sides = (node.comparison.left, node.comparison.right)
        worked = any(isinstance(side, Apply) for side in sides)
        same = node.status == "holds" and not worked and node.left == node.right
        return same and (node.comparison.op == "=" or node.left == self.as_of)

    def _steps(self, branches: Sequence[Branch]) -> tuple[Step, ...]:
        return tuple(self._step(branch) for branch in branches)

    def _step(self, branch: Branch) -> Step:
        match branch:
            case Shown(node, label, key, see):
                step = replace(self._head(node), label=label)
                if see:
                    return replace(step, remark=(), see=see)
                if not key:
                    return step
                outer, self._of = self._of, node if isinstance(node, Derived) else self._of
                below = self._steps(branch.below)
                self._of = outer
                remark = self._remark(node, bool(below))
                return replace(step, key=key, below=below, remark=remark)
            case Item(node, label, below):
                forms = {"holds": "group.all", "fails": "group.all_not"}
                form = forms.get(node.status, "group.all_open")
                return self._plain_step(node, self.words(form), label, self._steps(below))
            case Contribution(node, values, below):
                title = ", ".join(self.words.value(value) for value in values)
                made = node_id(node, self.known)
                steps = self._steps(below)
                return Step("holds", self._tag("holds"), (Run(title),), made, below=steps)
            case Case(node, supposed, below):
                text = self._supposed(supposed)
                return self._plain_step(node, text, below=self._steps(below))
            case _:
                assert_never(branch)

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
            case (
                Stated(atom)
                | ListedRow(atom)
                | Finding(atom)
                | Assumption(atom)
                | Derived(atom)
                | Circular(atom)
            ):
                return (*sentence(atom, self.predicates), Run("."))
            case Absent(atom):
                if is_hidden(atom, self.predicates):
                    form = "group.one" if node.status == "fails" else "group.none"
                    return (*self.words(form), Run("."))
                if node.reason == "no more":
                    said = law(sentence_words(atom, self.predicates, some=True))
                    return (*self.words("group.no_more", sentence=said), Run("."))
                negative = node.status != "fails" or node.reason == "possible"
                return (*sentence(atom, self.predicates, negative), Run("."))
            case Compared():
                of_days = is_dated(node, self._of, self.predicates)
                return (*comparison(node, self.words, of_days), Run("."))
            case Aggregated():
                rows = self.words.count("row", len(node.contributions))
                result = self.words.value(node.result)
                kind = f"{node.kind}_day" if isinstance(node.result, date) else node.kind
                return (*self.words(f"measure.{kind}", result=result, rows=rows), Run("."))
            case Exception_():
                return (*self._exception(node), Run("."))
            case ByCases(atom):
                return (*sentence(atom, self.predicates, node.status != "holds"), Run("."))
            case _:
                assert_never(node)

    def _supposed(self, supposed: Sequence[Supposed]) -> Text:
        """Say what a case supposes: a sentence, its denial, or between which days a value lies."""
        found: list[Run] = []
        for one in telling(supposed):
            found += [Run(" ")] if found else []
            if one.how in ("so", "not"):
                found += (*self.words("case.sentence"), Run(" "))
                found += sentence(one.atom, self.predicates, one.how == "not", one.how == "so")
            elif one.how == "of":
                whom = [self.words.value(arg) for arg in one.atom.args if isinstance(arg, Entity)]
                found += self.words("case.about", whom=law(", ".join(whom)))
            else:
                for slot, value in ranges_of(one, self.predicates):
                    days = supposed_words(value, self.words)
                    found += self.words(
                        "case.value", value=law(self.words.noun(slot.role)), limits=days
                    )
        return (*found, Run(":"))

    def _exception(self, node: Exception_) -> Text:
        atom = getattr(node.route, "atom", None)
        if node.provision is None and atom and not is_hidden(atom, self.predicates):
            return sentence(atom, self.predicates, negative=True)
        against = [*_spoken(node.route, self.predicates)] if node.provision is None else []
        if against and node.status == "fails":
            said = [sentence_words(one, self.predicates) for one in against]
            return self.words("exception.against", said=law("; ".join(dict.fromkeys(said))))
        if node.provision is None and node.status in ("holds", "defeated"):
            return self.words("group.none")
        if node.provision is None:
            return self.words(f"exception.own_{node.status}")
        named = self.references.provision(node.provision, node_id(node, self.known))
        return self.words(f"exception.{node.status}", provision=named)

    def _remark(self, node: Node, explained: bool) -> Text:
        identity = node_id(node, self.known)
        words, references = self.words, self.references
        match node:
            case (
                Stated(source=Source(who=who))
                | Finding(source=Source(who=who))
                | Absent(source=Source(who=who))
            ) if who == SUPPOSED:
                return words("remark.supposed")
            case Stated(atom, source):
                fact = references.stated(atom, source, identity)
                return _capital(words("remark.fact", fact=fact))
            case ListedRow(_, cites):
                fact = references.listed(node, identity)
                if not cites:
                    return _capital(words("remark.fact", fact=fact))
                return (
                    *words("remark.listed", source=law(law_words(cites, self.predicates))),
                    Run(" "),
                    *_in_brackets(fact),
                )
            case Finding():
                return self._found(node, identity)
            case Assumption():
                return words("remark.not_stated")
            case Circular():
                return words("remark.circular")
            case Absent():
                return self._absent(node, explained)
            case Compared():
                return apart(node, words) or (
                    words("remark.not_known") if node.status == "unknown" else ()
                )
            case Derived():
                return self._under(node, explained)
            case ByCases():
                return words("remark.in_each_case" if explained else "remark.by_cases")
            case Aggregated() | Exception_():
                return ()
            case _:
                assert_never(node)

    def _found(self, node: Finding, identity: str) -> Text:
        authority = authority_words(node.authority, self.words, self.predicates)
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
        if node.source is not None and node.source.who == UNLESS_STATED:
            return self.words("remark.unless_stated")
        if node.source is not None and node.reason not in ("impossible", "not listed"):
            identity = node_id(node, self.known)
            fact = self.references.stated(node.atom, node.source, identity, negative=True)
        match node.reason:
            case "denied" | "closed" | "settled" | "no more":
                reason = node.reason.replace(" ", "_")
                return self.words(f"remark.{reason}", fact=fact) if fact else ()
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
            case "not shown":
                return self.words("remark.not_shown")
            case "impossible":
                provision = node.source.who if node.source is not None else ""
                return self.words("remark.impossible", provision=(Run(provision),))
            case "itself" | "possible":
                return self.words(f"remark.{node.reason}")
            case "contradicted":
                return self.words("remark.no_case")
            case _:
                assert_never(node.reason)


def _is_closure(node: Node) -> bool:
    return isinstance(node, Absent) and node.reason in ("no more", "possible")


def _capital(text: Text) -> Text:
    first, *rest = text
    return (replace(first, text=first.text[:1].upper() + first.text[1:]), *rest)


def _in_brackets(text: Text) -> Text:
    return (Run("("), *text, Run(")"))


def _spoken(node: Node, predicates: Predicates) -> Iterator[GroundAtom]:
    """Yield the sentences that a step without one of its own rests on."""
    for one in node.premises if isinstance(node, Derived) else ():
        atom = getattr(one, "atom", None)
        if isinstance(one, Derived) and is_hidden(one.atom, predicates):
            yield from _spoken(one, predicates)
        elif isinstance(atom, GroundAtom) and not isinstance(one, Absent | Exception_):
            yield atom
