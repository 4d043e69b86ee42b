"""An editor that speaks to the server over its standard input and output."""

import json
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from tests.readme import ROOT

MOST = 200
"""How many messages are read for one that is waited for."""


class Editor:
    """A process of `zakonik lsp`, asked as an editor asks it."""

    def __init__(self, encodings: list[str] | None = None, log: IO[str] | None = None) -> None:
        """Start the server and tell it what this editor can do; its errors go into a `log`."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "engine.cli", "lsp", "--stdio"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            cwd=ROOT,
        )
        self._number = 0
        self._version = 0
        self.told: dict[str, list[Any]] = {}
        general: dict[str, Any] = {"general": {"positionEncodings": encodings}} if encodings else {}
        general["textDocument"] = {"completion": {"completionItem": {"snippetSupport": True}}}
        self.can = self.ask(
            "initialize", {"processId": None, "rootUri": None, "capabilities": general}
        )["capabilities"]
        self.tell("initialized", {})

    def __enter__(self) -> "Editor":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is not None:
            self._process.kill()
        else:
            self.ask("shutdown", None)
            self.tell("exit", None)
        self._process.communicate()

    def tell(self, method: str, params: Any) -> None:
        """Send what is not answered."""
        self._send({"method": method, "params": params})

    def ask(self, method: str, params: Any) -> Any:
        """Send a request and return its answer; what is told meanwhile is kept."""
        self._number += 1
        self._send({"id": self._number, "method": method, "params": params})
        for _ in range(MOST):
            message = self._read()
            if message.get("id") == self._number:
                assert "error" not in message, message
                return message["result"]
        raise AssertionError(f"no answer to {method}")

    def open(self, path: Path, text: str | None = None) -> str:
        """Open a file, and return its address."""
        said = path.read_text(encoding="utf-8") if text is None else text
        document = {"uri": path.as_uri(), "languageId": "law", "version": 0, "text": said}
        self.tell("textDocument/didOpen", {"textDocument": document})
        return path.as_uri()

    def change(self, uri: str, text: str) -> None:
        """Replace the whole text of a file."""
        self._version += 1
        document = {"uri": uri, "version": self._version}
        changes = [{"text": text}]
        self.tell("textDocument/didChange", {"textDocument": document, "contentChanges": changes})

    def at(self, method: str, uri: str, text: str, words: str, more: Any = None) -> Any:
        """Ask about the place in a text where some words begin; `|` in them marks a later one."""
        before, mark, after = words.partition("|")
        offset = text.index(before + after) + (len(before) if mark else 0)
        line = text.count("\n", 0, offset)
        character = offset - (text.rfind("\n", 0, offset) + 1)
        position = {"line": line, "character": character}
        params = {"textDocument": {"uri": uri}, "position": position, **(more or {})}
        return self.ask(f"textDocument/{method}", params)

    def of(self, method: str, uri: str, **more: Any) -> Any:
        """Ask about a whole file."""
        return self.ask(f"textDocument/{method}", {"textDocument": {"uri": uri}, **more})

    def problems(self, uri: str) -> list[Any]:
        """Return what the server has told of a file, all that was sent before taken in."""
        self.of("foldingRange", uri)
        return self.told.get(uri, [])

    def _send(self, message: dict[str, Any]) -> None:
        assert self._process.stdin is not None
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._process.stdin.flush()

    def _read(self) -> Any:
        assert self._process.stdout is not None
        length = 0
        while (line := self._process.stdout.readline()) != b"\r\n":
            assert line, "the server has ended"
            name, _, value = line.decode().partition(":")
            if name == "Content-Length":
                length = int(value)
        message = json.loads(self._process.stdout.read(length))
        if message.get("method") == "textDocument/publishDiagnostics":
            params = message["params"]
            self.told[params["uri"]] = params["diagnostics"]
        return message


def asked_all(editor: Editor, uri: str, text: str, offset: int, of_cases: bool = True) -> None:
    """Ask all that an editor asks of a file while somebody writes at a place of it.

    What reads all cases of the laws is left out unless it is wanted: large laws have thousands.
    Raises AssertionError where the server answers with an error.
    """
    line = text.count("\n", 0, offset)
    place = {"line": line, "character": offset - (text.rfind("\n", 0, offset) + 1)}
    here = {"position": place}
    problems = editor.problems(uri)
    for one in problems:
        start, end = one["range"]["start"], one["range"]["end"]
        assert one["message"]
        assert (start["line"], start["character"]) <= (end["line"], end["character"])
        assert end["line"] <= text.count("\n") + 1
    for method in ("completion", "hover", "definition", "prepareCallHierarchy"):
        editor.of(method, uri, **here)
    for method in ("documentSymbol", "semanticTokens/full", "codeLens"):
        editor.of(method, uri)
    editor.of("formatting", uri, options={"tabSize": 4, "insertSpaces": True})
    if problems:
        context = {"diagnostics": problems}
        editor.of("codeAction", uri, range=problems[0]["range"], context=context)
    editor.ask("zakonik/provisions", {"uri": uri})
    editor.ask("zakonik/ladder", {"uri": uri, "line": line, "chosen": None})
    if of_cases:
        editor.of("references", uri, **here, context={"includeDeclaration": True})
        editor.ask("zakonik/cases", {"uri": uri})
