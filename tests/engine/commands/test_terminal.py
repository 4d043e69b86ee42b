"""What the terminal can show."""

import io
import sys

import pytest

from engine.commands.terminal import medium


class Terminal(io.TextIOWrapper):
    """A standard output that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")


def output(monkeypatch: pytest.MonkeyPatch, encoding: str, terminal: bool) -> None:
    kind = Terminal if terminal else io.TextIOWrapper
    monkeypatch.setattr(sys, "stdout", kind(io.BytesIO(), encoding=encoding))


def test_colour_is_for_terminals(monkeypatch: pytest.MonkeyPatch) -> None:
    output(monkeypatch, "utf-8", terminal=True)
    assert medium().colour
    monkeypatch.setenv("NO_COLOR", "1")
    assert not medium().colour
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert not medium().colour
    monkeypatch.setenv("TERM", "xterm")
    output(monkeypatch, "utf-8", terminal=False)
    assert not medium().colour


@pytest.mark.parametrize(
    ("encoding", "boxes"), [("utf-8", True), ("ascii", False), ("cp1250", False)]
)
def test_box_lines_only_where_the_encoding_has_them(
    encoding: str, boxes: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    output(monkeypatch, encoding, terminal=False)
    assert medium().boxes is boxes
    assert medium().width == 80
