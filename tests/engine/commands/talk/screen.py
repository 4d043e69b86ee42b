"""A real pseudo-terminal with a program in it, and the screen that a person would see."""

import os
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pexpect  # type: ignore[import-untyped]
import pyte

from tests.work import GIVEN_UP


class Screen:
    """Types into a program and reads what is on the screen."""

    def __init__(
        self, *words: str, columns: int = 80, lines: int = 40, more: Mapping[str, str] | None = None
    ) -> None:
        """Start `zakonik` with these words."""
        self.screen = pyte.Screen(columns, lines)
        self.stream = pyte.Stream(self.screen)
        zakonik = str(Path(sys.executable).with_name("zakonik"))
        environment = {**os.environ, "TERM": "xterm", "PYTHONUTF8": "1", **(more or {})}
        environment.pop("NO_COLOR", None)
        self.child = pexpect.spawn(
            zakonik,
            list(words),
            dimensions=(lines, columns),
            env=environment,
            encoding="utf-8",
            timeout=GIVEN_UP,
        )

    def type(self, keys: str) -> None:
        """Send keys as they are; a carriage return is Enter."""
        self.child.send(keys)

    def sees(self, text: str) -> str:
        """Wait until `text` is on the screen; return the whole screen."""
        end = time.monotonic() + GIVEN_UP
        while time.monotonic() < end:
            self._read(0.05)
            if text in self.text:
                return self.text
        raise AssertionError(f"`{text}` is not on the screen:\n{self.text}")

    def _read(self, patience: float) -> None:
        try:
            piece = self.child.read_nonblocking(65536, patience)
        except (pexpect.TIMEOUT, pexpect.EOF):
            return
        self.stream.feed(piece)
        if "\x1b[6n" in piece:  # the program asks where the cursor is, after all that it has drawn
            where = self.screen.cursor
            self.child.send(f"\x1b[{where.y + 1};{where.x + 1}R")

    @property
    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self.screen.display)

    def resize(self, columns: int, lines: int) -> None:
        self.screen.resize(lines, columns)
        self.child.setwinsize(lines, columns)

    def ends(self) -> int:
        """Wait for the end of the program and return its exit status."""
        self.child.expect(pexpect.EOF)
        self.child.close()
        status = self.child.exitstatus
        return -1 if status is None else status
