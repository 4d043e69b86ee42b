"""One protocol, several engines."""

from engine.backends.protocol import Backend

FACE = (
    "duckdb",
    "locating",
    "program_from_json",
    "protocol",
    "solve",
    "spark",
    "sql.conditions",
    "sql.dialects",
    "sql.expressions",
    "sql.keys",
    "sql.layouts",
    "sql.names",
    "sql.rowwise",
    "sql.running",
    "sql.shown",
    "sql.statements",
    "sql.store",
    "sql.typed",
)
"""The modules that other rooms use; the rest is behind them."""


def backend(name: str) -> Backend:
    """Return the engine called `name`; its library is imported only now.

    Raises ValueError for a name that is none of theirs.

    >>> backend("reference").name
    'reference'
    """
    match name:
        case "pydatalog":
            from engine.backends.pydatalog.engine import PYDATALOG

            return PYDATALOG
        case "reference":
            from engine.backends.reference import REFERENCE

            return REFERENCE
        case "duckdb":
            from engine.backends.duckdb import DUCKDB

            return DUCKDB
        case "spark":
            from engine.backends.spark import SPARK

            return SPARK
        case _:
            raise ValueError(f"no engine is called {name!r}")
