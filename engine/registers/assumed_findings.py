"""Every open finding made, or every one refused: the rows of cases that wait for findings."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from engine.backends.sql.conditions import column as column_of
from engine.backends.sql.dialects import quoted
from engine.backends.sql.rowwise import Way
from engine.backends.sql.store import Store
from engine.rails.names import Open, Shut, write
from engine.registers.prepared import Screening
from engine.registers.rules.magic_sets import Adornment
from engine.registers.tables.register import CASE_NUMBER, Register
from engine.registers.tables.run_tables import WORK
from parser.resolved.vocabulary import entity_slots

Assumed = Literal["made", "refused"]
"""What every open finding is taken to be."""


def assumed_ways(
    screening: Screening, way: Assumed, ways: dict[str, Sequence[Way]]
) -> dict[str, str]:
    """Add to `ways` the columns that say of each case whether a finding is open, so taken as `way`.

    `ways` has by predicate what the table of cases has as columns. Return for each column that is
    added the table of the open findings.
    """
    found: dict[str, str] = {}
    for number, one in enumerate(screening.opened):
        target = _target(screening, one, way)
        if target in ways and screening.plan.layouts[target] == (CASE_NUMBER,):
            column = f"o{number}"
            opened = Adornment(write(Open(one.pred)), one.subjects)
            found[column] = screening.plan.table(opened.name).name
            ways[target] = (*ways[target], Way(column_of(column)))
    return found


def keep_cases(
    store: Store, register: Register, columns: Iterable[str], opened: Mapping[str, str]
) -> None:
    """Make `WORK.cases_now` of the cases in `WORK.waiting`.

    It has some `columns` of the register's table of cases, and those of `opened`, which say whether
    a case is in the table of open findings.
    """
    selected = ["a0", *sorted({*columns} - {"a0", *opened})]
    for column, table in opened.items():
        selected.append(f"a0 IN (SELECT a0 FROM {quoted(table, store.dialect)}) AS {column}")
    store.keep(
        WORK.cases_now,
        f"SELECT {', '.join(selected)} FROM {quoted(register.cases, store.dialect)} "
        f"WHERE a0 IN (SELECT a0 FROM {WORK.waiting})",
    )


def _target(screening: Screening, one: Adornment, way: Assumed) -> str:
    """Return the name of the rows that say that a finding is made, or refused."""
    people = entity_slots(screening.railed.base.predicates[one.pred])
    made = screening.railed.naming.stored(one.pred)
    return Adornment(made if way == "made" else write(Shut(one.pred, people)), one.subjects).name


def fill_assumed(store: Store, screening: Screening, way: Assumed, names: set[str]) -> None:
    """Fill the stored tables of the plan for what is assumed, for the cases in `WORK.waiting`.

    Those in `names` get the rows that there are, and the open findings about individuals with a
    name, as made or as refused.
    """
    parts: dict[str, list[str]] = {}
    for name, table in screening.plan.stored.items():
        if name in names:
            layouts = screening.plan.layouts[name]
            where = f" WHERE a0 IN (SELECT a0 FROM {WORK.waiting})" if _by_case(layouts) else ""
            parts[name] = [f"SELECT * FROM {quoted(table.name, store.dialect)}{where}"]
    for one in screening.opened:
        name, places = one.pred, one.subjects
        target = _target(screening, one, way)
        if target not in names or target not in screening.plan.stored:
            continue
        columns = screening.plan.stored[target].columns
        opened = screening.plan.table(Adornment(write(Open(name)), places).name)
        named = [f"{column} <> ''" for column in columns[1:]]
        where = " AND ".join([*named, f"a0 IN (SELECT a0 FROM {WORK.waiting})"])
        listed = ", ".join(columns)
        parts[target].append(
            f"SELECT {listed} FROM {quoted(opened.name, store.dialect)} WHERE {where}"
        )
    for name, queries in parts.items():
        store.keep(screening.assumed.stored[name].name, " UNION ALL ".join(queries))


def _by_case(layouts: tuple[object, ...]) -> bool:
    return layouts[:1] == (CASE_NUMBER,)
