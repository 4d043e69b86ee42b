"""What the terminal that we write to can show."""

import os
import sys

from engine.pages.text import Medium


def medium() -> Medium:
    """Return the width, and whether standard output shows box lines and colour.

    Colour only on a terminal, and not with `NO_COLOR` set or `TERM=dumb`; box lines only where
    the encoding has them. Never wider than 80 columns.
    """
    return Medium(_width(), _has_boxes(), _has_colour())


def _has_colour() -> bool:
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return sys.stdout.isatty()


def _has_boxes() -> bool:
    try:
        "├─└│✓✗○⊘".encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _width() -> int:
    if not sys.stdout.isatty():
        return 80
    try:
        return max(40, min(80, os.get_terminal_size(sys.stdout.fileno()).columns or 80))
    except (OSError, ValueError):
        return 80
