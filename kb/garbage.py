"""The garbage collector, paused or slowed down while many objects are made that live on."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

SELDOM = (100_000, 50, 100)
"""From so many new objects on what is new is looked through, and after so many times all."""

_paused = 0
_slowed = 0
_before = gc.get_threshold()
_lock = Lock()


@contextmanager
def uncollected() -> Iterator[None]:
    """Pause the collector.

    Trees and derivations have no cycles, and looking through them again and again while they
    grow would take more than linear time.
    """
    is_paused = pause()
    try:
        yield
    finally:
        if is_paused:
            resume()


def pause() -> bool:
    """Pause the collector until `resume`; return False if it was off already.

    Several threads may pause it; it works again when the last of them resumes.
    """
    global _paused
    with _lock:
        if not _paused and not gc.isenabled():
            return False
        gc.disable()
        _paused += 1
    return True


def resume() -> None:
    """End one pause that `pause` has begun."""
    global _paused
    with _lock:
        _paused -= 1
        if not _paused:
            gc.enable()


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Look for cycles seldom, as long as a case is read or a question is answered.

    Most of what is made then lives to the end of it, and to look through it every 700 objects
    takes a third of the time. What has cycles is freed still, so that a long answer does not grow.

    >>> with seldom_collected():
    ...     gc.get_threshold()[0] >= SELDOM[0]
    True
    """
    global _slowed, _before
    with _lock:
        if not _slowed:
            _before = gc.get_threshold()
            if 0 < _before[0] < SELDOM[0]:
                gc.set_threshold(*SELDOM)
        _slowed += 1
    try:
        yield
    finally:
        with _lock:
            _slowed -= 1
            if not _slowed:
                gc.set_threshold(*_before)
