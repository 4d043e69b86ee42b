"""What registers call the predicates that they add to a program on rails."""

CASES = "case:"
"""The predicate with one row for each case."""

SUBJECTS = "subject:"
"""The predicate with one row for each case: the case, and whom it is about."""


def part(number: int) -> str:
    """Return the predicate for some conditions of rules, concluded once for all that need them.

    >>> part(1)
    'part:1'
    """
    return f"part:{number}"
