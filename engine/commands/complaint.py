"""Diagnostics for people: each with the line that it speaks of."""

from collections.abc import Mapping, Sequence
from typing import TextIO

from engine.commands.diagnostics import texts_of
from engine.commands.streams import columns, has_colour
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
    colour, width = (False, 0) if on is None else (has_colour(on), columns(on, WIDEST))
    shown = [render(diagnostic, known, colour, width) for diagnostic in diagnostics[:MOST]]
    if len(diagnostics) > MOST:
        shown.append(f"and {len(diagnostics) - MOST} more")
    return "\n".join(shown)
