"""`python -m tests.benchmarks.rivals.sql_run FOLDER QUERY OUT`: the answers by SQL by hand."""

import sys
from pathlib import Path

import duckdb

from tests.benchmarks.figure import spent

TABLES = ("people", "marriages", "marital_status", "nationalities", "convictions")


def main() -> None:
    """Answer for everybody; print the seconds it took, write a line for each person."""
    folder, query, out = (Path(one) for one in sys.argv[1:])
    database = duckdb.connect()
    for table in TABLES:
        database.execute(f"CREATE TABLE {table} AS FROM '{folder / table}.parquet'")
    start = spent()
    database.execute(f"CREATE TABLE answers AS {query.read_text(encoding='utf-8')}")
    seconds = spent() - start
    database.execute(
        "COPY (SELECT CAST(substr(id, 2) AS INTEGER) || ' ' || answer FROM answers) "
        f"TO '{out}' (HEADER FALSE, QUOTE '')"
    )
    print(seconds)


if __name__ == "__main__":
    main()
