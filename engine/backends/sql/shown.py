"""Tables and queries as statements to be read, in any dialect."""

from sqlglot import exp

from engine.backends.sql.dialects import quoted
from engine.backends.sql.statements import Filled
from engine.backends.sql.typed import Sql


def created(table: Filled, dialect: str) -> str:
    """Return the statement that makes a table."""
    listed = ", ".join(f"{c} {t}" for c, t in zip(table.columns, table.types, strict=True))
    text = f"CREATE TABLE {quoted(table.name)} ({listed})"
    statement: Sql = exp.maybe_parse(text, dialect="duckdb")
    return f"{statement.sql(dialect)};"


def inserted(table: Filled, query: exp.Select, dialect: str) -> str:
    """Return the statement that adds the rows of a query to a table, each once."""
    distinct = query.copy().distinct()
    made = exp.insert(distinct, exp.table_(table.name, quoted=True))
    return f"{made.sql(dialect, pretty=True)};"


def copied(table: Filled, stored: str, dialect: str) -> str:
    """Return the statement that adds the rows of the table called `stored` to another."""
    return inserted(table, exp.select("*").from_(exp.table_(stored)), dialect)
