"""Apache Spark behind the protocol: the same plan as SQL, on one machine or on a cluster.

Optional: `pip install zakonik[spark]`, and a Java runtime. The session is the one that is active,
such as that of a cluster, or else one on this machine.
"""

import importlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from engine.arithmetic.errors import EvaluationError
from engine.backends.duckdb import connect, failure
from engine.backends.sql.dialects import quoted
from engine.backends.sql.functions import FUNCTIONS
from engine.backends.sql.model import SqlLoaded
from engine.backends.sql.running import CHUNK
from engine.backends.sql.store import InDatabase, Store
from parser.datalog.tree import Program

PARTITIONS = 4
"""How many parts a table has on one machine."""

NEAR = 20_000
"""A recursion of many rounds is finished on one machine if no table of it has more rows."""

_TYPES = {"VARCHAR": "string", "BIGINT": "bigint", "DATE": "date", "BOOLEAN": "boolean"}


@cache
def session() -> Any:
    """Return the Spark session; raises EvaluationError where Spark is not installed."""
    try:
        spark_sql: Any = importlib.import_module("pyspark.sql")
    except ImportError:
        raise EvaluationError("Spark is not installed: install `zakonik[spark]`") from None
    spark = spark_sql.SparkSession.getActiveSession()
    if spark is None:
        spark = (
            spark_sql.SparkSession.builder.appName("zakonik")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", str(PARTITIONS))
            .config("spark.driver.memory", "4g")
            .config("spark.ui.showConsoleProgress", "false")
            .config("spark.log.level", "ERROR")
            .getOrCreate()
        )
    spark.conf.set("spark.sql.ansi.enabled", "true")
    # it does not find columns of its own plans when it keeps some unions (4.3)
    spark.conf.set("spark.sql.constraintPropagation.enabled", "false")
    spark.conf.set("spark.sql.ansi.doubleQuotedIdentifiers", "true")
    for name, (function, _, gives) in FUNCTIONS.items():
        spark.udf.register(name, function, _type(gives))
    return spark


def _type(name: str) -> str:
    """Return what Spark calls a type of DuckDB.

    >>> _type("VARCHAR[][]")
    'array<array<string>>'
    """
    if name.endswith("[]"):
        return f"array<{_type(name.removesuffix('[]'))}>"
    return _TYPES[name]


def _type_here(name: str) -> str:
    """Return what DuckDB calls a type of Spark.

    >>> _type_here("array<array<string>>")
    'VARCHAR[][]'
    """
    if name.startswith("array<"):
        return f"{_type_here(name.removeprefix('array<').removesuffix('>'))}[]"
    return next(here for here, there in _TYPES.items() if there == name)


@dataclass(slots=True)
class InSpark:
    """A store whose tables are data frames, each worked out once and kept without its history."""

    spark: Any
    dialect: str = "spark"
    recursive: bool = False
    frames: dict[str, Any] = field(default_factory=dict)

    def empty(self, name: str, columns: Sequence[str], types: Sequence[str]) -> None:
        """Make a table without rows; one of that name is replaced."""
        listed = (f"CAST(NULL AS {_type(t)}) AS {c}" for c, t in zip(columns, types, strict=True))
        self._name(name, self.spark.sql(f"SELECT {', '.join(listed)} WHERE FALSE"))

    def keep(self, name: str, query: str) -> int | None:
        """Make a table of the rows of a query; one of that name is replaced."""
        self._name(name, self.spark.sql(query).localCheckpoint())
        return None

    def view(self, name: str, query: str) -> None:
        """Give a query a name; its rows are worked out whenever they are asked for."""
        self._name(name, self.spark.sql(query))

    def add(self, name: str, query: str) -> None:
        """Add the rows of a query to a table."""
        known = self.frames[name]
        added = self.spark.sql(query).toDF(*known.columns)
        both = known.unionAll(added)
        parts = int(self.spark.conf.get("spark.sql.shuffle.partitions"))
        self._name(name, both.coalesce(parts).localCheckpoint())

    def drop(self, name: str) -> None:
        """Remove a table."""
        self.spark.catalog.dropTempView(name)
        del self.frames[name]

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        return [tuple(row) for row in self.spark.sql(query).collect()]

    def read(self, name: str, path: str) -> None:
        """Make a table of a Parquet file, or a folder of them."""
        self._name(name, self.spark.read.parquet(path))

    def write(self, query: str, path: str) -> None:
        """Write the rows of a query as a folder of Parquet files."""
        self.spark.sql(query).write.mode("overwrite").parquet(path)

    def near(self, names: Collection[str]) -> InDatabase | None:
        """Return a store with copies of some tables, unless one of them is large."""
        database = connect()
        near = InDatabase(database)
        for name in names:
            frame = self.frames[name]
            rows = frame.limit(NEAR + 1).collect()
            if len(rows) > NEAR:
                return None
            near.empty(name, frame.columns, [_type_here(kind) for _, kind in frame.dtypes])
            _insert(database, name, rows)
        return near

    def take(self, name: str, near: Store) -> None:
        """Replace the rows of a table by those that a store on this machine has for it."""
        rows = near.rows(f"SELECT * FROM {quoted(name)}")
        self._name(name, self.spark.createDataFrame(rows, self.frames[name].schema))

    def _name(self, name: str, frame: Any) -> None:
        frame.createOrReplaceTempView(quoted(name, "spark").strip("`"))
        self.frames[name] = frame


def _insert(database: Any, name: str, rows: Sequence[Sequence[Any]]) -> None:
    for start in range(0, len(rows), CHUNK):
        some = rows[start : start + CHUNK]
        places = ", ".join(f"({', '.join('?' * len(row))})" for row in some)
        values = [value for row in some for value in row]
        database.execute(f"INSERT INTO {quoted(name)} VALUES {places}", values)


def _failure(error: Exception) -> EvaluationError | None:
    text = str(error)
    if type(error).__module__.startswith(("pyspark", "py4j")):
        if "USER_RAISED_EXCEPTION" in text and "!" in text:
            return EvaluationError(text.partition("!")[2].splitlines()[0])
        return EvaluationError(f"Spark: {text.splitlines()[0]}")
    return failure(error)


class _Spark:
    name = "spark"

    def load(self, program: Program) -> SqlLoaded:
        return SqlLoaded(program, lambda: InSpark(session()), _failure)


SPARK = _Spark()
