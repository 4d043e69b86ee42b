"""The texts that a case file has had: each a file, none ever changed or removed.

They lie in `.history/NAME/` of the same folder. A file `000007-000004` is the seventh text, made
from the fourth, so that one can go back and go on from there without losing what was left; `HEAD`
has the number of the present one. A text is written here before it is written in its place: a
process that is ended at any moment loses nothing, and leaves at most a text that nobody chose.
"""

import os
import re
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple

from engine.commands.whole_files import file_trouble, write_whole

FOLDER = ".history"
_FILE = re.compile(r"(\d{6,12})-(\d{6,12})")


def version_of(content: str) -> str:
    """Return the mark of a text.

    >>> version_of("") == version_of(" ")
    False
    """
    return sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


class Version(NamedTuple):
    """A text that a file has had: its number, that of the one it was made from (0: none), when."""

    number: int
    made_from: int
    when: datetime
    is_now: bool


class History:
    """The texts of one case file."""

    def __init__(self, folder: str, name: str) -> None:
        self.folder = os.path.join(folder, FOLDER, name)
        self._is_inside = os.path.realpath(self.folder) == self.folder

    def versions(self, now: str) -> tuple[Version, ...]:
        """Return all texts, the oldest first; `now` is the present one."""
        found = self._found()
        head = self._head(now)
        versions: list[Version] = []
        for number, made_from in sorted(found.items()):
            changed = os.stat(self._path(number, made_from)).st_mtime
            when = datetime.fromtimestamp(changed)
            versions.append(Version(number, made_from, when, number == head))
        return tuple(versions)

    def text(self, number: int) -> str:
        """Return a text by its number. Raises OSError if it is gone, KeyError if it never was."""
        with open(self._path(number, self._found()[number]), encoding="utf-8", newline="") as file:
            return file.read()

    def with_version(self, version: str) -> str | None:
        """Return the newest text with a mark, None if none was kept."""
        texts = (self.text(number) for number in sorted(self._found(), reverse=True))
        return next((one for one in texts if version_of(one) == version), None)

    def add(self, now: str, content: str) -> int:
        """Keep what the present text is changed to, and return its number.

        The present one is kept too if it was written by another program. Raises SourceError if
        they cannot be written.
        """
        if not self._is_inside:
            raise file_trouble(self.folder, "leads elsewhere", "put a folder in the place of links")
        os.makedirs(self.folder, exist_ok=True)
        last = max(self._found(), default=0)
        head = self._head(now)
        if head == 0:
            last += 1
            write_whole(self._path(last, self._pointed()), now)
            head = last
        write_whole(self._path(last + 1, head), content)
        return last + 1

    def point(self, number: int) -> None:
        """Note which text is the present one."""
        write_whole(os.path.join(self.folder, "HEAD"), f"{number}\n")

    def before(self, now: str) -> int | None:
        """Return the number of the text from which the present one was made, if there is one."""
        return self._found().get(self._head(now)) or None

    def after(self, now: str) -> int | None:
        """Return the number of the newest text that was made from the present one."""
        head = self._head(now)
        made = [number for number, of in self._found().items() if of == head]
        return max(made, default=None) if head else None

    def _head(self, now: str) -> int:
        """Return the number of the present text, 0 if it was not kept."""
        pointed = self._pointed()
        known = sorted(self._found(), reverse=True)
        likely = [pointed, *known] if pointed in known else known
        return next((one for one in likely if self.text(one) == now), 0)

    def _pointed(self) -> int:
        try:
            with open(os.path.join(self.folder, "HEAD"), encoding="ascii") as file:
                said = file.read(20).strip()
        except (OSError, ValueError):
            return 0
        return int(said) if said.isascii() and said.isdigit() else 0

    def _found(self) -> dict[int, int]:
        """Return for each text the one that it was made from."""
        if not self._is_inside or not os.path.isdir(self.folder):
            return {}
        names = [_FILE.fullmatch(one) for one in os.listdir(self.folder)]
        return {int(one[1]): int(one[2]) for one in names if one is not None}

    def _path(self, number: int, made_from: int) -> str:
        return os.path.join(self.folder, f"{number:06}-{made_from:06}")
