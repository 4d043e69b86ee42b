"""L302: one limit that two rules draw, of which one takes in the limit itself."""

from collections import defaultdict
from collections.abc import Iterator

from engine.lint.bounds import LOWER, NONE, STRICT, UPPER, Bound, order
from engine.lint.laws import Laws
from engine.lint.quantities import Quantity, quantities
from engine.lint.rule import LintRule, finding
from engine.lint.show import limit_words
from parser.resolved.law_tree import Today
from parser.text.diagnostic import Diagnostic, Label


def _find(laws: Laws) -> Iterator[Diagnostic]:
    """Yield pairs of rules that bound one quantity from one side, at one value, and not alike.

    Whether something is past or has begun, compared with today without any distance, is left alone:
    whether today counts depends on what is counted.
    """
    by_quantity: dict[object, list[Quantity]] = defaultdict(list)
    for rule in laws.rules:
        for one in quantities(rule):
            by_quantity[one.same.thing, one.same.base].append(one)
    told: set[object] = set()
    for every in by_quantity.values():
        for place, later in enumerate(every):
            for first in every[:place]:
                if later.bound.span in told or not _differ(first, later):
                    continue
                if laws.may_meet(first.rule, later.rule):
                    told.update((later.bound.span, first.bound.span))
                    yield _finding(first, later)


def _differ(first: Quantity, later: Quantity) -> bool:
    ops = {first.same.op, later.same.op}
    return (
        first.rule is not later.rule
        and ops in (UPPER, LOWER)
        and not _is_past(first.same)
        and order(first.same.limit, later.same.limit) == 0
    )


def _is_past(bound: Bound) -> bool:
    return bound.limit == NONE and Today() in (bound.thing, bound.base)


def _finding(first: Quantity, later: Quantity) -> Diagnostic:
    strict = later if later.same.op in STRICT else first
    open_, closed = (later, first) if strict is later else (first, later)
    return finding(
        "L302",
        f"this limit is drawn in two ways: {limit_words(open_.bound)} in "
        f"`{open_.rule.provision.rule}`, {limit_words(closed.bound)} in "
        f"`{closed.rule.provision.rule}`",
        later.bound.span,
        "compare in the same way in both, or say why the very limit belongs to one and not to the "
        "other",
        Label(first.bound.span, "the other limit"),
    )


RULE = LintRule(
    "L302", "inclusive-and-exclusive", "one limit that two rules draw in two ways", _find
)
