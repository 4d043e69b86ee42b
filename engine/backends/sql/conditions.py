"""Columns and conditions over them, for whoever puts queries together from outside this room."""

from collections.abc import Iterable, Iterator

from sqlglot import exp

from engine.backends.sql.built import and_
from engine.backends.sql.typed import Sql, Typed, text


def column(name: str, table: str = "") -> Sql:
    """Return a column, of a table if that is said."""
    return exp.column(name, table=table or None)


def says(name: str, value: str) -> Sql:
    """Return the condition that a column has a text."""
    return exp.EQ(this=exp.column(name), expression=text(value))


def is_null(name: str) -> Sql:
    """Return the condition that a column has no value."""
    return exp.Is(this=exp.column(name), expression=exp.null())


def all_null(names: Iterable[str]) -> Sql:
    """Return the condition that no column has a value."""
    return and_(*dict.fromkeys(map(is_null, names)))


def is_there(name: str) -> Sql:
    """Return the condition that a column has a value."""
    return exp.Not(this=is_null(name))


def is_exact(value: Typed) -> Sql:
    """Return the condition that a value of an open layout is known exactly."""
    if value.layout.ranged:
        return exp.EQ(this=value.low, expression=value.high)
    mark = exp.Left(this=value.low, expression=exp.Literal.number(2))
    return exp.NEQ(this=mark, expression=text("r:"))


def columns_of(value: Sql) -> set[str]:
    """Return the names of all columns that a value is made of.

    >>> sorted(columns_of(all_null(["a1", "a1_to"])))
    ['a1', 'a1_to']
    """
    return {one.name for one in value.find_all(exp.Column)}


def is_column(value: Sql) -> bool:
    """Tell whether a value is a column as it stands."""
    return isinstance(value, exp.Column)


def choices_in(value: Sql) -> Iterator[Sql]:
    """Yield the outermost choices (`CASE`) within a value; each may be replaced when it comes."""
    for chosen in value.find_all(exp.Case):
        if chosen is not value and not chosen.find_ancestor(exp.Case):
            yield chosen
