"""Where a declaration of a law, or a case, begins and ends among the lines of its file."""

from collections.abc import Sequence


def block(lines: Sequence[str], first: int) -> tuple[int, int]:
    r"""Return the first line of a declaration and the one behind its last, counted from 0.

    >>> block("rule A \"x\"\n    b\n\nrule B \"y\"\n".split("\n"), 0)
    (0, 2)
    """
    last = first + 1
    while last < len(lines) and (not lines[last].strip() or lines[last][:1].isspace()):
        last += 1
    while last > first + 1 and not lines[last - 1].strip():
        last -= 1
    return first, last
