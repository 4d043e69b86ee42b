"""The files that an editor has open, and those beside them on disk: what is open counts first."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from engine.lint.lint import findings_in
from engine.server.case_reading import NO_CASES, CaseReader, Cases
from engine.server.reading import NOTHING_READ, Reader, Reading
from kb.base import KnowledgeBase
from kb.files import laws_beside
from kb.from_files import find
from parser.text.diagnostic import Diagnostic, SourceError
from parser.text.source import decode, read_source

SMALL = 200_000
"""Characters of laws that are taken together at each change; larger ones when they are saved."""

FEW = 60_000
"""Characters of the largest laws that the linter looks at."""


class _Folder:
    """The laws of a folder: their readers, what was read last, and the last that could be asked."""

    def __init__(self) -> None:
        self.reader = Reader()
        self.cases = CaseReader()
        self.reading: Reading = NOTHING_READ
        self.stamp: tuple[object, ...] = ()
        self.asked: KnowledgeBase | None = None


class Workspace:
    """The texts of an editor by the path of their file, and what is read from them."""

    def __init__(self) -> None:
        """Begin with nothing open."""
        self._open: dict[str, str] = {}
        self._folders: dict[str, _Folder] = {}

    def put(self, path: str, text: str) -> None:
        """Take the text of a file that is open, as it now stands in the editor."""
        self._open[path] = text

    def drop(self, path: str) -> None:
        """Forget a file that was closed: what is on disk counts again."""
        self._open.pop(path, None)

    def is_open(self, path: str) -> bool:
        """Tell whether the text of a file stands in the editor."""
        return path in self._open

    @property
    def opened(self) -> tuple[str, ...]:
        """The paths of the files that are open, in the order in which they were opened."""
        return tuple(self._open)

    def text(self, path: str) -> str:
        """Return the text of a file; raises SourceError for one that cannot be read."""
        if path not in self._open:
            return read_source(path)
        return decode(self._open[path].encode("utf-8", "surrogatepass"), path)

    def text_or_nothing(self, path: str) -> str:
        """Return the text of a file, empty if it cannot be read."""
        try:
            return self.text(path)
        except SourceError:
            return ""

    def laws_of(self, path: str) -> tuple[str, ...]:
        """Return the law files that a file stands with, sorted.

        They are those of its folder, or else of the nearest folder above it that has some, or else
        those of Montenegro, as a question takes them.
        """
        folder = os.path.dirname(path)
        while True:
            found = set(laws_beside([os.path.join(folder, "x")]))
            found |= {one for one in self._open if os.path.dirname(one) == folder}
            laws = sorted(one for one in found if one.endswith(".law"))
            above = os.path.dirname(folder)
            if laws:
                return tuple(laws)
            if above == folder or path.endswith(".law"):
                return tuple(os.path.abspath(one) for one in find().laws)
            folder = above

    def reading(self, path: str, whole: bool = False) -> Reading:
        """Return what the laws say that a file stands with.

        Small laws, or all of them if the `whole` is wanted, are taken together (`Reading.kb`).
        """
        laws = self.laws_of(path)
        folder = self._folder(path)
        unread: list[Diagnostic] = []
        texts: list[tuple[str, str]] = []
        for law in laws:
            try:
                texts.append((law, self.text(law)))
            except SourceError as error:
                unread.extend(error.diagnostics)
        whole = whole or sum(len(text) for _, text in texts) <= SMALL
        known = folder.reading
        same = folder.stamp == (tuple(texts), tuple(unread))
        if not same or (whole and known.kb is None and not known.problems):
            known = folder.reader.read(texts, unread, whole)
            folder.reading, folder.stamp = known, (tuple(texts), tuple(unread))
            folder.asked = known.kb or folder.asked
        return known

    def _folder(self, path: str) -> _Folder:
        return self._folders.setdefault(os.path.dirname(self.laws_of(path)[0]), _Folder())

    def knowledge(self, path: str) -> KnowledgeBase | None:
        """Return the laws that a file stands with as they last could be asked, or None."""
        reading = self.reading(path)
        folder = self._folder(path)
        if folder.asked is None and not reading.problems:
            self.reading(path, whole=True)
        return folder.asked

    def cases(self, path: str) -> Cases:
        """Return the cases of a file, while the laws have errors in the words that they had last.

        What else may be wrong with them is left to `case_problems`.
        """
        return self._cases(self._folder(path), path, self.knowledge(path))

    def cases_beside(self, path: str) -> Iterator[tuple[str, Cases]]:
        """Yield each case file beside the laws that a file stands with, and its cases.

        Each is read when it is asked for.
        """
        kb, folder = self.knowledge(path), self._folder(path)
        for file in self.case_files(path):
            yield file, self._cases(folder, file, kb)

    def _cases(self, folder: _Folder, path: str, kb: KnowledgeBase | None) -> Cases:
        if kb is None:
            return NO_CASES
        try:
            text = self.text(path)
        except SourceError as error:
            return Cases((), error.diagnostics, {}, {})
        return folder.cases.read(path, text, kb)

    def case_problems(self, path: str) -> tuple[Diagnostic, ...]:
        """Return what is wrong with the cases of a file; while laws have errors, with their form.

        Remarks about what may be meant otherwise are among it.
        """
        reading = self.reading(path)
        kb = reading.kb or self.knowledge(path)
        try:
            text = self.text(path)
        except SourceError as error:
            return error.diagnostics
        in_form = reading.kb is None and bool(reading.problems)
        return self._folder(path).cases.problems(path, text, kb, in_form)

    def case_files(self, path: str) -> tuple[str, ...]:
        """Return the case files in the folder of the laws that a file stands with, sorted."""
        laws = self.laws_of(path)
        folder = os.path.dirname(laws[0])
        try:
            names = os.listdir(folder)
        except OSError:
            names = []
        found = {os.path.join(folder, name) for name in names if name.endswith(".case")}
        opened = {one for one in self._open if one.endswith(".case")} - found
        return tuple(sorted(found | {one for one in opened if self.laws_of(one) == laws}))

    def findings(self, path: str) -> tuple[Diagnostic, ...]:
        """Return what the linter finds in the laws of a file; nothing in laws with errors.

        None are looked for in laws that are large: that takes longer than anybody waits.
        """
        reading = self.reading(path)
        if reading.kb is None or self.is_large(path):
            return ()
        cases = [case for _, read in self.cases_beside(path) for case in read.cases]
        try:
            return findings_in(reading.kb, cases, reading.texts)
        except SourceError as error:
            return error.diagnostics

    def if_it_said(self, path: str, text: str) -> tuple[Diagnostic, ...]:
        """Return what would be wrong with a file if it had another text; it keeps its own."""
        with self.if_they_said({path: text}):
            return self.problems(path).get(path, ())

    @contextmanager
    def if_they_said(self, texts: Mapping[str, str]) -> Iterator[None]:
        """Put other texts in the place of those of some files, for as long as this lasts."""
        was = dict(self._open)
        self._open |= texts
        try:
            yield
        finally:
            self._open = was

    def is_large(self, path: str) -> bool:
        """Tell whether the laws of a file are so large that nobody waits for all of their cases."""
        return sum(map(len, self.reading(path).texts.values())) > FEW

    def problems(self, path: str, whole: bool = False) -> Mapping[str, tuple[Diagnostic, ...]]:
        """Return what is wrong with the laws of a file and the cases that are open, by path.

        Each of these files has an entry, also if nothing is wrong with it.
        """
        reading = self.reading(path, whole)
        found: dict[str, list[Diagnostic]] = {law: [] for law in self.laws_of(path)}
        cases = [one for one in self._open if one.endswith(".case")]
        every = list(reading.problems)
        for case in cases:
            if self.laws_of(case) == self.laws_of(path):
                found[case] = []
                every.extend(self.case_problems(case))
        for one in every:
            found.setdefault(one.at.file, []).append(one)
        return {file: tuple(dict.fromkeys(problems)) for file, problems in found.items()}
