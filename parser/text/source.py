"""Text files from strangers: read as a whole, or refused with the reason."""

import os
import re

from parser.text.diagnostic import Diagnostic, SourceError
from parser.text.span import Span

LIMIT = 5_000_000
"""The largest file that is read, in bytes."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029]")


def read_source(path: os.PathLike[str] | str) -> str:
    r"""Return the text of a file, with line ends as `\n` and without byte-order mark.

    Raises SourceError if it is missing, no file, unreadable, too large, empty, not UTF-8, or
    has control characters.
    """
    file = os.fspath(path)
    try:
        if os.path.isdir(file):
            raise _refused("not-a-file", f"`{file}` is a folder", file, "name a file in it")
        if os.stat(file).st_size > LIMIT:
            raise _refused(
                "too-large",
                f"`{file}` is larger than {LIMIT // 1_000_000} MB",
                file,
                "split it into several files",
            )
        with open(file, "rb") as opened:  # bounded: a device has no size and no end
            data = opened.read(LIMIT + 1)
    except FileNotFoundError:
        raise _refused(
            "no-such-file", f"there is no file `{file}`", file, "check the path"
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise _refused(
            "unreadable", f"`{file}` cannot be read: {reason}", file, "check its permissions"
        ) from None
    return decode(data, file)


def decode(data: bytes, file: str) -> str:
    r"""Return the text that `data` encodes; raise SourceError where it is not clean UTF-8.

    >>> decode(b"\xef\xbb\xbfa\r\nb", "a.law")
    'a\nb'
    """
    if len(data) > LIMIT:
        raise _refused(
            "too-large", f"`{file}` is larger than {LIMIT // 1_000_000} MB", file, "split it"
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _refused(
            "not-utf-8",
            f"byte {error.start + 1} of `{file}` is no UTF-8 text",
            file,
            "save the file with the encoding UTF-8",
            line,
        ) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    control = _CONTROL.search(text)
    if control is not None:
        before = text[: control.start()]
        raise _refused(
            "control-character",
            f"a control character (U+{ord(control.group()):04X}) stands in the text",
            file,
            "remove it",
            before.count("\n") + 1,
            len(before) - before.rfind("\n"),
        )
    if not text.strip():
        raise _refused("empty-file", f"`{file}` is empty", file, "write something into it")
    return text


def _refused(
    code: str, message: str, file: str, advice: str, line: int = 0, column: int = 1
) -> SourceError:
    place = Span(file, 0, 0, line, column if line else 0)
    return SourceError((Diagnostic(code, message, place, help=advice),))
