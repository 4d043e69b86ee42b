"""A rule -> a ladder: conditions in series and in parallel, as a chosen case has them.

What a case says of a condition is read off the proof of its answer, from the premise that says the
very same. Where none does the condition stays dark: the proof did not look at it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Literal, assert_never

from engine.proof.grounds import status
from engine.proof.identity import premises
from engine.proof.node import Derived, Node
from engine.server.messages import uri_of
from engine.server.premises import Left, applied, said_of
from engine.server.viewing import LadderShown, Passing, Rung
from parser.datalog.terms import spliced
from parser.frozen import dataclass
from parser.resolved.law_tree import Aggregates, Compares, Group, Holds, Item, Rule
from parser.text.span import Span
from parser.words.sentence import Predicates

_PASSES: dict[str, Passing] = {
    "holds": "through",
    "defeated": "through",
    "fails": "not",
    "unknown": "open",
    "open": "open",
    "conflict": "open",
}
_CONTRARY = {"holds": "fails", "defeated": "fails", "fails": "holds"}


def ladder(rule: Rule, text: str, roots: Sequence[Node], predicates: Predicates) -> LadderShown:
    """Return a rule of a text as a ladder, lit by the proof with these roots (none: by nothing)."""
    found = applied(rule.provision.rule, roots)
    drawing = _Drawing(text, predicates, dict(_alternatives(found)) if found is not None else {})
    left = Left(found)
    rungs = [*drawing.rungs(rule.body, left), *drawing.exceptions(left)]
    head = drawing.said_at(rule.head.span)
    return LadderShown(
        rule.provision.rule,
        rule.provision.title,
        rule.provision.cites,
        f"it is false that {head}" if rule.negative else head,
        uri_of(rule.span.file),
        max(0, rule.span.line - 1),
        _PASSES[status(found)] if found is not None else "",
        tuple(rungs),
    )


def _alternatives(top: Derived) -> Iterator[tuple[Span, Derived]]:
    """Yield the items of enumerations that were tried inside a rule, by their place."""
    pending = list(reversed(top.premises))
    seen: set[Span] = set()
    while pending:
        node = pending.pop()
        if isinstance(node, Derived):
            if node.rule.role in ("rule", "applies"):
                continue
            if node.rule.role == "item" and node.rule.span not in seen:
                seen.add(node.rule.span)
                yield node.rule.span, node
        pending.extend(reversed(premises(node)))


@dataclass(frozen=True, slots=True)
class _Drawing:
    """A text with its words, and which alternatives a proof has tried, by their place."""

    text: str
    predicates: Predicates
    tried: Mapping[Span, Derived]

    def said_at(self, span: Span) -> str:
        """Return what is written at a place, on one line and without comments."""
        lines = self.text[span.start : span.end].split("\n")
        return " ".join(word for line in lines for word in line.partition(" #")[0].split())

    def rungs(self, items: Sequence[Item], left: Left) -> list[Rung]:
        """Return conditions that hold together; the premises that stand for them are taken.

        One that nobody wrote, such as that a slot of the conclusion is today, is left out.
        """
        found = [self._rung(item, left) for item in items]
        return [one for one in found if one.text or one.inside]

    def exceptions(self, left: Left) -> Iterator[Rung]:
        """Yield the rules that take precedence, as far as a proof has looked at them."""
        for node in left.exceptions():
            assert node.provision is not None, "that of an item has none and is no exception here"
            name = f"{node.provision.rule} {node.provision.title}".strip()
            yield self._made("contact", name, -1, True, node, said_of(node, self.predicates))

    def _rung(self, item: Item, left: Left) -> Rung:
        condition = item.condition
        match condition:
            case Holds(said, negative):
                return self._contact(item, left.sentence(said, negative), negative)
            case Compares():
                return self._contact(item, left.comparison(condition), False)
            case Aggregates(items=inside):
                node = left.aggregate(condition)
                comes_to = said_of(node, self.predicates)
                rungs = self.rungs(inside, Left(None))
                heading = self._heading(item)
                return self._made("series", heading, item, False, node, comes_to, rungs)
            case Group():
                return self._group(item, condition, left)
            case _:
                assert_never(condition)

    def _group(self, item: Item, group: Group, left: Left) -> Rung:
        """Return what a group enumerates; what holds together has the premises of its rule."""
        heading = self._heading(item)
        barred = group.exception or group.quantifier == "none"
        is_counted_off = group.quantifier == "at least"
        alone = group.quantifier == "all" or len(group.items) == 1
        if alone and not barred and not is_counted_off:
            return self._together(item, self.rungs(group.items, left))
        if is_counted_off and not barred:
            node = _counted(group, left)
            rungs = [self._alternative(one) for one in group.items]
            return self._made("parallel", heading, item, False, node, "", rungs)
        alternatives = _excluded(group) if barred else group.items
        match spliced(alternatives):
            case [Item(Holds(said, False)) as only] if barred:
                return self._contact(only, left.sentence(said, True), True)
            case _:
                node = left.enumerated({one.span for one in alternatives})
                rungs = [self._alternative(one) for one in alternatives]
                return self._made("parallel", heading, item, barred, node, "", rungs)

    def _alternative(self, item: Item) -> Rung:
        found = self.tried.get(item.span)
        rung = self._rung(item, Left(found))
        if found is None or rung.passing:
            return rung
        return replace(rung, passing=_PASSES[status(found)])

    def _together(self, item: Item, rungs: Sequence[Rung]) -> Rung:
        if not rungs:
            return self._made("contact", "", item, False, None, "")
        passing = _all_of([one.passing for one in rungs])
        if len({one.text for one in rungs}) == 1:  # both ends of `is between`
            return replace(rungs[0], passing=passing)
        heading = self._heading(item)
        if rungs[0].text in heading:  # `and` below the first of them: all are shown anyway
            heading = item.label
        return Rung("series", heading, _line(item), False, "", "", passing, tuple(rungs))

    def _contact(self, item: Item, node: Node | None, barred: bool) -> Rung:
        said = said_of(node, self.predicates)
        return self._made("contact", self._text(item), item, barred, node, said)

    def _text(self, item: Item) -> str:
        """Return what is written of a condition, behind its label if it has one."""
        match item.condition:
            case Holds(said):
                span = said.span
            case Compares(span=span) | Aggregates(span=span) | Group(span=span):
                pass
        words = self.said_at(span if span.end > span.start else item.span)
        return f"{item.label} {words}".strip()

    def _made(
        self,
        form: Literal["contact", "series", "parallel"],
        text: str,
        place: Item | int,
        barred: bool,
        node: Node | None,
        said: str,
        inside: Sequence[Rung] = (),
    ) -> Rung:
        found = status(node) if node is not None else ""
        says = _CONTRARY.get(found, found) if barred else found
        line = place if isinstance(place, int) else _line(place)
        return Rung(form, text, line, barred, says, said, _PASSES.get(found, ""), tuple(inside))

    def _heading(self, item: Item) -> str:
        """Return the first line of what is written of a group or an aggregate."""
        line = self.text[item.span.start :].split("\n", 1)[0]
        return line.partition(" #")[0].strip().removesuffix(":")


def _counted(group: Group, left: Left) -> Node | None:
    """Take the premise about how many items of a group hold.

    At least one of some is any of them, and as many as there are is each: nothing is counted then.
    """
    spans = [one.span for one in group.items]
    if group.count == 1:
        return left.enumerated(spans)
    if group.count != len(spans):
        return left.counted(spans)
    each = [one for one in (left.enumerated((span,)) for span in spans) if one is not None]
    failing = (one for one in each if status(one) not in ("holds", "defeated"))
    return next(failing, each[0] if len(each) == len(spans) else None)


def _excluded(group: Group) -> tuple[Item, ...]:
    """Return the alternatives that are barred, as lowering has them: each is a rule of its own."""
    if group.quantifier == "at least" or (group.quantifier == "all" and len(group.items) > 1):
        return (Item(replace(group, exception=False), span=group.span),)
    if len(group.items) == 1:
        match spliced(group.items):
            case [Item(Group("any", inner, exception=False))]:
                return inner
            case _:
                pass
    return group.items


def _all_of(passing: Sequence[Passing]) -> Passing:
    """Return whether conditions that must all let through do.

    >>> _all_of(["through", "open"]), _all_of(["through", "", "not"]), _all_of(["through"])
    ('open', 'not', 'through')
    """
    order: tuple[Passing, ...] = ("not", "open", "", "through")
    return next(one for one in order if one in passing)


def _line(item: Item) -> int:
    return item.span.line - 1
