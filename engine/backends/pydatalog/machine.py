"""The clauses of a program as objects of pyDatalog, and the primitives that they call."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple, Protocol

from pyDatalog import pyEngine
from pyDatalog.Logic import Logic

from engine.backends.pydatalog.blocks import Known, Plan, plan, solutions
from engine.backends.pydatalog.clauses import Block, Call, Clause, Clauses
from engine.backends.pydatalog.codes import Coded, CodedPattern, Stored
from engine.backends.pydatalog.reaching import Places


class Direct(NamedTuple):
    """A clause without calls: the terms of its head, and the steps that its body takes."""

    head: tuple[int | str, ...]
    plan: Plan


class Running(Known, Protocol):
    """What the machine asks the run that it serves."""

    def stored_rows(self, pred: str, pattern: CodedPattern) -> Sequence[Coded]:
        """Return stored rows that agree with a pattern."""
        ...


class Machine:
    """The clauses of one program in one thread, as objects of pyDatalog."""

    def __init__(self, clauses: Clauses, listed: Stored) -> None:
        """Make a pyDatalog state of its own; whatever state the thread has stays as it is.

        `listed` are the tables of the program.
        """
        self.clauses = clauses
        self.listed = listed
        self.run: Running | None = None
        self._preds: dict[object, Any] = {}
        self._variants: dict[tuple[str, Places], list[Any]] = {}
        self._alone: dict[tuple[str, Places], Plan | None] = {}
        self._direct: dict[tuple[str, Places], tuple[Direct, ...] | None] = {}
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

    def alone(self, pred: str, given: Places) -> Plan | None:
        """Return the steps of a predicate whose one clause is a block of them and no more."""
        if (pred, given) not in self._alone:
            self._alone[pred, given] = self._made_alone(pred, given)
        return self._alone[pred, given]

    def _made_alone(self, pred: str, given: Places) -> Plan | None:
        match self.clauses.variants(pred, given):
            case [Clause(_, (Block(steps),))]:
                return plan(steps, self.clauses.codes, self.clauses.hidden)
            case _:
                return None

    def direct(self, pred: str, given: Places) -> tuple[Direct, ...] | None:
        """Return the clauses of a predicate none of which calls another; None if one does.

        They need no search: to take their steps once gives all their rows.
        """
        if (pred, given) not in self._direct:
            self._direct[pred, given] = self._made_direct(pred, given)
        return self._direct[pred, given]

    def _made_direct(self, pred: str, given: Places) -> tuple[Direct, ...] | None:
        found: list[Direct] = []
        for head, body in self.clauses.variants(pred, given):
            pairs = zip(head.terms, given, strict=True)
            open_ = {term for term, here in pairs if isinstance(term, str) and not here}
            known = {term for term, here in zip(head.terms, given, strict=True) if here}
            match body:
                case (Block(steps, names),) if open_ <= known.union(names):
                    ready = plan(steps, self.clauses.codes, self.clauses.hidden)
                case () if open_ <= known:
                    ready = Plan((), ())
                case _:
                    return None
            found.append(Direct(head.terms, ready))
        return tuple(found)

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

    def _stored(self, pred: str, literal: Any, subgoal: Any, run: Running) -> None:
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
            for way in solutions(ready, run, start, block.names):
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
