"""The slow engine that is obviously right: bottom-up, stratum by stratum, to the fixed point.

No order of its own, no cache but the model itself. It judges the other engines.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from engine.arithmetic.errors import Endless, EvaluationError
from engine.backends.constants import with_constants
from engine.backends.protocol import Facts, Model, Pattern
from engine.backends.solve import Bindings, aggregated, solve, value_of
from parser.datalog.stratify import stratify
from parser.datalog.tree import Aggregate, Atom, Program, Row, Rule
from parser.values import Range, Value

ROWS = 1_000_000
"""More rows than this, concluded for one model, are taken for a program that never ends."""

STEPS = 30_000_000
"""More rows than this, looked at for one model, are taken for a program that never ends."""


class _Relations:
    """The rows of each predicate, found by the values that a question binds."""

    def __init__(self) -> None:
        self.size = 0
        self.limit = ROWS
        self.steps = 0
        self._sets: dict[str, set[_Key]] = {}
        self._ranged: dict[str, list[Row]] = {}
        self._indexes: dict[str, dict[tuple[int, ...], dict[_Key, list[Row]]]] = {}

    def add(self, pred: str, row: Row) -> bool:
        """Add a row; return whether it is new."""
        indexes = self._indexes.setdefault(pred, {(): {}})
        known = self._sets.setdefault(pred, set())
        key = _key(row, range(len(row)))
        if key in known:
            return False
        known.add(key)
        self.size += 1
        if any(isinstance(value, Range) for value in row):
            self._ranged.setdefault(pred, []).append(row)
        for places, index in indexes.items():
            index.setdefault(_key(row, places), []).append(row)
        return True

    def rows(self, pred: str, pattern: Pattern) -> Collection[Row]:
        """Return the rows of `pred` that agree with `pattern`."""
        places = tuple(i for i, value in enumerate(pattern) if value is not None)
        indexes = self._indexes.get(pred)
        if indexes is None:
            return ()
        if places not in indexes:
            index: dict[_Key, list[Row]] = {}
            for row in indexes[()].get((), ()):
                index.setdefault(_key(row, places), []).append(row)
            indexes[places] = index
        found = indexes[places].get(_key(pattern, places), ())
        self.steps += 1 + len(found)
        return tuple(found)  # rules add to the index while its rows are looked at

    def ranged(self, pred: str, pattern: Pattern) -> Collection[Row]:
        """Return the rows of `pred` that hold a range."""
        return tuple(self._ranged.get(pred, ()))

    def total(self, literal: Aggregate, bindings: Bindings) -> Value | None:
        """Return the value of an aggregate over the rows so far."""
        return aggregated(literal, bindings, self)


_Key = tuple[tuple[type, Value | None], ...]


def _key(row: Pattern, places: Iterable[int]) -> _Key:
    return tuple([(type(row[place]), row[place]) for place in places])


@dataclass(frozen=True)
class _Loaded:
    strata: tuple[tuple[Rule, ...], ...]
    listed: tuple[tuple[str, Row], ...]

    def evaluate(
        self, facts: Facts, beside: Model | None = None, far: int | None = None
    ) -> _Relations:
        relations = _Relations()
        for pred, row in self.listed:
            relations.add(pred, row)
        for pred, rows in facts.items():
            for row in rows:
                relations.add(pred, row)
        relations.limit = relations.size + ROWS
        for rules in self.strata:
            _saturate(rules, relations)
        return relations


def _saturate(rules: tuple[Rule, ...], relations: _Relations) -> None:
    """Apply the rules of a stratum until nothing new follows.

    After the first round, a rule can conclude something new only from a row that the last round
    concluded, so that each condition in turn looks at those rows alone.
    """
    own = {rule.head.pred for rule in rules}
    recent = _Relations()
    for rule in rules:
        _conclude(rule, solve(rule.body, {}, relations), relations, recent)
    while recent.size:
        last, recent = recent, _Relations()
        for rule in rules:
            for place, literal in enumerate(rule.body):
                if isinstance(literal, Atom) and literal.pred in own:
                    found = solve(rule.body, {}, relations, (place, last))
                    _conclude(rule, found, relations, recent)


def _conclude(
    rule: Rule, found: Iterable[Bindings], relations: _Relations, recent: _Relations
) -> None:
    """Add what a rule concludes; an error in its conditions carries the rule."""
    try:
        for bindings in found:
            row = tuple([_known(value_of(term, bindings)) for term in rule.head.args])
            if relations.add(rule.head.pred, row):
                recent.add(rule.head.pred, row)
            if relations.size > relations.limit or relations.steps > STEPS:
                raise Endless
    except EvaluationError as error:
        if error.rule is None and not isinstance(error, Endless):
            error.rule = rule
        raise


def _known(value: Value | None) -> Value:
    if value is None:
        raise EvaluationError("a rule concludes something about a variable it does not bind")
    return value


class _Reference:
    name = "reference"

    def load(self, program: Program) -> _Loaded:
        rules: dict[str, list[Rule]] = {}
        for rule in program.rules:
            rules.setdefault(rule.head.pred, []).append(with_constants(rule))
        strata = (
            tuple(rule for name in sorted(stratum) for rule in rules.get(name, ()))
            for stratum in stratify(program)
        )
        return _Loaded(tuple(strata), tuple((row.pred, row.row) for row in program.listed))


REFERENCE = _Reference()
