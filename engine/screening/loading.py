"""The tables of a register -> tables in a database, and the rows that are refused, with reasons."""

import difflib
import os
from collections.abc import Sequence

from engine.screening.mapping import Cases, RegisterMap, Says
from engine.screening.register import Register, layouts_of
from engine.sql.names import columns
from engine.sql.running import Database, quoted
from engine.sql.typed import constant
from parser.text.diagnostic import Diagnostic, SourceError
from parser.text.span import Span
from parser.values import Entity

REJECTS = "rejects"
"""The table of refused rows: file, row, case, reason."""


def load_register(database: Database, mapping: RegisterMap, folder: str) -> Register:
    """Read the tables of a mapping from a folder; return where their facts are.

    Every row that cannot be used goes to the table `REJECTS` with a reason. Raises SourceError
    for a table or column that is not there, and for a key that is there twice.
    """
    database.execute(
        f"CREATE TABLE {REJECTS} (file VARCHAR, line BIGINT, case_key VARCHAR, reason VARCHAR)"
    )
    sources = _sources(database, mapping, folder)
    _cases(database, mapping, sources[mapping.cases.table])
    stated: dict[str, str] = {}
    denied: dict[str, str] = {}
    for number, one in enumerate(mapping.says):
        if not one.table:
            continue
        _load(database, one, sources[one.table], number)
        for found, place in ((stated, "stated"), (denied, "denied")):
            table = f"{place}_{number}"
            pred = one.predicate.name
            if pred in found:
                database.execute(f"INSERT INTO {quoted(found[pred])} SELECT * FROM {table}")
            else:
                found[pred] = table
    closed = frozenset(one.predicate.name for one in mapping.says if one.complete)
    _contradictions(database, mapping, stated, denied)
    by_key = mapping.cases.kind if mapping.cases.name == mapping.cases.key else ""
    return Register("cases", stated, denied, closed, by_key)


def _sources(database: Database, mapping: RegisterMap, folder: str) -> dict[str, str]:
    """Make each table readable under a name; return the names by file."""
    problems: list[Diagnostic] = []
    found: dict[str, str] = {}
    wanted = [(mapping.cases.table, _cases_columns(mapping.cases))]
    wanted += [(one.table, _columns_of(one)) for one in mapping.says if one.table]
    for file, needed in wanted:
        path = os.path.join(folder, file)
        if not os.path.isfile(path):
            if file not in found:
                problems.append(_trouble(mapping, f"there is no file `{path}`", "check `--data`"))
                found[file] = ""
            continue
        if file not in found:
            found[file] = f"source_{len(found)}"
            text = path.replace("'", "''")
            reader = (
                f"read_parquet('{text}')"
                if file.casefold().endswith(".parquet")
                else f"read_csv('{text}', header = true, all_varchar = true, null_padding = true)"
            )
            database.execute(
                f"CREATE VIEW {found[file]} AS "
                f'SELECT *, row_number() OVER () AS "row" FROM {reader}'
            )
        if found[file]:
            problems.extend(_missing(database, mapping, file, found[file], needed))
    if problems:
        raise SourceError(tuple(dict.fromkeys(problems)))
    return found


def _cases_columns(cases: Cases) -> list[str]:
    return [cases.key, cases.name]


def _columns_of(one: Says) -> list[str]:
    named = [column for column in one.columns if not column.startswith("=")]
    return [one.case, *named, *([one.when] if one.when else [])]


def _missing(
    database: Database, mapping: RegisterMap, file: str, source: str, needed: Sequence[str]
) -> list[Diagnostic]:
    there = [row[0] for row in database.execute(f"DESCRIBE {source}").fetchall()]
    problems: list[Diagnostic] = []
    for column in needed:
        if column not in there:
            near = difflib.get_close_matches(column, there, 1, 0.4)
            listed = ", ".join(one for one in there if one != "row")
            near_one = f"did you mean `{near[0]}`? " if near else ""
            message = f"`{file}` has no column `{column}`"
            problems.append(_trouble(mapping, message, f"{near_one}it has: {listed}"))
    return problems


def _trouble(mapping: RegisterMap, message: str, way_out: str) -> Diagnostic:
    return Diagnostic("register", message, Span(mapping.path, 0, 0, 1, 1), help=way_out)


def _cases(database: Database, mapping: RegisterMap, source: str) -> None:
    cases = mapping.cases
    key, name = _name(cases.key), _name(cases.name)
    twice = database.execute(
        f'SELECT {key}, min("row"), max("row") FROM {source} WHERE {key} IS NOT NULL '
        f"GROUP BY 1 HAVING count(*) > 1 ORDER BY 2 LIMIT 3"
    ).fetchall()
    if twice:
        shown = "; ".join(f"`{one}` in rows {first} and {last}" for one, first, last in twice)
        message = f"`{cases.table}` has a key twice: {shown}"
        raise SourceError((_trouble(mapping, message, "each case has one row in `[cases]`"),))
    database.execute(
        f"CREATE TABLE all_cases AS SELECT {key} AS a0, {name} AS a1, '{cases.kind}' AS kind "
        f"FROM {source} WHERE {key} IS NOT NULL AND {name} IS NOT NULL ORDER BY {key}"
    )
    _reject(database, cases.table, source, "NULL", f"{key} IS NULL OR {name} IS NULL", "no key")


def _name(column: str) -> str:
    return f"CAST({quoted(column)} AS VARCHAR)"


def _reject(database: Database, file: str, source: str, case: str, where: str, reason: str) -> None:
    text = file.replace("'", "''")
    why = reason.replace("'", "''")
    database.execute(
        f"INSERT INTO {REJECTS} SELECT '{text}', \"row\", {case}, '{why}' FROM {source} "
        f"WHERE {where}"
    )


def _load(database: Database, one: Says, source: str, number: int) -> None:
    """Load what one table states and denies."""
    case = _name(one.case)
    layouts = layouts_of(one.predicate)
    stated, denied = [f"{case} AS a0"], [f"{case} AS a0"]
    empty: list[str] = []
    bad: list[tuple[str, str]] = [
        (f"{case} IS NULL OR {case} NOT IN (SELECT a0 FROM all_cases)", "no such case")
    ]
    when = "TRUE"
    if one.when:
        when = f"TRY_CAST({_name(one.when)} AS BOOLEAN)"
        bad.append(
            (f"{_name(one.when)} IS NOT NULL AND {when} IS NULL", f"`{one.when}` is not yes or no")
        )
    for place, (slot, column, layout) in enumerate(
        zip(one.predicate.slots, one.columns, layouts[1:], strict=True), 1
    ):
        names = columns(place, layout)
        if column.startswith("="):
            value = constant(Entity(slot.kind, column[1:]), layout)
            parts = [part.sql("duckdb") for part in value.parts]
        elif layout.form == "day":
            parsed = f"TRY_CAST(try_strptime({_name(column)}, '{one.dates}') AS DATE)"
            parts = [parsed, parsed]
            empty.append(f"{_name(column)} IS NULL")
            bad.append(
                (
                    f"{_name(column)} IS NOT NULL AND {parsed} IS NULL",
                    f"`{column}` is no day written as {one.dates}",
                )
            )
        elif layout.form == "name":
            parts = [_name(column)]
            bad.append((f"{_name(column)} IS NULL AND {when}", f"`{column}` is empty"))
            bad.append((f"contains({_name(column)}, chr(92))", f"`{column}` has a backslash"))
        else:
            parts = [f"zakonik_read('{slot.kind}', {_name(column)})"]
            empty.append(f"{_name(column)} IS NULL")
            bad.append((f"starts_with({parts[0]}, '!')", f"`{column}` is no {slot.kind}"))
        denied += [f"{part} AS {name}" for part, name in zip(parts, names, strict=True)]
        if layout.form == "key":
            parts = [f"coalesce({parts[0]}, 'r:' || chr(31) || chr(31))"]
        stated += [f"{part} AS {name}" for part, name in zip(parts, names, strict=True)]
    for condition, reason in bad:
        _reject(database, one.table, source, case, condition, reason)
    good = " AND ".join(f"NOT coalesce({condition}, FALSE)" for condition, _ in bad)
    none = f"({' OR '.join(empty)})" if empty else "FALSE"
    says = {
        "nothing": f"{when} AND NOT {none}",
        "unknown": when,
        "denied": f"{when} AND NOT {none}",
    }
    denies = f"NOT {when} OR {none}" if one.empty == "denied" else f"NOT {when}"
    for name, selected, where in (
        ("stated", stated, says[one.empty]),
        ("denied", denied, f"({denies})"),
    ):
        database.execute(
            f"CREATE TABLE {name}_{number} AS SELECT DISTINCT {', '.join(selected)} "
            f"FROM {source} WHERE {good} AND {where}"
        )


def _contradictions(
    database: Database, mapping: RegisterMap, stated: dict[str, str], denied: dict[str, str]
) -> None:
    """Refuse the cases that state what they deny, or two values where there is only one."""
    predicates = {one.predicate.name: one for one in mapping.says}
    database.execute("CREATE TABLE refused (a0 VARCHAR)")
    for pred, table in stated.items():
        one = predicates[pred]
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
        same = " AND ".join(f"s.{name} IS NOT DISTINCT FROM d.{name}" for name in names)
        queries.append(
            (f"SELECT s.a0 FROM {table} s JOIN {denied[pred]} d ON {same}", "stated and denied")
        )
        for query, reason in queries:
            text = f"{one.table}".replace("'", "''")
            database.execute(
                f"INSERT INTO {REJECTS} SELECT DISTINCT '{text}', NULL, a0, '{reason}' "
                f"FROM ({query})"
            )
            database.execute(f"INSERT INTO refused {query}")
    database.execute("DELETE FROM all_cases WHERE a0 IN (SELECT a0 FROM refused)")
