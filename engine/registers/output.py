"""What a screening leaves behind: answers and refused rows; whole files or none."""

import json
import os
import shutil

from engine.backends.sql.dialects import string
from engine.backends.sql.store import Database
from engine.registers.chunks import failed
from engine.registers.tables.run_tables import RUN

COLUMNS = (
    *("case_key", "question", "answer", "value"),
    *("provision", "condition", "missing", "decided"),
)
"""What a file of answers has, also where there are none."""


def prepare_parts(output: str, fingerprint: str) -> str:
    """Return the folder of the chunks beside an output file.

    What an earlier run with the same input left there is kept, anything else is removed.
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
    """Write the answers of all chunks to `output`, refused rows beside it; return how many."""
    database.execute("SET search_path = 'main'")
    database.execute("SET threads = 1")
    listed = ", ".join(string(file) for file in files)
    rows = (
        f"SELECT * FROM read_parquet([{listed}]) ORDER BY case_key, question"
        if files
        else f"SELECT {', '.join(f'NULL::VARCHAR AS {one}' for one in COLUMNS)} WHERE FALSE"
    )
    # one table of its own: how a file is packed hangs on the pieces that its rows come in
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


def _copy(database: Database, query: str, path: str) -> None:
    whole = f"{path}.whole"
    form = "parquet" if path.endswith(".parquet") else "csv, HEADER"
    try:
        database.execute(f"COPY ({query}) TO {string(whole)} (FORMAT {form})")
        os.replace(whole, path)
    except BaseException:
        if os.path.exists(whole):
            os.remove(whole)
        raise
