"""Which form of a noun goes with a number, in Montenegrin."""

from typing import Literal

NumberForm = Literal["one", "few", "other"]


def number_form(count: int) -> NumberForm:
    """Return which form goes with a number: that of 1, of 2 to 4, or of all others.

    >>> [number_form(count) for count in (1, 2, 5, 11, 12, 21, 22)]
    ['one', 'few', 'other', 'other', 'other', 'one', 'few']
    """
    if count % 10 == 1 and count % 100 != 11:
        return "one"
    return "few" if count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14) else "other"
