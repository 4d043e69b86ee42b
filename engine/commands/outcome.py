"""How a command ends when it does not simply end: an exit code as an error."""


class Outcome(Exception):
    """A command that ends with an exit code other than 0, after an optional message."""

    code = 2


class Negative(Outcome):
    """The check that was asked for came out negative."""

    code = 1


class BadInput(Outcome):
    """What was asked cannot be done with what was given; the message says why."""
