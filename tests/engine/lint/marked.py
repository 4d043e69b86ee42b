"""Laws in which the lines that a rule of the linter finds are marked: `# ← L301`."""

import re
from collections.abc import Mapping
from pathlib import Path

from engine.lint.lint import laws_of
from engine.lint.rules import RULES
from kb.files import Found
from kb.from_files import find, load_laws

_MARK = re.compile(r"\s*# ← (L\d+(?:, L\d+)*)\s*$")

Places = frozenset[tuple[str, int, str]]
"""The name of a file, a line in it, and the code of what is found there."""


def write(folder: Path, files: Mapping[str, str]) -> Places:
    """Write files into a folder, without the marks of those that know no comments; return marks."""
    marked: set[tuple[str, int, str]] = set()
    for name, text in files.items():
        lines = text.split("\n")
        for number, line in enumerate(lines, 1):
            mark = _MARK.search(line)
            if mark is not None:
                marked.update((name, number, code) for code in mark[1].split(", "))
                lines[number - 1] = line[: mark.start()]
        (folder / name).write_text("\n".join(lines), encoding="utf-8")
    return frozenset(marked)


def found_in(folder: Path) -> Places:
    """Return what all rules find in the laws of a folder, before any switch."""
    found: Found = find(folder)
    laws = laws_of(load_laws(found.laws), found.cases)
    return frozenset(
        (Path(one.at.file).name, one.at.line, one.code) for rule in RULES for one in rule.find(laws)
    )
