"""The smallest derivation of a row: Knuth's generalisation of Dijkstra's algorithm.

D. E. Knuth, "A generalization of Dijkstra's algorithm", Information Processing Letters 6 (1977).
The graph is that of the ground instances of the clauses that the row can rest on.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from heapq import heappop, heappush
from typing import NamedTuple, Self

from engine.backends.protocol import Pattern
from engine.proof.instances import (
    Bindings,
    holds,
    negated_rows,
    pattern,
    solve,
    total,
    unify,
)
from engine.proof.ordered import OrderedModel, Tabled
from engine.proof.reading import Readers, affected, readers_of
from engine.rails.from_datalog import Railed
from engine.rails.names import Open, Shut, is_sentence, read
from engine.rails.rail import CERTAIN, RAILS
from kb.garbage import uncollected
from parser.datalog.by_head import by_head
from parser.datalog.giving import giving
from parser.datalog.naming import AskedFor
from parser.datalog.tree import Aggregate, Atom, Comparison, Literal, Negation, Row, Rule
from parser.values import Range

Key = tuple[str, Row]
"""A row of the plain program: the name of its predicate on a rail, and its values."""

_Order = tuple[tuple[Literal, ...], Atom | None]
"""The conditions of a rule as they are looked at, and its recursive atom if it is moved."""

MISSING = 10_000
"""What a missing fact or an open finding costs: more than any step that is sure."""

KEPT = 20_000
"""Of how many rows the instances that conclude them are kept: proofs and cases look at the same."""


@dataclass(frozen=True, slots=True)
class Instance:
    """A ground instance of a clause: its bindings, and the rows its conditions rest on.

    `rule` is None where a row is simply certain and read on an open rail.
    """

    rule: Rule | None
    bindings: Bindings
    premises: tuple[Key, ...]
    weight: int


@dataclass(slots=True)
class Derivations:
    """The smallest derivation of each row found so far, in the order in which they settled."""

    steps: dict[Key, Instance] = field(default_factory=dict)
    costs: dict[Key, int] = field(default_factory=dict)


class Search:
    """Finds smallest derivations in one model; results are kept for the next question."""

    def __init__(
        self,
        railed: Railed,
        model: OrderedModel,
        beside: Self | None = None,
        changed: Iterable[str] = (),
    ) -> None:
        """Prepare for a model of `railed.program`.

        `beside` searches in another model of the same program, which has the same rows but for
        those of what is `changed`. What rests on nothing of that is looked up there.
        """
        self.railed = railed
        self.model = model
        self._beside = beside
        self.rules: dict[str, list[Rule]] = (
            by_head(railed.program.rules) if beside is None else beside.rules
        )
        self._own: frozenset[str] = frozenset()
        if beside is not None:
            self._own = affected(beside.readers, (*changed, *railed.program.from_below))
        self.done = Derivations()
        self.tables: dict[tuple[str, Pattern], dict[Row, Row]] = {}
        self._steps: dict[Key, list[Instance]] = {}
        # by address, since a rule is long to hash; each is held, so that none passes on its address
        self._orders: dict[int, tuple[Rule, _Order]] = {}
        self._giving: dict[int, tuple[Rule, frozenset[Literal]]] = {}

    @cached_property
    def readers(self) -> Readers:
        """Which predicates rest on which others, the same for all models of the program."""
        return readers_of(self.railed) if self._beside is None else self._beside.readers

    def derive(self, goal: Key) -> Derivations:
        """Return derivations that include `goal` and all it rests on (if it has any)."""
        if goal not in self.done.costs:
            with uncollected():
                self._settle(self._explore(goal))
        return self.done

    def _explore(self, goal: Key) -> "_Graph":
        """Return the instances that `goal` can rest on; each row has a number from there on."""
        graph = _Graph([goal], {goal: 0}, [])
        numbers, keys = graph.numbers, graph.keys
        while len(graph.steps) < len(keys):
            key = keys[len(graph.steps)]
            if key in self.done.costs or self._is_known_beside(key):
                graph.steps.append([])
                continue
            steps: list[tuple[Instance, list[int]]] = []
            for step in self.steps_of(key):
                premises: list[int] = []
                for premise in step.premises:
                    number = numbers.get(premise)
                    if number is None:
                        number = numbers[premise] = len(keys)
                        keys.append(premise)
                    premises.append(number)
                steps.append((step, premises))
            graph.steps.append(steps)
        return graph

    def _is_known_beside(self, key: Key) -> bool:
        """Tell whether a row has the derivations that it has beside, and take the smallest."""
        if self._beside is None or key[0] in self._own:
            return False
        other = self._beside.derive(key)
        waiting = [key]
        while waiting:
            one = waiting.pop()
            if one in other.costs and one not in self.done.costs:
                self.done.costs[one] = other.costs[one]
                self.done.steps[one] = other.steps[one]
                waiting.extend(other.steps[one].premises)
        return True

    def steps_of(self, key: Key) -> list[Instance]:
        """Return the ground instances that conclude a row; nobody changes the list."""
        if self._beside is not None and key[0] not in self._own:
            return self._beside.steps_of(key)
        found = self._steps.get(key)
        if found is None:
            found = self._instances(key)
            if len(self._steps) < KEPT:
                self._steps[key] = found
        return found

    def _instances(self, key: Key) -> list[Instance]:
        name, row = key
        leaf = self.leaf(key)
        if leaf is not None:
            return [leaf]
        steps: list[Instance] = []
        for rule in self.rules[name]:
            start = unify(rule.head.args, row, {})
            if start is None:
                continue
            loose = [name for name, value in start.items() if isinstance(value, Range)]
            for each in loose:  # two values that are partly known need not be the same one
                del start[each]
            for bindings in self._solutions(rule, start):
                if (not loose or unify(rule.head.args, row, bindings) is not None) and (
                    not self.in_circle(name) or self._in_turn(key, rule, bindings)
                ):
                    steps.append(self._step(rule, bindings))
        return steps

    def leaf(self, key: Key) -> Instance | None:
        """Return the one instance of a row that no rule concludes, or that is certain anyhow."""
        name, _ = key
        certain = self._certain(key)
        if certain is not None:
            return Instance(None, {}, (certain,), 0)
        if name not in self.rules or isinstance(read(name), AskedFor):
            return Instance(None, {}, (), leaf_weight(name))
        return Instance(None, {}, (), MISSING) if isinstance(read(name), Open) else None

    def in_circle(self, name: str) -> bool:
        """Tell whether rows under a name are certain by turns, as what rests on its negation is."""
        return name in self.railed.program.from_below

    def _in_turn(self, key: Key, rule: Rule, bindings: Bindings) -> bool:
        from engine.proof.circles import is_in_turn  # few laws go round in circles

        return is_in_turn(self, key, rule, bindings)

    def giving(self, rule: Rule) -> frozenset[Literal]:
        """Return the comparisons of a rule that give a variable its value."""
        found = self._giving.get(id(rule))
        if found is None:
            found = self._giving[id(rule)] = (rule, giving(rule.body))
        return found[1]

    def _solutions(self, rule: Rule, start: Bindings) -> Iterator[Bindings]:
        """Yield the instances of a rule.

        A rule that is written left recursive would look at all the rows of its relation once
        for each of them. Its recursive atoms go last, and are looked up among the rows that
        the engine had to find for the order as it is written.
        """
        found = self._orders.get(id(rule))
        if found is None:
            found = self._orders[id(rule)] = (rule, _order(rule))
        body, own = found[1]
        if own is None:
            return solve(body, start, self.model)
        asked = (rule.head.pred, pattern(own, start))
        if asked not in self.tables:
            self.tables[asked] = {row: row for row in self.model.rows(*asked)}
        return solve(body, start, Tabled(self.model, *asked, self.tables[asked]))

    def _certain(self, key: Key) -> Key | None:
        """Return the certain row behind a row of an open rail, if there is one."""
        meaning = self.railed.meaning.get(key[0])
        if meaning is None or meaning[1] == CERTAIN:
            return None
        name = self.railed.naming.name(meaning[0], CERTAIN)
        if name == key[0] or not self.model.rows(name, key[1]):
            return None
        return (name, key[1])

    def _step(self, rule: Rule, bindings: Bindings) -> Instance:
        premises: list[Key] = []
        weight = 1
        for literal in rule.body:
            match literal:
                case Atom(pred):
                    premises.append((pred, _ground(literal, bindings)))
                case Aggregate():
                    premises.extend(self._contributions(literal, bindings))
                case Comparison() | Negation():
                    weight += self._weight(literal, bindings)
        return Instance(rule, bindings, tuple(premises), weight)

    def _weight(self, literal: Literal, bindings: Bindings) -> int:
        match literal:
            case Comparison():
                sure = not literal.lenient or holds(literal, bindings, lenient=False)
                return 1 if sure else MISSING // 10
            case Negation():
                return MISSING if self.could_hold(literal, bindings) else 1
            case Atom() | Aggregate():
                return 1

    def could_hold(self, negation: Negation, bindings: Bindings) -> bool:
        """Tell whether what is negated is possible after all, on the most open rail."""
        meaning = self.railed.meaning.get(negation.atom.pred)
        if meaning is None or negation.shown:
            return False
        name = self.railed.naming.name(meaning[0], "possible")
        if name == negation.atom.pred:
            return False
        wider = Negation(Atom(name, negation.atom.args), lenient=True)
        return bool(negated_rows(wider, bindings, self.model))

    def _contributions(self, literal: Aggregate, bindings: Bindings) -> list[Key]:
        return [
            (part.pred, _ground(part, solution))
            for solution, _ in total(literal, bindings, self.model).ways
            for part in literal.body
            if isinstance(part, Atom)
        ]

    def _settle(self, graph: "_Graph") -> None:
        """Settle rows from the cheapest up; a row settles once all its premises have."""
        known = self.done.costs
        costs = [known.get(key) for key in graph.keys]
        users: dict[int, list[_Instance]] = {}
        queue: list[tuple[int, int, _Instance]] = []
        for number, steps in enumerate(graph.steps):
            for step, premises in steps:
                distinct = set(premises)
                missing = [premise for premise in distinct if costs[premise] is None]
                instance = _Instance(number, step, distinct, len(missing))
                for premise in missing:
                    users.setdefault(premise, []).append(instance)
                if not missing:
                    heappush(queue, (instance.cost(costs), len(queue), instance))
        serial = len(queue)
        while queue:
            cost, _, instance = heappop(queue)
            number = instance.concludes
            if costs[number] is not None:
                continue
            costs[number] = cost
            key = graph.keys[number]
            known[key] = cost
            self.done.steps[key] = instance.step
            for user in users.get(number, ()):
                user.missing -= 1
                if user.missing == 0 and costs[user.concludes] is None:
                    serial += 1
                    heappush(queue, (user.cost(costs), serial, user))


class _Graph(NamedTuple):
    """Rows by number, and for each the instances that conclude it with their premises."""

    keys: list[Key]
    numbers: dict[Key, int]
    steps: list[list[tuple[Instance, list[int]]]]


@dataclass(slots=True)
class _Instance:
    """An instance on its way: how many of its premises have not settled yet."""

    concludes: int
    step: Instance
    premises: set[int]
    missing: int

    def cost(self, costs: list[int | None]) -> int:
        return self.step.weight + sum(costs[premise] or 0 for premise in self.premises)


def _ground(atom: Atom, bindings: Bindings) -> Row:
    row = pattern(atom, bindings)
    return tuple(value for value in row if value is not None)


def leaf_weight(name: str) -> int:
    """Return what a stored row costs in a proof: domain and calendar rows are free."""
    return 1 if is_sentence(name) and not isinstance(read(name), Shut) else 0


__all__ = ["MISSING", "RAILS", "Derivations", "Instance", "Key", "Search"]


def _order(rule: Rule) -> _Order:
    atoms = [literal for literal in rule.body if isinstance(literal, Atom)]
    own = [atom for atom in atoms if atom.pred == rule.head.pred]
    others = [atom for atom in atoms if atom.pred != rule.head.pred]
    rest = [literal for literal in rule.body if not isinstance(literal, Atom)]
    if not own or not others or atoms == others + own:
        return rule.body, None
    return (*others, *own, *rest), own[0]
