"""SQL expressions that know what they hold, and how one holding becomes another."""

from datetime import date

from sqlglot import exp

from engine.backends.sql.built import and_, cast, func, paren
from engine.backends.sql.keys import SEPARATOR, escaped, key_of
from engine.backends.sql.layouts import KEY, LOOSE, Layout
from parser.frozen import dataclass
from parser.values import UNKNOWN, Entity, Range, Value

Sql = exp.Expr
"""A node of a syntax tree of SQL."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A value in SQL: one expression, or for a ranged layout its least and greatest value."""

    layout: Layout
    parts: tuple[Sql, ...]

    @property
    def low(self) -> Sql:
        """The least value that it could be; null if there is none."""
        return self.parts[0].copy()

    @property
    def high(self) -> Sql:
        """The greatest value that it could be; null if there is none."""
        return self.parts[-1].copy()


def text(value: str) -> Sql:
    """Return a text as SQL."""
    return exp.Literal.string(value)


def call(name: str, *args: Sql) -> Sql:
    """Return a call of a function that the SQL library does not know."""
    return exp.Anonymous(this=name, expressions=list(args))


def day(value: date | None) -> Sql:
    """Return a day as SQL."""
    return cast(exp.null() if value is None else text(value.isoformat()), "date")


def joined(*parts: Sql) -> Sql:
    """Return texts put together."""
    found = parts[0]
    for part in parts[1:]:
        found = exp.DPipe(this=found, expression=part, safe=True)
    return paren(found) if len(parts) > 1 else found


def constant(value: Value, layout: Layout) -> Typed:
    """Return a constant in a layout that holds it."""
    match layout.form, value:
        case "name", Entity(_, name):
            return Typed(layout, (text(escaped(name)),))
        case "day", date():
            return Typed(layout, (day(value),) * (2 if layout.ranged else 1))
        case "day", Range(low, high):
            ends = tuple(day(end if isinstance(end, date) else None) for end in (low, high))
            return Typed(layout, ends[: 2 if layout.ranged else 1])
        case "whole", int():
            return Typed(layout, (_whole(value),) * (2 if layout.ranged else 1))
        case "whole", Range(low, high):
            ends = (_whole(low), _whole(high))
            return Typed(layout, ends[: 2 if layout.ranged else 1])
        case _:
            return Typed(LOOSE if isinstance(value, Range) else KEY, (text(key_of(value)),))


def stored(value: Value, layout: Layout) -> tuple[object, ...]:
    """Return what the columns of a place hold of a value, as they are read back.

    >>> stored(date(2020, 5, 1), Layout("day", ranged=True))
    (datetime.date(2020, 5, 1), datetime.date(2020, 5, 1))
    """
    count = 2 if layout.ranged else 1
    match layout.form, value:
        case "name", Entity(_, name):
            return (escaped(name),)
        case "day", date():
            return (value,) * count
        case "whole", int():
            return (value,) * count
        case "day", Range(low, high):
            return tuple(end if isinstance(end, date) else None for end in (low, high))[:count]
        case "whole", Range(low, high):
            return tuple(end if isinstance(end, int) else None for end in (low, high))[:count]
        case _:
            return (key_of(value),)


def _whole(value: object) -> Sql:
    known = isinstance(value, int)
    return cast(exp.Literal.number(value) if known else exp.null(), "bigint")


def as_layout(typed: Typed, layout: Layout) -> Typed:
    """Return a value in a layout that is at least as wide."""
    if typed.layout == layout or layout.form == "nothing":
        return typed
    if layout.form == typed.layout.form and layout.ranged:
        return Typed(layout, (typed.low, typed.high))
    if layout.form in ("day", "whole"):  # all that can stand here is the value not known
        return constant(UNKNOWN, Layout(layout.form, ranged=layout.ranged))
    return Typed(layout if layout.form == "key" else LOOSE, (key(typed),))


def key(typed: Typed) -> Sql:
    """Return the key of a value, as `engine.backends.sql.keys` writes it."""
    layout = typed.layout
    match layout.form:
        case "name":
            return joined(text(f"e:{escaped(layout.kind)}{SEPARATOR}"), typed.low)
        case "day" | "whole":
            mark = "d:" if layout.form == "day" else "n:"
            written = _written(typed.parts)
            if written:
                return text(f"{mark}{written}")
            low = joined(text(mark), cast(typed.low, "varchar"))
            if not layout.ranged:
                return low
            high = joined(text(mark), cast(typed.high, "varchar"))
            ends = joined(
                text("r:"),
                func("coalesce", low.copy(), text("")),
                text(SEPARATOR * 2),
                func("coalesce", high, text("")),
            )
            exact = exp.EQ(this=typed.low, expression=typed.high)
            return exp.Case().when(exact, low, copy=False).else_(ends, copy=False)
        case "nothing" | "unknown" | "key":
            return typed.low


def _written(parts: tuple[Sql, ...]) -> str:
    """Return the one constant that the parts of a value are, as a key has it, or nothing."""
    match parts:
        case (exp.Cast(this=exp.Literal(this=str(value))),):
            return value
        case (exp.Cast(this=exp.Neg(this=exp.Literal(this=str(value)))),):
            return f"-{value}"
        case _:
            return ""


def same(one: Typed, other: Typed) -> Sql:
    """Return the condition that two values are the very same."""
    if one.layout.form != other.layout.form or one.layout.kind != other.layout.kind:
        return exp.EQ(this=key(one), expression=key(other))
    if not one.layout.ranged and not other.layout.ranged:
        return exp.EQ(this=one.low, expression=other.low)
    return and_(
        exp.NullSafeEQ(this=one.low, expression=other.low),
        exp.NullSafeEQ(this=one.high, expression=other.high),
    )
