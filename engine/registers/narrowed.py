"""Some cases of a register as a register of their own, in the same database."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from engine.backends.sql.dialects import quoted
from engine.backends.sql.store import Database
from engine.registers.tables.register import Register, view_of
from parser.resolved.vocabulary import Predicate


def narrowed(
    database: Database,
    register: Register,
    predicates: Mapping[str, Predicate],
    cases: str,
    called: Callable[[str], str],
    standing: set[str] | None = None,
) -> Register:
    """Return the register of the cases in the table `cases` alone.

    Its tables are made anew; `called` gives each its name by that of the table it is made from.
    `standing` are the views that an earlier call made of the same register: they speak of the table
    `cases` by name, and stand when others are in it. What is made is added.
    """
    standing = set() if standing is None else standing
    first, last = database.execute(f"SELECT min(a0), max(a0) FROM main.{cases}").fetchone()
    if first is None:
        first, last = 0, -1

    def tables(found: Mapping[str, str]) -> dict[str, str]:
        for pred, table in found.items():
            if table in register.columns:
                if table in standing:
                    continue
                standing.add(table)
                query = view_of(register.columns[table], predicates[pred], f"main.{cases}")
                database.execute(f"CREATE OR REPLACE VIEW main.{quoted(called(table))} AS {query}")
                continue
            database.execute(
                f"CREATE OR REPLACE TABLE main.{quoted(called(table))} AS "
                f"SELECT * FROM main.{quoted(table)} "
                f"WHERE a0 BETWEEN {first} AND {last} AND a0 IN (SELECT a0 FROM main.{cases})"
            )
        return {pred: called(table) for pred, table in found.items()}

    return replace(
        register,
        cases=cases,
        stated=tables(register.stated),
        denied=tables(register.denied),
        columns={called(table): ways for table, ways in register.columns.items()},
    )
