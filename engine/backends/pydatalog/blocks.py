"""Conditions that do not rest on the rule they stand in, worked out together over codes.

A block is asked with values for some of its variables and gives all values of those that the
rest of its rule needs: rows that are stored or concluded below the rule, comparisons, negations
and aggregates.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from engine.arithmetic import aggregate
from engine.backends.pydatalog.calculations import calculation, condition
from engine.backends.pydatalog.codes import Coded, CodedPattern, Codes
from engine.backends.pydatalog.steps import Condition
from engine.backends.solve import assignments, stands_against
from parser.datalog.tree import Aggregate, Atom, Comparison, Const, Expr, Negation, Row, Var
from parser.values import Entity, Value


class Known(Protocol):
    """What a block reads: stored rows, and complete tables of what lies below it."""

    codes: Codes

    def all_rows(self, pred: str, pattern: CodedPattern) -> Sequence[Coded]:
        """Return all rows that agree with a pattern, stored or concluded."""
        ...

    def computed(self, value: Value) -> int:
        """Return the code of a value that a rule works out."""
        ...

    def step(self) -> None:
        """Count a step; raise EvaluationError if there are too many."""
        ...


Way = Mapping[str, int]
"""Codes for variables."""

Choice = Callable[[Known, Way], Iterator[Way]]
"""A step that can be taken in several ways."""

Check = Callable[[Known, Way], Way | None]
"""A step that can be taken in one way or none."""

Hidden = Callable[[Condition], Sequence[tuple[str, tuple[str, ...]]]]
"""Gives the predicates that stand for the bodies of an aggregate, and the variables of each."""

Stage = tuple[Choice, tuple[Check, ...]]


class Plan(NamedTuple):
    """Steps ready to be taken: checks, then choices, each followed by checks."""

    first: tuple[Check, ...]
    stages: tuple[Stage, ...]


def plan(steps: Sequence[Condition], codes: Codes, hidden: Hidden) -> Plan:
    """Return steps, in this order, ready to be taken; their constants have codes already."""
    runs: list[tuple[Choice | None, list[Check]]] = [(None, [])]
    for step in steps:
        match step.literal:
            case Atom() as atom:
                runs.append((_looked_up(atom, codes), []))
            case Comparison() as comparison:
                runs[-1][1].append(_compared(step, comparison))
            case Negation() as negation:
                runs[-1][1].append(_negation(negation, tuple(step.needs), codes))
            case Aggregate() as literal:
                runs[-1][1].append(_aggregate(literal, tuple(step.needs), hidden(step)))
    stages = tuple((choice, tuple(checks)) for choice, checks in runs if choice is not None)
    return Plan(tuple(runs[0][1]), stages)


def solutions(plan: Plan, known: Known, start: Way) -> Iterator[Way]:
    """Yield every way to take all steps that agrees with `start`."""
    way = _checked(plan.first, known, start)
    if way is None:
        return
    stages = plan.stages
    if not stages:
        yield way
        return
    last = len(stages)
    stack = [stages[0][0](known, way)]
    while stack:
        checks = stages[len(stack) - 1][1]
        for found in stack[-1]:
            known.step()
            way = _checked(checks, known, found) if checks else found
            if way is None:
                continue
            if len(stack) < last:
                stack.append(stages[len(stack)][0](known, way))
                break
            yield way
        else:
            stack.pop()


def _checked(checks: Sequence[Check], known: Known, way: Way) -> Way | None:
    found: Way | None = way
    for check in checks:
        found = check(known, way)
        if found is None:
            return None
        way = found
    return way


def _looked_up(atom: Atom, codes: Codes) -> Choice:
    pred = atom.pred
    consts = [codes.encode(arg.value) if isinstance(arg, Const) else None for arg in atom.args]
    names = [arg.name if isinstance(arg, Var) and arg.name != "_" else "" for arg in atom.args]
    places = [(place, name) for place, name in enumerate(names) if name]
    args = list(zip(consts, names, strict=True))

    def take(known: Known, way: Way) -> Iterator[Way]:
        pattern = tuple([way.get(name) if const is None else const for const, name in args])
        free = [(place, name) for place, name in places if name not in way]
        rows = known.all_rows(pred, pattern)
        if not free:
            if rows:
                yield way
            return
        if len(free) == 1:
            ((place, name),) = free
            for row in rows:
                yield {**way, name: row[place]}
            return
        for row in rows:
            found = {**way}
            for place, name in free:
                if found.setdefault(name, row[place]) != row[place]:
                    break
            else:
                yield found

    return take


def _compared(step: Condition, comparison: Comparison) -> Check:
    if step.expression is not None:
        return _assignment(step.assigned, step.expression, comparison.lenient)
    holds = condition(comparison)

    def check(known: Known, way: Way) -> Way | None:
        return way if holds(known.codes.by_code, way) else None

    return check


def _assignment(name: str, expression: Expr, lenient: bool) -> Check:
    calculate = calculation(expression, lenient)

    def check(known: Known, way: Way) -> Way | None:
        value = calculate(known.codes.by_code, way)
        return None if value is None else _with(way, name, known.computed(value))

    return check


def _with(way: Way, name: str, code: int) -> Way | None:
    """Return `way` with a variable, or None if it has another value there."""
    if name in way:
        return way if way[name] == code else None
    return {**way, name: code}


def _negation(negation: Negation, needs: tuple[str, ...], codes: Codes) -> Check:
    atom = negation.atom
    args = [
        (codes.encode(arg.value), "") if isinstance(arg, Const) else (None, arg.name)
        for arg in atom.args
    ]

    def check(known: Known, way: Way) -> Way | None:
        pattern = tuple([way.get(name) if const is None else const for const, name in args])
        rows = known.all_rows(atom.pred, pattern)
        if known.codes.ranges:
            values = _values(known, way, needs)
            rows = [
                row
                for row in known.all_rows(atom.pred, _near(known.codes, pattern, negation.exact))
                if stands_against(negation, values, known.codes.values(row))
            ]
        return None if rows else way

    return check


def _near(codes: Codes, pattern: CodedPattern, exact: Sequence[int]) -> CodedPattern:
    """Return the pattern of all rows that could match, where a range may stand for a value."""
    return tuple(
        code if code is None or place in exact or isinstance(codes.decode(code), Entity) else None
        for place, code in enumerate(pattern)
    )


def _aggregate(
    literal: Aggregate, needs: tuple[str, ...], bodies: Sequence[tuple[str, tuple[str, ...]]]
) -> Check:
    result = literal.result

    def check(known: Known, way: Way) -> Way | None:
        bindings = _values(known, way, needs)
        certain, *possible = (
            _assignments(known, literal, body, bindings, lenient=place > 0)
            for place, body in enumerate(bodies)
        )
        value = aggregate(
            literal.kind,
            certain,
            possible[0] if possible else None,
            literal.lenient,
            literal.nothing,
        )
        if value is None:
            return None
        code = known.computed(value)
        if isinstance(result, Const):
            return way if known.codes.encode(result.value) == code else None
        return way if result.name == "_" else _with(way, result.name, code)

    return check


def _assignments(
    known: Known,
    literal: Aggregate,
    body: tuple[str, tuple[str, ...]],
    bindings: dict[str, Value],
    lenient: bool,
) -> list[Row]:
    hidden, names = body
    codes = known.codes
    pattern = tuple(codes.encode(bindings[name]) if name in bindings else None for name in names)
    ways = (
        dict(zip(names, codes.values(row), strict=True)) for row in known.all_rows(hidden, pattern)
    )
    return assignments(literal, bindings, ways, lenient)


def _values(known: Known, way: Way, names: tuple[str, ...]) -> dict[str, Value]:
    codes = known.codes
    return {name: codes.decode(way[name]) for name in names}
