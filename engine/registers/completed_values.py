"""A register with one possible value in the place of each stated value that is known in part."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from engine.backends.sql.dialects import quoted, string
from engine.backends.sql.keys import key_of
from engine.backends.sql.names import columns
from engine.backends.sql.store import Database
from engine.registers.rules.leanings import Chosen
from engine.registers.tables.register import Given, Register, layouts_of, view_of
from parser.resolved.vocabulary import VALUE_KINDS, Predicate
from parser.values import UNKNOWN


def with_values(
    database: Database,
    register: Register,
    predicates: Mapping[str, Predicate],
    chosen: Chosen,
    called: Callable[[str], str],
) -> Register:
    """Return a register in which each stated value that is known in part is one value.

    `chosen` chooses it; `called` names the table that takes the place of another. The tables of
    `register` are changed, and its table of cases gets more columns.
    """
    stated: dict[str, str] = {}
    given: dict[str, tuple[Given, ...]] = dict(register.columns)
    added: dict[str, str] = {}
    for pred, table in register.stated.items():
        predicate = predicates[pred]
        stated[pred] = table
        if not any(slot.kind in VALUE_KINDS for slot in predicate.slots):
            continue
        if table in register.columns:
            stated[pred] = called(table)
            given[called(table)] = tuple(
                _with_columns(one, predicate, chosen, added) for one in register.columns[table]
            )
            continue
        changed = [
            f"{value} AS {name}"
            for place, layout in enumerate(layouts_of(predicate)[1:], 1)
            if predicate.slots[place - 1].kind in VALUE_KINDS
            for names in (columns(place, layout),)
            for name, value in zip(names, _one_value(names, predicate, place, chosen), strict=True)
        ]
        name = f"main.{quoted(table)}"
        database.execute(
            f"CREATE OR REPLACE TABLE {name} AS SELECT * REPLACE ({', '.join(changed)}) FROM {name}"
        )
    cases = f"main.{quoted(register.cases)}"
    if added:
        listed = ", ".join(f"{value} AS {name}" for value, name in added.items())
        database.execute(f"CREATE OR REPLACE TABLE {cases} AS SELECT *, {listed} FROM {cases}")
    for pred, table in stated.items():
        if table in given and table not in register.columns:
            query = view_of(given[table], predicates[pred], cases)
            database.execute(f"CREATE OR REPLACE VIEW main.{quoted(table)} AS {query}")
    return replace(register, stated=stated, columns=given)


def _with_columns(one: Given, predicate: Predicate, chosen: Chosen, added: dict[str, str]) -> Given:
    """Return what a row gives, each value in a new column, which `added` has by expression."""
    places = tuple(
        tuple(
            added.setdefault(value, f"v{len(added)}")
            for value in _one_value(names, predicate, place, chosen)
        )
        if predicate.slots[place - 1].kind in VALUE_KINDS
        else names
        for place, names in enumerate(one.places, 1)
    )
    return replace(one, places=places)


def _one_value(
    names: tuple[str, ...], predicate: Predicate, place: int, chosen: Chosen
) -> tuple[str, ...]:
    """Return the expressions for the columns `names` of a place (from 1) with a value chosen."""
    value = chosen(predicate, place - 1)
    if not isinstance(value, date):
        unknown = string(key_of(UNKNOWN))
        known = string(key_of(value))
        return (f"CASE WHEN {names[0]} = {unknown} THEN {known} ELSE {names[0]} END",)
    low, high = names
    day = f"DATE '{value.isoformat()}'"
    least = f"greatest({day}, coalesce({low}, {day}))"
    one = f"least({least}, coalesce({high}, {least}))"
    return (one, one)
