"""A declaration of a law, or a case, among the lines of its file: where it stands, and changed."""

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


def first_line(content: str, text: str) -> int:
    """Return the line at which a declaration begins, counted from 0."""
    head = text.split("\n")[0]
    return next(at for at, line in enumerate(content.split("\n")) if line == head)


def with_block(content: str, old: str, new: str) -> str:
    r"""Return the text of a law with a declaration changed.

    >>> with_block("rule A\n    b\nrule B\n", "rule A\n    b", "rule A\n    c")
    'rule A\n    c\nrule B\n'
    """
    lines = content.split("\n")
    start, end = block(lines, first_line(content, old))
    return "\n".join([*lines[:start], new, *lines[end:]])
