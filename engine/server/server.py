"""The server of one editor: its workspace, and what it was told."""

import asyncio

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from engine.server import messages
from engine.server.answering import Answering
from engine.server.positions import Positions
from engine.server.workspace import Workspace
from parser.text.diagnostic import Diagnostic

REST = 0.05
"""Seconds between two case files that are read ahead, in which an editor is answered."""


class Server(LanguageServer):
    """A server with the workspace of one editor."""

    def __init__(self, version: str) -> None:
        """Begin with nothing open."""
        super().__init__("zakonik", version)
        self.texts = Workspace()
        self.answering = Answering(self.texts)
        self._told: dict[str, list[types.Diagnostic]] = {}
        self._findings: dict[str, tuple[Diagnostic, ...]] = {}
        self._ahead: asyncio.Task[None] | None = None

    def lines(self, path: str) -> Positions:
        """Return the lines of a file, counted as was agreed with the editor."""
        said = self.texts.text_or_nothing(path)
        match self.workspace.position_encoding:
            case types.PositionEncodingKind.Utf8:
                return Positions(said, "utf-8")
            case types.PositionEncodingKind.Utf32:
                return Positions(said, "utf-32")
            case _:
                return Positions(said, "utf-16")

    def span(self, path: str, one: types.Range) -> tuple[int, int]:
        """Return from which character up to which a stretch of a file goes."""
        lines = self.lines(path)
        start, end = one.start, one.end
        return lines.offset(start.line, start.character), lines.offset(end.line, end.character)

    def tell(self, path: str, settled: bool) -> None:
        """Tell the editor what is wrong in the files that a file stands with, where that changed.

        A `settled` text was opened or saved: laws of any size are then taken together, and the
        linter looks at small ones.
        """
        problems = self.texts.problems(path, whole=settled)
        findings = self.texts.findings(path) if settled else ()
        for file, wrong in problems.items():
            found = [one for one in findings if one.at.file == file]
            said = messages.diagnostics(wrong, found, self.lines)
            if said != self._told.get(file, []):
                self._told[file] = said
                uri = messages.uri_of(file)
                self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, said))

    def read_ahead(self, path: str) -> None:
        """Begin to read the cases beside the laws of a file, before somebody asks about them.

        What was being read ahead until now is given up for it.
        """
        if self._ahead is not None:
            self._ahead.cancel()
        self._ahead = asyncio.get_running_loop().create_task(self._read_cases(path))

    async def _read_cases(self, path: str) -> None:
        for _ in self.texts.cases_beside(path):
            await asyncio.sleep(REST)
