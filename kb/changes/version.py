"""Two versions of some laws: folders, files, or what a git revision has of a folder."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from kb.base import KnowledgeBase
from kb.from_files import find, load_laws
from parser.frozen import dataclass
from parser.text.diagnostic import Diagnostic, Quoted, SourceError
from parser.text.source import read_source
from parser.text.span import NOWHERE, Span

SECONDS = 60
"""How long git may take."""


@dataclass(frozen=True, slots=True)
class Version:
    """Laws as they are at one time: `label` is what people call it, `root` the folder of its files.

    `cases` are the paths of the case files among them.
    """

    label: str
    root: str
    kb: KnowledgeBase
    cases: tuple[str, ...]

    def path(self, file: str) -> str:
        """Return a file of this version as both versions call it, from the root."""
        return os.path.relpath(file, self.root)

    def spot(self, span: Span) -> str:
        """Return file and line of a place, '' for none."""
        return f"{self.path(span.file)}:{span.line}" if span.file else ""


@contextmanager
def read_version(named: str, inside: str) -> Iterator[Version]:
    """Give the version that a path or a git revision names; what is unpacked goes at the end.

    `inside` is the folder or file whose laws are meant at a revision; `REVISION:PATH` says so by
    itself. Raises SourceError for what is neither, and with all errors of the laws.
    """
    if os.path.exists(named):
        yield _read(named, named)
        return
    revision, _, path = named.partition(":")
    path = path or inside
    one_file = path.endswith((".law", ".case"))
    wanted, name = os.path.split(path) if one_file else (path, "")
    with TemporaryDirectory(prefix="zakonik-") as folder:
        _unpack(revision, wanted, folder, named)
        try:
            version = _read(os.path.join(folder, name) if name else folder, named)
        except SourceError as error:
            raise _moved(error, folder, f"{revision}:{wanted}") from None
        yield version


def _read(path: str, label: str) -> Version:
    found = find(path)
    root = path if os.path.isdir(path) else os.path.dirname(path) or "."
    return Version(label, root, load_laws(found.laws), found.cases)


def _unpack(revision: str, path: str, folder: str, named: str) -> None:
    """Write what a revision has in a folder of the working tree into another one."""
    place = os.path.abspath(path)
    while not os.path.isdir(place):
        place = os.path.dirname(place)  # the folder may be gone since then
    if not revision or revision.startswith("-"):
        raise _unknown(named, "a revision is a name or a number")
    top, prefix = _git(place, named, "rev-parse", "--show-toplevel", "--show-prefix").split(b"\n")[
        :2
    ]
    inner = os.path.join(prefix.decode(), os.path.relpath(os.path.abspath(path), place))
    inner = os.path.normpath(inner)
    tree = f"{revision}:{'' if inner == '.' else inner}"  # git knows the whole tree by no path
    packed_files = _git(top.decode(), named, "archive", "--format=zip", tree)
    with ZipFile(BytesIO(packed_files)) as packed:
        packed.extractall(folder)


def _git(place: str, named: str, *words: str) -> bytes:
    """Return what git says in a folder."""
    try:
        done = subprocess.run(
            ["git", "-C", place, *words], capture_output=True, timeout=SECONDS, check=True
        )
    except FileNotFoundError:
        raise _unknown(named, "there is no git to look for a revision") from None
    except subprocess.TimeoutExpired:
        raise _unknown(named, f"git did not answer within {SECONDS} seconds") from None
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace").strip().splitlines()
        raise _unknown(named, said[-1] if said else "git knows nothing of it") from None
    return done.stdout


def _unknown(named: str, why: str) -> SourceError:
    advice = "name a folder with laws, or a git revision such as HEAD~1 or main:laws"
    message = f"`{named}` is neither a path nor a revision: {why}"
    return SourceError((Diagnostic("unknown-version", message, NOWHERE, help=advice),))


def _moved(error: SourceError, folder: str, named: str) -> Quoted:
    """Return errors with the names that files have in their revision, and the texts of these."""
    texts: dict[str, str] = {}

    def moved(span: Span) -> Span:
        if not span.file.startswith(folder):
            return span
        name = os.path.join(named, os.path.relpath(span.file, folder))
        if name not in texts:
            texts[name] = read_source(span.file)
        return replace(span, file=name)

    told = tuple(
        replace(
            one,
            at=moved(one.at),
            also=tuple(replace(each, span=moved(each.span)) for each in one.also),
        )
        for one in error.diagnostics
    )
    return Quoted(told, texts)
