"""Refused rows of complete tables, as the reasons of what they leave open."""

from collections.abc import Collection, Sequence

from engine.backends.sql.store import Database
from engine.registers.tables.run_tables import RUN

SHOWN = 3
"""How many refused rows an answer names; of the others it gives the number."""


def refused_of_complete(database: Database) -> int:
    """Return how many rows of complete tables were refused."""
    rows = f"SELECT DISTINCT file, line FROM main.{RUN.incomplete}"
    return int(database.execute(f"SELECT count(*) FROM ({rows})").fetchone()[0])


def refused_rows(
    database: Database, numbers: Sequence[int], preds: Collection[str]
) -> dict[int, tuple[str, ...]]:
    """Return by the numbers of cases the refused rows of complete tables about some predicates.

    A row without a key may be about any case.
    """
    found = database.execute(
        f"SELECT DISTINCT a0, pred, file, line, reason FROM main.{RUN.incomplete} "
        "ORDER BY file, line, reason"
    ).fetchall()
    rows: dict[int | None, dict[str, None]] = {}
    for number, pred, file, line, reason in found:
        if pred in preds:
            text = f"{file}, line {line} (refused: {reason})"
            rows.setdefault(number, {})[text] = None
    anybodys = rows.get(None, {})
    said: dict[int, tuple[str, ...]] = {}
    for number in numbers:
        listed = tuple({**rows.get(number, {}), **anybodys})
        more = len(listed) - SHOWN
        if listed:
            said[number] = listed if more <= 0 else (*listed[:SHOWN], f"{more} more refused rows")
    return said
