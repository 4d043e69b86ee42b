"""What people write in a calculation, as in other languages, and how it is written here."""

import re
from collections.abc import Sequence

from parser.syntax.tree import Token

_WRITTEN_HERE = {
    "max": "write `the greater of A and B`",
    "maximum": "write `the greater of A and B`",
    "min": "write `the lesser of A and B`",
    "minimum": "write `the lesser of A and B`",
    "or": "write `and` or a comma between the values: `the greater of A and B`",
    **dict.fromkeys(
        ("round", "rounding"), "write it behind: `A rounded`, `A rounded to the nearest 10`"
    ),
    **dict.fromkeys(("ceil", "ceiling", "roundup"), "write it behind: `A rounded up`"),
    **dict.fromkeys(("floor", "rounddown"), "write it behind: `A rounded down`"),
    **dict.fromkeys(("plus", "minus", "times"), "write `+`, `-` or `*`"),
    "percent": "write `5%`",
    **dict.fromkeys(("half", "one-half"), "write `50% of A`"),
    **dict.fromkeys(
        ("else", "otherwise"), "write another rule, with the conditions under which it is so"
    ),
}
MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)
"""The months as they are written in English, in small letters."""

_THOUSANDS = re.compile(r"[0-9]{1,3}k")
_COUNTED = frozenset({"days", "months", "years"})
_DETERMINERS = frozenset({"a", "an", "the", "another", "other"})


def advice_for(pieces: Sequence[Token], at: int) -> str | None:
    """Return what is written here for a word of a calculation, None if nobody knows."""
    word = pieces[at].text.casefold()
    if word in _WRITTEN_HERE:
        return _WRITTEN_HERE[word]
    if _THOUSANDS.fullmatch(word):
        return f"write all digits: `{word[:-1]},000`"
    if pieces[at - 1].text.casefold() == "nearest":
        return "write a number without its unit: `rounded up to the nearest 1`"
    if is_currency(pieces, at):
        return f"write the currency behind: `{pieces[at + 1].text} {pieces[at].text}`"
    if is_month(pieces, at):
        return "write a day as year-month-day, such as `2026-01-31`"
    if word in _COUNTED:
        return f"write `the {word} from A to B`, which counts them between two days"
    if at > 1 and pieces[at - 2].text.casefold() in _DETERMINERS and pieces[at - 1].kind == "word":
        noun = f"{pieces[at - 1].text}-{pieces[at].text}"
        return f"a noun is one word: write `{pieces[at - 2].text} {noun}`"
    return None


def is_currency(pieces: Sequence[Token], at: int) -> bool:
    """Tell whether a word is the code of a currency before its number, such as `GBP 100`."""
    code = pieces[at].text
    before_number = at + 1 < len(pieces) and pieces[at + 1].kind == "number"
    return before_number and len(code) == 3 and code.isascii() and code.isupper()


def is_month(pieces: Sequence[Token], at: int) -> bool:
    """Tell whether a word is the month of a date in words, such as `31 January`."""
    beside = (*pieces[max(at - 1, 0) : at], *pieces[at + 1 : at + 2])
    return pieces[at].text.casefold() in MONTHS and any(one.kind == "number" for one in beside)
