"""Pausing the garbage collector while many objects are made that have no cycles."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_paused = 0
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
