"""Values for what a derivation leaves open: an example that satisfies it, and its limits."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from engine.arithmetic import evaluate
from engine.arithmetic.errors import EvaluationError
from engine.proof.instances import holds
from engine.proof.leaves import Arg, Constraint, Leaves, Symbol
from parser.datalog.tree import Apply, Comparison, Const, Expr, Operator, Today, Var
from parser.resolved.vocabulary import VALUE_KINDS, Predicate
from parser.values import UNKNOWN, Amount, Duration, Entity, Exact, Range, Share, Value

Assignment = dict[Symbol, Value]


class Witness(NamedTuple):
    """An example for each symbol, and limits within which every choice of values would do.

    All values within the limits do together, whichever is taken for one symbol and for another.
    A symbol for which every value does has no limits; one open at an end has `None` there.
    """

    values: Assignment
    limits: dict[Symbol, tuple[Exact | None, Exact | None]]


def witness(
    leaves: Leaves,
    predicates: Mapping[str, Predicate],
    as_of: date,
    names: frozenset[str],
    closed: Mapping[str, Sequence[Entity]] | None = None,
) -> Witness | None:
    """Return values under which all constraints of a derivation hold, or None if none is found.

    Individuals get names that are not among `names`; those of a `closed` kind, of which the laws
    name everybody, are one of them. Each value is looked for along its order, the others held
    still, on the assumption that every constraint changes at most once along it. A value that is
    stated in part stays within that part.
    """
    kinds = _kinds(leaves, predicates)
    found = Witness({}, {})
    taken = set(names)
    for symbol, kind in kinds.items():
        if kind not in VALUE_KINDS:
            one = _fresh(symbol, kind, taken, (closed or {}).get(kind))
            if one is None:
                return None
            found.values[symbol] = one
    constraints = [*leaves.constraints, *_stated_parts(leaves)]
    places: dict[Symbol, Scale] = {}
    units = set(_currencies(constraints))
    currency = units.pop() if len(units) == 1 else ""
    for symbol, kind in kinds.items():
        if kind not in VALUE_KINDS:
            continue
        scale = scale_of(kind, as_of, currency)
        place = None if scale is None else _place(symbol, scale, constraints, found)
        if scale is None or place is None:
            return None
        found.values[symbol] = scale[0](place)
        places[symbol] = scale
    _widen(places, constraints, found)
    return found


def _stated_parts(leaves: Leaves) -> Iterator[Constraint]:
    """Yield that each value that is stated in part lies within the ends that are stated."""
    for leaf in leaves.leaves:
        for arg, value in zip(leaf.args, leaf.row, strict=True):
            if not leaf.stated or not isinstance(arg, Symbol) or not isinstance(value, Range):
                continue
            ends: tuple[tuple[Operator, Exact | None], ...] = (
                (">=", value.low),
                ("<=", value.high),
            )
            for op, end in ends:
                if end is not None:
                    comparison = Comparison(op, Var(arg.hint), Const(end))
                    yield Constraint(comparison, ((arg.hint, arg),))


def _currencies(constraints: Sequence[Constraint]) -> Iterator[str]:
    """Yield the currencies of the sums of money that constraints name."""
    for constraint in constraints:
        sides: list[Expr] = [constraint.comparison.left, constraint.comparison.right]
        known: list[Arg] = [arg for _, arg in constraint.bindings]
        while sides:
            match sides.pop():
                case Const(value):
                    known.append(value)
                case Apply(_, args):
                    sides.extend(args)
                case Var() | Today():
                    pass
        for one in known:
            ends = (one.low, one.high) if isinstance(one, Range) else (one,)
            yield from (end.currency for end in ends if isinstance(end, Amount))


def _kinds(leaves: Leaves, predicates: Mapping[str, Predicate]) -> dict[Symbol, str]:
    return {
        arg: predicates[leaf.pred].slots[place].kind
        for leaf in leaves.leaves
        for place, arg in enumerate(leaf.args)
        if isinstance(arg, Symbol)
    }


def _fresh(
    symbol: Symbol, kind: str, taken: set[str], named: Sequence[Entity] | None
) -> Entity | None:
    """Return an individual that nothing speaks of; its name is a phrase, if it may be a new one.

    Of a kind of which everybody is `named`, it is the first of them that nothing speaks of.
    """
    if named is not None:
        one = next((one for one in named if one.name not in taken), None)
        taken.update(() if one is None else (one.name,))
        return one
    hint = symbol.hint.strip("_0123456789") or kind
    names = (f"{'an' if hint[:1] in 'aeiou' else 'a'} {hint}", f"another {hint}")
    name = next((one for one in names if one not in taken), f"{names[1]} ({len(taken)})")
    taken.add(name)
    return Entity(kind, name)


def _place(
    symbol: Symbol, scale: "Scale", constraints: list[Constraint], found: Witness
) -> int | None:
    """Return the position of a value for one symbol, the others held still, or None."""
    at, size, start = scale

    def fits(position: int) -> bool:
        return _fit(constraints, {**found.values, symbol: at(position)})

    low, high = fits(0), fits(size)
    if low and high and fits(start):
        return start
    if low and not high:
        return edge(fits, 0, size)
    if high and not low:
        return size - edge(lambda step: fits(size - step), 0, size)
    return next((p for p in _candidates(symbol, constraints, found, scale) if fits(p)), None)


def _widen(places: Mapping[Symbol, "Scale"], constraints: list[Constraint], found: Witness) -> None:
    """Widen each value of an example to limits, one after the other, as far as all of them do.

    The constraints are asked of whole ranges, so a value that would not do is never within the
    limits, and those of a later symbol hold for all that an earlier one was widened to.
    """
    ranges: Assignment = dict(found.values)
    for symbol, scale in places.items():

        def does(value: Value, symbol: Symbol = symbol) -> bool:
            return _fit(constraints, {**ranges, symbol: value})

        limits = widest(scale, found.values[symbol], does)
        if limits is None:
            limits = Range(_exactly(found.values[symbol]), _exactly(found.values[symbol]))
        else:
            ranges[symbol] = limits
        if limits != UNKNOWN:
            found.limits[symbol] = limits.low, limits.high


def _exactly(value: Value) -> Exact | None:
    return None if isinstance(value, Range) else value


def widest(scale: "Scale", value: Value, does: Callable[[Value], bool]) -> Range | None:
    """Return the widest range around `value` that `does`, or None if no range around it does.

    If a range does, every range within it does too.
    """
    at, size, _ = scale

    def between(first: int, last: int) -> Range:
        return Range(None if first < 0 else at(first), None if last > size else at(last))

    start = next((p for p in _places_of(value, scale) if at(p) == value), None)
    if start is None or not does(between(start, start)):
        return None
    last = edge(lambda p: does(between(start, p)), start, size + 1)
    first = start - edge(lambda step: does(between(start - step, last)), 0, start + 1)
    return between(first, last)


def _places_of(value: Value, scale: "Scale") -> Iterator[int]:
    """Yield the position that a value can have, if it has one."""
    at, size, _ = scale
    first = at(0)
    match value:
        case date() if isinstance(first, date):
            place = (value - first).days
        case int():
            place = value
        case Share(percent) | Amount(percent):
            place = int(percent * 100)
        case Duration(months):
            place = months
        case _:
            return
    if 0 <= place <= size:
        yield place


Scale = tuple[Callable[[int], Exact], int, int]


def scale_of(kind: str, as_of: date, currency: str = "") -> Scale | None:
    """Return the values of a kind as positions: the value at one, the last, and where to start.

    Sums of money have an order in one `currency` alone, a hundredth of it after the other.
    """
    match kind:
        case "amount" if currency:
            return (lambda p: Amount(Decimal(p) / 100, currency)), 100_000_000_000, 0
        case "date":
            back = min(as_of.toordinal() - 1, 130 * 366)
            size = back + min(60 * 366, date.max.toordinal() - as_of.toordinal() - 2)
            return (lambda p: as_of + timedelta(days=p - back)), size, back
        case "number":
            return (lambda p: p), 10_000_000, 0
        case "share":
            return (lambda p: Share(Decimal(p) / 100)), 10_000, 0
        case "duration":
            return (lambda p: Duration(months=p)), 2_400, 0
        case _:
            return None


def edge(fits: Callable[[int], bool], low: int, high: int) -> int:
    """Return the last position from `low` on that fits, given that `low` does.

    >>> edge(lambda p: p <= 7, 0, 100)
    7
    """
    if fits(high):
        return high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return low


def _candidates(
    symbol: Symbol, constraints: list[Constraint], found: Witness, scale: Scale
) -> list[int]:
    """Return positions next to where each constraint alone changes.

    Beside it stand the equations that give a value to what is computed, as `the number = days from
    the first to the last` for `the number <= 30`; they too may hold on one side only.
    """
    at, size, start = scale
    places = {start, start - 1, start + 1}
    computing = [one for one in constraints if _computes(one, found.values)]
    ways = [[*computing, only] for one in constraints for only in _sides(one)]
    for together in ([computing] if computing else []) + ways:

        def alone(position: int, only: list[Constraint] = together) -> bool:
            return _fit(only, {**found.values, symbol: at(position)})

        first = alone(0)
        if first == alone(size):
            continue
        last = edge(lambda p, wanted=first, test=alone: test(p) == wanted, 0, size)  # type: ignore[misc]
        places |= {last, last + 1, max(last - 1, 0)}
    return sorted(p for p in places if 0 <= p <= size)


def _computes(constraint: Constraint, values: Assignment) -> bool:
    """Tell whether a constraint is an equation whose one side is a symbol without a value."""
    comparison, args = constraint.comparison, dict(constraint.bindings)
    return comparison.op == "=" and any(
        isinstance(side, Var)
        and isinstance(one := args.get(side.name), Symbol)
        and one not in values
        for side in (comparison.left, comparison.right)
    )


def _sides(constraint: Constraint) -> tuple[Constraint, ...]:
    """Return comparisons that change where this one does, each at most once along an order.

    An equation holds between two places at which an order changes, and at neither end.
    """
    if constraint.comparison.op not in ("=", "!="):
        return (constraint,)
    ops: tuple[Operator, ...] = ("<", "<=")
    return tuple(
        replace(constraint, comparison=replace(constraint.comparison, op=op)) for op in ops
    )


def _fit(constraints: list[Constraint], values: Assignment) -> bool:
    """Tell whether every constraint that `values` decide holds.

    An equation whose one side is a symbol without a value gives it one, and what stands before it
    and speaks of that value is decided then.
    """
    values = dict(values)
    waiting = constraints
    while True:
        left: list[Constraint] = []
        for constraint in waiting:
            bindings = _bindings(constraint.bindings, values)
            if bindings is not None:
                if not _strictly(constraint, bindings):
                    return False
                continue
            known = len(values)
            if not _define(constraint, values):
                return False
            if len(values) == known:
                left.append(constraint)
        if len(left) == len(waiting):
            return True
        waiting = left


def _strictly(constraint: Constraint, bindings: dict[str, Value]) -> bool:
    try:
        return holds(constraint.comparison, bindings, lenient=False)
    except (EvaluationError, OverflowError):
        return False


def _bindings(pairs: tuple[tuple[str, Arg], ...], values: Assignment) -> dict[str, Value] | None:
    bindings: dict[str, Value] = {}
    for name, arg in pairs:
        if isinstance(arg, Symbol):
            if arg not in values:
                return None
            bindings[name] = values[arg]
        else:
            bindings[name] = arg
    return bindings


def _define(constraint: Constraint, values: Assignment) -> bool:
    """Give the symbol of an equation its value; false if there is none, as after `1 / 0`."""
    comparison, args = constraint.comparison, dict(constraint.bindings)
    for side, other in (
        (comparison.left, comparison.right),
        (comparison.right, comparison.left),
    ):
        target = args.get(side.name) if isinstance(side, Var) else None
        if comparison.op != "=" or not isinstance(target, Symbol) or target in values:
            continue
        rest = tuple(pair for pair in constraint.bindings if pair[0] != getattr(side, "name", ""))
        bindings = _bindings(rest, values)
        if bindings is not None:
            computed = _evaluated(other, bindings)
            if computed is None:
                return False
            values[target] = computed
            return True
    return True


def _evaluated(expr: Expr, bindings: dict[str, Value]) -> Value | None:
    try:
        return evaluate(expr, bindings)
    except (EvaluationError, OverflowError):
        return None
