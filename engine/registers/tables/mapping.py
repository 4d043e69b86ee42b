"""The file that says which sentence each table of a register states, and in which columns."""

import difflib
import os
import tomllib
from collections.abc import Mapping
from dataclasses import field, replace
from typing import Any

from parser.frozen import dataclass
from parser.resolved.vocabulary import Predicate, sentence_forms
from parser.text.diagnostic import Diagnostic, SourceError
from parser.text.source import read_source
from parser.text.span import Span

ENDINGS = (".csv", ".parquet")
"""The endings of files that are one table."""

DATABASES = (".duckdb", ".sqlite", ".sqlite3", ".db")
"""The endings of database files."""

POSTGRESQL = ("postgresql://", "postgres://")
"""How the address of a PostgreSQL database begins."""

EMPTY = ("nothing", "unknown", "denied")
"""What a row whose value is empty may say: nothing, an unknown value, or that there is none."""


@dataclass(frozen=True, slots=True)
class Cases:
    """The table of the cases: the column of the key, and of the name of whom each is about."""

    table: str
    key: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Says:
    """A table that states a sentence: which column gives which place.

    `case` is the column with the key of the case, and `columns` has for each place of the predicate
    a column, or a value behind `=`. `when` is a column that says whether the row states the
    sentence (yes) or denies it (no). `dates` is how days are written, `empty` one of `EMPTY`. With
    `complete` each case gives everything of the kind; without a table (`''`) that is nothing. A
    sentence declared `else no` is complete unless the mapping says `complete = false`.
    `called` has the main names of individuals by kind and by another name (`also called` in the
    laws).
    """

    predicate: Predicate
    table: str
    case: str
    columns: tuple[str, ...]
    when: str = ""
    dates: str = "%Y-%m-%d"
    empty: str = "nothing"
    complete: bool = False
    called: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RegisterMap:
    """A whole mapping; `path` is the file it came from, `text` what is in it.

    `databases` are files or addresses by the name that stands before the dot of a table.
    """

    path: str
    text: str
    cases: Cases
    says: tuple[Says, ...]
    databases: Mapping[str, str] = field(default_factory=dict)


def template(predicate: Predicate) -> str:
    """Return the sentence of a predicate with the role of each place in braces.

    >>> from parser.resolved.vocabulary import Slot
    >>> slots = (Slot("person", "person"), Slot("day", "date"))
    >>> template(Predicate("was_born_on", slots, parts=(0, "was", "born", "on", 1)))
    '{person} was born on {day}'
    """
    return " ".join(
        f"{{{predicate.slots[part].role}}}" if isinstance(part, int) else part
        for part in predicate.parts
    )


def read_mapping(
    path: str,
    predicates: Mapping[str, Predicate],
    called: Mapping[str, Mapping[str, str]] | None = None,
) -> RegisterMap:
    """Return the mapping in a file; raises SourceError with everything that is wrong with it.

    `called` are the main names of individuals by another name and by kind.
    """
    text = read_source(path)
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SourceError((_problem(path, "malformed-mapping", str(error), ""),)) from None
    reader = _Reader(path, text, predicates)
    reader.read_databases(found.get("databases", {}))
    cases = reader.cases(found)
    says = [reader.says(one, cases) for one in _tables(found.get("says", []))]
    for key in found:
        if key not in ("cases", "says", "databases"):
            way_out = "a mapping has `[cases]`, `[[says]]` and perhaps `[databases]`"
            reader.complain(f"`{key}` is not known here", way_out)
    if not says and not reader.problems:
        reader.complain("it states nothing", "add a `[[says]]` for each sentence")
    if reader.problems or cases is None:
        raise SourceError(tuple(reader.problems))
    by_kind: dict[str, dict[str, str]] = {}
    for spelled, kinds in (called or {}).items():
        for kind, main in kinds.items():
            by_kind.setdefault(kind, {})[spelled] = main
    stated = tuple(replace(one, called=by_kind) for one in says if one is not None)
    mapped = {one.predicate.name for one in stated}
    stated += tuple(
        Says(one, "", "", (), complete=True)
        for one in predicates.values()
        if one.else_no and one.name not in mapped
    )
    return RegisterMap(path, text, cases, stated, reader.databases)


def _tables(found: object) -> list[dict[str, Any]]:
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


class _Reader:
    def __init__(self, path: str, text: str, predicates: Mapping[str, Predicate]) -> None:
        self.path = path
        self.text = text
        self.templates: dict[str, Predicate] = {}
        several: set[str] = set()
        for one in predicates.values():
            for form in sentence_forms(one) if one.origin in ("given", "decided") else ():
                said = template(replace(one, parts=form))
                if self.templates.setdefault(said, one) is not one:
                    several.add(said)
        for said in several:  # a sentence of two laws is said with its law
            del self.templates[said]
        self.problems: list[Diagnostic] = []
        self.databases: dict[str, str] = {}

    def complain(self, message: str, way_out: str, near: str = "") -> None:
        self.problems.append(_problem(self.path, "mapping", message, way_out, self.text, near))

    def read_databases(self, found: object) -> None:
        for name, address in found.items() if isinstance(found, dict) else ():
            ending = os.path.splitext(str(address))[1].casefold()
            if ending not in DATABASES and not str(address).startswith(POSTGRESQL):
                self.complain(
                    f"`{address}` is no database",
                    f"it is a file {', '.join(DATABASES)} or an address postgresql://…",
                    str(address),
                )
            self.databases[name] = str(address)

    def cases(self, found: Mapping[str, Any]) -> Cases | None:
        given = found.get("cases")
        if not isinstance(given, dict) or "table" not in given or "key" not in given:
            self.complain(
                "it does not say where the cases are",
                'write `[cases]` with `table = "people.csv"` and `key = "id"`',
            )
            return None
        self._known(given, {"table", "key", "name", "kind"}, "[cases]")
        table = self._table(str(given["table"]))
        key = str(given["key"])
        return Cases(table, key, str(given.get("name", key)), str(given.get("kind", "person")))

    def says(self, given: Mapping[str, Any], cases: Cases | None) -> Says | None:
        sentence = " ".join(str(given.get("sentence", "")).split())
        predicate = self.templates.get(sentence)
        if predicate is None:
            near = difflib.get_close_matches(sentence, self.templates, 1, 0.3)
            way_out = f"did you mean `{near[0]}`?" if near else "see `zakonik explain`"
            self.complain(f"no sentence of the laws reads `{sentence}`", way_out, sentence)
            return None
        known = {"sentence", "table", "case", "columns", "when", "dates", "empty", "complete"}
        self._known(given, known, f"`{sentence}`")
        complete = given.get("complete", predicate.else_no) is True
        if complete and "table" not in given:
            return Says(predicate, "", "", (), complete=True)
        if "table" not in given:
            self.complain(f"`{sentence}` has no table", 'write `table = "births.csv"`', sentence)
            return None
        columns = given.get("columns", {})
        columns = columns if isinstance(columns, dict) else {}
        case = str(given.get("case", cases.key if cases else ""))
        roles = [slot.role for slot in predicate.slots]
        for role in columns:
            if role not in roles:
                self.complain(
                    f"`{sentence}` has no place `{role}`", f"it has {', '.join(roles)}", sentence
                )
        chosen = tuple(
            str(columns.get(role, case if n == 0 else "")) for n, role in enumerate(roles)
        )
        for role, column in zip(roles, chosen, strict=True):
            if not column:
                self.complain(
                    f"`{sentence}` does not say which column gives `{role}`",
                    f'write `columns = {{ {role} = "…" }}`',
                    sentence,
                )
        return Says(
            predicate,
            self._table(str(given["table"])),
            case,
            chosen,
            str(given.get("when", "")),
            str(given.get("dates", "%Y-%m-%d")),
            self._empty(given, sentence),
            complete,
        )

    def _empty(self, given: Mapping[str, Any], sentence: str) -> str:
        empty = str(given.get("empty", EMPTY[0]))
        if empty not in EMPTY:
            self.complain(
                f"`empty` cannot be `{empty}`", f"it is one of {', '.join(EMPTY)}", sentence
            )
        return empty

    def _known(self, given: Mapping[str, Any], known: set[str], where: str) -> None:
        for key in given:
            if key not in known:
                near = difflib.get_close_matches(key, known, 1)
                way_out = f"did you mean `{near[0]}`?" if near else f"it can have {sorted(known)}"
                self.complain(f"{where} has an entry `{key}` that is not known", way_out, key)

    def _table(self, name: str) -> str:
        prefix, dot, _ = name.partition(".")
        of_database = bool(dot) and prefix in self.databases
        if not of_database and os.path.splitext(name)[1].casefold() not in ENDINGS:
            self.complain(
                f"`{name}` is no table",
                f"a table is a file {' or '.join(ENDINGS)}, or `name.table` of `[databases]`",
                name,
            )
        return name


def _problem(
    path: str, code: str, message: str, way_out: str, text: str = "", near: str = ""
) -> Diagnostic:
    start = text.find(near) if near else -1
    if start < 0:
        return Diagnostic(code, message, Span(path, 0, 0, 1, 1), help=way_out)
    line = text.count("\n", 0, start) + 1
    column = start - (text.rfind("\n", 0, start) + 1) + 1
    return Diagnostic(
        code, message, Span(path, start, start + len(near), line, column), help=way_out
    )
