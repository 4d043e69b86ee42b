"""What the terminal that we write to can show."""

import sys

from engine.commands.streams import columns, has_colour
from engine.pages.text import Medium


def medium() -> Medium:
    """Return the width, and whether standard output shows box lines and colour.

    Colour only on a terminal, and not with `NO_COLOR` set or `TERM=dumb`; box lines only where
    the encoding has them. Never wider than 80 columns.
    """
    return Medium(columns(sys.stdout, 80) or 80, _has_boxes(), has_colour(sys.stdout))


def _has_boxes() -> bool:
    try:
        "├─└│✓✗○⊘".encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
