"""The registers of a workspace: folders with tables and a mapping, and the answers kept in them."""

import csv
import json
import os
import re
from itertools import islice
from typing import Any, NamedTuple

from engine.commands.web.desk.workspace import NoCase, Workspace, stem_of

ANSWERS = "answers"
_NAME = re.compile(r"[^./\\\0-\x1f\x7f][^/\\\0-\x1f\x7f]{0,119}")


class NoRegister(Exception):
    """There is no such register, or nothing of that name in it."""


class Register(NamedTuple):
    """A folder with mappings and tables: their names, and those of the answers kept in it."""

    name: str
    folder: str
    mappings: tuple[str, ...]
    tables: tuple[tuple[str, int], ...]
    answers: tuple[str, ...]


def registers(folder: str) -> tuple[str, ...]:
    """Return the names of the folders in a workspace that have a mapping."""
    with os.scandir(folder) as found:
        names = sorted(one.name for one in found if one.is_dir(follow_symlinks=False))
    return tuple(
        name for name in names if _NAME.fullmatch(name) and _with(os.path.join(folder, name))
    )


def register_name(name: str) -> bool:
    """Tell whether a folder may be a register by its name."""
    return bool(_NAME.fullmatch(name))


def tables_of(folder: str) -> list[str]:
    """Return the names of the tables of a folder that have a heading to read."""
    return _with(folder, ".csv")


def _with(folder: str, *endings: str) -> list[str]:
    """Return the names of the files of a folder with some endings, those of mappings by default."""
    try:
        with os.scandir(folder) as found:
            return sorted(
                one.name
                for one in found
                if one.name.endswith(endings or (".toml",))
                and not one.name.startswith(".")
                and one.is_file(follow_symlinks=False)
            )
    except OSError:
        return []


def register(workspace: str, name: str) -> Register:
    """Return a register by its name; raises NoRegister for what is none, and for links."""
    folder = os.path.join(workspace, name)
    if not _NAME.fullmatch(name) or os.path.realpath(folder) != folder:
        raise NoRegister
    mappings = _with(folder)
    if not mappings:
        raise NoRegister
    tables = [
        (one, os.stat(os.path.join(folder, one)).st_size)
        for one in _with(folder, ".csv", ".parquet")
    ]
    kept = os.path.join(folder, ANSWERS)
    stems = [one.removesuffix(".json") for one in _with(kept, ".json")]
    answers = stems if os.path.realpath(kept) == kept else []
    return Register(name, folder, tuple(mappings), tuple(tables), tuple(answers))


def mapping_text(found: Register, mapping: str) -> str:
    """Return the text of a mapping.

    Raises NoRegister for any other file, SourceError if it is no text.
    """
    if mapping not in found.mappings:
        raise NoRegister
    try:
        return mappings_of(found).read(mapping).content
    except NoCase:
        raise NoRegister from None


def mappings_of(found: Register) -> Workspace:
    """Return the mappings of a register, kept as cases are, with the texts they had before."""
    return Workspace(found.folder, ".toml")


def output_of(found: Register, question: str, day: str) -> str:
    """Return the path of the answers to a question, without an ending; makes their folder.

    Raises NoRegister if that folder is a link, OSError if it cannot be made.
    """
    folder = os.path.join(found.folder, ANSWERS)
    os.makedirs(folder, exist_ok=True)
    if os.path.realpath(folder) != folder:
        raise NoRegister
    return os.path.join(folder, f"{stem_of(question)}-{day}")


def answers_of(found: Register, stem: str) -> dict[str, Any]:
    """Return what some answers come to; raises NoRegister if there are none of that name."""
    if stem not in found.answers:
        raise NoRegister
    path = os.path.join(found.folder, ANSWERS, f"{stem}.json")
    try:
        with open(path, encoding="utf-8") as file:
            said: dict[str, Any] = json.load(file)
    except (OSError, ValueError):
        raise NoRegister from None
    return said


def picture_of(found: Register, stem: str) -> str:
    """Return the picture of some answers as SVG; raises NoRegister."""
    answers_of(found, stem)
    try:
        with open(os.path.join(found.folder, ANSWERS, f"{stem}.svg"), encoding="utf-8") as file:
            return file.read()
    except OSError:
        raise NoRegister from None


def rows_of(
    found: Register, stem: str, behind: tuple[str, str, str], skip: int, most: int
) -> list[dict[str, str]]:
    """Return some of the cases that are `behind` a bar: with an answer, another one, a provision.

    The other answer is that under what is compared with, the provision that by which it is so; ''
    stands for any. Reads no more of the file than it needs.
    """
    wanted = [*zip(("answer", "other_answer", "provision"), behind, strict=True)]

    def fits(row: dict[str, str]) -> bool:
        return all(not text or row.get(column) == text for column, text in wanted)

    return _some(found, f"{stem}.csv", fits, skip, most)


def rejects_of(found: Register, stem: str, most: int) -> list[dict[str, str]]:
    """Return some of the rows that were refused, with the reasons."""
    return _some(found, f"{stem}.csv.rejects.csv", lambda row: True, 0, most)


def _some(found: Register, file: str, fits: Any, skip: int, most: int) -> list[dict[str, str]]:
    path = os.path.join(found.folder, ANSWERS, file)
    if not os.path.isfile(path):
        return []
    with open(path, encoding="utf-8", newline="", errors="replace") as opened:
        rows = (row for row in csv.DictReader(opened) if fits(row))
        return [dict(row) for row in islice(rows, skip, skip + most)]
