"""L303: one limit in months and in days."""

from collections import defaultdict
from collections.abc import Iterator

from engine.lint.bounds import Bound
from engine.lint.laws import Laws
from engine.lint.quantities import Quantity, quantities
from engine.lint.rule import LintRule, finding
from parser.frozen import dataclass
from parser.resolved.law_tree import Calculated, Expression
from parser.text.diagnostic import Diagnostic, Label
from parser.values import Duration
from parser.words.values import value_words

_MONTH = 30.4375
"""How many days a month has on average."""


@dataclass(frozen=True, slots=True)
class _Length:
    """How far apart a limit lies, in months or in days."""

    limit: Duration
    quantity: Quantity


def _find(laws: Laws) -> Iterator[Diagnostic]:
    """Yield pairs of rules that draw the same limit, one in months and one in about as many days.

    Three months are 89 to 92 days: a case that lies between them is decided by the slip.
    """
    lengths: dict[tuple[Expression, Expression], list[_Length]] = defaultdict(list)
    for rule in laws.rules:
        for one in quantities(rule):
            found = _length(one)
            if found is not None:
                lengths[found[0], found[1]].append(_Length(found[2], one))
    told: set[object] = set()
    for every in lengths.values():
        for place, later in enumerate(every):
            for first in every[:place]:
                spans = frozenset((first.quantity.bound.span, later.quantity.bound.span))
                if (
                    len(spans) == 2
                    and spans not in told
                    and are_about_as_long(first.limit, later.limit)
                    and laws.may_meet(first.quantity.rule, later.quantity.rule)
                ):
                    told.add(spans)
                    yield _finding(first, later)


def _length(one: Quantity) -> tuple[Expression, Expression, Duration] | None:
    """Return from where to where a limit reaches, and how far."""
    match one.same:
        case Bound(thing, base, limit=Duration() as limit) if base is not None:
            return base, thing, limit
        case Bound(Calculated("days", (first, last)), None, limit=int() as number):
            return first, last, Duration(0, number)
        case Bound(Calculated("months", (first, last)), None, limit=int() as number):
            return first, last, Duration(number)
        case Bound(Calculated("years", (first, last)), None, limit=int() as number):
            return first, last, Duration(12 * number)
        case _:
            return None


def are_about_as_long(one: Duration, other: Duration) -> bool:
    """Tell whether one of two times is in months, the other in days, and they are about as long.

    >>> are_about_as_long(Duration(0, 365), Duration(12))
    True
    >>> are_about_as_long(Duration(3), Duration(0, 30)), are_about_as_long(Duration(3), Duration(3))
    (False, False)
    """
    if one.months:
        one, other = other, one
    months, days = abs(other.months), abs(one.days)
    if one.months or other.days or not months or not days:
        return False
    return abs(days - _MONTH * months) <= 1 + days / 60


def _finding(first: _Length, later: _Length) -> Diagnostic:
    said, other = value_words(later.limit), value_words(first.limit)
    return finding(
        "L303",
        f"this limit is {said} in `{later.quantity.rule.provision.rule}`, and {other} in "
        f"`{first.quantity.rule.provision.rule}`",
        later.quantity.bound.span,
        "reckon in the unit that the text has, in both",
        Label(first.quantity.bound.span, "the other limit"),
    )


RULE = LintRule("L303", "unit-slip", "one limit in months and in days", _find)
