"""What dialects say differently, and the SQL library does not know."""

from functools import lru_cache

from sqlglot import exp


def as_sql(expression: exp.Expr, dialect: str) -> str:
    """Return a statement, or a part of one, in a dialect.

    >>> from sqlglot import parse_one
    >>> as_sql(parse_one("SELECT ERROR('bad') AS a0"), "spark")
    "SELECT RAISE_ERROR('bad') AS a0"
    """
    plainly = _plainly(expression)
    if plainly:
        return plainly
    if dialect == "spark":
        expression = expression.transform(_for_spark)
    return expression.sql(dialect)


_PLAIN_TYPES = {exp.DType.DATE: "DATE", exp.DType.BIGINT: "BIGINT"}


def _plainly(expression: exp.Expr) -> str:
    """Return a value as all dialects have it, or nothing: most statements are long lists of them.

    A general writer takes a hundred times as long for one.
    """
    match expression:
        case exp.Literal(is_string=True, this=str(value)):
            return "" if "'" in value or "\\" in value else f"'{value}'"
        case exp.Literal(this=str(value)):
            return value
        case exp.Cast(this=exp.Literal() as value, to=exp.DataType(this=kind)):
            inner, named = _plainly(value), _PLAIN_TYPES.get(kind)
            return f"CAST({inner} AS {named})" if inner and named else ""
        case _:
            return ""


def _for_spark(node: exp.Expr) -> exp.Expr:
    # nodes are changed and not replaced: below one that is replaced nothing more is looked at
    if isinstance(node, exp.Anonymous):
        match str(node.this).casefold():
            case "error":
                node.set("this", "raise_error")
            case "zakonik_fail":  # no machine of a cluster tells another which case failed
                node.set("this", "raise_error")
                node.set("expressions", node.expressions[1:2])
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


@lru_cache(maxsize=4096)
def quoted(name: str, dialect: str = "duckdb") -> str:
    """Return a name as a dialect has it, whatever is in it.

    >>> quoted("limit"), quoted("limit", "spark")
    ('"limit"', '`limit`')
    """
    return exp.to_identifier(name, quoted=True).sql(dialect)
