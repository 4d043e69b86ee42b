"""Which files belong to a knowledge base: `.law` and `.case` files, found but not read."""

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from parser.text.diagnostic import Diagnostic
from parser.text.span import Span

FILES = 10_000
"""How many files one knowledge base may have."""


WRITTEN = (".law", ".case", ".me")
"""How the names of all files end that are written in the language."""


class Found(NamedTuple):
    """The paths of law and case files, in the order of reading, as people are shown them."""

    laws: tuple[str, ...]
    cases: tuple[str, ...]


def find_files(paths: Sequence[os.PathLike[str] | str], problems: list[Diagnostic]) -> Found:
    """Return the files that `paths` name: files themselves, and those in folders below them.

    A `.case` file that stands beside a `.law` file named alone, with the same stem, belongs to
    it. Hidden folders are passed over. Adds a problem for each path that cannot be used.
    """
    laws: dict[str, str] = {}
    cases: dict[str, str] = {}
    for path in paths:
        for found in _files_at(os.fspath(path), problems):
            known = laws if found.endswith(".law") else cases
            known.setdefault(os.path.realpath(found), found)
            if len(laws) + len(cases) > FILES:
                problems.append(_bad(found, "too-many-files", f"more than {FILES} files", _FEWER))
                return Found((), ())
    return Found(tuple(laws.values()), tuple(cases.values()))


def find_written(
    paths: Sequence[os.PathLike[str] | str], problems: list[Diagnostic]
) -> tuple[str, ...]:
    """Return what people write and `paths` name: laws, cases and translations.

    They are files themselves, and those in folders below them that are not hidden, each once.
    Adds a problem for each path that cannot be used.
    """
    found: dict[str, str] = {}
    for named in paths:
        path = os.fspath(named)
        if os.path.isdir(path):
            before = len(problems)
            inside = sorted(_walk(path, problems, WRITTEN))
            for each in inside:
                found.setdefault(os.path.realpath(each), each)
            if not inside and len(problems) == before:
                message = f"`{path}` has no law, case or translation in it"
                advice = "name a folder with `.law`, `.case` or `.me` files"
                problems.append(_bad(path, "empty-folder", message, advice))
        elif path.endswith(WRITTEN) and (os.path.isfile(path) or not os.path.exists(path)):
            found.setdefault(os.path.realpath(path), path)
        elif not os.path.exists(path):
            message = f"there is no file or folder `{path}`"
            problems.append(_bad(path, "no-such-file", message, _meant(path)))
        else:
            message = f"`{path}` is neither a law nor a case nor a translation"
            advice = "they end in `.law`, `.case` and `.me`"
            problems.append(_bad(path, "unknown-file", message, advice))
    return tuple(found.values())


def laws_beside(cases: Iterable[str]) -> tuple[str, ...]:
    """Return the law files in the folders of these case files, sorted in each folder."""
    found: list[str] = []
    for folder in dict.fromkeys(os.path.dirname(case) for case in cases):
        try:
            names = sorted(os.listdir(folder or "."))
        except (OSError, ValueError):
            continue
        found.extend(os.path.join(folder, name) for name in names if name.endswith(".law"))
    return tuple(found)


_FEWER = "name a folder with fewer law and case files"


def _files_at(path: str, problems: list[Diagnostic]) -> Iterator[str]:
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        problems.append(
            _bad(path, "missing-file", f"`{path}` cannot be read: {reason}", _meant(path))
        )
        return
    if stat.S_ISDIR(mode):
        before = len(problems)
        names = sorted(_walk(path, problems))
        if not names and len(problems) == before:
            advice = "name a folder with `.law` or `.case` files"
            problems.append(
                _bad(path, "empty-folder", f"`{path}` has no law or case in it", advice)
            )
        yield from names
    elif not path.endswith((".law", ".case")):
        advice = "laws end in `.law`, cases in `.case`"
        problems.append(_bad(path, "unknown-file", f"`{path}` is neither a law nor a case", advice))
    elif not stat.S_ISREG(mode):
        advice = "name a file or a folder"
        problems.append(_bad(path, "not-a-file", f"`{path}` is not an ordinary file", advice))
    else:
        yield path
        beside = f"{path[: -len('.law')]}.case"
        if path.endswith(".law") and os.path.isfile(beside):
            yield beside


def _meant(path: str) -> str:
    """Say which file or folder beside a path that is not there may have been meant."""
    from difflib import get_close_matches

    folder, name = os.path.split(path.rstrip(os.sep))
    try:
        near = get_close_matches(name, sorted(os.listdir(folder or ".")), 1)
    except (OSError, ValueError):
        near = []
    return f"did you mean `{os.path.join(folder, near[0])}`?" if near else "check the path"


def _walk(
    folder: str, problems: list[Diagnostic], endings: tuple[str, ...] = (".law", ".case")
) -> Iterator[str]:
    def refuse(error: OSError) -> None:
        message = f"`{error.filename}` cannot be read: {error.strerror}"
        problems.append(_bad(str(error.filename), "unreadable-folder", message, "check its rights"))

    for inside, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            path = os.path.join(inside, name)
            if name.endswith(endings) and os.path.isfile(path):
                yield path


def _bad(path: str, code: str, message: str, advice: str) -> Diagnostic:
    return Diagnostic(code, message, Span(path, 0, 0, 0, 0), help=advice)
