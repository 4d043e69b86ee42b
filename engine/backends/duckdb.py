"""DuckDB behind the protocol: a program as SQL, evaluated stratum by stratum, set at a time."""

import atexit
from functools import cache
from typing import Any

import duckdb
from duckdb.func import FunctionNullHandling

from engine.arithmetic.errors import EvaluationError
from engine.backends.sql.functions import FUNCTIONS, Failures
from engine.backends.sql.model import SqlLoaded
from engine.backends.sql.shared_tables import InShared, Shared
from parser.datalog.tree import Program

KEPT = 16
"""So many models of one program are kept."""

MANY = 100_000
"""From so many rows on, filters from one side of a join, and threads, are worth their cost."""


def connect(**settings: Any) -> duckdb.DuckDBPyConnection:
    """Return a database of its own in memory, with the functions that programs need."""
    # nothing is ever written to a file, but from 16 MB on it would tidy up again and again
    always: dict[str, Any] = {"autoinstall_known_extensions": False, "checkpoint_threshold": "1TB"}
    database = duckdb.connect(":memory:", config={**always, **settings})
    # a bar would be printed among the answers of a command
    database.execute("SET enable_progress_bar = false")
    for name, (function, takes, gives) in FUNCTIONS.items():
        database.create_function(
            name,
            function,
            [duckdb.sqltype(one) for one in takes],
            duckdb.sqltype(gives),
            null_handling=FunctionNullHandling.DEFAULT
            if name == "zakonik_compare"
            else FunctionNullHandling.SPECIAL,
        )
    failures = Failures()
    for name, (function, takes, gives) in failures.functions().items():
        database.create_function(
            name,
            function,
            [duckdb.sqltype(one) for one in takes],
            duckdb.sqltype(gives),
            null_handling=FunctionNullHandling.SPECIAL,
            side_effects=True,
        )
    return database


def expect_few(database: Any) -> None:
    """Tell a database that no table in it is large, such as those of a single case.

    A filter for the other side of each join then takes longer than the rest of a query, and
    nothing is large enough for two threads.
    """
    database.execute("SET disabled_optimizers = 'join_filter_pushdown'")
    database.execute("SET threads = 1")


def failure(error: Exception) -> EvaluationError | None:
    """Return what an exception of DuckDB means, or None for any other."""
    if not isinstance(error, duckdb.Error):
        return None
    text = str(error).splitlines()[0]
    _, mark, reason = text.partition("!")
    return EvaluationError(reason if mark else text)


@cache
def _shared() -> Shared:
    """Return what models have in the one database of this process in which they are worked out.

    Opening one takes longer than most questions. It is closed before Python lets go of the
    functions that it calls.
    """
    database = connect()
    expect_few(database)
    atexit.register(database.close)
    return Shared(database)


def _place() -> InShared:
    """Return a place for the tables of one model."""
    return InShared(_shared())


class _DuckDB:
    name = "duckdb"

    def load(self, program: Program) -> SqlLoaded:
        return SqlLoaded(program, _place, failure, KEPT)


DUCKDB = _DuckDB()
