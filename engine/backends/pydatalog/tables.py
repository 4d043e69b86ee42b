"""The tables of one model: searches of pyDatalog, each to its end."""

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from time import thread_time
from typing import Any

from pyDatalog import pyEngine

from engine.arithmetic.errors import Endless, EvaluationError
from engine.backends.pydatalog.adding import Way
from engine.backends.pydatalog.blocks import solutions
from engine.backends.pydatalog.codes import Coded, CodedPattern, CodedRows, Codes, Stored
from engine.backends.pydatalog.limits import ByDay, by_day
from engine.backends.pydatalog.machine import Machine
from engine.backends.pydatalog.spent import Spent, TooLong
from kb.garbage import pause, resume
from parser.datalog.tree import Row
from parser.values import Value

SECONDS = 20.0
"""How much processor time one question may take before pyDatalog gives up on it."""

VALUES = 200_000
"""More values than this, worked out for one model, are taken for a program that never ends."""

KEPT = 200_000
"""How many rows of what is counted or added up are kept for other rails, which ask the same."""


class _Tables(dict[Any, Any]):
    """The tables of one search, on top of those that are complete."""

    def __init__(self, complete: dict[Any, Any]) -> None:
        super().__init__()
        self.complete = complete

    def get(self, tag: Any, default: Any = None) -> Any:
        found = dict.get(self, tag)
        return self.complete.get(tag, default) if found is None else found


class Run:
    """The evaluation of one model in one thread, as far as it has been asked."""

    def __init__(
        self,
        machine: Machine,
        codes: Codes,
        stored: Stored,
        other: "Run | None" = None,
        changed: int = 0,
    ) -> None:
        """Start with no tables; `other` has the rows of what rests on nothing that is `changed`."""
        self.codes = codes
        self._other = other
        self._changed = changed
        self._machine = machine
        self._clauses = machine.clauses
        self._stored = stored
        self._complete: dict[Any, Any] = {}
        self._rows: dict[tuple[str, CodedPattern], list[Coded]] = {}
        self._whole: dict[str, CodedRows] = {}
        self._totals: dict[tuple[str, Coded], int | None] = {}
        self._added: dict[tuple[str, Coded], list[Row]] = {}
        self._kept = 0
        self._by_day: dict[tuple[str, CodedPattern, int], ByDay] = {}
        self._steps = 0
        self._next_look: float = 1024
        self._limit = math.inf
        self._below = 0
        self._spent: dict[str, Spent] = {}
        self._computed = 0
        self._deadline = 0.0

    def beside(
        self, facts: Mapping[str, Collection[Row]], differs: frozenset[str], changed: int
    ) -> "Run":
        """Return the evaluation of a model beside this one, in the same thread and codes.

        `differs` are the predicates that have other facts there, `changed` are their bits.
        """
        stored = Stored(self.codes, facts, self._machine.listed, (self._stored, differs))
        return Run(self._machine, self.codes, stored, self, changed)

    @property
    def steps(self) -> int:
        """How many steps were taken so far."""
        return self._steps

    def ask(self, pred: str, pattern: CodedPattern, far: int | None = None) -> Sequence[Coded]:
        """Return the rows of `pred` that agree with `pattern`, within the time for a question.

        Raises EvaluationError once that takes more steps than `far`.
        """
        if pred not in self._clauses.rules:
            return self._stored.find(self._clauses.stored(pred), pattern)
        machine = self._machine
        outer = machine.run
        machine.run = self
        if outer is not self:
            self._deadline = thread_time() + SECONDS
        before = self._limit
        if far is not None:
            self._go_no_further(min(before, self._steps + far))
        try:
            with machine.installed():
                return self.all_rows(pred, pattern)
        except RecursionError:
            raise EvaluationError("conditions that exclude each other nest too deeply") from None
        except TooLong:
            raise EvaluationError("what is supposed leads too far") from None
        finally:
            machine.run = outer
            self._limit = before

    def stored_rows(self, pred: str, pattern: CodedPattern) -> Sequence[Coded]:
        """Return stored rows that agree with a pattern."""
        return self._stored.find(pred, pattern)

    def all_rows(self, pred: str, pattern: CodedPattern) -> Sequence[Coded]:
        """Return all rows that agree with a pattern, stored or concluded."""
        if pred not in self._clauses.rules:
            return self._stored.find(self._clauses.stored(pred), pattern)
        whole = self._whole.get(pred)
        if whole is not None:
            return whole.find(pattern)
        rows = self._rows.get((pred, pattern))
        if rows is None and self._other is not None and self._is_shared(pred):
            return self._of_other(self._other, pred, pattern)
        if rows is None and self._has_whole(pred, pattern):
            return self._whole[pred].find(pattern)
        if rows is None:
            rows = self._rows[pred, pattern] = self._counted(pred, pattern)
            if not any(code is not None for code in pattern):
                self._whole[pred] = CodedRows(rows)
        return rows

    def _counted(self, pred: str, pattern: CodedPattern) -> list[Coded]:
        """Return rows that are worked out now, and count the steps that it takes."""
        first, above = self._steps, self._below
        self._below = 0
        rows = self._worked_out(pred, pattern)
        taken = self._steps - first
        spent = self._spent.setdefault(pred, Spent())
        spent.times += 1
        spent.steps += taken - self._below
        self._below = above + taken
        return rows

    def _has_whole(self, pred: str, pattern: CodedPattern) -> bool:
        """Tell whether all rows of a predicate are known now, since parts of them took long.

        What is asked for with one value after the other is worked out as a whole if that takes no
        more steps than its parts took so far. Where it does, it is not tried again before these
        have taken twice as many.
        """
        spent = self._spent.get(pred)
        if spent is None or None not in pattern or not spent.is_much():
            return False
        if self._machine.direct(pred, (False,) * len(pattern)) is None:
            return False
        spent.next = 2 * spent.steps
        before = self._limit, self._below, self._computed
        self._go_no_further(min(self._limit, self._steps + spent.steps))
        try:
            self.all_rows(pred, (None,) * len(pattern))
        except (TooLong, EvaluationError):  # whoever asks for all of it has no answer; a part may
            _, self._below, self._computed = before
        finally:
            self._limit = before[0]
        return pred in self._whole

    def _go_no_further(self, limit: float) -> None:
        """Raise TooLong once so many steps were taken."""
        self._limit = limit
        self._next_look = min(self._next_look, limit)

    def _is_shared(self, pred: str) -> bool:
        return not self._clauses.foundations.under(pred) & self._changed

    def _of_other(self, other: "Run", pred: str, pattern: CodedPattern) -> Sequence[Coded]:
        """Return rows that another model has too."""
        other._deadline = self._deadline
        before = other._limit
        other._go_no_further(other._steps + self._limit - self._steps)
        self._machine.run = other
        try:
            rows = self._rows[pred, pattern] = [*other.all_rows(pred, pattern)]
        finally:
            self._machine.run = self
            other._limit = before
        return rows

    def totals(self, bodies: Sequence[str]) -> dict[tuple[str, Coded], int | None]:
        """Return what aggregates over some bodies come to, as far as it is known."""
        other = self._other
        if other is not None and all(map(self._is_shared, bodies)):
            return other.totals(bodies)
        return self._totals

    def _worked_out(self, pred: str, pattern: CodedPattern) -> list[Coded]:
        clauses = self._machine.direct(pred, tuple([code is not None for code in pattern]))
        if clauses is None:
            literal = self._machine.literal(pred, pattern)
            facts = self._search(literal, None not in pattern).facts
            return [tuple([term.id for term in fact.terms]) for fact in facts.values()]
        found = dict.fromkeys(self._stored.find(pred, pattern))
        ground = None not in pattern
        for clause in clauses:
            if ground and found:
                break
            start = _start(clause.head, pattern)
            if start is None:
                continue
            wanted = [term for term in clause.head if isinstance(term, str)]
            for way in solutions(clause.plan, self, start, wanted):
                row = tuple([way[term] if isinstance(term, str) else term for term in clause.head])
                found[row] = None
                if ground:
                    break
        return list(found)

    def body_ways(self, pred: str, names: Sequence[str], start: Way) -> Iterator[Way]:
        """Yield the ways to make a body of an aggregate true, which is asked once for each group.

        Each has the values of `start` too, whether or not the body needs them. No table is made of
        what the conditions of the body alone tell.
        """
        alone = self._machine.alone(pred, tuple([name in start for name in names]))
        if alone is not None:
            return solutions(alone, self, start)
        pattern = tuple([start.get(name) for name in names])
        rows = self.all_rows(pred, pattern)
        return ({**start, **dict(zip(names, row, strict=True))} for row in rows)

    def added(self, body: str, group: tuple[str, Coded]) -> list[Row] | None:
        """Return what was added up over a body before, or None."""
        if self._other is not None and self._is_shared(body):
            return self._other.added(body, group)
        return self._added.get(group)

    def keep_added(self, body: str, group: tuple[str, Coded], rows: list[Row]) -> None:
        """Keep what was added up over a body, as long as that is not too much."""
        if self._other is not None and self._is_shared(body):
            self._other.keep_added(body, group, rows)
        elif self._kept + len(rows) <= KEPT:
            self._kept += len(rows)
            self._added[group] = rows

    def by_day(self, pred: str, pattern: CodedPattern, place: int) -> ByDay:
        """Return the rows that agree with a pattern, in the order of their days at a place."""
        found = self._by_day.get((pred, pattern, place))
        if found is None:
            found = by_day(self.all_rows(pred, pattern), place, self.codes.by_code)
            self._by_day[pred, pattern, place] = found
        return found

    def computed(self, value: Value) -> int:
        """Return the code of a value that a rule works out."""
        before = len(self.codes)
        code = self.codes.encode(value)
        if code == before:
            self._computed += 1
            if self._computed > VALUES:
                raise Endless
        return code

    def step(self) -> None:
        """Count a step; raise EvaluationError when the time for the question is over."""
        self._steps += 1
        if self._steps >= self._next_look:
            self._look()

    def _look(self) -> None:
        if self._steps >= self._limit:
            raise TooLong
        if thread_time() > self._deadline:
            raise EvaluationError(
                f"pyDatalog gives up after {SECONDS:.0f} seconds; try another engine"
            )
        self._next_look = min(self._steps + 1024, self._limit)

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
        before = state.Tasks, state.Recursive_Tasks, state.Recursive, state.Subgoals, state.Goal
        tables = _Tables(self._complete)
        goal = pyEngine.Subgoal(literal)
        tables[tag] = goal
        try:
            state.Tasks, state.Recursive_Tasks = pyEngine.TaskList(), pyEngine.TaskDeque()
            state.Recursive, state.Subgoals = False, tables
            state.Goal = pyEngine.Subgoal(literal)
            is_complete = self._drive(goal, ground)
        finally:
            state.Tasks, state.Recursive_Tasks, state.Recursive, state.Subgoals, state.Goal = before
        found = tables if is_complete else {tag: goal}
        for table in found.values():
            table.waiters, table.clauses = [], []
        self._complete.update(found)
        return goal

    def _drive(self, goal: Any, ground: bool) -> bool:
        """Take the steps of a search; return whether it came to its end."""
        first, limit, paused = self._steps, 0, False
        step: Any = pyEngine.SEARCH
        args: Any = (goal,)
        try:
            while step is not None:
                self.step()
                if self._steps % 256 == 0:
                    taken = self._steps - first
                    if taken > 4096 and not paused:
                        paused = pause()
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
        finally:
            if paused:
                resume()
        return True


def _start(head: Sequence[int | str], pattern: CodedPattern) -> dict[str, int] | None:
    """Return the values that a question gives to the variables of a head; None if it cannot."""
    start: dict[str, int] = {}
    for term, code in zip(head, pattern, strict=True):
        if code is None:
            continue
        if (term if isinstance(term, int) else start.setdefault(term, code)) != code:
            return None
    return start
