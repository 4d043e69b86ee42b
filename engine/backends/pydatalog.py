"""pyDatalog as an engine: goal-directed and tabled. The only module that uses pyDatalog.

pyDatalog sees predicates called by number and constants that are small integers; its parser, its
loader and its resolvers are never used, so that nothing a file says can reach it as code. It does
what it is good at: resolving rules that call each other, with a table for each call. What needs
no recursion between rules (stored rows, comparisons, negations, aggregates) is worked out in
blocks, which it calls as primitives.
"""

import gc
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from threading import Lock, local
from time import monotonic
from typing import Any

from pyDatalog import pyEngine
from pyDatalog.Logic import Logic

from engine.backends.blocks import Known, plan, solutions
from engine.backends.clauses import Block, Call, Clause, Clauses
from engine.backends.codes import Coded, CodedPattern, Codes, Stored, Table
from engine.backends.protocol import EvaluationError, Facts, Pattern
from engine.backends.reaching import Places
from parser.datalog.tree import Program, Row
from parser.values import Value

SECONDS = 20.0
"""How long one question may take before pyDatalog gives up on it."""

VALUES = 200_000
"""More values than this, worked out for one model, are taken for a program that never ends."""


class _PyDatalog:
    name = "pydatalog"

    def load(self, program: Program) -> "_Loaded":
        return _Loaded(program)


class _Loaded:
    """A program, and for each thread the machine that holds its clauses."""

    def __init__(self, program: Program) -> None:
        listed: dict[str, list[Row]] = {}
        for row in program.listed:
            listed.setdefault(row.pred, []).append(row.row)
        self.codes = Codes()
        self.clauses = Clauses(program, self.codes)
        self.listed = Stored(self.codes, listed)
        for pred in listed:
            self.listed.table(pred)
        self._local = local()

    def machine(self) -> "_Machine":
        if not hasattr(self._local, "machine"):
            self._local.machine = _Machine(self.clauses)
        machine: _Machine = self._local.machine
        return machine

    def evaluate(self, facts: Facts) -> "_Model":
        return _Model(self, facts)


class _Model:
    """The rows known so far; the tables behind them belong to one thread each."""

    def __init__(self, loaded: _Loaded, facts: Facts) -> None:
        self._loaded = loaded
        self._facts = {pred: tuple(rows) for pred, rows in facts.items()}
        self._found: dict[tuple[str, Pattern, tuple[type, ...]], tuple[Row, ...]] = {}
        self._local = local()

    def rows(self, pred: str, pattern: Pattern) -> Collection[Row]:
        key = (pred, pattern, tuple(map(type, pattern)))
        found = self._found.get(key)
        if found is None:
            run = self._run()
            coded = tuple(None if value is None else run.codes.encode(value) for value in pattern)
            found = tuple(run.codes.values(row) for row in run.ask(pred, coded))
            self._found[key] = found
        return found

    def _run(self) -> "_Run":
        if not hasattr(self._local, "run"):
            self._local.run = _Run(self._loaded, self._facts)
        run: _Run = self._local.run
        return run


class _Machine:
    """The clauses of one program in one thread, as objects of pyDatalog."""

    def __init__(self, clauses: Clauses) -> None:
        """Make a pyDatalog state of its own; whatever state the thread has stays as it is."""
        self.clauses = clauses
        self.run: _Run | None = None
        self._preds: dict[object, Any] = {}
        self._variants: dict[tuple[str, Places], list[Any]] = {}
        counter = getattr(pyEngine.Fresh_var.tl, "counter", 0)
        self.logic: Any = object.__new__(Logic)
        with self.installed():
            pyEngine.clear()
            # variables of searches that this interrupts must not get namesakes
            pyEngine.Fresh_var.tl.counter = counter

    @contextmanager
    def installed(self) -> Iterator[None]:
        """Install the state of this machine; what was there before comes back afterwards."""
        before = getattr(Logic.tl, "logic", None)
        Logic.tl.logic = self.logic
        try:
            yield
        finally:
            if before is None:
                del Logic.tl.logic
            else:
                Logic.tl.logic = before

    def literal(self, pred: str, pattern: CodedPattern) -> Any:
        """Return a question as a literal."""
        terms = [
            pyEngine.Var(f"q{i}") if code is None else pyEngine.Const(code)
            for i, code in enumerate(pattern)
        ]
        return pyEngine.Literal(self._called(pred, len(terms)), terms)

    def _called(self, pred: str, arity: int) -> Any:
        """Return the predicate of pyDatalog for one that rules conclude."""
        key = (pred, arity)
        if key not in self._preds:

            def call(literal: Any, subgoal: Any) -> None:
                self._call(pred, literal, subgoal)

            self._preds[key] = self._primitive(arity, call)
        return self._preds[key]

    def _primitive(self, arity: int, call: Any) -> Any:
        pred = pyEngine.Pred(f"zakonik {len(self._preds)}", arity)
        pred.prearity = arity
        pred.prim = call
        return pred

    def _call(self, pred: str, literal: Any, subgoal: Any) -> None:
        """Give a subgoal its stored rows, and the clauses that suit the places with values."""
        run = self.run
        assert run is not None
        given = tuple([term.is_const() for term in literal.terms])
        self._stored(pred, literal, subgoal, run)
        variants = self._variants.get((pred, given))
        if variants is None:
            variants = [self._clause(clause) for clause in self.clauses.variants(pred, given)]
            self._variants[pred, given] = variants
        for variant in variants:
            renamed = variant.rename()
            env = literal.unify(renamed.head)
            if env is not None:
                subgoal.clauses.append((pyEngine.ADD_CLAUSE, (subgoal, renamed.subst(env))))
        if subgoal.clauses:
            subgoal.schedule((pyEngine.NEXT_CLAUSE, (subgoal,)))

    def _stored(self, pred: str, literal: Any, subgoal: Any, run: "_Run") -> None:
        pattern = tuple([term.id if term.is_const() else None for term in literal.terms])
        rows = run.stored_rows(pred, pattern)
        twins = _twins(literal.terms) if rows else []
        for row in rows:
            if all(row[i] == row[j] for i, j in twins):
                terms = [pyEngine.Const(code) for code in row]
                subgoal.fact(pyEngine.Literal(literal.pred, terms))

    def _clause(self, clause: Clause) -> Any:
        body = [
            self._block(part) if isinstance(part, Block) else self._literal(part)
            for part in clause.body
        ]
        return pyEngine.Clause(self._literal(clause.head), body)

    def _literal(self, call: Call) -> Any:
        terms = [
            pyEngine.Var(term) if isinstance(term, str) else pyEngine.Const(term)
            for term in call.terms
        ]
        return pyEngine.Literal(self._called(call.pred, len(terms)), terms)

    def _block(self, block: Block) -> Any:
        ready = plan(block.steps, self.clauses.codes, self.clauses.hidden)

        def call(literal: Any, subgoal: Any) -> None:
            run = self.run
            assert run is not None
            start: dict[str, int] = {}
            for name, term in zip(block.names, literal.terms, strict=True):
                if term.is_const():
                    start[name] = term.id
            twins = _twins(literal.terms) if len(start) < len(block.names) else []
            found: set[Coded] = set()
            for way in solutions(ready, run, start):
                row = tuple([way[name] for name in block.names])
                if row not in found and all(row[i] == row[j] for i, j in twins):
                    found.add(row)
                    terms = [pyEngine.Const(code) for code in row]
                    subgoal.fact(pyEngine.Literal(literal.pred, terms))
                    if len(start) == len(row):
                        break

        pred = self._primitive(len(block.names), call)
        self._preds[block, len(self._preds)] = pred
        return pyEngine.Literal(pred, [pyEngine.Var(name) for name in block.names])


def _twins(terms: Sequence[Any]) -> list[tuple[int, int]]:
    """Return the places of a call in which the same variable stands twice."""
    first: dict[Any, int] = {}
    twins = []
    for place, term in enumerate(terms):
        if not term.is_const() and first.setdefault(term.id, place) != place:
            twins.append((first[term.id], place))
    return twins


class _Tables(dict[Any, Any]):
    """The tables of one search, on top of those that are complete."""

    def __init__(self, complete: dict[Any, Any]) -> None:
        super().__init__()
        self.complete = complete

    def get(self, tag: Any, default: Any = None) -> Any:
        found = dict.get(self, tag)
        return self.complete.get(tag, default) if found is None else found


class _Run(Known):
    """The evaluation of one model in one thread, as far as it has been asked."""

    def __init__(self, loaded: _Loaded, facts: Facts) -> None:
        """Start with no tables."""
        self.codes = Codes(loaded.codes)
        self._machine = loaded.machine()
        self._clauses = loaded.clauses
        self._stored = Stored(self.codes, facts, loaded.listed)
        self._complete: dict[Any, Any] = {}
        self._rows: dict[tuple[str, CodedPattern], list[Coded]] = {}
        self._whole: dict[str, Table] = {}
        self._steps = 0
        self._computed = 0
        self._deadline = 0.0

    def ask(self, pred: str, pattern: CodedPattern) -> Sequence[Coded]:
        """Return the rows of `pred` that agree with `pattern`, within the time for a question."""
        machine = self._machine
        outer = machine.run
        machine.run = self
        if outer is not self:
            self._deadline = monotonic() + SECONDS
        try:
            with machine.installed():
                return self.all_rows(pred, pattern)
        except RecursionError:
            raise EvaluationError("conditions that exclude each other nest too deeply") from None
        finally:
            machine.run = outer

    def stored_rows(self, pred: str, pattern: CodedPattern) -> Sequence[Coded]:
        """Return stored rows that agree with a pattern."""
        return self._stored.find(pred, pattern)

    def all_rows(self, pred: str, pattern: CodedPattern) -> Sequence[Coded]:
        if pred not in self._clauses.rules:
            return self._stored.find(self._clauses.stored(pred), pattern)
        whole = self._whole.get(pred)
        if whole is not None:
            return whole.find(pattern)
        rows = self._rows.get((pred, pattern))
        if rows is None:
            literal = self._machine.literal(pred, pattern)
            facts = self._search(literal, None not in pattern).facts
            rows = [tuple([term.id for term in fact.terms]) for fact in facts.values()]
            self._rows[pred, pattern] = rows
            if not any(code is not None for code in pattern):
                self._whole[pred] = Table(rows)
        return rows

    def computed(self, value: Value) -> int:
        before = len(self.codes)
        code = self.codes.encode(value)
        if code == before:
            self._computed += 1
            if self._computed > VALUES:
                raise EvaluationError("the rules work out more and more values without end")
        return code

    def step(self) -> None:
        self._steps += 1
        if self._steps % 1024 == 0 and monotonic() > self._deadline:
            raise EvaluationError(
                f"pyDatalog gives up after {SECONDS:.0f} seconds; try another engine"
            )

    def _search(self, literal: Any, ground: bool) -> Any:
        """Return the complete table of a literal.

        The goal that pyDatalog watches is never done, so that no search stops early and every
        table it leaves behind is complete and serves later searches. Only a question without
        open places that has its answer may go on for as long again and no longer.
        """
        tag = literal.get_tag()
        if tag in self._complete:
            return self._complete[tag]
        state = self._machine.logic
        before = [getattr(state, name, None) for name in _STATE]
        tables = _Tables(self._complete)
        goal = pyEngine.Subgoal(literal)
        tables[tag] = goal
        try:
            state.Tasks, state.Recursive_Tasks = pyEngine.TaskList(), pyEngine.TaskDeque()
            state.Recursive, state.Subgoals = False, tables
            state.Goal = pyEngine.Subgoal(literal)
            if not self._drive(goal, ground):
                tables = _Tables({})
                tables[tag] = goal
        finally:
            for name, value in zip(_STATE, before, strict=True):
                setattr(state, name, value)
        for table in tables.values():
            table.waiters, table.clauses = [], []
        self._complete.update(tables)
        return goal

    def _drive(self, goal: Any, ground: bool) -> bool:
        """Take the steps of a search; return whether it came to its end."""
        first = self._steps
        limit = 0
        step: Any = pyEngine.SEARCH
        args: Any = (goal,)
        with _collection() as pause:
            while step is not None:
                self.step()
                if self._steps % 256 == 0:
                    taken = self._steps - first
                    if taken > 4096:
                        pause()
                    if ground and goal.is_done:
                        limit = limit or 2 * taken + 1024
                        if taken > limit:
                            return False
                # a search is only resumed for negation and aggregates, which are primitives here;
                # resuming can go back and forth between two subgoals for ever
                if step is pyEngine.SEARCHING:
                    step, args = args[0].next_step()
                else:
                    step, args = step(*args)
        return True


_STATE = ("Tasks", "Recursive_Tasks", "Recursive", "Subgoals", "Goal")

_pauses: list[int] = []
_pauses_lock = Lock()


@contextmanager
def _collection() -> Iterator[Any]:
    """Let a long search pause the collection of cycles until it ends.

    A search makes objects by the million and no garbage cycles; going through them again and
    again took most of its time.
    """
    mine: list[int] = []

    def pause() -> None:
        if mine:
            return
        with _pauses_lock:
            if _pauses or gc.isenabled():
                gc.disable()
                mine.append(1)
                _pauses.append(1)

    try:
        yield pause
    finally:
        if mine:
            with _pauses_lock:
                _pauses.pop()
                if not _pauses:
                    gc.enable()


PYDATALOG = _PyDatalog()
