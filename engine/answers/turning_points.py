"""Where comparisons turn: the days, and the values of stated facts, on either side of them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice

from engine.answers.world import World
from engine.arithmetic import evaluate
from engine.arithmetic.calendar import add_months
from engine.arithmetic.errors import EvaluationError
from engine.proof.instances import Bindings, holds, solve
from engine.proof.witness import edge, scale_of
from engine.rails.in_force import TODAY_VARIABLE
from parser.datalog.tree import Atom, Comparison, Expr, Literal, Operator, Rule, Var
from parser.datalog.variables import in_expression
from parser.frozen import dataclass
from parser.values import Value

_TODAY = TODAY_VARIABLE.name
_YEARS = 150
_INSTANCES = 200
"""How many instances of the conditions of one rule are looked at."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison of a rule with values for its variables, in whatever condition it stands.

    `given` are variables of the rule that are computed from others, in order; `atoms` what the
    variables were bound by.
    """

    comparison: Comparison
    bindings: Bindings
    given: tuple[tuple[str, Expr], ...]
    atoms: tuple[Atom, ...]

    def holds_with(self, op: Operator, names: Iterable[str], value: Value) -> bool:
        """Tell whether the comparison, with `op` for its own, holds with variables changed."""
        bindings = {**self.bindings, **dict.fromkeys(names, value)}
        try:
            for other, expr in self.given:
                computed = evaluate(expr, bindings)
                if computed is None:
                    return False
                bindings[other] = computed
            return holds(replace(self.comparison, op=op), bindings, lenient=False)
        except (EvaluationError, OverflowError):
            return False


def compared(world: World) -> Iterator[Compared]:
    """Yield the comparisons of all rules in force with what the case gives their variables.

    The rows are those that are possible; conditions after a comparison, and those on what is
    not so, are left aside, so that more is found than can matter.
    """
    for rule in world.railed.program.rules:
        if rule.role != "bridge" and any(isinstance(one, Comparison) for one in rule.body):
            yield from _of_rule(world, rule)


def _of_rule(world: World, rule: Rule) -> Iterator[Compared]:
    before: list[Literal] = []
    given: list[tuple[str, Expr]] = []
    known: set[str] = set()
    for literal in rule.body:
        match literal:
            case Atom(args=args):
                before.append(literal)
                known |= {arg.name for arg in args if isinstance(arg, Var)}
            case Comparison("=", Var(name), expr) if name not in known:
                given.append((name, expr))
                known.add(name)
            case Comparison("=", expr, Var(name)) if name not in known:
                given.append((name, expr))
                known.add(name)
            case Comparison():
                atoms = tuple(one for one in before if isinstance(one, Atom))
                found = solve(tuple(before), {}, world.model)
                for bindings in islice(found, _INSTANCES):
                    yield Compared(literal, bindings, tuple(given), atoms)
            case _:
                pass


def last_day(as_of: date) -> date:
    """Return the last day on which it is looked whether an answer turns."""
    return min(add_months(as_of, _YEARS * 12), date.max - timedelta(days=2))


Lasting = frozenset[tuple[str, int]]
"""Sentences with the places at which a case says that what it states lasts until today."""


def days(world: World, lasting: Lasting = frozenset()) -> set[date]:
    """Return the later days on which a comparison with today turns, and those beside them.

    What lasts until today ends on no day that is to come.
    """
    size = (last_day(world.as_of) - world.as_of).days
    found: set[date] = set()
    for one in compared(world):
        if not _depends_on(one, _TODAY):
            continue

        def at(step: int) -> date:
            return world.as_of + timedelta(days=step)

        moved = (_TODAY, *_lasts(one, world, lasting))
        for place in _turns(one, moved, at, size):
            found |= {at(place), at(place + 1), at(place + 2)}
    return {day for day in found if world.as_of < day <= last_day(world.as_of)}


def days_of_rules(rules: tuple[Rule, ...], after: date) -> set[date]:
    """Return the later days on which a rule comes into force, and those after its last day."""
    starts = {rule.starts for rule in rules if rule.starts is not None}
    ends = {rule.ends + timedelta(days=1) for rule in rules if rule.ends not in (None, date.max)}
    return {day for day in (*starts, *ends) if after < day <= last_day(after)}


def values(world: World, value: Value, kind: str) -> tuple[Value, ...]:
    """Return the values on either side of each comparison that `value` takes part in."""
    scale = scale_of(kind, world.as_of)
    if scale is None:
        return ()
    at, size, _ = scale
    found: dict[Value, None] = {}
    for one in compared(world):
        for name, bound in one.bindings.items():
            if bound == value and type(bound) is type(value) and _depends_on(one, name):
                for place in _turns(one, (name,), at, size):
                    found.update(dict.fromkeys(at(p) for p in (place, place + 1) if p <= size))
    return tuple(found)


def _depends_on(one: Compared, name: str) -> bool:
    names = {*in_expression(one.comparison.left), *in_expression(one.comparison.right)}
    for other, expr in reversed(one.given):
        if other in names:
            names |= set(in_expression(expr))
    return name in names


def _lasts(one: Compared, world: World, lasting: Lasting) -> Iterator[str]:
    """Yield the variables whose value is the day of the question because something lasts."""
    for atom in one.atoms:
        pred, _ = world.railed.meaning.get(atom.pred, ("", ""))
        for place, arg in enumerate(atom.args):
            name = arg.name if isinstance(arg, Var) and (pred, place) in lasting else ""
            if name and one.bindings.get(name) == world.as_of:
                yield name


def _turns(
    one: Compared, names: Sequence[str], at: Callable[[int], Value], size: int
) -> Iterator[int]:
    """Yield the places before which and after which a comparison differs.

    An equation holds between two places at which an order changes, and at neither end.
    """
    op = one.comparison.op
    ops: tuple[Operator, ...] = ("<", "<=") if op in ("=", "!=") else (op,)
    for which in ops:

        def same(place: int, which: Operator = which) -> bool:
            before = one.holds_with(which, names, at(0))
            return one.holds_with(which, names, at(place)) == before

        if not same(size):
            yield edge(same, 0, size)
