"""Rules as clauses for a goal-directed engine: in an order that suits what a question gives.

A clause calls the predicates that rest on its own; everything between two such calls is a block.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from threading import RLock
from typing import NamedTuple

from engine.backends.constants import with_constants
from engine.backends.pydatalog.codes import Codes
from engine.backends.pydatalog.projecting import Kept, needed, part_of
from engine.backends.pydatalog.reaching import Places, by_reaching
from engine.backends.pydatalog.resting import Foundations
from engine.backends.pydatalog.steps import Condition, in_order, inner_names, steps_of
from engine.backends.solve import variables_of
from parser.datalog.stratify import stratify
from parser.datalog.tree import (
    Aggregate,
    Atom,
    Comparison,
    Const,
    Literal,
    Negation,
    Program,
    Rule,
    Var,
)
from parser.datalog.variables import atoms
from parser.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Call:
    """A predicate called with codes of constants or names of variables."""

    pred: str
    terms: tuple[int | str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Steps in order, and the variables that the rest of the clause shares with them."""

    steps: tuple[Condition, ...]
    names: tuple[str, ...]


class Clause(NamedTuple):
    """`head :- body`."""

    head: Call
    body: tuple[Call | Block, ...]


DEEPEST = 30
"""How many levels of predicates a block may reach down; below that, they are called in turn."""

Bodies = tuple[tuple[str, tuple[str, ...]], ...]
"""The predicates that stand for the bodies of an aggregate, with the variables of each."""


class Clauses:
    """The clauses of a program, made as questions reach them; shared by all threads."""

    def __init__(self, program: Program, codes: Codes) -> None:
        """Give all constants of the rules their codes."""
        self.codes = codes
        self.rules: dict[str, list[Rule]] = {}
        for rule in map(with_constants, program.rules):
            self.rules.setdefault(rule.head.pred, []).append(rule)
            for const in _constants((rule.head, *rule.body)):
                codes.encode(const.value)
        strata = stratify(program)
        self._cycles = {name: names for names in strata for name in names}
        self._levels = _levels(strata, self.rules)
        self._aliases: dict[str, str] = {}
        self.foundations = Foundations(self.rules, self._aliases, strata)
        self._reached: set[str] = set()
        self._needed: dict[tuple[str, Kept], str] = {}
        self._hidden: dict[int, tuple[Aggregate, Bodies]] = {}
        self._bodies: dict[
            tuple[tuple[Literal, ...], frozenset[str]], tuple[str, tuple[str, ...]]
        ] = {}
        self._outer: dict[str, frozenset[str]] = {}
        self._variants: dict[tuple[str, Places], list[Clause]] = {}
        self._lock = RLock()

    def stored(self, pred: str) -> str:
        """Return the predicate whose stored rows count for `pred`."""
        return self._aliases.get(pred, pred)

    def variants(self, pred: str, given: Places) -> list[Clause]:
        """Return the clauses of `pred` for questions that give values at some places.

        They are made once, whichever thread asks first: making them adds rules of their own, and
        with every thread that asked the program would grow.
        """
        with self._lock:
            if (pred, given) not in self._variants:
                rules = [rule for rule in self.rules[pred] if len(rule.head.args) == len(given)]
                reaching = self._reaching(pred, rules, given)
                made = [self._clause(rule, given) for rule in reaching or rules]
                self._variants[pred, given] = made
            return self._variants[pred, given]

    def hidden(self, step: Condition) -> Bodies:
        """Return the predicates that stand for the bodies of an aggregate."""
        literal = step.literal
        assert isinstance(literal, Aggregate)
        with self._lock:
            if id(literal) not in self._hidden:
                bodies = [literal.body, literal.possible]
                made = tuple(self._body(body, step.needs) for body in bodies if body is not None)
                # the literal is kept so that its identity is not given to another
                self._hidden[id(literal)] = (literal, made)
            return self._hidden[id(literal)][1]

    def _body(
        self, body: tuple[Literal, ...], outer: frozenset[str]
    ) -> tuple[str, tuple[str, ...]]:
        """Return the predicate that stands for a body, one for all aggregates that have it."""
        if (body, outer) not in self._bodies:
            self._bodies[body, outer] = self._made_body(body, outer)
        return self._bodies[body, outer]

    def _made_body(
        self, body: tuple[Literal, ...], outer: frozenset[str]
    ) -> tuple[str, tuple[str, ...]]:
        name = self._fresh("the body of an aggregate")
        inside = [inner_names(part) & outer for part in body if isinstance(part, Aggregate)]
        names = tuple(sorted(set().union(*map(variables_of, body), *inside)))
        self.rules[name] = [Rule(Atom(name, tuple(map(Var, names))), body)]
        self._outer[name] = outer
        return name, names

    def _reaching(self, pred: str, rules: list[Rule], given: Places) -> list[Rule]:
        """Return rules that go by what the given values reach, or none where that cannot be."""
        cycle = self._cycles.get(pred, frozenset())
        reached, alias = self._fresh("what a value reaches"), self._fresh("stored rows")
        free = tuple(Var(f"{i}") for i in range(len(given)))
        stored = Rule(Atom(pred, free), (Atom(alias, free),))
        found = by_reaching([*rules, stored], given, cycle, reached)
        if found is None:
            return []
        main, self.rules[reached] = found
        self._reached.add(reached)
        self._aliases[alias] = pred
        return main

    def _asked_in_part(self, rule: Rule, known: set[str]) -> Rule:
        """Return a rule that asks of its conditions no more than it needs."""
        body = list(rule.body)
        outer = known | self._outer.get(rule.head.pred, frozenset())
        for number, literal in enumerate(rule.body):
            if not isinstance(literal, Atom) or self._is_recursive(literal.pred):
                continue
            kept = needed(rule, literal, outer)
            if kept is not None:
                name = self._part(literal.pred, len(literal.args), kept)
                body[number] = Atom(name, tuple(literal.args[place] for place in kept))
        return replace(rule, body=tuple(body))

    def _is_recursive(self, pred: str) -> bool:
        """Tell whether a predicate rests on itself, or no rule concludes it."""
        if pred not in self.rules or len(self._cycles.get(pred, ())) != 1:
            return True
        below = (atom.pred for rule in self.rules[pred] for atom, _ in atoms(rule.body))
        return pred in below

    def _part(self, pred: str, arity: int, kept: Kept) -> str:
        """Return the predicate for some places of another."""
        if (pred, kept) not in self._needed:
            name, alias = self._fresh("a part of what follows"), self._fresh("stored rows")
            self._aliases[alias] = self.stored(pred)
            self._levels[name] = self._levels.get(pred, 0)
            everything = tuple(Var(f"{place}") for place in range(arity))
            stored = Rule(Atom(name, everything), (Atom(alias, everything),))
            rules = [rule for rule in self.rules[pred] if len(rule.head.args) == arity]
            self.rules[name] = [part_of(rule, name, kept) for rule in (*rules, stored)]
            self._needed[pred, kept] = name
        return self._needed[pred, kept]

    def _fresh(self, name: str) -> str:
        count = len(self.rules) + len(self._aliases)
        while f"{name} {count}" in self.rules:
            count += 1
        return f"{name} {count}"

    def _clause(self, rule: Rule, given: Places) -> Clause:
        pairs = zip(rule.head.args, given, strict=True)
        known = {arg.name for arg, here in pairs if here and isinstance(arg, Var)}
        rule = self._asked_in_part(rule, known)
        steps = steps_of(rule, self._outer.get(rule.head.pred, frozenset()))
        cycle = self._cycles.get(rule.head.pred, frozenset())
        whole = not any(given)

        def rank(atom: Atom, having: int, lacking: int) -> int:
            if atom.pred in self._reached or (
                whole and atom.pred in cycle and lacking == len(atom.args)
            ):
                return 1
            concluded = atom.pred in self.rules
            if having or not lacking:
                return 2 if concluded else 1
            if lacking < len(atom.args):
                return 4
            return 6 if concluded else 5

        parts = list(self._parts(in_order(steps, known, rank), rule.head.pred))
        shared = [
            part.names
            if isinstance(part, Condition)
            else frozenset().union(*(s.names for s in part))
            for part in parts
        ]
        head = {arg.name for arg in rule.head.args if isinstance(arg, Var)}
        used = head.union(*shared)
        body: list[Call | Block] = []
        for i, part in enumerate(parts):
            if isinstance(part, Condition):
                assert isinstance(part.literal, Atom)
                body.append(self._call(part.literal, used))
            else:
                others = head.union(*(names for j, names in enumerate(shared) if j != i))
                body.append(Block(part, tuple(sorted(shared[i] & others))))
        return Clause(self._call(rule.head, used), tuple(body))

    def _is_call(self, step: Condition, head: str) -> bool:
        """Tell whether a step is left to the engine: it rests on the head, or on too much."""
        match step.literal:
            case Atom(pred):
                is_deep = self._levels.get(pred, 0) > DEEPEST
                return pred == head or pred in self._cycles.get(head, ()) or is_deep
            case Negation() | Comparison() | Aggregate():
                return False

    def _parts(
        self, steps: Sequence[Condition], head: str
    ) -> Iterator[Condition | tuple[Condition, ...]]:
        """Yield each call, and the blocks between calls."""
        block: list[Condition] = []
        for step in steps:
            if not self._is_call(step, head):
                block.append(step)
                continue
            if block:
                yield tuple(block)
                block = []
            yield step
        if block:
            yield tuple(block)

    def _call(self, atom: Atom, used: set[str]) -> Call:
        terms: list[int | str] = []
        for arg in atom.args:
            match arg:
                case Const(value):
                    terms.append(self.codes.encode(value))
                case Var("_"):
                    anonymous = f"_{len(used)}"
                    while anonymous in used:
                        anonymous += "_"
                    used.add(anonymous)
                    terms.append(anonymous)
                case Var(name):
                    terms.append(name)
        return Call(atom.pred, tuple(terms))


def _levels(strata: Sequence[frozenset[str]], rules: dict[str, list[Rule]]) -> dict[str, int]:
    """Return how many levels of predicates each one rests on."""
    levels: dict[str, int] = {}
    for names in strata:
        below = [
            levels[atom.pred] + 1
            for name in names
            for rule in rules.get(name, ())
            for atom, _ in atoms(rule.body)
            if atom.pred not in names
        ]
        levels.update(dict.fromkeys(names, max(below, default=0)))
    return levels


def _constants(body: Sequence[Literal]) -> Iterator[Const]:
    """Yield the constants that stored rows and calls are compared with."""
    for literal in body:
        match literal:
            case Atom(args=args) | Negation(Atom(args=args)):
                yield from (arg for arg in args if isinstance(arg, Const))
            case Aggregate(result=result, body=inner, possible=possible):
                if isinstance(result, Const):
                    yield result
                yield from _constants((*inner, *(possible or ())))
            case Negation() | Comparison():
                pass
