"""Two files of answers about one register -> how many cases are answered otherwise."""

from engine.backends.sql.dialects import string
from engine.backends.sql.store import Database
from engine.pages.changes.register import RegisterChange, RegisterChanges

KEYS = 3
"""How many cases are named of each change."""


def between(database: Database, old: str, new: str) -> RegisterChanges:
    """Return what two Parquet files of answers differ in, case by case and question by question.

    Values of an open question are compared as one answer.
    """
    both = f"({_answers(old)}) AS a FULL JOIN ({_answers(new)}) AS b USING (case_key, question)"
    ((cases,),) = database.execute(f"SELECT count(DISTINCT case_key) FROM {both}").fetchall()
    rows = database.execute(
        "SELECT question, coalesce(a.said, 'rejected') AS old, coalesce(b.said, 'rejected') AS new,"
        f" count(*) AS n, list(case_key ORDER BY case_key)[:{KEYS}] FROM {both} "
        "WHERE a.said IS DISTINCT FROM b.said GROUP BY ALL ORDER BY n DESC, question, old, new"
    ).fetchall()
    changes = (
        RegisterChange(question, before, after, number, tuple(map(str, keys)))
        for question, before, after, number, keys in rows
    )
    return RegisterChanges(cases, tuple(changes))


def _answers(file: str) -> str:
    said = "CASE WHEN value IS NULL OR value = '' THEN answer ELSE answer || ': ' || value END"
    return (
        f"SELECT case_key, question, string_agg({said}, ', ' ORDER BY {said}) AS said "
        f"FROM read_parquet({string(file)}) GROUP BY ALL"
    )
