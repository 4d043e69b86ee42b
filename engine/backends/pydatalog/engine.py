"""pyDatalog as an engine: goal-directed and tabled.

pyDatalog sees predicates called by number and constants that are small integers; its parser, its
loader and its resolvers are never used, so that nothing a file says can reach it as code. It does
what it is good at: resolving rules that call each other, with a table for each call. What needs
no recursion between rules (stored rows, comparisons, negations, aggregates) is worked out in
blocks, which it calls as primitives. Only the modules of this room import it.
"""

from collections.abc import Collection
from threading import local

from engine.backends.protocol import Facts, Pattern
from engine.backends.pydatalog.clauses import Clauses
from engine.backends.pydatalog.codes import Codes, Stored
from engine.backends.pydatalog.machine import Machine
from engine.backends.pydatalog.tables import Run
from parser.datalog.tree import Program, Row


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
            self._local.machine = Machine(self.clauses)
        machine: Machine = self._local.machine
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
            codes = run.codes
            coded = tuple([None if value is None else codes.encode(value) for value in pattern])
            found = tuple([codes.values(row) for row in run.ask(pred, coded)])
            self._found[key] = found
        return found

    def _run(self) -> Run:
        run: Run | None = getattr(self._local, "run", None)
        if run is None:
            loaded = self._loaded
            stored = Stored(codes := Codes(loaded.codes), self._facts, loaded.listed)
            run = self._local.run = Run(loaded.machine(), codes, stored)
        return run


PYDATALOG = _PyDatalog()
