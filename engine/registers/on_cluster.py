"""A register answered where its tables were copied to, such as a cluster that runs Spark."""

import os
from itertools import count
from typing import Protocol

from engine.backends.sql.dialects import quoted, string
from engine.backends.sql.store import Database, Store
from engine.registers.by_sets import Answers
from engine.registers.prepared import Screening
from engine.registers.tables.register import Register
from engine.registers.verdicts import verdicts


class FileStore(Store, Protocol):
    """A store that reads and writes Parquet."""

    def read(self, name: str, path: str) -> None:
        """Make a table of a Parquet file."""
        ...

    def write(self, query: str, path: str) -> None:
        """Write the rows of a query as a folder of Parquet files."""
        ...


def on_cluster(store: FileStore, folder: str) -> Answers:
    """Return a function that answers questions in a store other than the register's database.

    Tables go there as files in `folder`, which all its machines have to see.
    """
    numbers = count(1)

    def answers(database: Database, screening: Screening, register: Register) -> str:
        place = os.path.join(folder, f"question-{next(numbers)}")
        os.makedirs(place)
        tables = {register.cases, *register.stated.values(), *register.denied.values()}
        tables |= {*register.partly.values(), *(one.table for one in register.known.values())}
        for table in sorted(tables):
            path = os.path.join(place, f"{table}.parquet")
            database.execute(
                f"COPY (SELECT * FROM main.{quoted(table)}) TO {string(path)} (FORMAT parquet)"
            )
            store.read(table, path)
        found = os.path.join(place, "verdicts")
        store.write(verdicts(store, screening, register), found)
        return f"SELECT a0, verdict FROM read_parquet({string(f'{found}/*.parquet')})"

    return answers
