"""Rules of the core -> clauses of pyDatalog, built as objects.

Stored predicates, comparisons, negations and aggregates become primitives, which pyDatalog
calls with the places it has bound.
"""

from collections.abc import Callable, Iterator
from typing import Any, Protocol

from pyDatalog import pyEngine
from pyDatalog.Logic import Logic

from engine.backends.codes import Codes
from engine.backends.constants import with_constants
from engine.backends.joins import variables_of
from parser.datalog.tree import (
    Aggregate,
    Atom,
    Comparison,
    Const,
    Literal,
    Negation,
    Program,
    Rule,
    Term,
    Var,
)

Primitive = Callable[[Any, Any], None]


class Primitives(Protocol):
    """What carries out the primitives that clauses call; each gives a function of a call."""

    def stored(self, pred: str, arity: int) -> Primitive: ...

    def comparison(self, literal: Comparison, names: tuple[str, ...]) -> Primitive: ...

    def negation(self, literal: Negation, names: tuple[str, ...]) -> Primitive: ...

    def aggregate(
        self, literal: Aggregate, names: tuple[str, ...], bodies: tuple["Body", ...]
    ) -> Primitive: ...


Body = tuple[str, tuple[str, ...]]
"""A hidden predicate for the body of an aggregate, and the variables it is about."""


class Clauses:
    """The clauses of a program, added to pyDatalog as far as questions reach them."""

    def __init__(self, program: Program, codes: Codes, primitives: Primitives) -> None:
        """Prepare; the caller installs the pyDatalog state before anything is added."""
        self.codes = codes
        self.primitives = primitives
        self.rules: dict[str, list[Rule]] = {}
        for rule in program.rules:
            self.rules.setdefault(rule.head.pred, []).append(rule)
        self._names: dict[tuple[str, int], str] = {}
        self._added: set[tuple[str, int]] = set()
        self._bridged: set[str] = set()
        self._count = 0

    def name(self, pred: str, arity: int) -> str:
        """Return what a predicate is called in pyDatalog."""
        return self._names.setdefault((pred, arity), f"p{len(self._names)}")

    def need(self, pred: str, arity: int) -> None:
        """Add all clauses that `pred` can rest on, unless they are there."""
        waiting = [(pred, arity)]
        while waiting:
            key = waiting.pop()
            if key in self._added:
                continue
            self._added.add(key)
            rules = [rule for rule in self.rules.get(key[0], ()) if len(rule.head.args) == key[1]]
            if not rules:
                self._define(self.name(*key), max(key[1], 1), self.primitives.stored(*key))
                continue
            for rule in rules:
                waiting.extend(self._add(rule))

    def bridge(self, pred: str, arity: int) -> None:
        """Let rules and stored rows conclude the same predicate."""
        if pred in self._bridged or pred not in self.rules:
            return
        self._bridged.add(pred)
        name = f"e{len(self._bridged)}"
        self._define(name, max(arity, 1), self.primitives.stored(pred, arity))
        terms = [pyEngine.Var(f"v{i}") for i in range(max(arity, 1))]
        self._assert(self.name(pred, arity), terms, [pyEngine.Literal(name, list(terms))])

    def _add(self, rule: Rule) -> Iterator[tuple[str, int]]:
        rule = with_constants(rule)
        called: list[tuple[str, int]] = []
        body = [self._literal(literal, rule, called) for literal in rule.body]
        head = rule.head
        self._assert(self.name(head.pred, len(head.args)), self._terms(head.args), body)
        return iter(called)

    def _assert(self, name: str, terms: list[Any], body: list[Any]) -> None:
        if not body:
            body = [self._true()]
        clause = pyEngine.Clause(pyEngine.Literal(name, terms), body)
        pyEngine.assert_(clause)
        # the scheduler for recursive predicates searches its queue: quadratic on long chains
        clause.head.pred.recursive = False

    def _true(self) -> Any:
        if "true" not in Logic.tl.logic.Db:
            self._define("true", 1, lambda literal, subgoal: subgoal.fact(True))
        return pyEngine.Literal("true", [pyEngine.Const(0)])

    def _define(self, name: str, arity: int, primitive: Primitive) -> None:
        pred = pyEngine.insert(pyEngine.Pred(name, arity))
        pred.prearity = arity
        pred.prim = primitive

    def _terms(self, args: tuple[Term, ...]) -> list[Any]:
        terms = [self._term(term) for term in args]
        return terms or [pyEngine.Const(0)]

    def _term(self, term: Term) -> Any:
        if isinstance(term, Const):
            return pyEngine.Const(self.codes.encode(term.value))
        if term.name == "_":
            self._count += 1
            return pyEngine.Var(f"_{self._count}")
        return pyEngine.Var(f"v{term.name}")

    def _literal(self, literal: Literal, rule: Rule, called: list[tuple[str, int]]) -> Any:
        match literal:
            case Atom(pred, args):
                called.append((pred, len(args)))
                return pyEngine.Literal(self.name(pred, len(args)), self._terms(args))
            case Negation():
                names = tuple(sorted(variables_of(literal)))
                return self._call("n", names, self.primitives.negation(literal, names))
            case Comparison():
                names = tuple(sorted(variables_of(literal)))
                return self._call("c", names, self.primitives.comparison(literal, names))
            case Aggregate():
                return self._aggregate(literal, rule)

    def _call(self, letter: str, names: tuple[str, ...], primitive: Primitive) -> Any:
        self._count += 1
        name = f"{letter}{self._count}"
        self._define(name, max(len(names), 1), primitive)
        return pyEngine.Literal(name, self._terms(tuple(Var(name) for name in names)))

    def _aggregate(self, literal: Aggregate, rule: Rule) -> Any:
        outside = set().union(
            *(variables_of(other) for other in rule.body if other is not literal),
            (term.name for term in rule.head.args if isinstance(term, Var)),
        )
        bodies = []
        for body in (literal.body, literal.possible):
            if body is None:
                continue
            own = set().union(*(variables_of(part) for part in body))
            names = tuple(sorted(own))
            self._count += 1
            hidden = f"aggregate body {self._count}"
            head = Atom(hidden, tuple(Var(name) for name in names))
            self.rules[hidden] = [Rule(head, body)]
            bodies.append((hidden, names))
        inner = set().union(*(names for _, names in bodies))
        result = variables_of(literal)
        names = tuple(sorted(inner & (outside | result) | result))
        return self._call("a", names, self.primitives.aggregate(literal, names, tuple(bodies)))
