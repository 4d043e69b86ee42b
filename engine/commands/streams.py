"""What a stream that is written to can show, if it is a terminal."""

import os
from typing import TextIO


def columns(on: TextIO, most: int) -> int:
    """Return how wide a terminal is, from 40 columns to `most`; 0 of a stream that is none."""
    if not on.isatty():
        return 0
    try:
        found = os.get_terminal_size(on.fileno()).columns or 80
    except (OSError, ValueError):
        found = 80
    return max(40, min(most, found))


def has_colour(on: TextIO) -> bool:
    """Tell whether a stream is a terminal with colours, and nobody asks to have none."""
    return on.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
