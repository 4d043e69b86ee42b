"""What registers call the predicates that they add to a program on rails."""

CASES = "case:"
"""The predicate with one row for each case."""

SUBJECTS = "subject:"
"""The predicate with one row for each case: the case, and whom it is about."""

BROKEN = "broken:"
"""What holds in a case where sentences hold together that a constraint says never do."""

TWICE = "twice:"
"""What is asked, where there are two values of which there can be only one."""

DIRECTLY = "directly:"
"""A sentence that somebody states, asked for values, as a rule with one condition."""


def part(number: int) -> str:
    """Return the predicate for some conditions of rules, concluded once for all that need them.

    >>> part(1)
    'part:1'
    """
    return f"part:{number}"
