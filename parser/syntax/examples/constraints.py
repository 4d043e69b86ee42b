"""Lines of a constraint that do not follow one another."""

from parser.syntax.examples.mistake import Mistake


def impossible(*lines: str) -> str:
    """Return a constraint with these lines."""
    return "\n".join(('impossible A "T"', *(f"    {line}" for line in lines)))


_THAT = "that x holds"

CONSTRAINTS = (
    Mistake(
        "missing-that",
        "{found} stands where `that` is missing",
        "begin with `that` and a sentence; those that do not go with it follow with `and`",
        tuple(
            impossible(line)
            for line in ("x holds", "if x holds", "and x holds", "unless x holds", "any of:")
        ),
    ),
    Mistake(
        "misfit-in-constraint",
        "{found} is no part of what cannot be",
        "begin each line after the first with `and`; what cannot be has no exceptions and no "
        "conclusion, and is so under every reading and at all times",
        (
            impossible(_THAT, "unless y holds"),
            impossible(_THAT, "that y holds"),
            impossible(_THAT, "and y holds", "unless y holds"),
        ),
    ),
)
