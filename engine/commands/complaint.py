"""Diagnostics for standard error: each with the line that it speaks of."""

import os
import sys
from collections.abc import Mapping, Sequence

from engine.commands.diagnostics import texts_of
from parser.text.alike import without_repetition
from parser.text.diagnostic import Diagnostic
from parser.text.render import render

MOST = 100
"""How many diagnostics are written out; of the rest only the number is given."""


def complaint(diagnostics: Sequence[Diagnostic], texts: Mapping[str, str] | None = None) -> str:
    """Return the text of all diagnostics, in colour if standard error is a terminal.

    One that stands in many places is shown once, with their number. `texts` are the sources by the
    name in their spans of what is in no file, such as a question.
    """
    diagnostics = without_repetition(diagnostics)
    known = texts_of(diagnostics[:MOST], texts)
    colour = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
    shown = [render(diagnostic, known, colour) for diagnostic in diagnostics[:MOST]]
    if len(diagnostics) > MOST:
        shown.append(f"and {len(diagnostics) - MOST} more")
    return "\n".join(shown)
