"""Worked cases as a register: each case a case of it, its statements rows of the tables."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from engine.backends.duckdb import connect, expect_few
from engine.backends.sql.layouts import Layout
from engine.backends.sql.names import all_columns, columns, types
from engine.backends.sql.running import create
from engine.backends.sql.statements import Filled
from engine.backends.sql.store import Database, InDatabase
from engine.backends.sql.typed import constant
from engine.registers.tables.register import Given, Register, layouts_of, view_of
from parser.resolved.tree import Case, Constant, Statement
from parser.resolved.vocabulary import Predicate
from parser.values import UNKNOWN, Entity


def register_of(
    predicates: Mapping[str, Predicate],
    cases: Sequence[Case],
    subject: Entity,
    wide: bool = False,
) -> tuple[Database, Register]:
    """Return a database with a register of some cases; the case is the number of each.

    If it is `wide`, tables with two rows a case at most are columns of the cases.
    """
    database = connect()
    expect_few(database)
    database.execute("CREATE TABLE cases (a0 BIGINT, a1 VARCHAR, kind VARCHAR, key VARCHAR)")
    said: dict[tuple[str, str], list[str]] = {}
    for number, case in enumerate(cases):
        name = Layout("name", subject.kind)
        shown = constant(subject, name).low.sql("duckdb")
        database.execute(
            f"INSERT INTO cases VALUES ({number}, {shown}, '{subject.kind}', '{number}')"
        )
        for one in case.statements:
            place = "stated" if one.kind == "states" else "denied"
            row = _row(predicates, number, one)
            said.setdefault((place, one.sentence.predicate), []).append(row)
    found: dict[str, dict[str, str]] = {"stated": {}, "denied": {}}
    for (place, pred), rows in said.items():
        table = f"in_{place}_{len(found[place])}"
        layouts = layouts_of(predicates[pred])
        create(InDatabase(database), Filled(pred, table, all_columns(layouts), types(layouts)))
        database.execute(f"INSERT INTO {table} VALUES {', '.join(dict.fromkeys(rows))}")
        found[place][pred] = table
    closed = frozenset(one.name for one in predicates.values() if one.else_no)
    register = Register("cases", found["stated"], found["denied"], closed)
    return database, _widened(database, predicates, register, subject) if wide else register


def _widened(
    database: Database, predicates: Mapping[str, Predicate], register: Register, subject: Entity
) -> Register:
    own = _own(database, predicates, register, subject)
    columns_of: dict[str, tuple[Given, ...]] = {}
    for said in (register.stated, register.denied):
        for pred, table in said.items():
            rows = database.execute(f"SELECT count(*) FROM {table} GROUP BY a0").fetchall()
            if max(rows) <= (2,):
                given = _as_columns(database, predicates[pred], table, own)
                columns_of[table] = given
                database.execute(f"DROP TABLE {table}")
    for said in (register.stated, register.denied):
        for pred, table in said.items():
            if table in columns_of:
                query = view_of(columns_of[table], predicates[pred], "cases")
                database.execute(f"CREATE VIEW {table} AS {query}")
    return replace(register, own=own, columns=columns_of)


def _own(
    database: Database, predicates: Mapping[str, Predicate], register: Register, subject: Entity
) -> frozenset[tuple[str, int]]:
    """Return the places at which nobody but the subject stands, whom no denial leaves open."""
    found: dict[tuple[str, int], bool] = {}
    for said in (register.stated, register.denied):
        for pred, table in said.items():
            for place, slot in enumerate(predicates[pred].slots, 1):
                others = f"SELECT 1 FROM {table} WHERE a{place} IS DISTINCT FROM '{subject.name}'"
                own = slot.kind == subject.kind and not database.execute(others).fetchall()
                found[pred, place] = found.get((pred, place), True) and own
    return frozenset(asked for asked, own in found.items() if own)


def _as_columns(
    database: Database, predicate: Predicate, table: str, own: frozenset[tuple[str, int]]
) -> tuple[Given, ...]:
    layouts = layouts_of(predicate)
    ways: list[Given] = []
    for number in (1, 2):
        prefix = f"{table}_{number}_"
        names = all_columns(layouts)
        listed = ", ".join(f"r.{name} AS {prefix}{name}" for name in names[1:])
        order = ", ".join(names)
        rows = f"SELECT *, row_number() OVER (PARTITION BY a0 ORDER BY {order}) AS n FROM {table}"
        database.execute(
            f"CREATE OR REPLACE TABLE cases AS SELECT c.*, r.a0 IS NOT NULL AS {prefix}"
            f"{', ' + listed if listed else ''} FROM cases AS c "
            f"LEFT JOIN ({rows}) AS r ON r.a0 = c.a0 AND r.n = {number}"
        )
        places = tuple(
            ("a1",)
            if (predicate.name, place) in own
            else tuple(prefix + name for name in columns(place, layout))
            for place, layout in enumerate(layouts[1:], 1)
        )
        ways.append(Given(prefix, places))
    return tuple(ways)


def _row(predicates: Mapping[str, Predicate], number: int, one: Statement) -> str:
    layouts = layouts_of(predicates[one.sentence.predicate])
    parts = [str(number)]
    for layout, term in zip(layouts[1:], one.sentence.args, strict=True):
        if isinstance(term, Constant):
            parts += [part.sql("duckdb") for part in constant(term.value, layout).parts]
        elif one.kind == "states":
            parts += [part.sql("duckdb") for part in constant(UNKNOWN, layout).parts]
        else:
            parts += ["NULL"] * (2 if layout.ranged else 1)
    return f"({', '.join(parts)})"
