"""Parsed files kept in the user's cache folder, found again by the hash of what they were made of.

Whatever is missing, damaged, written by someone else or not writable is silently done without:
a cache can make a command faster and nothing else. `ZAKONIK_CACHE=off` turns it off.
"""

import contextlib
import hashlib
import io
import os
import pickle
import stat
import time
from collections.abc import Iterable
from dataclasses import is_dataclass
from functools import cache
from typing import Any

from kb.garbage import uncollected

ENTRIES = 512
"""How many entries are kept; those go first that were read or written longest ago."""

TOTAL = 512 * 1024 * 1024
"""How many bytes all entries may have together."""

_MAGIC = b"zakonik cache 1\n"
_LIMIT = 256 * 1024 * 1024
"""How many bytes one entry may have."""

FORMS = frozenset(
    {
        "kb.remedies",
        "parser.datalog.tree",
        "parser.provenance",
        "parser.resolved.law_tree",
        "parser.resolved.tree",
        "parser.resolved.vocabulary",
        "parser.text.diagnostic",
        "parser.text.span",
        "parser.values",
    }
)
"""The modules whose dataclasses an entry may be made of."""

_STANDARD = frozenset({("datetime", "date"), ("decimal", "Decimal")})


class _Pickler(pickle.Pickler):
    """Writes a form as its class and the values of its fields, which `filled` reads back.

    What `dataclasses` gives a form with slots for this looks its fields up again for every object
    that is read: a quarter of the time of reading an entry.
    """

    def reducer_override(self, value: Any) -> Any:
        form = type(value)
        names = vars(form).get("__slots__")
        if names is None or "__reduce__" in vars(form) or not is_dataclass(form):
            return NotImplemented
        return filled, (form, *(getattr(value, name) for name in names))


def filled(form: type, *values: object) -> object:
    """Return a dataclass with slots whose fields have these values, in order.

    Raises ValueError if there are more or fewer values than fields.
    """
    made: object = object.__new__(form)
    for name, value in zip(form.__slots__, values, strict=True):  # type: ignore[attr-defined]
        _set(made, name, value)
    return made


_set = object.__setattr__


class _Unpickler(pickle.Unpickler):
    """Restores our own immutable forms and nothing else, so that no entry can run code."""

    def __init__(self, payload: bytes, forms: frozenset[str]) -> None:
        super().__init__(io.BytesIO(payload))
        self._forms = forms

    def find_class(self, module_name: str, global_name: str) -> Any:
        if (module_name, global_name) == (__name__, filled.__name__):
            return filled
        if (module_name, global_name) in _STANDARD:
            return super().find_class(module_name, global_name)
        if module_name in self._forms and "." not in global_name:
            found = super().find_class(module_name, global_name)
            if isinstance(found, type) and is_dataclass(found) and found.__module__ == module_name:
                return found
        raise pickle.UnpicklingError(f"{module_name}.{global_name} is not a form of ours")


def key(*parts: str | bytes) -> str:
    """Return the name of an entry made from these parts by this version of the code.

    >>> key("a", "b") == key("ab"), key("a") == key(b"a")
    (False, True)
    """
    digest = hashlib.sha256(code_version())
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(b"%d:" % len(raw))
        digest.update(raw)
    return digest.hexdigest()


@cache
def code_version() -> bytes:
    """Return a digest that changes with our source files.

    It is made of their times and sizes: hashing every module would cost more than the cache saves.
    """
    root = os.path.dirname(os.path.dirname(__file__))
    digest = hashlib.sha256(root.encode("utf-8", "surrogatepass"))
    for folder in ("parser", "kb", "engine"):
        for path, found in sorted(_source_files(os.path.join(root, folder))):
            digest.update(f"{path} {found.st_size} {found.st_mtime_ns}\n".encode())
    return digest.digest()


def _source_files(folder: str) -> Iterable[tuple[str, os.stat_result]]:
    pending = [folder]
    while pending:
        with os.scandir(pending.pop()) as entries:
            for entry in entries:
                if entry.name.endswith((".py", ".lark")):
                    yield entry.path, entry.stat()
                elif entry.is_dir(follow_symlinks=False) and entry.name != "__pycache__":
                    pending.append(entry.path)


def fetch(name: str, forms: frozenset[str] = FORMS) -> Any:
    """Return the value stored under `name`, or None if there is none that can be trusted.

    `forms` are the modules whose dataclasses the value may be made of.
    """
    folder = _folder()
    if folder is None:
        return None
    try:
        path = os.path.join(folder, name)
        raw = _read(path)
        if raw is None:
            return None
        with contextlib.suppress(OSError):
            os.utime(path)  # what is in use stays
        return _restore(raw, forms)
    except Exception:  # a damaged entry can fail in any way, and is then as good as none
        return None


def store(name: str, value: object) -> None:
    """Keep a value under `name`, replacing the whole entry at once; failure is not an error."""
    folder = _folder(create=True)
    if folder is None:
        return
    try:
        written = io.BytesIO()
        _Pickler(written, protocol=5).dump(value)
        payload = written.getvalue()
        if len(payload) > _LIMIT:
            return
        raw = _MAGIC + hashlib.sha256(payload).digest() + payload
        _replace(folder, name, raw)
        if len(raw) > TOTAL // ENTRIES or len(os.listdir(folder)) > ENTRIES:
            _prune(folder)
    except (OSError, pickle.PicklingError, RecursionError, TypeError, AttributeError):
        return


def _restore(raw: bytes, forms: frozenset[str]) -> Any:
    start = len(_MAGIC) + 32
    digest, payload = raw[len(_MAGIC) : start], raw[start:]
    if raw[: len(_MAGIC)] != _MAGIC or hashlib.sha256(payload).digest() != digest:
        return None
    with uncollected():
        return _Unpickler(payload, forms).load()


def _folder(create: bool = False) -> str | None:
    """Return the cache folder, or None if there is none that this user alone can write to."""
    if os.environ.get("ZAKONIK_CACHE", "").lower() in ("off", "0", "no"):
        return None
    base = os.environ.get("XDG_CACHE_HOME", "")
    try:
        parent = base if os.path.isabs(base) else os.path.expanduser("~/.cache")
        folder = os.path.join(parent, "zakonik")
        if create:
            os.makedirs(folder, mode=0o700, exist_ok=True)
        found = os.lstat(folder)
    except (OSError, ValueError):
        return None
    if not stat.S_ISDIR(found.st_mode) or not _is_ours(found):
        return None
    if found.st_mode & 0o077:
        with contextlib.suppress(OSError):
            os.chmod(folder, 0o700)
    return folder


def _is_ours(found: os.stat_result) -> bool:
    """Tell whether a file belongs to this user and nobody else can write to it."""
    if not hasattr(os, "getuid"):
        return True
    return found.st_uid == os.getuid() and not found.st_mode & 0o022


def _read(path: str) -> bytes | None:
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
    with open(descriptor, "rb") as file:
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode) or not _is_ours(found) or found.st_size > _LIMIT:
            return None
        return file.read()


def _replace(folder: str, name: str, raw: bytes) -> None:
    temporary = os.path.join(folder, f".new-{os.getpid()}-{time.monotonic_ns()}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    try:
        with open(os.open(temporary, flags, 0o600), "wb") as file:
            file.write(raw)
        os.replace(temporary, os.path.join(folder, name))
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def _prune(folder: str) -> None:
    """Remove the oldest entries beyond `ENTRIES` and `TOTAL`; other processes may do so as well.

    Of too many some more are removed, so that the next ones need not look at all of them again.
    """
    found: list[tuple[int, int, str]] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            with contextlib.suppress(OSError):  # another process has removed it
                known = entry.stat(follow_symlinks=False)
                found.append((known.st_mtime_ns, known.st_size, entry.path))
    total = 0
    kept = ENTRIES if len(found) <= ENTRIES else ENTRIES - ENTRIES // 8
    for number, (_, size, path) in enumerate(sorted(found, reverse=True)):
        total += size
        if number >= kept or total > TOTAL:
            with contextlib.suppress(OSError):
                os.unlink(path)
