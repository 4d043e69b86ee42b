"""A folder of case files: read, written whole or not at all, and never written over unseen.

Nothing is kept elsewhere: the texts that a case had before lie in the same folder
(`engine.commands.web.desk.history`), so that whoever copies it has all, and whoever deletes it has
deleted all.
"""

import os
import re
import unicodedata
from contextlib import suppress
from typing import NamedTuple

from engine.commands.web.desk.history import FOLDER as HISTORY
from engine.commands.web.desk.history import History, Version, version_of
from engine.commands.web.limits import TEXT
from engine.commands.whole_files import file_trouble, remove_leftovers, write_whole
from parser.text.source import LIMIT, decode

_NAME = re.compile(r"[^./\\\0-\x1f\x7f][^/\\\0-\x1f\x7f]{0,119}\.(?:case|law|toml)")
_LETTERS = re.compile(r"[^\w]+")
_LONGEST = 60


class Text(NamedTuple):
    """What a case file says, and the mark of just this text, with which a change has to begin."""

    content: str
    version: str


class NoCase(Exception):
    """There is no such case file in the folder."""


class Overtaken(Exception):
    """The file has another text than the one that was changed: `now` is what it says."""

    def __init__(self, now: Text) -> None:
        self.now = now


class Workspace:
    """The files of one folder with an ending, cases by default, without those of folders in it."""

    def __init__(self, folder: str, ending: str = ".case") -> None:
        self.folder = os.path.realpath(folder)
        self.ending = ending

    def names(self) -> tuple[str, ...]:
        """Return the names of the case files, sorted."""
        with os.scandir(self.folder) as found:
            return tuple(
                sorted(
                    one.name
                    for one in found
                    if self._is_name(one.name) and one.is_file(follow_symlinks=False)
                )
            )

    def clear(self, now: float) -> int:
        """Remove what servers that were killed left in the folder, and return how much that was.

        `now` are seconds since 1970.
        """
        kept = os.path.join(self.folder, HISTORY)
        registers = [one for one in _folders(self.folder) if one != kept]
        kept_there = [os.path.join(one, HISTORY) for one in registers]
        inside = [kept, *_folders(kept), *registers, *kept_there]
        inside += [each for one in kept_there for each in _folders(one)]
        real = [one for one in inside if os.path.realpath(one) == one]
        return remove_leftovers([self.folder, *real], now)

    def read(self, name: str) -> Text:
        """Return the text of a file; raises NoCase, and SourceError if it is no text."""
        path = self._path(name)
        try:
            with open(path, "rb") as file:
                content = decode(file.read(LIMIT + 1), name)
        except OSError:
            raise NoCase from None
        return Text(content, version_of(content))

    def make(self, title: str, content: str) -> str:
        """Write a new file named after a title, and return its name; none is written over.

        Raises SourceError if it cannot be written.
        """
        stem = stem_of(title)
        number = 1
        while True:
            name = f"{stem}{'' if number == 1 else f'-{number}'}{self.ending}"
            if not os.path.lexists(os.path.join(self.folder, name)):
                break
            number += 1
        self._write(name, content)
        return name

    def save(self, name: str, content: str, version: str) -> Text:
        """Write the text that the one with a mark was changed to, and return it with its own.

        Raises Overtaken if the file has another text by now, NoCase if it is gone, SourceError if
        it cannot be written.
        """
        now = self.read(name)
        if now.version != version:
            raise Overtaken(now)
        if content != now.content:
            history = self.history(name)
            number = history.add(now.content, content)
            self._write(name, content)
            history.point(number)
        return Text(content, version_of(content))

    def versions(self, name: str) -> tuple[Version, ...]:
        """Return the texts that a file has had, the oldest first; raises NoCase."""
        return self.history(name).versions(self.read(name).content)

    def history(self, name: str) -> History:
        """Return the texts that a file has had; raises NoCase for what is no name of a case."""
        self._path(name)
        return History(self.folder, name)

    def step(self, name: str, version: str, back: bool) -> bool:
        """Go back to the text before the present one, or again to the one after it.

        Returns whether there is one. Raises as `save` does.
        """
        now = self.read(name)
        if now.version != version:
            raise Overtaken(now)
        history = self.history(name)
        number = history.before(now.content) if back else history.after(now.content)
        if number is None:
            return False
        self._write(name, history.text(number))
        history.point(number)
        return True

    def _is_name(self, name: str) -> bool:
        return name.endswith(self.ending) and _NAME.fullmatch(name) is not None

    def _path(self, name: str) -> str:
        """Return the path of a case file; raises NoCase for any other, and for links."""
        path = os.path.join(self.folder, name)
        if not self._is_name(name) or os.path.realpath(path) != path:
            raise NoCase
        return path

    def _write(self, name: str, content: str) -> None:
        """Write a text that can be read again. Raises SourceError for any other."""
        if len(content) > TEXT:
            raise file_trouble(name, "is too long", f"a case has at most {TEXT} letters")
        decode(content.encode("utf-8", "surrogatepass"), name)
        write_whole(self._path(name), content)


def _folders(folder: str) -> list[str]:
    """Return the paths of the folders in a folder, without links; none where it cannot be read."""
    with suppress(OSError), os.scandir(folder) as found:
        return [one.path for one in found if one.is_dir(follow_symlinks=False)]
    return []


def stem_of(title: str) -> str:
    """Return what a file is called after a title: its letters, with dashes between the words.

    >>> stem_of("Ana Đurić, 2026!"), stem_of("../.."), stem_of("")
    ('ana-djuric-2026', 'case', 'case')
    """
    plain = title.casefold().replace("đ", "dj")
    plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return _LETTERS.sub("-", plain).strip("-_")[:_LONGEST].strip("-_") or "case"
