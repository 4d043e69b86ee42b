"""How a command ends when it does not simply end: an exit code as an error."""


class Outcome(Exception):
    """A command that ends with an exit code other than 0, after an optional message."""

    code = 2


class Negative(Outcome):
    """The check that was asked for came out negative."""

    code = 1


class BadInput(Outcome):
    """What was asked cannot be done with what was given; the message says why."""


def place(error: BaseException) -> str:
    """Return the module and the line where an error was raised, `?` for one that never was.

    >>> place(ValueError("x"))
    '?'
    """
    at = error.__traceback__
    while at is not None and at.tb_next is not None:
        at = at.tb_next
    return f"{at.tb_frame.f_globals.get('__name__')}:{at.tb_lineno}" if at else "?"
