"""Comparisons that somebody wrote in words, and how they are written here."""

from collections.abc import Sequence

_OPERATORS: dict[tuple[str, ...], str] = {
    ("less", "than"): "<",
    ("smaller", "than"): "<",
    ("lower", "than"): "<",
    ("earlier", "than"): "<",
    ("before",): "<",
    ("more", "than"): ">",
    ("greater", "than"): ">",
    ("higher", "than"): ">",
    ("larger", "than"): ">",
    ("later", "than"): ">",
    ("after",): ">",
    ("at", "least"): ">=",
    ("not", "less", "than"): ">=",
    ("at", "most"): "<=",
    ("not", "more", "than"): "<=",
    ("equal", "to"): "=",
    ("not", "equal", "to"): "!=",
}
"""The words after `is` that compare two values."""

_CALCULATED = frozenset(
    {"greater", "lesser", "earlier", "later", "sum", "whole", "days", "months", "years"}
)


def in_operators(words: Sequence[str]) -> str | None:
    """Return how a comparison in words is written with an operator, None if it is none.

    Compared is `the NOUN` or `today`: a fact about somebody that reads so is no comparison.

    >>> in_operators("the day is later than the deadline".split())
    '`the day > the deadline`'
    >>> in_operators("the fee is the greater of 5% of the tax and £300".split())
    '`the fee = the greater of …`'
    >>> in_operators("Ana is banned".split())
    """
    at = 1 if words[:1] == ["today"] else 2
    if len(words) <= at + 1 or words[0] not in ("the", "today") or words[at] not in ("is", "are"):
        return None
    compared, after = " ".join(words[:at]), words[at + 1 :]
    for width in (3, 2, 1):
        operator, rest = _OPERATORS.get(tuple(after[:width])), after[width:]
        if operator is not None and rest:
            return f"`{compared} {operator} {' '.join(rest)}`"
    if after[0] == "the" and len(after) > 2 and after[1] in _CALCULATED:
        return f"`{compared} = the {after[1]} {after[2]} …`"
    return None
