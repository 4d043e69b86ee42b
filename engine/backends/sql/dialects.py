"""What dialects say differently, and the SQL library does not know."""

from sqlglot import exp


def as_sql(expression: exp.Expr, dialect: str) -> str:
    """Return a statement, or a part of one, in a dialect.

    >>> from sqlglot import parse_one
    >>> as_sql(parse_one("SELECT ERROR('bad') AS a0"), "spark")
    "SELECT RAISE_ERROR('bad') AS a0"
    """
    if dialect == "spark":
        expression = expression.transform(_for_spark)
    return expression.sql(dialect)


def _for_spark(node: exp.Expr) -> exp.Expr:
    # nodes are changed and not replaced: below one that is replaced nothing more is looked at
    if isinstance(node, exp.Anonymous):
        match str(node.this).casefold():
            case "error":
                node.set("this", "raise_error")
            case "list":
                (rows,) = node.expressions
                inner = rows.expressions[0] if isinstance(rows, exp.Distinct) else rows
                node.set("this", "collect_set")
                node.set("expressions", [inner])
            case _:
                pass
    return node


def string(value: str) -> str:
    """Return a text as every dialect here has it.

    >>> string("it's")
    "'it''s'"
    """
    return "'" + value.replace("'", "''") + "'"


def quoted(name: str, dialect: str = "duckdb") -> str:
    """Return a name as a dialect has it, whatever is in it.

    >>> quoted("limit"), quoted("limit", "spark")
    ('"limit"', '`limit`')
    """
    return exp.to_identifier(name, quoted=True).sql(dialect)
