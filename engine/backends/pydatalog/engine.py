"""pyDatalog as an engine: goal-directed and tabled.

pyDatalog sees predicates called by number and constants that are small integers; its parser, its
loader and its resolvers are never used, so that nothing a file says can reach it as code. It does
what it is good at: resolving rules that call each other, with a table for each call. What needs no
recursion between rules (stored rows, comparisons, negations, aggregates) is worked out in blocks:
it calls them as primitives, and a predicate that rests on no recursion needs no search at all. Only
the modules of this room import it.
"""

from collections.abc import Collection
from threading import local

from engine.backends.differing import differing
from engine.backends.protocol import Facts, Model, Pattern
from engine.backends.pydatalog.clauses import Clauses
from engine.backends.pydatalog.codes import Codes, Stored
from engine.backends.pydatalog.machine import Machine
from engine.backends.pydatalog.tables import Run
from parser.datalog.tree import Program, Row

TIMES = 4
"""How many times as many steps a question of a model beside another may take, where it has to end,
as all that the other one was asked took together."""


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

    def machine(self) -> "Machine":
        if not hasattr(self._local, "machine"):
            self._local.machine = Machine(self.clauses, self.listed)
        machine: Machine = self._local.machine
        return machine

    def evaluate(
        self, facts: Facts, beside: Model | None = None, far: int | None = None
    ) -> "_Model":
        near = beside if isinstance(beside, _Model) else None
        if near is not None and far is not None:
            far = near.far if near.far is not None else max(far, TIMES * near.steps)
        shared = near if near is not None and near.loaded is self else None
        return _Model(self, facts, shared, far)


class _Model:
    """The rows known so far; the tables behind them belong to one thread each.

    What rests on no facts in which it differs from the model `beside` is asked there. A question
    that takes more steps than `far` is given up.
    """

    def __init__(
        self,
        loaded: _Loaded,
        facts: Facts,
        beside: "_Model | None" = None,
        far: int | None = None,
    ) -> None:
        self.loaded = loaded
        self.far = far
        self._given = facts
        self._facts = {pred: tuple(rows) for pred, rows in facts.items()}
        self._beside = beside
        self._differs = frozenset() if beside is None else differing(facts, beside._given)
        self._changed = loaded.clauses.foundations.of(self._differs)
        self._found: dict[tuple[str, Pattern, tuple[type, ...]], tuple[Row, ...]] = {}
        self._local = local()

    def rows(self, pred: str, pattern: Pattern) -> Collection[Row]:
        key = (pred, pattern, tuple(map(type, pattern)))
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = self._ask(pred, pattern)
        return found

    def _ask(self, pred: str, pattern: Pattern) -> tuple[Row, ...]:
        run = self._run()
        codes = run.codes
        coded = tuple([None if value is None else codes.encode(value) for value in pattern])
        return tuple([codes.values(row) for row in run.ask(pred, coded, self.far)])

    @property
    def steps(self) -> int:
        """How many steps were taken in this thread for all that was asked of it so far."""
        run: Run | None = getattr(self._local, "run", None)
        return 0 if run is None else run.steps

    def _run(self) -> Run:
        run: Run | None = getattr(self._local, "run", None)
        if run is None:
            loaded = self.loaded
            if self._beside is None:
                stored = Stored(codes := Codes(loaded.codes), self._facts, loaded.listed)
                run = Run(loaded.machine(), codes, stored)
            else:
                run = self._beside._run().beside(self._facts, self._differs, self._changed)
            self._local.run = run
        return run


PYDATALOG = _PyDatalog()
