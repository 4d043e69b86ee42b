"""Tables are read only from inside the folder of the law file that names them."""

import hashlib
import os
import stat
from collections.abc import Callable, Mapping

LIMIT = 64 * 1024 * 1024
"""The largest table, in bytes."""

Read = dict[str, str]
"""The tables that were read: path and hash of the content."""


def table_reader(law: str, read: Read) -> Callable[[str], str]:
    """Return a function from the path in a law file to the text of that table.

    It raises `OSError` for a file that is missing, too large, not an ordinary file or (also by a
    link) outside the folder, and `UnicodeError` for one that is not UTF-8. What it reads is
    recorded in `read`.
    """
    folder = os.path.dirname(law) or "."
    inside = os.path.realpath(folder)

    def read_table(path: str) -> str:
        name = os.path.join(folder, path)
        real = os.path.realpath(name)
        if os.path.commonpath((inside, real)) != inside:
            raise OSError(0, "it is outside the folder of the law file", name)
        raw = _content(real)
        read[name] = hashlib.sha256(raw).hexdigest()
        return raw.decode("utf-8")

    return read_table


def is_unchanged(read: Mapping[str, str]) -> bool:
    """Tell whether every table still has the content that it had when it was read."""
    try:
        return all(
            hashlib.sha256(_content(name)).hexdigest() == digest for name, digest in read.items()
        )
    except OSError:
        return False


def _content(name: str) -> bytes:
    """Return the content of an ordinary file; one that would block is never waited for."""
    descriptor = os.open(name, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    with open(descriptor, "rb") as file:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            raise OSError(0, "it is not an ordinary file", name)
        if found.st_size > LIMIT:
            raise OSError(0, f"it is larger than {LIMIT // (1024 * 1024)} MiB", name)
        return file.read()
