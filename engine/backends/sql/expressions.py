"""Expressions and comparisons as SQL: days and counts natively, any other values by their keys."""

from collections.abc import Mapping
from typing import assert_never

from sqlglot import exp

from engine.arithmetic.errors import EvaluationError
from engine.backends.sql.built import and_, cast, func, or_, paren
from engine.backends.sql.keys import SEPARATOR
from engine.backends.sql.layouts import DAY, KEY, LOOSE, WHOLE, Layout, is_shift, of_value
from engine.backends.sql.names import CASE, RULE
from engine.backends.sql.typed import Sql, Typed, call, constant, key, same, text
from parser.datalog.tree import Apply, Comparison, Const, Expr, Operator, Today, Var
from parser.values import Duration, Value

LAST_DAY = "9999-12-31"


def expression(expr: Expr, known: Mapping[str, Typed], lenient: bool) -> Typed:
    """Return an expression over variables that are known.

    By key it is null where it has no value (with `lenient`, where it could have none; see
    `engine.arithmetic.evaluate`), and an error where it is not defined.
    """
    match expr:
        case Const(value):
            return literal(value)
        case Var(name):
            return known[name]
        case Apply(function, args):
            typed = [expression(arg, known, lenient) for arg in args]
            found = _native(expr, typed, known)
            if found is not None:
                return found
            keys = exp.Array(expressions=[key(one) for one in typed])
            loose = any(one.layout.is_open for one in typed)
            called = call("zakonik_apply", text(function), keys, exp.Boolean(this=lenient))
            return Typed(LOOSE if loose else KEY, (called,))
        case Today():
            raise EvaluationError("the evaluation date is not known")
        case _:
            assert_never(expr)


def literal(value: Value) -> Typed:
    """Return a constant, a small whole number natively."""
    if isinstance(value, int) and abs(value) < 2**31:
        return constant(value, WHOLE)
    found = of_value(value)
    return constant(value, KEY if found.form == "unknown" else found)


def failing(message: Sql, known: Mapping[str, Typed]) -> Sql:
    """Return the call that says what cannot be worked out, null if it comes back at all.

    Where one query is about many cases, only the case at hand fails; else the whole query does.
    """
    case = known.get(CASE)
    if case is None:
        return call("error", message)
    rule = known[RULE].low if RULE in known else text("")
    return call("zakonik_fail", case.low, message, rule)


def _native(expr: Apply, args: list[Typed], known: Mapping[str, Typed]) -> Typed | None:
    days = all(one.layout.form == "day" for one in args)
    ranged = any(one.layout.ranged for one in args)
    match expr.function:
        case "days" | "months" | "years" if days:
            first, last = args
            ends = [(first.high, last.low), (first.low, last.high)] if ranged else []
            pairs = ends or [(first.low, last.low)]
            form = Layout("whole", ranged=ranged)
            return Typed(form, tuple(_between(expr.function, a, b) for a, b in pairs))
        case "earlier" | "later" if days:
            return _extreme(expr.function, args, ranged)
        case "+" | "-" if is_shift(expr) and args[0].layout.form == "day":
            moved = expr.args[1]
            assert isinstance(moved, Const)
            assert isinstance(moved.value, Duration)
            sign = 1 if expr.function == "+" else -1
            months, days_ = sign * moved.value.months, sign * moved.value.days
            parts = tuple(_shifted(part, months, days_, known) for part in args[0].parts)
            return Typed(args[0].layout, parts)
        case _:
            return None


def _between(function: str, first: Sql, last: Sql) -> Sql:
    if function == "days":
        apart = exp.DateDiff(this=last, expression=first, unit=exp.var("DAY"))
        both = cast(paren(exp.Add(this=apart, expression=exp.Literal.number(1))), "bigint")
        none = exp.LT(this=last.copy(), expression=first.copy())
        return (
            exp.Case()
            .when(none, cast(exp.Literal.number(0), "bigint"), copy=False)
            .else_(both, copy=False)
        )
    years = exp.Sub(this=exp.Year(this=last.copy()), expression=exp.Year(this=first.copy()))
    count: Sql = paren(years)
    if function == "months":
        month = exp.Sub(this=exp.Month(this=last.copy()), expression=exp.Month(this=first.copy()))
        twelve = exp.Mul(this=paren(years), expression=exp.Literal.number(12))
        count = paren(exp.Add(this=twelve, expression=paren(month)))
    unit = "MONTH" if function == "months" else "YEAR"
    step = exp.Mul(this=count.copy(), expression=exp.Interval(this=text("1"), unit=exp.var(unit)))
    reached = cast(exp.Add(this=first.copy(), expression=step), "date")
    less = exp.Sub(this=count.copy(), expression=exp.Literal.number(1))
    whole = (
        exp.Case()
        .when(exp.LTE(this=reached, expression=last.copy()), count, copy=False)
        .else_(less, copy=False)
    )
    missing = or_(
        exp.Is(this=first, expression=exp.null()), exp.Is(this=last, expression=exp.null())
    )
    return cast(exp.Case().when(missing, exp.null(), copy=False).else_(whole, copy=False), "bigint")


def _shifted(day: Sql, months: int, days: int, known: Mapping[str, Typed]) -> Sql:
    if not (months or days) or (isinstance(day, exp.Cast) and isinstance(day.this, exp.Null)):
        return day.copy()
    moved, checks = _unchecked(day.copy())
    for number, unit in ((months, "MONTH"), (days, "DAY")):
        if number:
            step = exp.Interval(this=text(str(number)), unit=exp.var(unit))
            moved = cast(exp.Add(this=moved, expression=step), "date")
    message = text("a day leaves the calendar")
    first, last = cast(text("0001-01-01"), "date"), cast(text(LAST_DAY), "date")
    outside = exp.Not(this=exp.Between(this=moved.copy(), low=first, high=last))
    return (
        exp.Case()
        .when(or_(*checks, outside), cast(failing(message, known), "date"), copy=False)
        .else_(moved, copy=False)
    )


def _unchecked(day: Sql) -> tuple[Sql, list[Sql]]:
    """Return what a shifted day is shifted to, and where it leaves the calendar on the way.

    A day that is shifted again is checked at the end for each step: each step within a check of
    its own would double what is written.
    """
    match day:
        case exp.Case(
            args={
                "ifs": [exp.If(this=outside, args={"true": exp.Cast(this=exp.Anonymous())})],
                "default": exp.Cast() as moved,
            }
        ):
            return moved, [outside]
        case _:
            return day, []


def _is_missing(day: Sql) -> Sql:
    """Return the condition that a day has no value: one that is shifted, that it had none before.

    Then what it is shifted to is not written once more.
    """
    moved, checks = _unchecked(day)
    before = list(moved.find_all(exp.Column)) if checks else []
    return exp.Is(this=before[0].copy() if len(before) == 1 else day, expression=exp.null())


def _extreme(function: str, args: list[Typed], ranged: bool) -> Typed:
    name = "least" if function == "earlier" else "greatest"
    if not ranged:
        return Typed(DAY, (func(name, *(one.low for one in args)),))

    def bounded(parts: list[Sql], loose: bool) -> Sql:
        found = func(name, *(part.copy() for part in parts))
        if loose:
            return found
        missing = or_(*map(_is_missing, parts))
        return exp.Case().when(missing, exp.null(), copy=False).else_(found, copy=False)

    low = bounded([one.low for one in args], function == "later")
    high = bounded([one.high for one in args], function == "earlier")
    return Typed(Layout("day", ranged=True), (low, high))


_OPPOSITE: dict[Operator, Operator] = {
    "=": "!=",
    "!=": "=",
    "<": ">=",
    ">=": "<",
    ">": "<=",
    "<=": ">",
}


def comparison(literal: Comparison, known: Mapping[str, Typed]) -> tuple[Sql, Sql | None]:
    """Return the condition of a comparison, and what must not be an error where it is met.

    See `engine.arithmetic.compare` for ranges and unnamed individuals.
    """
    left, right = (
        expression(side, known, literal.lenient) for side in (literal.left, literal.right)
    )
    return compared(literal.op, left, right, literal.lenient)


def compared(op: Operator, left: Typed, right: Typed, lenient: bool) -> tuple[Sql, Sql | None]:
    """Return the condition `left op right`, and what must not be an error where it is met."""
    forms = {left.layout.form, right.layout.form}
    if forms in ({"day"}, {"whole"}):
        if not left.layout.ranged and not right.layout.ranged:
            return _plain(op, left.low, right.low), None
        if lenient:
            return exp.Not(this=_must(_OPPOSITE[op], left, right)), None
        return _must(op, left, right), None
    if forms == {"name"} and op in ("=", "!=") and left.layout.kind == right.layout.kind:
        equal = same(left, right)
        if op == "=":
            return equal, None
        unnamed = exp.EQ(this=left.low, expression=text(""))
        differ = exp.NEQ(this=left.low, expression=right.low)
        return (paren(or_(differ, unnamed)) if lenient else differ), None
    flag = exp.Boolean(this=lenient)
    found: Sql = call("zakonik_compare", text(op), key(left), key(right), flag)
    sides: list[tuple[Typed, Typed, Operator]] = [(left, right, op), (right, left, _REVERSED[op])]
    for one, other, way in sides:
        months = _whole_months(other)
        if months is not None:
            found = _months_first(key(one), way, months, found)
            break
    return exp.NEQ(this=found, expression=text("0")), found.copy()


_REVERSED: dict[Operator, Operator] = {
    "=": "=",
    "!=": "!=",
    "<": ">",
    ">=": "<=",
    ">": "<",
    "<=": ">=",
}


def _whole_months(typed: Typed) -> int | None:
    """Return the months of a constant duration that has no days."""
    value = typed.low
    if isinstance(value, exp.Literal) and value.is_string and value.this.startswith("u:"):
        months, _, days = value.this.removeprefix("u:").partition(SEPARATOR)
        return int(months) if days == "0" else None
    return None


def _months_first(one: Sql, op: Operator, months: int, found: Sql) -> Sql:
    """Compare a key natively if it is a duration of whole months, as most are; else as `found`."""
    two = exp.Literal.number(2)
    is_months = and_(
        exp.EQ(this=exp.Left(this=one.copy(), expression=two.copy()), expression=text("u:")),
        exp.EQ(
            this=exp.Right(this=one.copy(), expression=two.copy()),
            expression=text(f"{SEPARATOR}0"),
        ),
    )
    length = exp.Sub(this=exp.Length(this=one.copy()), expression=exp.Literal.number(4))
    digits = exp.Substring(this=one, start=exp.Literal.number(3), length=length)
    number = cast(digits, "bigint")
    holds = _plain(op, number, exp.Literal.number(months))
    native = exp.Case().when(holds, text("1"), copy=False).else_(text("0"), copy=False)
    return exp.Case().when(is_months, native, copy=False).else_(found, copy=False)


_PLAIN = {"=": exp.EQ, "!=": exp.NEQ, "<": exp.LT, "<=": exp.LTE, ">": exp.GT, ">=": exp.GTE}


def _plain(op: str, left: Sql, right: Sql) -> Sql:
    return _PLAIN[op](this=left, expression=right)


def _must(op: Operator, left: Typed, right: Typed) -> Sql:
    """Return the condition that a comparison must hold, never null."""
    match op:
        case "<" | "<=":
            return _sure(op, left.high, right.low)
        case ">":
            return _sure("<", right.high, left.low)
        case ">=":
            return _sure("<=", right.high, left.low)
        case "=":
            both = _sure("<=", left.high, right.low), _sure("<=", right.high, left.low)
            return paren(and_(*both))
        case "!=":
            both = _sure("<", left.high, right.low), _sure("<", right.high, left.low)
            return paren(or_(*both))


def _sure(op: str, left: Sql, right: Sql) -> Sql:
    return func("coalesce", paren(_plain(op, left, right)), exp.false())


def covers(wanted: Typed, stored: Typed) -> Sql:
    """Return the condition that a value can only be one of those that a stored range holds."""
    forms = {wanted.layout.form, stored.layout.form}
    if "name" in forms or not stored.layout.is_open:
        return same(wanted, stored)
    if len(forms) == 1 and forms <= {"day", "whole"}:
        low, high = _is_null(stored.low), _is_null(stored.high)
        begins = paren(or_(low, _sure("<=", stored.low, wanted.low)))
        stops = paren(or_(high, _sure("<=", wanted.high, stored.high)))
        ends = exp.Not(this=paren(and_(low.copy(), high.copy())))
        return paren(and_(begins, stops, ends))
    found = call("zakonik_within", key(wanted), key(stored))
    return exp.EQ(this=found, expression=text("1"))


def _is_null(value: Sql) -> Sql:
    return exp.Is(this=value.copy(), expression=exp.null())


def stands(wanted: Typed, stored: Typed, lenient: bool, exact: bool) -> Sql:
    """Return the condition that a stored value is the one that a negated condition speaks of.

    A range is if it must be, leniently if it could be; where the place is `exact`, or holds
    individuals, only the very same value is.
    """
    forms = {wanted.layout.form, stored.layout.form}
    if exact or "name" in forms:
        return same(wanted, stored)
    if forms in ({"day"}, {"whole"}):
        return compared("=", wanted, stored, lenient)[0]
    mine, its = key(wanted), key(stored)
    if not wanted.layout.is_open and not stored.layout.is_open:
        return exp.EQ(this=mine, expression=its)
    ranged = or_(
        *(
            exp.EQ(
                this=exp.Left(this=one.copy(), expression=exp.Literal.number(2)),
                expression=text("r:"),
            )
            for one in (mine, its)
        )
    )
    individual = exp.EQ(
        this=exp.Left(this=mine.copy(), expression=exp.Literal.number(2)), expression=text("e:")
    )
    plainly = exp.EQ(this=mine, expression=its)
    loosely = compared("=", wanted, stored, lenient)[0]
    return (
        exp.Case()
        .when(and_(paren(ranged), exp.Not(this=individual)), loosely, copy=False)
        .else_(plainly, copy=False)
    )
