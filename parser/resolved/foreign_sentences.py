"""Sentences that nobody declared because they are written otherwise here, and how."""

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


_AUXILIARIES = frozenset({"is", "are", "was", "were", "does", "do", "did", "has", "have", "can"})
_TERMS = frozenset({"the", "a", "an", "another", "it"})
PRONOUNS = frozenset({"he", "she", "it", "they", "him", "her", "them", "who"})
"""Words for somebody named before, who is `the NOUN` here."""


def advice_for(words: Sequence[str]) -> str | None:
    """Return how a sentence is written here, None if nothing in it tells.

    >>> advice_for("Ana is banned .".split())
    'no line ends with a full stop: remove it'
    >>> advice_for("the person is not banned".split())
    'write `it is false that` before the sentence, and leave `not` out'
    >>> advice_for("the person is banned or the person is late".split())
    'put the alternatives under `any of:`, one a line'
    >>> advice_for("the day is later than the deadline".split())
    'a comparison is written with an operator: `the day > the deadline`'
    >>> advice_for("Ana is banned".split())
    """
    if words[-1:] == ["."]:
        return "no line ends with a full stop: remove it"
    for at, word in enumerate(words[1:], 1):
        after = words[at + 1 : at + 2]
        if word == "or" and after and (after[0] in _TERMS or after[0][:1].isupper()):
            return "put the alternatives under `any of:`, one a line"
        if word == "not" and words[at - 1] in _AUXILIARIES:
            return "write `it is false that` before the sentence, and leave `not` out"
    compared = in_operators(words)
    if compared is not None:
        return f"a comparison is written with an operator: {compared}"
    if words[:1] == ["("]:
        return "a label has at most five letters and digits, such as `(a)`, `(iv)` or `(3A)`"
    return None


def in_operators(words: Sequence[str]) -> str | None:
    """Return how a comparison in words is written with an operator, None if it is none.

    Compared is `the NOUN` or `today`: a fact about somebody that reads so is no comparison.

    >>> in_operators("the fee is the greater of 5% of the tax and £300".split())
    '`the fee = the greater of …`'
    >>> in_operators("the income exceeds £100".split())
    '`the income > £100`'
    >>> in_operators("the person is at least 18 years old".split())
    '`the years from the birthday to today >= 18`'
    """
    at = 1 if words[:1] == ["today"] else 2
    if len(words) <= at + 1 or words[0] not in ("the", "today"):
        return None
    compared, after = " ".join(words[:at]), words[at + 1 :]
    if words[at] == "exceeds":
        return f"`{compared} > {' '.join(after)}`"
    if words[at] not in ("is", "are"):
        return None
    for width in (3, 2, 1):
        operator, rest = _OPERATORS.get(tuple(after[:width])), after[width:]
        if operator is not None and rest[-1:] == ["old"]:
            return f"`the years from the birthday to today {operator} {rest[0]}`"
        if operator is not None and rest:
            return f"`{compared} {operator} {' '.join(rest)}`"
    if after[0] == "the" and len(after) > 2 and after[1] in _CALCULATED:
        return f"`{compared} = the {after[1]} {after[2]} …`"
    if after[0] == "the" and len(after) == 2:
        return f"`{compared} = {' '.join(after)}`"
    return None
