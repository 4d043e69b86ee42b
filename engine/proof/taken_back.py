"""What takes presumptions back and is certain only by cases, for what rests on it not being so.

An absence, and a total to which no more is added, may hold only because a presumption gave way to
something that no rail says. Its proof by cases belongs to them: without it they do not follow.
"""

from collections.abc import Iterable, Iterator, Sequence

from engine.arithmetic.errors import EvaluationError
from engine.proof.grounds import Grounds, Pattern
from engine.proof.identity import premises
from engine.proof.instances import Bindings, pattern, same, satisfy, unify
from engine.proof.node import Node
from engine.rails.rail import POSSIBLE
from parser.datalog.tree import Aggregate, Atom, Comparison, Literal, Negation, Rule

JOINED = 200
"""Into how many ways the conditions of a rule are followed apart; beyond it they are not."""


def taken_back(
    grounds: Grounds, pred: str, wanted: Pattern, said: Iterable[Node] = ()
) -> tuple[Node, ...]:
    """Return the proofs of what takes back presumptions from which `wanted` could follow.

    Those that stand in `said` already, or below it, are left out.
    """
    if not grounds.shown:
        return ()
    name = grounds.search.railed.naming.name(pred, POSSIBLE)
    return _but(_Walk(grounds).of(name, wanted), said)


def taken_back_inside(
    grounds: Grounds, literal: Aggregate, bindings: Bindings, said: Iterable[Node] = ()
) -> tuple[Node, ...]:
    """Return the proofs of what takes back presumptions from which more could be added up."""
    if not grounds.shown:
        return ()
    walk = _Walk(grounds)
    for body in (literal.body, literal.possible or ()):
        walk.body(body, {name: bindings[name] for name in bindings if _is_outside(literal, name)})
    return _but(walk.found, said)


def _is_outside(literal: Aggregate, name: str) -> bool:
    return name != getattr(literal.result, "name", "")


def _but(found: Sequence[Node], said: Iterable[Node]) -> tuple[Node, ...]:
    waiting, seen = [*said], set[int]()
    while found and waiting:
        node = waiting.pop()
        if id(node) not in seen:
            seen.add(id(node))
            waiting.extend(premises(node))
    return tuple(node for node in found if id(node) not in seen)


class _Walk:
    """A walk through the rules from which a sentence could follow.

    `found` are the proofs of what takes back the presumptions that were met on the way.
    """

    def __init__(self, grounds: Grounds) -> None:
        self.grounds = grounds
        self.found: list[Node] = []
        self.seen: set[tuple[str, Pattern]] = set()
        self.presuming = _presuming(grounds)

    def of(self, name: str, wanted: Pattern) -> list[Node]:
        """Follow the rules that conclude a predicate of the program on rails."""
        if (name, wanted) in self.seen or name not in self.presuming:
            return self.found
        self.seen.add((name, wanted))
        for rule in self.grounds.search.rules.get(name, ()):
            start = _start(rule, wanted)
            if start is not None:
                self.body(rule.body, start)
        return self.found

    def body(self, body: Sequence[Literal], start: Bindings) -> None:
        """Follow the conditions of a rule, or of an aggregate, in each way to meet the others."""
        for way in self._ways(body, start):
            for literal in body:
                self._literal(literal, way)

    def _ways(self, body: Sequence[Literal], start: Bindings) -> list[Bindings]:
        """Return the values that conditions give which rest on no presumption."""
        ways = [start]
        for literal in body:
            if not isinstance(literal, Atom) or literal.pred in self.presuming:
                continue
            further: list[Bindings] = []
            for way in ways:
                try:
                    further += satisfy(literal, way, self.grounds.search.model)
                except EvaluationError:
                    further.append(way)
            if len(further) <= JOINED:
                ways = further
        return ways

    def _literal(self, literal: Literal, way: Bindings) -> None:
        match literal:
            case Atom(pred):
                self.of(pred, pattern(literal, way))
            case Negation(atom) if literal.shown:
                self._taken(atom, pattern(atom, way))
            case Negation(atom):
                self.of(atom.pred, pattern(atom, way))
            case Aggregate():
                for body in (literal.body, literal.possible or ()):
                    self.body(body, way)
            case Comparison():
                pass

    def _taken(self, atom: Atom, wanted: Pattern) -> None:
        for (name, row), node in self.grounds.shown.items():
            agrees = all(a is None or same(a, b) for a, b in zip(wanted, row, strict=True))
            if name == atom.pred and agrees and not any(one is node for one in self.found):
                self.found.append(node)


def _start(rule: Rule, wanted: Pattern) -> Bindings | None:
    bindings: Bindings | None = {}
    for term, value in zip(rule.head.args, wanted, strict=True):
        if value is not None and bindings is not None:
            bindings = unify((term,), (value,), bindings)
    return bindings


def _presuming(grounds: Grounds) -> frozenset[str]:
    """Return the predicates on rails that rest on a presumption which something takes back."""
    shown = {name for name, _ in grounds.shown}
    rules = grounds.search.railed.program.rules
    found: set[str] = set()
    grown = True
    while grown:
        more = {
            rule.head.pred
            for rule in rules
            if rule.head.pred not in found
            and any(pred in shown if taken else pred in found for pred, taken in _used(rule.body))
        }
        grown = bool(more)
        found |= more
    return frozenset(found)


def _used(body: Iterable[Literal]) -> Iterator[tuple[str, bool]]:
    """Yield each predicate of a body, and whether it takes a presumption back."""
    for literal in body:
        match literal:
            case Atom(pred):
                yield pred, False
            case Negation(atom):
                yield atom.pred, literal.shown
            case Aggregate():
                yield from _used((*literal.body, *(literal.possible or ())))
            case Comparison():
                pass
