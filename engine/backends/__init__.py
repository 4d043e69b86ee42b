"""One protocol, several engines."""

from engine.backends.protocol import Backend


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
