"""Diagnostics for people: each with the line that it speaks of."""

import os
from collections.abc import Mapping, Sequence
from typing import TextIO

from engine.commands.diagnostics import texts_of
from parser.text.alike import without_repetition
from parser.text.diagnostic import Diagnostic
from parser.text.render import render

MOST = 100
"""How many diagnostics are written out; of the rest only the number is given."""


WIDEST = 100
"""How wide a line is at most on a terminal, which may be wider than anybody reads."""


def complaint(
    diagnostics: Sequence[Diagnostic],
    texts: Mapping[str, str] | None = None,
    on: TextIO | None = None,
) -> str:
    """Return the text of all diagnostics: in colour and as wide as it is if `on` is a terminal.

    One that stands in many places is shown once, with their number. `texts` are the sources by the
    name in their spans of what is in no file, such as a question.
    """
    diagnostics = without_repetition(diagnostics)
    known = texts_of(diagnostics[:MOST], texts)
    columns = _columns(on)
    colour = bool(columns) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    shown = [render(diagnostic, known, colour, columns) for diagnostic in diagnostics[:MOST]]
    if len(diagnostics) > MOST:
        shown.append(f"and {len(diagnostics) - MOST} more")
    return "\n".join(shown)


def _columns(on: TextIO | None) -> int:
    """Return how many columns a terminal has; 0 of what is none."""
    if on is None or not on.isatty():
        return 0
    try:
        columns = os.get_terminal_size(on.fileno()).columns or 80
    except (OSError, ValueError):
        columns = 80
    return max(40, min(WIDEST, columns))
