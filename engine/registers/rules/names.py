"""What registers call the predicates that they add to a program on rails."""

CASES = "case:"
"""The predicate with one row for each case."""

SUBJECTS = "subject:"
"""The predicate with one row for each case: the case, and whom it is about."""

BROKEN = "broken:"
"""It holds in a case where sentences hold together that by a constraint never do."""

TWICE = "twice:"
"""It holds where what is asked has two values and can have only one."""

DIRECTLY = "directly:"
"""The conclusion of a rule whose only condition is a stated sentence, with the values asked for."""


def part(number: int) -> str:
    """Return the name of the predicate for one part of the conditions of rules.

    >>> part(1)
    'part:1'
    """
    return f"part:{number}"


SHAKEN = "shaken:"
"""Holds where something that takes a presumption back may be so."""
