"""Many errors that say the same -> one that says how many there are."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from parser.text.diagnostic import Diagnostic

FEW = 3
"""How many errors that say the same, word for word, are shown one by one."""


def without_repetition(problems: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return errors in their order, the first of more than a few alike standing for all of them.

    Alike are those of one file that have the same code, message and way out.

    >>> from parser.text.span import Span
    >>> at = [Span("a.law", place, place + 1, place + 1, 1) for place in range(9)]
    >>> [each.message for each in without_repetition([Diagnostic("x", "odd", one) for one in at])]
    ['odd, and 8 more like it']
    """
    alike = Counter(map(_said, problems))
    told: set[tuple[str, str, str, str | None]] = set()
    found: list[Diagnostic] = []
    for each in problems:
        said = _said(each)
        if alike[said] <= FEW:
            found.append(each)
        elif said not in told:
            told.add(said)
            more = f"{each.message}, and {alike[said] - 1} more like it"
            found.append(replace(each, message=more))
    return tuple(found)


def _said(problem: Diagnostic) -> tuple[str, str, str, str | None]:
    return problem.at.file, problem.code, problem.message, problem.help
