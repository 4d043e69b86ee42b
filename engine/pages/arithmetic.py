"""A comparison in words, with both sides worked out."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import assert_never

from engine.pages.holidays import NAMED, holidays_of
from engine.proof.node import Compared
from parser.datalog.tree import Apply, Const, Expr, Today, Var
from parser.values import UNKNOWN, Duration, Range, Value
from parser.words.sentence import ENGLISH, Predicates, figure, role_words, say

_BINDS = {"+": 1, "-": 1, "*": 2, "/": 2, "%": 2, "neg": 3, "**": 4}
_SPELLED = {
    "days": "the days from {} to {}",
    "months": "the months from {} to {}",
    "years": "the years from {} to {}",
    "earlier": "the earlier of {} and {}",
    "whole": "the whole part of {}",
    "later": "the later of {} and {}",
    "rounded": "{} rounded to the nearest {}",
    "rounded_up": "{} rounded up to the nearest {}",
    "rounded_down": "{} rounded down to the nearest {}",
    "year": "the year of {}",
    "month": "the month of {}",
    "weekday": "the weekday of {}",
    "first_of_month": "the first day of the month of {}",
    "last_of_month": "the last day of the month of {}",
    "first_of_quarter": "the first day of the quarter of {}",
    "last_of_quarter": "the last day of the quarter of {}",
    "first_of_year": "the first day of the year of {}",
    "last_of_year": "the last day of the year of {}",
    "date": "the date of {2} {1} in {0}",
    "working_days": "the working days of {0} from {1} to {2}",
    "working_after": "{1} + {2} working days of {0}",
}
APPOSED = frozenset(
    (
        *("earlier", "later", "date", "year", "month", "weekday"),
        *("first_of_month", "first_of_quarter", "first_of_year"),
        *("last_of_month", "last_of_quarter", "last_of_year"),
    )
)
"""What is the name of a value rather than how it is worked out: it stands beside the value."""

_ENDS_OF_YEAR = {
    "first_of_year": "the first day of {year}",
    "last_of_year": "the last day of {year}",
}
_WHOLE = " to the nearest {}"

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
NOTHING: Mapping[str, str] = {}
"""No names for variables."""

_OF_QUANTITIES = {"earlier": "the lesser of {} and {}", "later": "the greater of {} and {}"}
"""What is earlier or later among dates is less or more among numbers and amounts."""


def comparison_words(
    node: Compared, predicates: Predicates = ENGLISH, called: Mapping[str, str] = NOTHING
) -> str:
    """Write `2020-05-01 + 3 years = 2023-05-01 <= 2026-11-23`.

    `called` is what those variables are called that have no value. A side that is a plain value is
    written once; a calculated one with its result, unless the other side is that. Holidays that
    are no working days are named behind it.
    """
    bindings = dict(node.bindings)
    first, last = node.comparison.left, node.comparison.right
    left_value = None if gives_other(node, first) else node.left
    right_value = None if gives_other(node, last) else node.right
    left = _side(first, left_value, bindings, predicates, called)
    right = _side(last, right_value, bindings, predicates, called, mirrored=True)
    return f"{left} {node.comparison.op} {right}{_passing_over(node, predicates)}"


def gives_other(node: Compared, side: Expr) -> bool:
    """Tell whether a calculated side comes to just what the other side is."""
    other = node.comparison.right if side is node.comparison.left else node.comparison.left
    same = node.comparison.op == "=" and node.status == "holds" and node.left == node.right
    return same and isinstance(side, Apply) and not isinstance(other, Apply)


def _passing_over(node: Compared, predicates: Predicates) -> str:
    days = holidays_of(node)
    if not days:
        return ""
    named = ", ".join(figure(day, predicates) for day in days[:NAMED])
    if len(days) > NAMED:
        named = say(predicates, "{days} and {number} more", days=named, number=len(days) - NAMED)
    phrase = ", not counting the holiday {days}" if len(days) == 1 else _HOLIDAYS
    return say(predicates, phrase, days=named)


_HOLIDAYS = ", not counting the holidays {days}"


def expression_words(
    expr: Expr,
    bindings: Mapping[str, Value],
    outer: int = 0,
    predicates: Predicates = ENGLISH,
    called: Mapping[str, str] = NOTHING,
) -> str:
    """Write an expression with the values of its variables filled in.

    `called` is what those are called that have no value.

    >>> expression_words(Apply("+", (Var("age"), Const(2))), {"age": 40})
    '40 + 2'
    """
    match expr:
        case Const(value):
            return figure(value, predicates)
        case Var(name):
            known = bindings.get(name, UNKNOWN)
            if known == UNKNOWN:
                return called.get(name) or _the(name, predicates)
            return figure(known, predicates)
        case Today():
            return say(predicates, "today")
        case Apply(function, args) if function in _SPELLED:
            form = _SPELLED[function]
            if function in _ENDS_OF_YEAR and (year := _year_of(args[0], bindings)):
                return say(predicates, _ENDS_OF_YEAR[function], year=year)
            if function in _OF_QUANTITIES and not any(_is_of_dates(arg, bindings) for arg in args):
                form = _OF_QUANTITIES[function]
            if form.endswith(_WHOLE) and args[-1] == Const(1):
                form = form.replace(_WHOLE, " to whole units")
            parts = _arguments(function, args, bindings, predicates, called)
            if function in _OF_QUANTITIES and parts[0] == parts[1]:
                return parts[0]
            spelled = say(predicates, form).format(*parts)
            return f"({spelled})" if outer else spelled
        case Apply("*", (number, Const(Duration(0, 1)))) if _counted(number, bindings) is not None:
            count = _counted(number, bindings)
            assert count is not None
            said = figure(Duration(days=count), predicates)
            if not isinstance(number, Apply):
                return said
            inner = expression_words(number, bindings, 0, predicates, called)
            return f"({inner}) {said.partition(' ')[2]}"
        case Apply("neg", (inner,)):
            return f"-{expression_words(inner, bindings, 3, predicates, called)}"
        case Apply(function, args):
            level = _BINDS[function]
            written = [
                expression_words(a, bindings, level + n, predicates, called)
                for n, a in enumerate(args)
            ]
            text = f" {function} ".join(written)
            return f"({text})" if outer > level else text
        case _:
            assert_never(expr)


def _counted(expr: Expr, bindings: Mapping[str, Value]) -> int | None:
    """Return a whole number, and what is so much more or less than another, if it is known.

    >>> _counted(Apply("-", (Var("days"), Const(1))), {"days": 184})
    183
    """
    match expr:
        case Const(int() as value):
            return value
        case Var(name):
            known = bindings.get(name)
            return known if isinstance(known, int) else None
        case Apply("+" | "-" as sign, (first, last)):
            one, other = _counted(first, bindings), _counted(last, bindings)
            if one is None or other is None:
                return None
            return one + other if sign == "+" else one - other
        case _:
            return None


def _year_of(expr: Expr, bindings: Mapping[str, Value]) -> str:
    """Return the year of a day that is known, or nothing."""
    value = bindings.get(expr.name) if isinstance(expr, Var) else None
    value = expr.value if isinstance(expr, Const) else value
    return f"{value.year:04}" if isinstance(value, date) else ""


def _arguments(
    function: str,
    args: Sequence[Expr],
    bindings: Mapping[str, Value],
    predicates: Predicates,
    called: Mapping[str, str],
) -> list[str]:
    """Return the arguments of a function in words: a calendar by its name, a month by its."""
    written = [expression_words(arg, bindings, 0, predicates, called) for arg in args]
    match function, args:
        case (("working_days" | "working_after"), (Const(str() as calendar), *_)):
            written[0] = calendar.partition(";")[0]
        case "date", (_, Const(int() as month), _):
            written[1] = say(predicates, MONTHS[month - 1])
        case _:
            pass
    return written


def _is_of_dates(expr: Expr, bindings: Mapping[str, Value]) -> bool:
    """Tell whether an expression is worked out from a date, as far as its values are known."""
    match expr:
        case Const(value):
            return _is_date(value)
        case Var(name):
            return _is_date(bindings.get(name, UNKNOWN))
        case Today():
            return True
        case Apply(function, args):
            counted = function in ("days", "months", "years", "year", "month", "working_days")
            return not counted and any(_is_of_dates(arg, bindings) for arg in args)
        case _:
            assert_never(expr)


def _is_date(value: Value) -> bool:
    match value:
        case Range(low, high):
            return isinstance(low, date) or isinstance(high, date) or value == UNKNOWN
        case _:
            return isinstance(value, date)


def _side(
    expr: Expr,
    value: Value | None,
    bindings: Mapping[str, Value],
    predicates: Predicates,
    called: Mapping[str, str],
    mirrored: bool = False,
) -> str:
    worked = expression_words(expr, bindings, 0, predicates, called)
    if not isinstance(expr, Apply) or value is None or value == UNKNOWN:
        return worked
    result = figure(value, predicates)
    return f"{result} = {worked}" if mirrored else f"{worked} = {result}"


def _the(name: str, predicates: Predicates = ENGLISH) -> str:
    """Refer to a variable; a place where it meets others has the same name with a mark after it.

    >>> _the("first'1")
    'the first'
    """
    return role_words(name.split(chr(39))[0].strip("_") or "value", predicates)
