"""The tables of a register -> tables in a database, and the rows that are refused, with reasons."""

import tempfile
from collections.abc import Mapping

from engine.backends.sql.dialects import quoted, string
from engine.backends.sql.names import columns
from engine.backends.sql.store import Database
from engine.registers.tables.csv_files import LINE
from engine.registers.tables.mapping import RegisterMap, Says
from engine.registers.tables.reading import said
from engine.registers.tables.register import Given, Register, layouts_of, view_of
from engine.registers.tables.run_tables import RUN, FactTable, Place
from engine.registers.tables.sources import Rows, Sources, open_sources, text_of
from engine.registers.tables.widened import WideCases


def load_register(database: Database, mapping: RegisterMap, folder: str) -> Register:
    """Load the tables of a mapping from a folder; return in which tables their facts are.

    Every row that cannot be used goes to the table `RUN.rejects` with a reason. Raises SourceError
    for a table or column that is not there. A key that is there twice is nobody's: its rows are
    refused.
    """
    database.execute(
        f"CREATE TABLE {RUN.rejects} (file VARCHAR, line BIGINT, case_key VARCHAR, "
        "reason VARCHAR, provision VARCHAR)"
    )
    database.execute(
        f"CREATE TABLE {RUN.incomplete} "
        "(a0 BIGINT, pred VARCHAR, file VARCHAR, line BIGINT, reason VARCHAR)"
    )
    with tempfile.TemporaryDirectory() as scratch:
        sources = open_sources(database, mapping, folder, scratch)
        _cases(database, mapping, sources)
        stated, denied, given = _facts(database, mapping, sources)
    for rows in sources.tables.values():
        database.execute(f"DROP TABLE {rows.table}")
    closed, partly = _closed(database, mapping)
    _contradictions(database, mapping, stated, denied, given)
    return Register(RUN.cases, stated, denied, closed, _own(mapping), given, partly=partly)


def _closed(database: Database, mapping: RegisterMap) -> tuple[frozenset[str], dict[str, str]]:
    """Return the predicates that are closed in every case, and those closed in all cases but some.

    The latter come with a table of the cases in which they are not. Where a refused row may be
    anybody's, the predicate is closed in no case.
    """
    closed = {one.predicate.name for one in mapping.says if one.complete}
    found = database.execute(
        f"SELECT pred, bool_or(a0 IS NULL) FROM {RUN.incomplete} GROUP BY pred ORDER BY pred"
    ).fetchall()
    partly: dict[str, str] = {}
    for number, (pred, everywhere) in enumerate(found):
        closed.discard(pred)
        if not everywhere:
            partly[pred] = f"{RUN.incomplete}_{number}"
            database.execute(
                f"CREATE TABLE {partly[pred]} AS SELECT DISTINCT a0 FROM {RUN.incomplete} "
                f"WHERE pred = {string(pred)}"
            )
    return frozenset(closed), partly


def _facts(
    database: Database, mapping: RegisterMap, sources: Sources
) -> tuple[dict[str, str], dict[str, str], dict[str, tuple[Given, ...]]]:
    """Load what all tables state and deny; return the tables of both by predicate, and of columns.

    What the table of the cases alone says becomes columns of that table, and its tables are views.
    """
    stated: dict[str, str] = {}
    denied: dict[str, str] = {}
    read = {number: sources.rows(one) for number, one in enumerate(mapping.says) if one.table}
    others = {
        mapping.says[number].predicate.name for number, rows in read.items() if not rows.unique
    }
    wide = WideCases(_own(mapping))
    for number, one in enumerate(mapping.says):
        if not one.table:
            continue
        if one.predicate.name not in others:
            _widen(database, wide, one, read[number], number)
            continue
        _load(database, one, read[number], number)
        sides: tuple[tuple[dict[str, str], Place], ...] = ((stated, "stated"), (denied, "denied"))
        for found, place in sides:
            table = FactTable(place, number).name
            pred = one.predicate.name
            if pred in found:
                database.execute(f"INSERT INTO {quoted(found[pred])} SELECT * FROM {table}")
                database.execute(f"DROP TABLE {table}")
            else:
                found[pred] = table
    given = wide.keep(database, stated, denied)
    predicates = {one.predicate.name: one.predicate for one in mapping.says}
    for tables in (stated, denied):
        for pred, table in tables.items():
            if table in given:
                query = view_of(given[table], predicates[pred], RUN.all_cases)
                database.execute(f"CREATE VIEW {quoted(table)} AS {query}")
    return stated, denied, given


def _own(mapping: RegisterMap) -> frozenset[tuple[str, int]]:
    """Return the predicates and places (from 1) where only the individual of the case is put."""
    if mapping.cases.name != mapping.cases.key:
        return frozenset()
    found: dict[tuple[str, int], bool] = {}
    for one in mapping.says:
        for place, (column, slot) in enumerate(
            zip(one.columns, one.predicate.slots, strict=False), 1
        ):
            own = column == one.case and slot.kind == mapping.cases.kind
            asked = (one.predicate.name, place)
            found[asked] = found.get(asked, True) and own
    return frozenset(asked for asked, own in found.items() if own)


def _cases(database: Database, mapping: RegisterMap, sources: Sources) -> None:
    cases = mapping.cases
    source = sources.found[cases.table]
    key, name = text_of(cases.key), text_of(cases.name)
    database.execute(
        f"CREATE TABLE {RUN.all_cases} AS SELECT row_number() OVER (ORDER BY key) AS a0, "
        f"name AS a1, {string(cases.kind)} AS kind, key, line, {string(cases.table)} AS file "
        f"FROM (SELECT {key} AS key, {name} AS name, {quoted(LINE)} AS line "
        f"FROM {source.query}) WHERE key IS NOT NULL AND name IS NOT NULL "
        "QUALIFY count(*) OVER (PARTITION BY key) = 1 ORDER BY key"
    )
    database.execute(
        f"INSERT INTO {RUN.rejects} SELECT {string(cases.table)}, row, NULL, 'no key', NULL FROM "
        f"(SELECT {key} AS key, {name} AS name, {quoted(LINE)} AS row FROM {source.query}) "
        "WHERE key IS NULL OR name IS NULL"
    )
    database.execute(
        f"CREATE TABLE {RUN.twice} AS SELECT key, min(row) AS first, max(row) AS last FROM "
        f"(SELECT {key} AS key, {quoted(LINE)} AS row FROM {source.query}) WHERE key IS NOT NULL "
        "GROUP BY key HAVING count(*) > 1"
    )
    places = "line" if cases.table.casefold().endswith(".csv") else "row"
    database.execute(
        f"INSERT INTO {RUN.rejects} SELECT {string(cases.table)}, row, key, 'a key that is there "
        f"twice, also in {places} ' || CASE row WHEN first THEN last ELSE first END, NULL FROM "
        f"(SELECT {key} AS key, {quoted(LINE)} AS row FROM {source.query}) "
        f"JOIN {RUN.twice} USING (key) ORDER BY row"
    )


def _load(database: Database, one: Says, rows: Rows, number: int) -> None:
    """Load what one table states and denies."""
    read, good, says, denies = said(database, one, rows)
    distinct = "" if rows.unique else "DISTINCT "
    for table, selected, where in (
        (FactTable("stated", number), read.stated, says),
        (FactTable("denied", number), read.denied, denies),
    ):
        listed = ", ".join(
            ["number AS a0", *(f"{value} AS {column}" for column, value in selected)]
        )
        database.execute(
            f"CREATE TABLE {table.name} AS SELECT {distinct}{listed} "
            f"FROM {rows.table} WHERE {good} AND ({where})"
        )


def _widen(database: Database, wide: WideCases, one: Says, rows: Rows, number: int) -> None:
    """Add what the table of the cases states and denies to the columns of the cases."""
    read, good, says, denies = said(database, one, rows)
    wide.table = rows.table
    for table, selected, where in (
        (FactTable("stated", number), read.stated, says),
        (FactTable("denied", number), read.denied, denies),
    ):
        wide.add(one, table, f"{good} AND ({where})", selected)


def _contradictions(
    database: Database,
    mapping: RegisterMap,
    stated: Mapping[str, str],
    denied: Mapping[str, str],
    given: Mapping[str, tuple[Given, ...]],
) -> None:
    """Refuse the cases that state what they deny, or two values where there is only one."""
    says = {one.predicate.name: one for one in mapping.says}
    database.execute(f"CREATE TABLE {RUN.refused} (a0 BIGINT)")
    for pred, table in stated.items():
        one = says[pred]
        if len(given.get(table, ())) == 1 and len(given[denied[pred]]) < 2:
            continue  # one row says one thing
        layouts = layouts_of(one.predicate)
        names = [name for n, layout in enumerate(layouts) for name in columns(n, layout)]
        single = one.predicate.single
        queries: list[tuple[str, str]] = []
        if single is not None:
            own = columns(single + 1, layouts[single + 1])
            rest = ", ".join(name for name in names if name not in own)
            queries.append(
                (
                    f"SELECT a0 FROM {table} GROUP BY {rest} HAVING count(*) > 1",
                    "two values of which there can be only one",
                )
            )
        same = " AND ".join(f"s.{name} IS NOT DISTINCT FROM d.{name}" for name in names[1:])
        both = f"SELECT s.a0 FROM {table} s JOIN {denied[pred]} d ON s.a0 = d.a0"
        queries.append((f"{both} AND {same}" if same else both, "stated and denied"))
        for query, reason in queries:
            database.execute(
                f"INSERT INTO {RUN.rejects} SELECT DISTINCT {string(one.table)}, NULL, c.key, "
                f"'{reason}', NULL FROM ({query}) AS bad JOIN {RUN.all_cases} AS c ON c.a0 = bad.a0"
            )
            database.execute(f"INSERT INTO {RUN.refused} {query}")
    database.execute(f"DELETE FROM {RUN.all_cases} WHERE a0 IN (SELECT a0 FROM {RUN.refused})")
