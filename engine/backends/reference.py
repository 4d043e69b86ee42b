"""The slow engine that is obviously right: naive bottom-up, stratum by stratum.

No indexes, no order of its own, no caches but the model itself. It judges the other engines.
"""

from collections.abc import Collection
from dataclasses import dataclass

from engine.backends.joins import join, same, value_of
from engine.backends.protocol import EvaluationError, Facts, Pattern
from parser.datalog.stratify import stratify
from parser.datalog.tree import Program, Row, Rule
from parser.values import Value

LIMIT = 1_000_000
"""More rows than this are taken for a program that never ends."""


@dataclass(frozen=True)
class _Model:
    relations: dict[str, set[Row]]

    def rows(self, pred: str, pattern: Pattern) -> Collection[Row]:
        return [
            row
            for row in self.relations.get(pred, ())
            if all(
                wanted is None or same(wanted, value)
                for wanted, value in zip(pattern, row, strict=True)
            )
        ]


@dataclass(frozen=True)
class _Loaded:
    program: Program
    strata: tuple[tuple[Rule, ...], ...]

    def evaluate(self, facts: Facts) -> _Model:
        relations: dict[str, set[Row]] = {}
        for listed in self.program.listed:
            relations.setdefault(listed.pred, set()).add(listed.row)
        for name, rows in facts.items():
            relations.setdefault(name, set()).update(rows)
        for rules in self.strata:
            _saturate(rules, relations)
        return _Model(relations)


def _saturate(rules: tuple[Rule, ...], relations: dict[str, set[Row]]) -> None:
    """Apply all rules of a stratum until nothing new follows."""
    size = -1
    while size != (size := sum(len(rows) for rows in relations.values())):
        if size > LIMIT:
            raise EvaluationError("the rules conclude more and more without end")
        for rule in rules:
            found = {
                tuple(_known(value_of(term, bindings)) for term in rule.head.args)
                for bindings in join(rule.body, {}, lambda name: relations.get(name, ()))
            }
            relations.setdefault(rule.head.pred, set()).update(found)


def _known(value: Value | None) -> Value:
    if value is None:
        raise EvaluationError("a rule concludes something about a variable it does not bind")
    return value


class _Reference:
    name = "reference"

    def load(self, program: Program) -> _Loaded:
        strata = tuple(
            tuple(rule for rule in program.rules if rule.head.pred in stratum)
            for stratum in stratify(program)
        )
        return _Loaded(program, strata)


REFERENCE = _Reference()
