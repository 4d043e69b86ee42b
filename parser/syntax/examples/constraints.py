"""Lines of a constraint that do not follow one another."""

from parser.syntax.examples.mistake import Mistake


def impossible(*lines: str) -> str:
    """Return a constraint with these lines."""
    return "\n".join(('impossible A "T"', *(f"    {line}" for line in lines)))


_BEFORE = ((), ('cites "C"',), ('says "S"',), ('reads "R"',))
_THAT = "that x holds"

CONSTRAINTS = (
    Mistake(
        "missing-that",
        "{found} stands where `that` is missing",
        "begin with `that` and a sentence; those that do not go with it follow with `and`",
        tuple(
            impossible(*before, line)
            for before in _BEFORE
            for line in ("x holds", "if x holds", "and x holds", "unless x holds", "any of:")
        ),
    ),
    Mistake(
        "missing-that",
        "this constraint says of no sentence that it cannot be",
        "write `that` and a sentence of the vocabulary below",
        tuple(impossible(line) for (line,) in _BEFORE[1:]),
        above=True,
    ),
    Mistake(
        "misfit-in-constraint",
        "{found} is no property of a constraint",
        "write `cites`, `says` or `reads`; what cannot be is so under every reading and at all times",
        tuple(
            impossible(*before, line)
            for before in _BEFORE
            for line in (
                "confidence high",
                "in force from 2008-05-05",
                "notwithstanding B",
                "subject to B",
                "instead of B",
                "under B c",
            )
        ),
    ),
    Mistake(
        "misfit-in-constraint",
        "{found} is no part of what cannot be",
        "begin each line after the first with `and`; what cannot be has no exceptions and no "
        "conclusion",
        (
            impossible(_THAT, "unless y holds"),
            impossible(_THAT, "if y holds"),
            impossible(_THAT, "that y holds"),
            impossible(_THAT, "and y holds", "unless y holds"),
            impossible(_THAT, "and y holds", "if y holds"),
        ),
    ),
)
