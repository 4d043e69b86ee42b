"""A table without a mapping -> a mapping to begin with, which says what to write into it."""

import csv
import os

from engine.commands.web.desk.registers import NoRegister, register_name, tables_of
from engine.commands.whole_files import write_whole

MAPPING = "mapping.toml"

_BEGUN = """\
# What the tables of this folder say, in sentences of the law. docs/registers.md has all of it.
# Columns of {table}: {columns}

[cases]
table = {table}   # one row for each case
key = {key}   # the column that tells cases apart

# One such part for each sentence: take away the signs # and put your columns on the right.
# [[says]]
# sentence = "{{person}} was born on {{birthday}}"
# table = {table}
# columns = {{ birthday = "the column with the day" }}
"""


def unmapped(workspace: str) -> list[tuple[str, str, list[str]]]:
    """Return the tables of the folders that have no mapping: folder, table, columns."""
    with os.scandir(workspace) as found:
        names = sorted(one.name for one in found if one.is_dir(follow_symlinks=False))
    return [
        (name, table, columns)
        for name in names
        if register_name(name) and MAPPING not in os.listdir(os.path.join(workspace, name))
        for table in tables_of(os.path.join(workspace, name))
        if (columns := _columns(os.path.join(workspace, name, table)))
    ]


def begin(workspace: str, name: str, table: str) -> None:
    """Write a mapping for a table that has none; raises NoRegister for any other."""
    columns = next(
        (every for at, one, every in unmapped(workspace) if (at, one) == (name, table)), None
    )
    if columns is None:
        raise NoRegister
    quoted = [_quoted(one) for one in columns]
    text = _BEGUN.format(table=_quoted(table), columns=", ".join(quoted), key=quoted[0])
    write_whole(os.path.join(workspace, name, MAPPING), text)


def _columns(path: str) -> list[str]:
    """Return the heading of a table, none where it cannot be read."""
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            return [one for one in next(csv.reader(file), []) if one.strip()][:200]
    except (OSError, ValueError, csv.Error):
        return []


def _quoted(text: str) -> str:
    r"""Return a text as TOML has it.

    >>> _quoted('a "b"')
    '"a \\"b\\""'
    """
    plain = "".join(one if one.isprintable() else " " for one in text)
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'
