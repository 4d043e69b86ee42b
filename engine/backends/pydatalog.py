"""pyDatalog as an engine: goal-directed and tabled. With its neighbours the only user of pyDatalog.

pyDatalog sees predicates called `p1`, `p2`, ... and constants that are small integers; its
parser, its loader and its resolvers are never used. Nothing that a file says can reach it as code.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from threading import RLock, local

from engine.backends.codes import Codes
from engine.backends.protocol import Facts, Pattern
from engine.backends.pydatalog_tables import Machine, Run
from parser.datalog.tree import Program, Row


class _Loaded:
    """A program, and for each thread the machine that holds its clauses."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.codes = Codes()
        self._local = local()
        self._stored: dict[str, set[Row]] = {}
        for listed in program.listed:
            self._stored.setdefault(listed.pred, set()).add(listed.row)

    def machine(self) -> Machine:
        if not hasattr(self._local, "machine"):
            self._local.machine = Machine(self.program, self.codes)
        machine: Machine = self._local.machine
        return machine

    def evaluate(self, facts: Facts) -> "_Model":
        rows: dict[str, Collection[Row]] = dict(self._stored)
        for name, more in facts.items():
            rows[name] = {*rows[name], *more} if name in rows else more
        return _Model(self, rows)


@dataclass
class _Model:
    """The rows known so far; tables of one thread are not shared with another."""

    loaded: _Loaded
    facts: dict[str, Collection[Row]]
    _memo: dict[tuple[str, Pattern, tuple[type, ...]], Collection[Row]] = field(
        default_factory=dict
    )
    _local: local = field(default_factory=local)
    _lock: RLock = field(default_factory=RLock)

    def rows(self, pred: str, pattern: Pattern) -> Collection[Row]:
        key = (pred, pattern, tuple(map(type, pattern)))
        found = self._memo.get(key)
        if found is None:
            with self._lock:
                found = self._run().rows(pred, pattern)
            self._memo[key] = found
        return found

    def _run(self) -> Run:
        if not hasattr(self._local, "run"):
            self._local.run = Run(self.loaded.machine(), self.facts)
        run: Run = self._local.run
        return run


class _PyDatalog:
    name = "pydatalog"

    def load(self, program: Program) -> _Loaded:
        return _Loaded(program)


PYDATALOG = _PyDatalog()
