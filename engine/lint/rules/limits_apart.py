"""L301: limits of two rules that overlap by one, or leave one out between them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from engine.lint.bounds import LOWER, STRICT, UPPER, Bound, excludes, order
from engine.lint.conjunctions import parts
from engine.lint.laws import Laws
from engine.lint.quantities import Quantity, quantities
from engine.lint.rule import LintRule, finding
from engine.lint.show import limit_words
from parser.resolved.law_tree import Calculated
from parser.text.diagnostic import Diagnostic, Label
from parser.values import Amount, Duration, Exact, Share


def _find(laws: Laws) -> Iterator[Diagnostic]:
    """Yield pairs of an upper and a lower limit of one quantity that just fail to meet."""
    by_quantity: dict[object, list[Quantity]] = defaultdict(list)
    for rule in laws.rules:
        for one in quantities(rule):
            by_quantity[one.same.thing, one.same.base].append(one)
    told: set[frozenset[object]] = set()
    for every in by_quantity.values():
        for low in every:
            for high in every:
                if low.same.op in LOWER and high.same.op in UPPER and low.rule is not high.rule:
                    pair = frozenset((low.bound.span, high.bound.span))
                    if pair not in told and laws.may_meet(low.rule, high.rule):
                        told.add(pair)
                        yield from _apart(high, low, every)


def _apart(high: Quantity, low: Quantity, every: Sequence[Quantity]) -> Iterator[Diagnostic]:
    how = how_they_meet(high.same, low.same)
    if how is None or (how == "gap" and _is_covered(high, low, every)):
        return
    first, second = sorted((high, low), key=lambda one: (one.bound.span.file, one.bound.span.start))
    upper, lower = limit_words(high.bound), limit_words(low.bound)
    both = f"{upper} in `{high.rule.provision.rule}`, {lower} in `{low.rule.provision.rule}`"
    said = "overlap" if how == "overlap" else "leave a gap"
    yield finding(
        "L301",
        f"these limits {said}: {both}",
        second.bound.span,
        "let one begin where the other ends: `<=` beside `>`, or `<` beside `>=`",
        Label(first.bound.span, "the other limit"),
    )


def how_they_meet(high: Bound, low: Bound) -> str | None:
    """Return `overlap` or `gap` for limits of which one begins just beside the other's end.

    None for those that meet, or that lie far apart.

    >>> from decimal import Decimal
    >>> from parser.resolved.tree import Variable
    >>> from parser.text.span import NOWHERE
    >>> def at(op, limit): return Bound(Variable("n", "number"), None, op, limit, NOWHERE)
    >>> how_they_meet(at("<=", 90), at(">=", 90)), how_they_meet(at("<", 90), at(">", 90))
    ('overlap', 'gap')
    >>> how_they_meet(at("<=", 90), at(">=", 91)), how_they_meet(at("<=", 89), at(">=", 91))
    (None, 'gap')
    >>> how_they_meet(at("<=", Share(Decimal(50))), at(">=", Share(Decimal(51))))
    'gap'
    """
    side = order(high.limit, low.limit)
    if side == 0:
        strict = len({high.op} & STRICT) + len({low.op} & STRICT)
        return ("overlap", None, "gap")[strict]
    ends = _whole(high.limit), _whole(low.limit)
    if any(isinstance(one, Calculated) and one.function == "/" for one in parts(high.thing)):
        return None  # a quotient has values between two whole numbers
    if ends[0] is not None and ends[1] is not None and ends[0][0] == ends[1][0]:
        last = ends[0][1] - (high.op in STRICT)
        first = ends[1][1] + (low.op in STRICT)
        return {2: "gap", 0: "overlap"}.get(first - last)
    apart = _apart_by(high.limit, low.limit)
    if apart is None or abs(apart) > 1:
        return None
    return "gap" if apart > 0 else "overlap"


def _whole(limit: Exact) -> tuple[object, int] | None:
    """Return a limit of which the next one is one more, with what it counts beside."""
    match limit:
        case date():
            return "day", limit.toordinal()
        case int():
            return "number", limit
        case Duration(months, days):
            return months, days
        case _:
            return None


def _apart_by(high: Exact, low: Exact) -> Fraction | None:
    """Return how far a lower limit lies above an upper one, in percent or units of money."""
    match high, low:
        case Share(), Share():
            return Fraction(low.percent - high.percent)
        case Amount(), Amount():
            return Fraction(low.value - high.value) if low.currency == high.currency else None
        case _:
            return None


def _is_covered(high: Quantity, low: Quantity, every: Sequence[Quantity]) -> bool:
    """Tell whether a third limit takes in what two leave between them."""
    if order(high.same.limit, low.same.limit) != 0:
        return False
    left_out = Bound(high.same.thing, high.same.base, "=", high.same.limit, high.same.span)
    return any(
        not excludes(left_out, one.same)
        for one in every
        if one is not high and one is not low and one.same.op != "!="
    )


RULE = LintRule("L301", "limits-apart", "limits that overlap by one, or leave one out", _find)
