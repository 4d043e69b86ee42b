"""What comes of a defect of ours: a refusal that says where it is, and not what was asked."""

import sys
from collections.abc import Callable

from engine.commands.outcome import place
from engine.commands.web.jobs import Outcome, Refused

FAILED = 500
"""The status of a refusal for which we are at fault."""


def safely(work: Callable[[], Outcome]) -> Outcome:
    """Return what some work comes to; a defect, or what is beyond all measure, is a refusal.

    Messages of errors may quote what was asked, so only the kind of the error and its place are
    told.
    """
    try:
        return work()
    except RecursionError:
        return Refused("what was sent is nested too deeply", key="too_deep")
    except MemoryError:
        return Refused("it needs more memory than one request may take", key="too_large")
    except Exception as error:
        return Refused(defect(error), status=FAILED, key="defect")


def defect(error: BaseException) -> str:
    """Return the kind and the place of an error that nobody foresaw, to be reported.

    >>> defect(KeyError("Ana"))
    'internal error: KeyError (?); please report it'
    """
    return f"internal error: {type(error).__name__} ({place(error)}); please report it"


def note(error: BaseException) -> None:
    """Write a line on such an error to standard error, for whoever runs the server."""
    sys.stderr.write(f"{defect(error)}\n")
    sys.stderr.flush()
