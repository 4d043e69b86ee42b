"""The words of functions in expressions -> the function that they name."""

from collections.abc import Sequence

_AFTER_AN_ARTICLE: dict[tuple[str, ...], tuple[str, str]] = {
    **{(word, "from"): ("BETWEEN", word) for word in ("days", "months", "years")},
    ("working", "days", "from"): ("BETWEEN", "working_days"),
    **{(word, "of"): ("CHOICE", "earlier") for word in ("earlier", "lesser")},
    **{(word, "of"): ("CHOICE", "later") for word in ("later", "greater")},
    ("whole", "part", "of"): ("PART", "whole"),
    **{(part, "of"): ("PART", part) for part in ("year", "month", "weekday")},
    **{
        (side, "day", "of", "the", period, "of"): ("PART", f"{side}_of_{period}")
        for side in ("first", "last")
        for period in ("month", "quarter", "year")
    },
}
"""Words that begin a function, with or without `the` before them: its token, and its name."""

_BEHIND: dict[tuple[str, ...], tuple[str, str]] = {
    **{
        ("rounded", *way, "to", "the", "nearest"): ("ROUNDED_TO", "_".join(("rounded", *way)))
        for way in ((), ("up",), ("down",))
    },
    ("working", "days"): ("WORKING", "working_after"),
    ("working", "day"): ("WORKING", "working_after"),
    **{
        ("rounded", *way): ("ROUNDED", "_".join(("rounded", *way)))
        for way in (("up",), ("down",), ())
    },
}
"""Words behind what they round; what is longer stands before what it begins with."""

MOST_WORDS = 1 + max(map(len, (*_AFTER_AN_ARTICLE, *_BEHIND)))
"""How many words the longest of them has, with `the`."""

_BY_FIRST: dict[str, list[tuple[tuple[str, ...], tuple[str, str]]]] = {}
for _table in (_AFTER_AN_ARTICLE, _BEHIND):
    for _words, _named in _table.items():
        _BY_FIRST.setdefault(_words[0], []).append((_words, _named))


def function_words(words: Sequence[str]) -> tuple[str, str, int] | None:
    """Return the token, the function and the number of words of a function that begins here.

    `words` are in small letters, what is no word being empty.

    >>> function_words(["the", "days", "from", "the"])
    ('BETWEEN', 'days', 3)
    >>> function_words(["rounded", "up", "", ""])
    ('ROUNDED', 'rounded_up', 2)
    """
    article = 1 if words[0] == "the" else 0
    if len(words) == article:
        return None
    for written, (token, function) in _BY_FIRST.get(words[article], ()):
        end = article + len(written)
        if tuple(words[article:end]) == written and not (article and written in _BEHIND):
            return token, function, end
    return None
