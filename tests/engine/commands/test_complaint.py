"""What is wrong, as it is written where it goes."""

import io

import pytest

from engine.commands.complaint import complaint
from parser.text.diagnostic import Diagnostic

LONG = Diagnostic("odd", " ".join(["one thing and another"] * 10), help="mend it")


class Terminal(io.TextIOWrapper):
    """An output that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def terminal() -> Terminal:
    return Terminal(io.BytesIO(), encoding="utf-8")


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")


def test_it_is_what_it_goes_to_that_has_colour_and_a_width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", terminal())
    for elsewhere in (None, io.StringIO(), io.TextIOWrapper(io.BytesIO(), encoding="utf-8")):
        assert complaint([LONG], on=elsewhere) == f"error[odd]: {LONG.message}\n  help: mend it"
    assert "\x1b[" in complaint([LONG], on=terminal())


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_a_terminal_without_colour_has_a_width(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    said = complaint([LONG], on=terminal())
    assert "\x1b[" not in said
    assert max(map(len, said.split("\n"))) <= 80 < len(LONG.message)
