"""The blocks that snippets of malformed text stand in."""

PROPERTIES = (
    'cites "C"',
    'says "S"',
    'reads "R"',
    "confidence high",
    "in force from 2008-05-05",
    "in force from 2008-05-05 until 2009-05-05",
    "notwithstanding B",
    "notwithstanding B, C",
    "subject to B",
    "subject to B, C",
)
"""A line for each property of a rule."""


def rule(*lines: str) -> str:
    """Return a rule with these lines."""
    return "\n".join(('rule A "T"', *(f"    {line}" for line in lines)))


def body(*lines: str) -> str:
    """Return a rule with a conclusion and these lines after it."""
    return rule("h holds", *lines)


def case(*lines: str) -> str:
    """Return a case with these lines."""
    return "\n".join(('case "T"', *(f"    {line}" for line in lines)))


def words(*lines: str) -> str:
    """Return a vocabulary with these lines."""
    return "\n".join(("vocabulary", *(f"    {line}" for line in lines)))


def law(*lines: str) -> str:
    """Return a law with these lines."""
    return "\n".join(('law a "T"', *(f"    {line}" for line in lines)))
