"""Worked cases as a register: each case a case of it, its statements rows of the tables."""

from collections.abc import Mapping, Sequence

from engine.backends.duckdb import connect
from engine.screening.register import Register, layouts_of
from engine.sql.layouts import Layout
from engine.sql.names import all_columns, types
from engine.sql.running import create
from engine.sql.statements import Table
from engine.sql.store import Database, InDatabase
from engine.sql.typed import constant
from parser.resolved.tree import Case, Constant, Statement
from parser.resolved.vocabulary import Predicate
from parser.values import UNKNOWN, Entity


def register_of(
    predicates: Mapping[str, Predicate], cases: Sequence[Case], subject: Entity
) -> tuple[Database, Register]:
    """Return a database with a register of some cases; the case is the number of each."""
    database = connect()
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
        create(InDatabase(database), Table(pred, table, all_columns(layouts), types(layouts)))
        database.execute(f"INSERT INTO {table} VALUES {', '.join(dict.fromkeys(rows))}")
        found[place][pred] = table
    return database, Register("cases", found["stated"], found["denied"], frozenset())


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
