"""A small register: a law in a file, tables as text, and what `screen` makes of them."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.engine.commands.running import zakonik

Capsys = pytest.CaptureFixture[str]
Row = dict[str, str]


@dataclass(frozen=True)
class Screened:
    """What `screen` printed, and the rows of its answers and of what it refused."""

    out: str
    err: str
    answers: list[Row]
    rejects: list[Row]

    def by_key(self) -> dict[str, str]:
        """Return the answer of each case."""
        return {row["case_key"]: row["answer"] for row in self.answers}

    def refused(self) -> list[str]:
        """Return each refused row: file, line, key, reason and provision."""
        named = ("file", "line", "case_key", "reason", "provision")
        return [" | ".join(row[name] for name in named) for row in self.rejects]


def says(sentence: str, table: str = "people.csv", more: str = "") -> str:
    """Return what a mapping says of one sentence."""
    return f'\n[[says]]\nsentence = "{sentence}"\ntable = "{table}"\ncase = "id"\n{more}\n'


CASES = '[cases]\ntable = "people.csv"\nkey = "id"\n'


def screened(
    capsys: Capsys,
    folder: Path,
    law: Path,
    question: str,
    mapping: str,
    tables: Mapping[str, str | bytes],
    *more: str,
    day: str = "2026-11-23",
) -> Screened:
    """Ask a register of some tables; `mapping` is what follows `CASES`."""
    (folder / "mapping.toml").write_text(CASES + mapping, encoding="utf-8")
    for name, text in tables.items():
        content = text if isinstance(text, bytes) else text.encode()
        (folder / name).write_bytes(content)
    out = folder / "out.csv"
    place = ("--data", str(folder), "--kb", str(law), "--as-of", day, "-o", str(out))
    ended = zakonik(capsys, "screen", question, *place, *more)
    answers = _rows(out) if ended.code == 0 else []
    return Screened(ended.out, ended.err, answers, _rows(folder / "out.csv.rejects.csv"))


def _rows(path: Path) -> list[Row]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))
