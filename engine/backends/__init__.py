"""One protocol, several engines."""

from engine.backends.protocol import Backend, Loaded
from parser.datalog.tree import Program

FACE = (
    "differing",
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
    "well_founded",
)
"""The modules that other rooms use; the rest is behind them."""


def load(name: str, program: Program) -> Loaded:
    """Return a program on rails made ready to run on the engine called `name`.

    What rests on its own negation is worked out by turns, of which the engine sees each as a plain
    program (see `engine.backends.well_founded`, imported only for such a program).
    """
    engine = backend(name)
    if not program.from_below:
        return engine.load(program)
    from engine.backends.well_founded import load as by_turns

    return by_turns(engine, program)


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
