"""What the rows of one table say: which state a sentence, which deny it, and which are refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.backends.sql.dialects import string
from engine.backends.sql.layouts import Layout
from engine.backends.sql.names import columns
from engine.backends.sql.store import Database
from engine.backends.sql.typed import constant
from engine.registers.tables.mapping import EMPTY, Says
from engine.registers.tables.register import layouts_of
from engine.registers.tables.run_tables import RUN
from engine.registers.tables.sources import Rows
from parser.resolved.vocabulary import Slot
from parser.values import Entity

YES = ("yes", "y", "true", "t", "1", "da")
NO = ("no", "n", "false", "f", "0", "ne")
"""How a column says yes and no; capitals do as well."""


@dataclass(slots=True)
class Read:
    """What is read from a row, as SQL.

    `stated` and `denied` are the columns of the facts, each with its expression; `empty` are the
    conditions that a value is not there, `bad` those that the row is refused, each with the reason.
    """

    rows: Rows
    stated: list[tuple[str, str]] = field(default_factory=list)
    denied: list[tuple[str, str]] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)
    bad: list[tuple[str, str]] = field(default_factory=list)

    def text(self, column: str) -> str:
        name = self.rows.columns[column]
        return name if self.rows.types[column] == "VARCHAR" else f"CAST({name} AS VARCHAR)"

    def when(self, column: str) -> str:
        """Return the condition that a column says yes, null if it is empty."""
        if not column:
            return "TRUE"
        name = self.rows.columns[column]
        if self.rows.types[column] == "BOOLEAN":
            return name
        yes, no = (", ".join(map(string, words)) for words in (YES, NO))
        text = f"lower({self.text(column)})"
        said = f"CASE WHEN {text} IN ({yes}) THEN TRUE WHEN {text} IN ({no}) THEN FALSE END"
        reason = f"`{column}` is neither yes nor no"
        self.bad.append((f"{name} IS NOT NULL AND ({said}) IS NULL", reason))
        return f"({said})"

    def day(self, column: str, form: str) -> str:
        """Return a column as a day, which is written in the form of `strptime`."""
        name = self.rows.columns[column]
        self.empty.append(f"{name} IS NULL")
        if self.rows.types[column] == "DATE":
            return name
        parsed = f"TRY_CAST(try_strptime({self.text(column)}, {string(form)}) AS DATE)"
        reason = f"`{column}` is no day written as {form}"
        self.bad.append((f"{name} IS NOT NULL AND {parsed} IS NULL", reason))
        return parsed

    def place(self, one: Says, slot: Slot, column: str, layout: Layout, when: str) -> list[str]:
        """Return the expressions for the columns of one place of a sentence.

        `when` is the condition that the row states it.
        """
        if column.startswith("="):
            name = one.called.get(slot.kind, {}).get(column[1:], column[1:])
            value = constant(Entity(slot.kind, name), layout)
            return [part.sql("duckdb") for part in value.parts]
        if layout.form == "day":
            return [self.day(column, one.dates)] * 2
        if layout.form == "name":
            text = self.text(column)
            if column != one.case:
                self.bad.append((f"{text} IS NULL AND {when}", f"`{column}` is empty"))
            self.bad.append((f"contains({text}, chr(92))", f"`{column}` has a backslash"))
            return [_main(text, one.called.get(slot.kind, {}))]
        read = f"zakonik_read('{slot.kind}', {self.text(column)})"
        self.empty.append(f"{self.rows.columns[column]} IS NULL")
        self.bad.append((f"starts_with({read}, '!')", f"`{column}` is no {slot.kind}"))
        return [read]


def _main(text: str, called: Mapping[str, str]) -> str:
    """Return the main name of what a column names; `called` has it by other names."""
    cases = " ".join(f"WHEN {string(other)} THEN {string(main)}" for other, main in called.items())
    return f"CASE {text} {cases} ELSE {text} END" if cases else text


def said(database: Database, one: Says, rows: Rows) -> tuple[Read, str, str, str]:
    """Return what is read from a row, and three conditions in SQL on one.

    They say that a row is good, that it states the sentence, and that it denies it. Bad rows go to
    `RUN.rejects`, with a reason each.
    """
    read = Read(rows)
    read.bad.append(("fault IS NOT NULL", "the row is broken"))
    twice = f"case_key IN (SELECT key FROM {RUN.twice})"
    known = f"row IN (SELECT line FROM {RUN.rejects} WHERE file = {string(one.table)})"
    read.bad.append((f"number IS NULL AND {twice} AND NOT {known}", "its case is there twice"))
    read.bad.append((f"number IS NULL AND case_key IS NOT NULL AND NOT {twice}", "no such case"))
    read.bad.append(("number IS NULL AND case_key IS NULL", "no key"))
    when = read.when(one.when)
    layouts = layouts_of(one.predicate)[1:]
    for place, (slot, column, layout) in enumerate(
        zip(one.predicate.slots, one.columns, layouts, strict=True), 1
    ):
        parts = read.place(one, slot, column, layout, when)
        names = columns(place, layout)
        read.denied += zip(names, parts, strict=True)
        if layout.form == "key":
            parts = [f"coalesce({parts[0]}, 'r:' || chr(31) || chr(31))"]
        read.stated += zip(names, parts, strict=True)
    if one.complete and one.empty == EMPTY[0] and read.empty:
        read.bad.append((_unclear(rows, read, when), "a value is empty in a complete table"))
    good = _refuse(database, one, read)
    none = f"({' OR '.join(read.empty)})" if read.empty else "FALSE"
    says = when if one.empty == "unknown" else f"{when} AND NOT {none}"
    denies = f"NOT {when} OR {none}" if one.empty == "denied" else f"NOT {when}"
    return read, good, says, denies


def _unclear(rows: Rows, read: Read, when: str) -> str:
    """Return the condition that a row of a complete table says something and not what.

    In the table of the cases a row says nothing of the kind where every value is empty. In any
    other it stands for something, such as a stay whose end is not there.
    """
    some = f"({when}) AND ({' OR '.join(read.empty)})"
    return f"{some} AND NOT ({' AND '.join(read.empty)})" if rows.unique else some


def _refuse(database: Database, one: Says, read: Read) -> str:
    """Refuse the bad rows, with reasons; return the condition that a row is none of them.

    What a refused row of a complete table is about is not complete: for the case whose key it has,
    or, if it has none, for any.
    """
    counts = ", ".join(f"count(*) FILTER ({condition})" for condition, _ in read.bad)
    found = database.execute(f"SELECT {counts} FROM {read.rows.table}").fetchone()
    wrong = [each for each, count in zip(read.bad, found, strict=True) if count]
    for condition, reason in wrong:
        rows = f"FROM {read.rows.table} WHERE {condition}"
        why = f"coalesce(fault, {string(reason)})"
        database.execute(
            f"INSERT INTO {RUN.rejects} SELECT {string(one.table)}, row, case_key, {why}, NULL "
            f"{rows}"
        )
        if one.complete:
            database.execute(
                f"INSERT INTO {RUN.incomplete} SELECT number, {string(one.predicate.name)}, "
                f"{string(one.table)}, row, {why} {rows} AND (number IS NULL) = (case_key IS NULL)"
            )
    return " AND ".join(
        ["number IS NOT NULL", *(f"NOT coalesce({condition}, FALSE)" for condition, _ in wrong)]
    )
