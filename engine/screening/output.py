"""What a screening leaves behind: answers, refused rows, and a summary; whole files or none."""

import json
import os
import shutil

from engine.screening.loading import REJECTS
from engine.sql.running import Database

WIDTH = 40
"""How long the longest bar of a summary is, in characters."""


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
    listed = ", ".join(f"'{_text(file)}'" for file in files)
    rows = (
        f"SELECT * FROM read_parquet([{listed}]) ORDER BY case_key, question"
        if files
        else "SELECT NULL AS case_key, NULL AS question, NULL AS answer WHERE FALSE"
    )
    # one table of its own: how a file is packed hangs on the pieces that its rows come in
    database.execute(f"CREATE OR REPLACE TABLE main.whole_result AS {rows}")
    _copy(database, "SELECT * FROM main.whole_result", output)
    found = database.execute(f"SELECT count(*) FROM {REJECTS}").fetchone()
    rejects = f"{output}.rejects.csv"
    if found[0]:
        _copy(database, f"SELECT * FROM {REJECTS} ORDER BY ALL", rejects)
    elif os.path.exists(rejects):
        os.remove(rejects)
    shutil.rmtree(parts, ignore_errors=True)
    return int(found[0])


def _copy(database: Database, query: str, path: str) -> None:
    whole = f"{path}.whole"
    form = "parquet" if path.endswith(".parquet") else "csv, HEADER"
    try:
        database.execute(f"COPY ({query}) TO '{_text(whole)}' (FORMAT {form})")
        os.replace(whole, path)
    except BaseException:
        if os.path.exists(whole):
            os.remove(whole)
        raise


def summary(database: Database, output: str, refused: int) -> str:
    """Return how many cases there are of each answer, and of each provision that decides."""
    reader = "read_parquet" if output.endswith(".parquet") else "read_csv"
    lines: list[str] = []
    found = database.execute(
        f"SELECT question, answer, count(*) AS n FROM {reader}('{_text(output)}') "
        "GROUP BY ALL ORDER BY question, n DESC, answer"
    ).fetchall()
    most = max((row[2] for row in found), default=1)
    for number, (question, answer, count) in enumerate(found):
        if number == 0 or found[number - 1][0] != question:
            lines.append(question)
        bar = "\N{FULL BLOCK}" * max(1, round(WIDTH * count / most))
        lines.append(f"  {answer:<8} {count:>12,}  {bar}")
    lines += _changes(database, f"{reader}('{_text(output)}')")
    reasons = database.execute(
        f"SELECT answer, provision, count(*) AS n FROM {reader}('{_text(output)}') "
        "WHERE coalesce(provision, '') <> '' GROUP BY ALL "
        "ORDER BY n DESC, answer, provision LIMIT 12"
    ).fetchall()
    if reasons:
        lines.append("by the provision that decides")
        lines += [
            f"  {answer:<8} {count:>12,}  {provision}" for answer, provision, count in reasons
        ]
    lines.append(f"written: {output}")
    if refused:
        rows = "row was" if refused == 1 else "rows were"
        lines.append(f"{refused:,} {rows} refused, with reasons: {output}.rejects.csv")
    return "\n".join(lines) + "\n"


def _changes(database: Database, source: str) -> list[str]:
    """Return how many answers are other ones under the law compared with, and by what."""
    columns = [row[0] for row in database.execute(f"DESCRIBE FROM {source}").fetchall()]
    if "other_answer" not in columns:
        return []
    found = database.execute(
        "SELECT answer, other_answer, coalesce(other_provision, '') AS deciding, count(*) AS n "
        f"FROM {source} WHERE answer IS DISTINCT FROM other_answer "
        "GROUP BY ALL ORDER BY n DESC, answer, other_answer, deciding"
    ).fetchall()
    if not found:
        return ["under the law compared with every answer is the same"]
    return [
        "under the law compared with",
        *(
            f"  {answer:<8} -> {other:<8} {count:>12,}  {by}".rstrip()
            for answer, other, by, count in found
        ),
    ]


def _text(value: str) -> str:
    return value.replace("'", "''")
