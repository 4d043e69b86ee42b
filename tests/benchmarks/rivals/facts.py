"""A register of the population generator as facts for clingo, SWI-Prolog and pyDatalog."""

from collections.abc import Iterator
from pathlib import Path

import duckdb

COLUMNS = {
    "accommodation": "accommodation",
    "language": "language",
    "taxes": "taxes",
    "emigrant": "emigrant",
    "released": "released",
    "income": "income",
    "security": "security",
    "interests": "interests",
    "special": "special_interest",
    "discretion": "discretion",
}
_NUMBER = "CAST(substr(id, 2) AS INTEGER)"
_SAID = "CASE WHEN {0} THEN 'yes' WHEN NOT {0} THEN 'no' ELSE 'open' END"


def rows(folder: Path) -> Iterator[tuple[str, list[tuple[object, ...]]]]:
    """Yield each predicate with its rows; people are numbers, days numbers such as 20261123."""
    database = duckdb.connect()

    def read(table: str, columns: str, where: str) -> list[tuple[object, ...]]:
        query = f"SELECT DISTINCT {columns} FROM '{folder / table}.parquet' WHERE {where}"
        return database.execute(query).fetchall()

    def day(column: str) -> str:
        return f"CAST(strftime({column}, '%Y%m%d') AS INTEGER)"

    yield "person", read("people", _NUMBER, "TRUE")
    for name, column in (
        ("born", "born"),
        ("resident", "resident_since"),
        ("permanent", "permanent_since"),
    ):
        yield name, read("people", f"{_NUMBER}, {day(column)}", f"{column} IS NOT NULL")
    yield "no_permanent", read("people", _NUMBER, "NOT no_permanent AND permanent_since IS NULL")
    said: list[tuple[object, ...]] = []
    for name, column in COLUMNS.items():
        said += read(
            "people", f"{_NUMBER}, '{name}', {_SAID.format(column)}", f"{column} IS NOT NULL"
        )
    yield "said", said
    yield "wedding", read("marriages", f"{_NUMBER}, {day('wedding')}", "wedding IS NOT NULL")
    yield "wedding_unknown", read("marriages", _NUMBER, "wedding IS NULL")
    yield "no_other_marriage", read("marital_status", _NUMBER, "TRUE")
    own = "country <> 'Montenegro' AND person = id"
    yield "foreign", read("nationalities", _NUMBER, own)
    spouse = "country = 'Montenegro' AND person <> id"
    yield "spouse_national", read("nationalities", _NUMBER, spouse)
    flags = ("final", "unconditional", "ex_officio", "ceased")
    columns = ", ".join(_SAID.format(flag) for flag in flags)
    months = "CAST(split_part(term, ' ', 1) AS INTEGER)"
    yield "conviction", read("convictions", f"{_NUMBER}, {months}, {columns}", "TRUE")


def as_text(folder: Path) -> Iterator[str]:
    """Yield the facts as clingo and Prolog write them."""
    for name, found in rows(folder):
        for row in found:
            yield f"{name}({', '.join(map(str, row))}).\n"
