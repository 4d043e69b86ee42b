"""L106: two rows of a table that are one but for next to nothing."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from engine.lint.laws import Laws
from engine.lint.rule import LintRule, finding
from parser.resolved.law_tree import Listed
from parser.resolved.tree import Constant
from parser.resolved.vocabulary import Predicate, value_slots
from parser.text.diagnostic import Diagnostic, Label

_RARE = 12
"""Among how many keys of a table one that has two rows is a slip rather than the rule."""


def _find(laws: Laws) -> Iterator[Diagnostic]:
    """Yield rows that stand twice, and those that give a second value where others give one."""
    rows: dict[str, list[Listed]] = defaultdict(list)
    for law in laws.kb.laws:
        for row in law.listed:
            rows[row.sentence.predicate].append(row)
    for name, listed in rows.items():
        predicate = laws.predicates.get(name)
        if predicate is not None:
            yield from _twice(listed)
            yield from _second_value(listed, predicate)


def _twice(listed: Sequence[Listed]) -> Iterator[Diagnostic]:
    first: dict[object, Listed] = {}
    for row in listed:
        known = first.setdefault(row.sentence, row)
        if known is not row and known.cites == row.cites:
            yield finding(
                "L106",
                "this row stands in the table already",
                row.span,
                "leave one of them out, or correct the one that was meant otherwise",
                Label(known.span, "the same row"),
            )


def _second_value(listed: Sequence[Listed], predicate: Predicate) -> Iterator[Diagnostic]:
    values = value_slots(predicate)
    if not values or len(values) == len(predicate.slots):
        return
    by_key: dict[tuple[object, ...], dict[object, Listed]] = defaultdict(dict)
    for row in listed:
        args = [arg.value for arg in row.sentence.args if isinstance(arg, Constant)]
        key = tuple(arg for place, arg in enumerate(args) if place not in values)
        by_key[key].setdefault(row.sentence, row)
    double = [tuple(found.values()) for found in by_key.values() if len(found) > 1]
    if not double or len(by_key) < _RARE * len(double):
        return
    for first, *rest in double:
        for row in rest:
            yield finding(
                "L106",
                "this row says another value of what has one already, as nothing else in the "
                "table has",
                row.span,
                "leave one of the two rows out; what has several values by right says so with "
                "a switch",
                Label(first.span, "the other value"),
            )


RULE = LintRule("L106", "near-duplicate-row", "two rows of a table that look like one", _find)
