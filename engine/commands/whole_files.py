"""Files written whole or not at all."""

import os
import re
import stat
import tempfile
from collections.abc import Iterable
from contextlib import suppress

from parser.text.diagnostic import Diagnostic, SourceError
from parser.text.span import Span

_LEFTOVER = re.compile(r"\.zakonik-[a-z0-9_]{8}")
"""What files are called while they are written: a mark of ours, and what `mkstemp` adds."""

_OLD = 3_600.0
"""How many seconds nobody has touched a file that is surely no longer written."""


def write_whole(path: str, text: str) -> None:
    """Write a text in UTF-8 as `write_bytes` does."""
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: str, content: bytes) -> None:
    """Write a file beside its place and move it there, so that it is never there in part.

    Raises SourceError when that cannot be done; an older file is then as it was.
    """
    folder = os.path.dirname(path) or "."
    temporary = ""
    try:
        if os.path.isdir(path):
            raise IsADirectoryError(21, "is a folder", path)
        handle, temporary = tempfile.mkstemp(prefix=".zakonik-", dir=folder)
        with open(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, path)
    except (OSError, ValueError) as error:
        if temporary and os.path.exists(temporary):
            os.unlink(temporary)
        reason = getattr(error, "strerror", None) or str(error)
        raise file_trouble(path, f"cannot be written: {reason}", "choose another place") from None


def remove_leftovers(folders: Iterable[str], now: float) -> int:
    """Remove what processes that were killed while they wrote left in some folders.

    These are files called as `write_bytes` calls its own, of this account, that nobody has touched
    for an hour before `now` (seconds since 1970). Returns how many they were.
    """
    gone = 0
    for folder in folders:
        try:
            with os.scandir(folder) as found:
                names = [one for one in found if _LEFTOVER.fullmatch(one.name)]
        except OSError:
            continue
        for one in names:
            with suppress(OSError):
                about = one.stat(follow_symlinks=False)
                is_ours = stat.S_ISREG(about.st_mode) and about.st_uid == os.geteuid()
                if is_ours and now - about.st_mtime > _OLD:
                    os.unlink(one.path)
                    gone += 1
    return gone


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def file_trouble(path: str, what: str, advice: str) -> SourceError:
    """Return the error that something is wrong with the file `path`, and what to do about it."""
    return SourceError(
        (Diagnostic("file-trouble", f"`{path}` {what}", Span(path, 0, 0, 0, 0), help=advice),)
    )
