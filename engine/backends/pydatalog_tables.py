"""Runs of pyDatalog: one state a thread, complete tables a model, and the primitives."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any

from pyDatalog import pyEngine
from pyDatalog.Logic import Logic

from engine.arithmetic import aggregate
from engine.backends.codes import Coded, Codes, Stored
from engine.backends.joins import assignment_terms, compared, stands_against
from engine.backends.protocol import EvaluationError, Pattern
from engine.backends.pydatalog_clauses import Body, Clauses, Primitive
from parser.datalog.tree import Aggregate, Comparison, Const, Negation, Program, Row, Var
from parser.values import Entity, Value

SECONDS = 20.0
"""How long one question may take before pyDatalog gives up on it."""


class Machine:
    """The clauses of one program in one thread, and the run they currently serve."""

    def __init__(self, program: Program, codes: Codes) -> None:
        """Give the program a pyDatalog state of its own."""
        self.codes = codes
        self.run: Run | None = None
        with _preserved():
            self.logic = Logic()
        self.clauses = Clauses(program, codes, _Primitives(self))

    @contextmanager
    def serving(self, run: "Run") -> Iterator[None]:
        """Install this state for `run`; whatever was there before comes back afterwards."""
        outer = self.run
        with _preserved():
            Logic.tl.logic = self.logic
            self.run = run
            try:
                yield
            finally:
                self.run = outer


@contextmanager
def _preserved() -> Iterator[None]:
    """Leave pyDatalog's state of this thread as it was."""
    before = getattr(Logic.tl, "logic", None)
    try:
        yield
    finally:
        if before is not None:
            Logic.tl.logic = before


class _Tables(dict[Any, Any]):
    """The tables of one search, on top of those that are complete."""

    def __init__(self, complete: dict[Any, Any]) -> None:
        super().__init__()
        self.complete = complete

    def get(self, tag: Any, default: Any = None) -> Any:
        found = dict.get(self, tag)
        return self.complete.get(tag, default) if found is None else found


class Run:
    """The evaluation of one model, as far as it has been asked."""

    def __init__(self, machine: Machine, facts: dict[str, Collection[Row]]) -> None:
        """Start with no tables."""
        self.machine = machine
        self.facts = facts
        self.stored = Stored(machine.codes, facts)
        self.complete: dict[Any, Any] = {}
        self.steps = 0
        self.deadline = 0.0

    def rows(self, pred: str, pattern: Pattern) -> Collection[Row]:
        """Return the rows of `pred` that agree with `pattern`."""
        codes = self.machine.codes
        coded = tuple(None if value is None else codes.encode(value) for value in pattern)
        return [codes.values(row) for row in self.coded_rows(pred, coded)]

    def coded_rows(self, pred: str, pattern: tuple[int | None, ...]) -> list[Coded]:
        """Return the rows of `pred` in codes."""
        clauses = self.machine.clauses
        if pred not in clauses.rules:
            return self.stored.find(pred, pattern)
        terms = [
            pyEngine.Var(f"q{i}") if code is None else pyEngine.Const(code)
            for i, code in enumerate(pattern)
        ] or [pyEngine.Const(0)]
        if self.machine.run is not self:
            self.deadline = monotonic() + SECONDS
        with self.machine.serving(self):
            clauses.need(pred, len(pattern))
            self._bridge()
            literal = pyEngine.Literal(clauses.name(pred, len(pattern)), terms)
            found = self._search(literal).facts
        if found is True:
            return [tuple(code for code in pattern if code is not None)]
        width = len(pattern)
        return [tuple(term.id for term in row.terms)[:width] for row in found.values()]

    def _bridge(self) -> None:
        for name, rows in self.facts.items():
            if name in self.machine.clauses.rules and rows:
                self.machine.clauses.bridge(name, len(next(iter(rows))))

    def _search(self, literal: Any) -> Any:
        """Return the complete table of a literal.

        The goal that pyDatalog watches is never done, so that no search stops early: every
        table it leaves behind is complete and serves later searches.
        """
        tag = literal.get_tag()
        if tag in self.complete:
            return self.complete[tag]
        state = self.machine.logic
        before = [getattr(state, name, None) for name in _STATE]
        tables = _Tables(self.complete)
        goal = pyEngine.Subgoal(literal)
        tables[tag] = goal
        try:
            state.Tasks, state.Recursive_Tasks = pyEngine.TaskList(), pyEngine.TaskDeque()
            state.Recursive, state.Subgoals = False, tables
            state.Goal = pyEngine.Subgoal(literal)
            step: Any = pyEngine.SEARCH
            args: Any = (goal,)
            while step is not None:
                self.steps += 1
                if self.steps % 1024 == 0 and monotonic() > self.deadline:
                    raise EvaluationError(
                        f"pyDatalog gives up after {SECONDS:.0f} seconds; try another engine"
                    )
                # a search is only resumed for negation and aggregates, which are primitives here;
                # resuming can go back and forth between two subgoals for ever
                if step is pyEngine.SEARCHING:
                    step, args = args[0].next_step()
                else:
                    step, args = step(*args)
        finally:
            for name, value in zip(_STATE, before, strict=True):
                setattr(state, name, value)
        self.complete.update(tables)
        return goal


_STATE = ("Tasks", "Recursive_Tasks", "Recursive", "Subgoals", "Goal")


class _Primitives:
    """What pyDatalog calls for everything that is not a rule."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine

    @property
    def run(self) -> Run:
        assert self.machine.run is not None
        return self.machine.run

    def stored(self, pred: str, arity: int) -> Primitive:
        def call(literal: Any, subgoal: Any) -> None:
            pattern = tuple(_code(term) for term in literal.terms)[:arity]
            twins = _twins(literal.terms[:arity])
            for row in self.run.stored.find(pred, pattern):
                if any(row[i] != row[j] for i, j in twins):
                    continue
                terms = [pyEngine.Const(code) for code in row] or [pyEngine.Const(0)]
                subgoal.fact(pyEngine.Literal(literal.pred, terms))

        return call

    def comparison(self, comparison: Comparison, names: tuple[str, ...]) -> Primitive:
        codes = self.machine.codes

        def call(literal: Any, subgoal: Any) -> None:
            bindings = self._bindings(literal, names)
            for found in compared(comparison, bindings):
                values = [pyEngine.Const(codes.encode(found[name])) for name in names]
                subgoal.fact(pyEngine.Literal(literal.pred, values or [pyEngine.Const(0)]))

        return call

    def negation(self, negation: Negation, names: tuple[str, ...]) -> Primitive:
        atom, codes = negation.atom, self.machine.codes

        def call(literal: Any, subgoal: Any) -> None:
            bindings = self._bindings(literal, names)
            wanted = tuple(
                term.value if isinstance(term, Const) else bindings.get(term.name)
                for term in atom.args
            )
            exact = tuple(None if value is None else codes.encode(value) for value in wanted)
            if self.run.coded_rows(atom.pred, exact):
                return
            near = _near(wanted, exact, negation.exact)
            if near is not None:
                rows = self.run.coded_rows(atom.pred, near)
                if any(stands_against(negation, bindings, codes.values(row)) for row in rows):
                    return
            subgoal.fact(pyEngine.Literal(literal.pred, literal.terms))

        return call

    def aggregate(
        self, literal: Aggregate, names: tuple[str, ...], bodies: tuple[Body, ...]
    ) -> Primitive:
        codes = self.machine.codes

        def call(called: Any, subgoal: Any) -> None:
            bindings = self._bindings(called, names)
            result = literal.result
            wanted = bindings.get(result.name) if isinstance(result, Var) else result.value
            certain, *possible = (self._assignments(literal, body, bindings) for body in bodies)
            value = aggregate(
                literal.kind, certain, possible[0] if possible else None, literal.lenient
            )
            if value is None or (
                wanted is not None and codes.encode(wanted) != codes.encode(value)
            ):
                return
            if isinstance(result, Var):
                bindings[result.name] = value
            terms = [pyEngine.Const(codes.encode(bindings[name])) for name in names]
            subgoal.fact(pyEngine.Literal(called.pred, terms or [pyEngine.Const(0)]))

        return call

    def _assignments(self, literal: Aggregate, body: Body, bindings: dict[str, Value]) -> list[Row]:
        hidden, names = body
        codes = self.machine.codes
        pattern = tuple(
            codes.encode(bindings[name]) if name in bindings else None for name in names
        )
        ways = (
            dict(zip(names, codes.values(row), strict=True))
            for row in self.run.coded_rows(hidden, pattern)
        )
        return assignment_terms(literal, bindings, ways)

    def _bindings(self, literal: Any, names: tuple[str, ...]) -> dict[str, Value]:
        return {
            name: self.machine.codes.decode(term.id)
            for name, term in zip(names, literal.terms, strict=False)
            if term.is_const()
        }


def _code(term: Any) -> int | None:
    return term.id if term.is_const() else None


def _twins(terms: Any) -> list[tuple[int, int]]:
    """Return the places of a call in which the same variable stands twice."""
    first: dict[Any, int] = {}
    twins = []
    for place, term in enumerate(terms):
        if not term.is_const() and first.setdefault(term.id, place) != place:
            twins.append((first[term.id], place))
    return twins


def _near(
    wanted: tuple[Value | None, ...], coded: tuple[int | None, ...], exact: tuple[int, ...]
) -> tuple[int | None, ...] | None:
    """Return the pattern of rows that a range could make match, or None if there is no value."""
    near = tuple(
        code if isinstance(value, Entity) or place in exact else None
        for place, (value, code) in enumerate(zip(wanted, coded, strict=True))
    )
    return None if near == coded else near
