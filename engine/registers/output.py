"""What a screening leaves behind: answers and refused rows; whole files or none."""

import json
import os
import shutil

from engine.backends.sql.dialects import string
from engine.backends.sql.store import Database
from engine.registers.chunks import failed, whole
from engine.registers.tables.run_tables import RUN

COLUMNS = (
    *("case_key", "question", "answer", "value"),
    *("provision", "condition", "missing", "decided"),
)
"""The columns of a file of answers, also of one without rows."""


def prepare_parts(output: str, fingerprint: str) -> str:
    """Make the folder of the chunks beside an output file and return its path.

    What an earlier run with the same `fingerprint` left there is kept, anything else is removed.
    """
    parts = f"{output}.parts"
    mark = os.path.join(parts, "run.json")
    try:
        with open(mark, encoding="utf-8") as opened:
            same = json.load(opened) == fingerprint
    except (OSError, ValueError):
        same = False
    if not same:
        shutil.rmtree(parts, ignore_errors=True)
        os.makedirs(parts)
        with open(mark, "w", encoding="utf-8") as opened:
            json.dump(fingerprint, opened)
    return parts


def put_together(database: Database, files: list[str], output: str, parts: str) -> int:
    """Write the answers of all chunks to `output`; return how many rows were refused.

    These go to a file beside it. The folder `parts` is removed.
    """
    database.execute("SET search_path = 'main'")
    database.execute("SET threads = 1")
    listed = ", ".join(string(file) for file in files)
    rows = (
        f"SELECT * FROM read_parquet([{listed}]) ORDER BY case_key, question"
        if files
        else f"SELECT {', '.join(f'NULL::VARCHAR AS {one}' for one in COLUMNS)} WHERE FALSE"
    )
    # from one table, since the bytes of a file depend on the pieces in which its rows come
    database.execute(f"CREATE OR REPLACE TABLE main.{RUN.result} AS {rows}")
    _copy(database, f"SELECT * FROM main.{RUN.result}", output)
    if files:
        listed = ", ".join(string(failed(file)) for file in files)
        database.execute(f"INSERT INTO {RUN.rejects} SELECT * FROM read_parquet([{listed}])")
    refused = f"SELECT DISTINCT * FROM {RUN.rejects} ORDER BY ALL"
    found = database.execute(f"SELECT count(*) FROM ({refused})").fetchone()
    rejects = f"{output}.rejects.csv"
    if found[0]:
        _copy(database, refused, rejects)
    elif os.path.exists(rejects):
        os.remove(rejects)
    shutil.rmtree(parts, ignore_errors=True)
    return int(found[0])


_WORDS = ("value", "condition", "missing", "reason")
"""The columns that say something in words, which may begin with what a register calls somebody."""


def _as_text(name: str) -> str:
    """Return SQL for a column of words of which no spreadsheet makes a formula.

    A name such as `=HYPERLINK(…)` is data here and a program there. An apostrophe before it makes
    it text; amounts below zero stay as they are.
    """
    begins = f"{name}[1] IN ('=', '+', '-', '@', chr(9), chr(13))"
    is_number = f"regexp_full_match({name}, '[-+][0-9][0-9A-Za-z.,% ]*')"
    return (
        f"CASE WHEN {begins} AND NOT {is_number} THEN chr(39) || {name} ELSE {name} END AS {name}"
    )


def _copy(database: Database, query: str, path: str) -> None:
    unfinished = whole(path)
    form = "parquet" if path.endswith(".parquet") else "csv, HEADER"
    if not path.endswith(".parquet"):
        known = {row[0] for row in database.execute(f"DESCRIBE {query}").fetchall()}
        words = ", ".join(_as_text(one) for one in _WORDS if one in known)
        query = f"SELECT * REPLACE ({words}) FROM ({query})"
    try:
        database.execute(f"COPY ({query}) TO {string(unfinished)} (FORMAT {form})")
        os.replace(unfinished, path)
    except BaseException:
        if os.path.exists(unfinished):
            os.remove(unfinished)
        raise
