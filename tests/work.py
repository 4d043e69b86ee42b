"""Work, counted in calls of functions: a measure that is the same on every machine, however busy.

A clock says how fast a machine is. What a test wants to know is that hostile input is not worked
on for ever, or that twice as much of it is not four times the work.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

GIVEN_UP = 900.0
"""Seconds after which a test no longer waits for a process, only so that a run of tests ends."""


ALL = "ZAKONIK_ALL_CASES"
"""With this variable set all that tests draw from is drawn, as `make test-whole` does.

Without it what is drawn of the laws and their cases is the same in every run.
"""

EVERYTHING = bool(os.environ.get(ALL))


def drawn(many: int, part: int = 3) -> int:
    """Return how many examples a random test draws: `many` with `ALL` set, else a part of them.

    Each run of the tests draws others, so that what one leaves out another one tries.

    >>> drawn(90) in (30, 90)
    True
    """
    return many if os.environ.get(ALL) else -(-many // part)


class TooMuchWork(AssertionError):
    """More functions were called than a test allows."""


def calls(action: Callable[[], object]) -> int:
    """Return how many functions an action calls, those written in C among them.

    >>> calls(lambda: [abs(number) for number in range(100)]) - calls(lambda: None) >= 100
    True
    """
    count = 0

    def counted(frame: FrameType, event: str, arg: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        action()
    finally:
        sys.setprofile(before)
    return count


@contextmanager
def at_most(limit: int) -> Iterator[None]:
    """Raise TooMuchWork where more than so many functions are called, as soon as they are."""
    count = 0

    def counted(frame: FrameType, event: str, arg: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")
        if count > limit:
            sys.setprofile(before)
            raise TooMuchWork(f"more than {limit} calls")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        yield
    finally:
        sys.setprofile(before)
