"""Conditions that do not rest on the rule they stand in, worked out together over codes.

A block is asked with values for some of its variables and gives all values of those that the
rest of its rule needs: rows that are stored or concluded below the rule, comparisons, negations
and aggregates.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple, Protocol

from engine.arithmetic import aggregate
from engine.backends.pydatalog.adding import Bodies, Way, adding
from engine.backends.pydatalog.calculations import calculation, condition
from engine.backends.pydatalog.codes import Coded, CodedPattern, Codes
from engine.backends.pydatalog.limits import FEW, ByDay, Limit, limit_of
from engine.backends.pydatalog.steps import Condition
from engine.backends.solve import stands_against
from parser.datalog.tree import Aggregate, Atom, Comparison, Const, Expr, Negation, Var
from parser.values import Range, Value


class Known(Bodies, Protocol):
    """What a block reads: stored rows, and complete tables of what lies below it."""

    def totals(self, bodies: Sequence[str]) -> dict[tuple[str, Coded], int | None]:
        """Return what the aggregate over some bodies comes to for each group, worked out once."""
        ...

    def all_rows(self, pred: str, pattern: CodedPattern) -> Sequence[Coded]:
        """Return all rows that agree with a pattern, stored or concluded."""
        ...

    def by_day(self, pred: str, pattern: CodedPattern, place: int) -> ByDay:
        """Return the rows that agree with a pattern, in the order of their days at a place."""
        ...

    def computed(self, value: Value) -> int:
        """Return the code of a value that a rule works out."""
        ...

    def step(self) -> None:
        """Count a step; raise EvaluationError if there are too many."""
        ...


class Seen(NamedTuple):
    """Values that some variables had in ways found already, and which no further way should."""

    names: tuple[str, ...]
    values: set[Coded]


Choice = Callable[[Known, Way, Seen | None], Iterator[Way]]
"""A step that can be taken in several ways."""

Check = Callable[[Known, Way], Way | None]
"""A step that can be taken in one way or none."""

Hidden = Callable[[Condition], Sequence[tuple[str, tuple[str, ...]]]]
"""Gives the predicates that stand for the bodies of an aggregate, and the variables of each."""

Stage = tuple[Choice, tuple[Check, ...]]


class Plan(NamedTuple):
    """Steps ready to be taken: checks, then choices, each followed by checks.

    `named` are the variables that have a value once the choice of each stage is made.
    """

    first: tuple[Check, ...]
    stages: tuple[Stage, ...]
    named: tuple[frozenset[str], ...] = ()


def plan(steps: Sequence[Condition], codes: Codes, hidden: Hidden) -> Plan:
    """Return steps, in this order, ready to be taken; their constants have codes already."""
    runs: list[tuple[Choice | None, list[Check]]] = [(None, [])]
    named: list[frozenset[str]] = []
    names: frozenset[str] = frozenset()
    for number, step in enumerate(steps):
        match step.literal:
            case Atom() as atom:
                taken = _limits(atom, steps[number + 1 :])
                runs.append((_looked_up(atom, codes, taken), []))
                named.append(names | step.gives)
            case Comparison() as comparison:
                if not _is_limit(steps, number):
                    runs[-1][1].append(_compared(step, comparison))
            case Negation() as negation:
                runs[-1][1].append(_negation(negation, tuple(step.needs), codes))
            case Aggregate() as literal:
                runs[-1][1].append(_aggregate(literal, tuple(step.needs), hidden(step)))
        names |= step.gives
    stages = tuple((choice, tuple(checks)) for choice, checks in runs if choice is not None)
    return Plan(tuple(runs[0][1]), stages, tuple(named))


def solutions(
    plan: Plan, known: Known, start: Way, wanted: Sequence[str] | None = None
) -> Iterator[Way]:
    """Yield every way to take all steps that agrees with `start`.

    With `wanted` only one of those in which these variables have the same values: what else there
    is, is not gone through once they have been found. Where they all have values from the start,
    it is for the caller to go no further.
    """
    way = _checked(plan.first, known, start)
    if way is None:
        return
    stages = plan.stages
    if not stages:
        yield way
        return
    last = len(stages)
    told = last if wanted is None else _told_at(plan, start, wanted)
    names = tuple(wanted) if wanted is not None and told < last else ()
    seen = Seen(names, set())
    stack = [stages[0][0](known, way, seen if names and told == 1 else None)]
    while stack:
        depth = len(stack)
        checks = stages[depth - 1][1]
        for found in stack[-1]:
            known.step()
            way = _checked(checks, known, found) if checks else found
            if way is None:
                continue
            if depth < last:
                skipped = seen if names and depth + 1 == told else None
                stack.append(stages[depth][0](known, way, skipped))
                break
            yield way
            if names:
                seen.values.add(tuple([way[name] for name in names]))
                del stack[told:]
                break
        else:
            stack.pop()


def _told_at(plan: Plan, start: Way, wanted: Sequence[str]) -> int:
    """Return after how many choices some variables have values, at the earliest; else all."""
    open_ = {name for name in wanted if name not in start}
    if open_:
        for number, names in enumerate(plan.named, 1):
            if open_ <= names:
                return number
    return len(plan.stages)


def _checked(checks: Sequence[Check], known: Known, way: Way) -> Way | None:
    found: Way | None = way
    for check in checks:
        found = check(known, way)
        if found is None:
            return None
        way = found
    return way


def _limits(atom: Atom, following: Sequence[Condition]) -> tuple[Limit, ...]:
    """Return the limits that the comparisons right behind an atom set to what it finds."""
    names = [arg.name for arg in atom.args if isinstance(arg, Var) and arg.name != "_"]
    places = {arg.name: i for i, arg in enumerate(atom.args) if isinstance(arg, Var)}
    found: list[Limit] = []
    for step in following if len(names) == len(set(names)) else ():
        literal = step.literal
        if not isinstance(literal, Comparison) or step.expression is not None:
            break
        limit = limit_of(literal, places)
        if limit is None:
            break
        found.append(limit)
    return tuple(found)


def _is_limit(steps: Sequence[Condition], number: int) -> bool:
    """Tell whether the look-up before a comparison sees to it already."""
    for before in range(number - 1, -1, -1):
        literal = steps[before].literal
        if isinstance(literal, Atom):
            return number - before <= len(_limits(literal, steps[before + 1 :]))
    return False


def _looked_up(atom: Atom, codes: Codes, limits: tuple[Limit, ...] = ()) -> Choice:
    pred = atom.pred
    consts = [codes.encode(arg.value) if isinstance(arg, Const) else None for arg in atom.args]
    names = [arg.name if isinstance(arg, Var) and arg.name != "_" else "" for arg in atom.args]
    places = [(place, name) for place, name in enumerate(names) if name]
    args = list(zip(consts, names, strict=True))

    def take(known: Known, way: Way, seen: Seen | None) -> Iterator[Way]:
        pattern = tuple([way.get(name) if const is None else const for const, name in args])
        free = [(place, name) for place, name in places if name not in way]
        found_rows = known.all_rows(pred, pattern)
        if limits and found_rows:
            yield from _within(known, way, pattern, found_rows, free, seen)
            return
        if not free:
            if found_rows:
                yield way
            return
        rows = found_rows if seen is None else _unseen(found_rows, free, way, seen)
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

    def _within(
        known: Known,
        way: Way,
        pattern: CodedPattern,
        rows: Iterable[Coded],
        free: Sequence[tuple[int, str]],
        seen: Seen | None,
    ) -> Iterator[Way]:
        values = known.codes.by_code
        ends = [(limit, limit.at(values, way)) for limit in limits]
        if len(rows) > FEW:  # type: ignore[arg-type]
            for limit, end in ends:
                if end is not None and end.day is not None and pattern[limit.place] is None:
                    rows = known.by_day(pred, pattern, limit.place).within(limit.op, end.day)
                    break
        for row in rows if seen is None else _unseen(rows, free, way, seen):
            found = {**way}
            for place, name in free:
                found[name] = row[place]
            for limit, end in ends:
                value = values[row[limit.place]]
                if end is not None and end.day is not None and type(value) is date:
                    if not limit.order(value, end.day):
                        break
                elif not limit.is_kept(value, end, values, found):
                    break
            else:
                yield found

    return take


def _unseen(
    rows: Iterable[Coded], free: Sequence[tuple[int, str]], way: Way, seen: Seen
) -> Iterator[Coded]:
    """Yield rows as long as they give variables values that these have in no way found so far.

    `free` are the variables to which a row gives values, and where; the others have theirs.
    """
    names, values = seen
    places = {name: place for place, name in free}
    if len(names) == 1 and names[0] in places:
        place = places[names[0]]
        for row in rows:
            if (row[place],) not in values:
                yield row
        return
    for row in rows:
        if tuple([row[places[n]] if n in places else way[n] for n in names]) not in values:
            yield row


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
    vague = any(isinstance(arg, Const) and isinstance(arg.value, Range) for arg in atom.args)

    def check(known: Known, way: Way) -> Way | None:
        pattern = tuple([way.get(name) if const is None else const for const, name in args])
        codes = known.codes
        rows = known.all_rows(atom.pred, pattern)  # they may bring the first ranges
        if not codes.ranges:
            return None if rows else way
        near = _near(codes, pattern, negation.exact)
        if near == pattern:
            return None if rows else way
        ranged = vague or any(isinstance(codes.by_code[way[name]], Range) for name in needs)
        if rows and not ranged:
            return None
        values = _values(known, way, needs)
        for row in known.all_rows(atom.pred, near):
            if stands_against(negation, values, codes.values(row)):
                return None
        return way

    return check


def _near(codes: Codes, pattern: CodedPattern, exact: Sequence[int]) -> CodedPattern:
    """Return the pattern of all rows that could match, where a range may stand for a value."""
    individuals = codes.individuals
    return tuple(
        [
            code if code is None or code in individuals or place in exact else None
            for place, code in enumerate(pattern)
        ]
    )


def _aggregate(
    literal: Aggregate, needs: tuple[str, ...], bodies: Sequence[tuple[str, tuple[str, ...]]]
) -> Check:
    result = literal.result
    parts = [
        adding(literal, needs, body, lenient)
        for body, lenient in zip(bodies, (False, True), strict=False)
    ]
    hidden = [body for body, _ in bodies]
    name = f"{literal.kind} {literal.lenient} {literal.nothing!r} {literal.terms!r} of {hidden}"

    def total(known: Known, way: Way) -> int | None:
        group = {name: way[name] for name in needs}
        certain, *possible = (rows(known, group) for rows in parts)
        value = aggregate(
            literal.kind,
            certain,
            possible[0] if possible else None,
            literal.lenient,
            literal.nothing,
        )
        return None if value is None else known.computed(value)

    def check(known: Known, way: Way) -> Way | None:
        group = name, tuple([way[name] for name in needs])
        totals = known.totals(hidden)
        if group not in totals:
            totals[group] = total(known, way)
        code = totals[group]
        if code is None:
            return None
        if isinstance(result, Const):
            return way if known.codes.encode(result.value) == code else None
        return way if result.name == "_" else _with(way, result.name, code)

    return check


def _values(known: Known, way: Way, names: tuple[str, ...]) -> dict[str, Value]:
    codes = known.codes
    return {name: codes.decode(way[name]) for name in names}
