"""What an open answer rests on: the sentences and values that could still turn it.

All derivations that are possible are walked from the goal down, not only the smallest, and so is
whatever speaks against a condition of theirs. Values that rules hand on to each other are one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from heapq import heappop, heappush

from engine.answers.world import Goal, World
from engine.proof.instances import Bindings, holds, negated_rows, total
from engine.proof.smallest import Instance, Key
from engine.proof.totals import given_in
from engine.rails.names import Open, Stated, is_sentence, read, write
from engine.rails.rail import POSSIBLE
from engine.rails.supposing import is_taken
from parser.datalog.tree import (
    Aggregate,
    Apply,
    Atom,
    Comparison,
    Const,
    Expr,
    Literal,
    Negation,
    Term,
    Var,
)
from parser.datalog.variables import in_expression
from parser.resolved.vocabulary import entity_slots, value_slots
from parser.values import UNKNOWN, Exact, Range, Value

ROWS = 400
"""How many rows are walked at most; what lies beyond is not told apart."""

WAYS = 10_000
"""How many ways to contribute to what is counted or added up are looked at in one walk at most."""


@dataclass(frozen=True, slots=True)
class Slot:
    """Where an unknown value stands: at a place of the rows of a predicate that nobody stated.

    With a `row` it is the value of that stated row, which is partly known.
    """

    pred: str
    place: int
    row: tuple[Value, ...] | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """A comparison about one or several unknown values (by variable), and what else it needs."""

    comparison: Comparison
    unknown: dict[str, frozenset[Slot]]
    known: Bindings


@dataclass(slots=True)
class Resting:
    """What an answer rests on, nearest first.

    `sentences` are those nobody stated, each with the ways in which it counts: for the goal
    (True), against it (False). `conditions` are about values that are not known; each slot in
    `exact` meets these values where rows unify, or is compared with them. Of those in `totalled`
    there is a sum, a least or a greatest, or the days.
    """

    sentences: dict[Key, set[bool]] = field(default_factory=dict)
    slots: dict[Slot, None] = field(default_factory=dict)
    conditions: list[Condition] = field(default_factory=list)
    exact: dict[Slot, dict[Exact, None]] = field(default_factory=dict)
    totalled: set[Slot] = field(default_factory=set)
    blocked: int = 0
    walked: int = 0
    whole: bool = True


_Node = tuple[object, ...]

_Given = tuple[_Node, int, Expr, Bindings]
"""A value, and the instance of a rule with what gives it there."""

_INSIDE = 3
"""Through how many calculations a value that is compared is followed to what is not known."""


def resting_on(world: World, goal: Goal) -> Resting:
    """Return what the answer to `goal`, which the rails leave open, rests on; kept by the world."""
    found = world.resting.get(goal)
    if found is None:
        found = world.resting[goal] = _walked(world, goal)
    return found


def _walked(world: World, goal: Goal) -> Resting:
    walk = _Walk(world)
    for key in world.keys(goal, POSSIBLE):
        for place, wanted in enumerate(goal.args):
            if wanted is not None and isinstance(key[1][place], Range):
                walk.meets(("row", key, place), wanted)
        walk.wait(key, True, 0)
    walk.run()
    return walk.result()


class _Walk:
    """The walk from one goal: rows still to look at, and which unknown values are one."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.search = world.search
        self.found = Resting()
        self._waiting: list[tuple[int, int, Key, bool]] = []
        self._seen: set[tuple[Key, bool]] = set()
        self._nearest: dict[tuple[Key, bool], int] = {}
        self._leaves: dict[Key, bool] = {}
        self._parents: dict[_Node, _Node] = {}
        self._slots: dict[Slot, _Node] = {}
        self._met: list[tuple[_Node, Value]] = []
        self._given: list[_Given] = []
        self._compared: list[tuple[Comparison, int, Bindings]] = []
        self._totalled: list[_Node] = []
        self._count = 0
        self._ways = 0
        self._numbers: dict[tuple[Key, int], int] = {}

    def run(self) -> None:
        while self._waiting:
            far, _, key, sign = heappop(self._waiting)
            if (key, sign) in self._seen:
                continue
            self._seen.add((key, sign))
            if len(self._seen) > ROWS or self._ways > WAYS:
                self.found.whole = False
                return
            for place, step in enumerate(self.search.steps_of(key)):
                self._step(key, place, step, sign, far)

    def wait(self, key: Key, sign: bool, far: int) -> None:
        """Note a row to look at; `far` is how many more facts would be needed beside it."""
        self._count += 1
        if self._nearest.get((key, sign), far + 1) <= far:
            return  # it comes first as it is
        self._nearest[key, sign] = far
        heappush(self._waiting, (far, self._count, key, sign))

    def _is_certain(self, key: Key) -> bool:
        if key not in self._leaves:
            self._leaves[key] = self.search.leaf(key) is not None
        return self._leaves[key]

    def _step(self, key: Key, place: int, step: Instance, sign: bool, far: int) -> None:
        rule = step.rule
        if rule is None:
            for premise in step.premises:
                self._hand_on(key, premise)
                if any(isinstance(value, Range) for value in premise[1]):
                    self.wait(premise, sign, far)
            if not step.premises:
                self._stored(key)
            self._is_open_too(key, sign)
            return
        if rule.role == "bridge":
            source = rule.body[0]
            if isinstance(source, Atom) and isinstance(read(source.pred), Open):
                self._nobody_stated(key, sign)
                return
            for premise in step.premises:
                self._hand_on(key, premise)
                self.wait(premise, sign, far)
            return
        number = self._numbers.get((key, place))
        first = number is None
        if number is None:
            self._count += 1
            number = self._numbers[key, place] = self._count
            self._same(rule.head.args, step.bindings, number, key)
            given = self.search.giving(rule)
            for literal in rule.body:
                if isinstance(literal, Comparison) and literal in given:
                    self._gives(literal, number, step.bindings)
        open_ = sum(not self._is_certain(premise) for premise in step.premises)
        further = far + max(open_ - 1, 0)
        for literal in rule.body:
            self._literal(literal, step.bindings, number, sign, first, further)

    def _literal(
        self,
        literal: Literal,
        bindings: Bindings,
        number: int,
        sign: bool,
        first: bool,
        far: int,
    ) -> None:
        match literal:
            case Atom(pred, args):
                if is_sentence(pred):
                    key = (pred, tuple(_value(term, bindings) for term in args))
                    if first:
                        self._same(args, bindings, number, key)
                    self.wait(key, sign, far)
            case Comparison():
                if first and not holds(literal, bindings, lenient=False):
                    self._compared.append((literal, number, bindings))
            case Negation():
                for key in self._against(literal, bindings):
                    if first:
                        self.found.blocked += 1
                        self._same(literal.atom.args, bindings, number, key)
                    self.wait(key, not sign, far)
            case Aggregate():
                body = literal.body if literal.possible is None else literal.possible
                # a comparison inside decides what is counted, for the goal or against it
                self.found.blocked += any(isinstance(inner, Comparison) for inner in body)
                strictly = given_in(body, bindings, lenient=False)
                for way in total(literal, bindings, self.search.model).could:
                    self._count += 1
                    self._ways += 1
                    inside = self._count
                    if self._ways > WAYS:
                        break
                    self._totalled += [
                        ("var", inside, name)
                        for term in literal.terms
                        for name in in_expression(term)
                        if isinstance(way.get(name), Range)
                    ]
                    for inner, strict in zip(body, strictly, strict=True):
                        if isinstance(strict, Comparison) and holds(strict, way):
                            continue
                        for both in (True, False):
                            self._literal(inner, way, inside, both, both, far + 1)

    def _against(self, negation: Negation, bindings: Bindings) -> Iterator[Key]:
        """Yield the possible rows of what is negated."""
        meaning = self.search.railed.meaning.get(negation.atom.pred)
        if meaning is None:
            return
        name = self.search.railed.naming.name(meaning[0], POSSIBLE)
        wider = Negation(Atom(name, negation.atom.args), lenient=True, exact=negation.exact)
        for row in negated_rows(wider, bindings, self.search.model):
            yield (name, row)

    def _nobody_stated(self, key: Key, sign: bool) -> None:
        pred = self.search.railed.meaning[key[0]][0]
        self.found.sentences.setdefault((pred, key[1]), set()).add(sign)
        for place, value in enumerate(key[1]):
            if isinstance(value, Range):
                self._is_of(Slot(pred, place), ("row", key, place))

    def _is_open_too(self, key: Key, sign: bool) -> None:
        """Note that further rows may be so beside a stated one of which no value is known.

        They are the same row of the model, of which the search keeps that it is stated.
        """
        meaning = self.search.railed.meaning.get(key[0])
        predicate = self.search.railed.base.predicates.get(meaning[0]) if meaning else None
        if predicate is None or predicate.origin not in ("given", "decided"):
            return
        values = value_slots(predicate)
        if not values or any(key[1][place] != UNKNOWN for place in values):
            return
        people = tuple(key[1][place] for place in entity_slots(predicate))
        if not is_taken(self.world.facts, predicate, key[1]) and self.world.model.rows(
            write(Open(predicate.name)), people
        ):
            self._nobody_stated(key, sign)

    def _stored(self, key: Key) -> None:
        name = read(key[0])
        if isinstance(name, Stated):
            for place, value in enumerate(key[1]):
                if isinstance(value, Range):
                    self._is_of(Slot(name.pred, place, key[1]), ("row", key, place))

    def _is_of(self, slot: Slot, node: _Node) -> None:
        self.found.slots.setdefault(slot)
        self._join(self._slots.setdefault(slot, ("slot", slot)), node)

    def meets(self, node: _Node, value: Value) -> None:
        """Record that an unknown value meets a constant."""
        self._met.append((node, value))

    def _hand_on(self, key: Key, premise: Key) -> None:
        for place, value in enumerate(premise[1]):
            if isinstance(value, Range):
                self._join(("row", key, place), ("row", premise, place))

    def _same(self, args: tuple[Term, ...], bindings: Bindings, number: int, key: Key) -> None:
        """Join each variable with the value at its place of a row."""
        for place, (term, value) in enumerate(zip(args, key[1], strict=True)):
            one = _value(term, bindings)
            if isinstance(term, Var) and isinstance(one, Range):
                if isinstance(value, Range):
                    self._join(("var", number, term.name), ("row", key, place))
                else:
                    self.meets(("var", number, term.name), value)
            elif isinstance(value, Range):
                self.meets(("row", key, place), one)

    def _gives(self, literal: Comparison, number: int, bindings: Bindings) -> None:
        for side, other in ((literal.left, literal.right), (literal.right, literal.left)):
            if isinstance(side, Var) and isinstance(bindings.get(side.name), Range):
                if isinstance(other, Var):
                    self._join(("var", number, side.name), ("var", number, other.name))
                else:
                    self._given.append((("var", number, side.name), number, other, bindings))

    def _join(self, one: _Node, other: _Node) -> None:
        self._parents[self._root(one)] = self._root(other)

    def _root(self, node: _Node) -> _Node:
        root, parents = node, self._parents
        while (parent := parents.get(root, root)) != root:
            root = parent
        while node != root:  # so that no way there stays long
            parents[node], node = root, parents[node]
        return root

    def result(self) -> Resting:
        """Return what was found, each unknown value by the slots that it comes from."""
        self.found.walked = len(self._seen)
        of_root: dict[_Node, dict[Slot, None]] = {}
        for slot, node in self._slots.items():
            of_root.setdefault(self._root(node), {})[slot] = None
        for node, value in self._met:
            ends = (value.low, value.high) if isinstance(value, Range) else (value,)
            for slot in of_root.get(self._root(node), ()):
                for end in ends:
                    if end is not None:
                        self.found.exact.setdefault(slot, {})[end] = None
            for given, number, expr, bindings in self._given:
                if self._root(given) == self._root(node) and not isinstance(value, Range):
                    met = Comparison("=", expr, Const(value))
                    self._compared.append((met, number, bindings))
        for node in self._totalled:
            self.found.totalled.update(of_root.get(self._root(node), ()))
        definitions: dict[_Node, _Given] = {}
        for given in self._given:
            definitions.setdefault(self._root(given[0]), given)
        for comparison, number, bindings in self._compared:
            self.found.conditions.append(
                self._condition(comparison, number, bindings, of_root, definitions)
            )
        return self.found

    def _condition(
        self,
        comparison: Comparison,
        number: int,
        bindings: Bindings,
        of_root: dict[_Node, dict[Slot, None]],
        definitions: dict[_Node, _Given],
    ) -> Condition:
        """Return what a comparison asks of the unknown values in it.

        A value that is calculated from what is not known is put in terms of that.
        """
        unknown: dict[str, frozenset[Slot]] = {}
        known: dict[str, Value] = {}

        def traced(expr: Expr, number: int, bindings: Bindings, mark: str, depth: int) -> Expr:
            if isinstance(expr, Apply):
                args = (traced(arg, number, bindings, mark, depth) for arg in expr.args)
                return replace(expr, args=tuple(args))
            if not isinstance(expr, Var):
                return expr
            value, name = bindings.get(expr.name), expr.name + mark
            if not isinstance(value, Range):
                if value is not None:
                    known[name] = value
                return Var(name)
            root = self._root(("var", number, expr.name))
            given = definitions.get(root)
            if not of_root.get(root) and given is not None and depth:
                _, where, other, there = given
                if other not in (comparison.left, comparison.right):
                    return traced(other, where, there, f"{mark} in {where}", depth - 1)
            unknown[name] = frozenset(of_root.get(root, ()))
            return Var(name)

        left, right = (
            traced(side, number, bindings, "", _INSIDE)
            for side in (comparison.left, comparison.right)
        )
        return Condition(replace(comparison, left=left, right=right), unknown, known)


def _value(term: Term, bindings: Bindings) -> Value:
    return term.value if isinstance(term, Const) else bindings.get(term.name, Range())
