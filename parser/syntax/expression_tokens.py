"""The pieces of a comparison or an aggregate -> the tokens of expressions."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from parser.syntax.foreign_words import MONTHS, advice_for, is_currency, is_month
from parser.syntax.function_words import MOST_WORDS, function_words
from parser.syntax.lexed import Lexed, error, lexed, spanning, written
from parser.syntax.tree import Name, Quantity, Reference, Token
from parser.text.diagnostic import SourceError
from parser.values import Amount, Number, Share

DEPTH = 40
"""How deep parentheses may nest."""

LONGEST = 100
"""How many operations one line may have."""

OPERATORS = frozenset({"=", "!=", "<", "<=", ">", ">="})

_MARKS = {
    "(": "OPEN",
    ")": "CLOSE",
    "+": "PLUS",
    "-": "MINUS",
    "\N{MINUS SIGN}": "MINUS",
    "\N{EN DASH}": "MINUS",
    "*": "STAR",
    "\N{MULTIPLICATION SIGN}": "STAR",
    "/": "SLASH",
    "%": "PERCENT",
    ",": "_ALSO",
    **dict.fromkeys(OPERATORS, "OP"),
}
_OPERATIONS = frozenset(
    {"PLUS", "MINUS", "STAR", "SLASH", "PERCENT", "BETWEEN", "CHOICE", "PART", "OF"}
    | {"ROUNDED", "ROUNDED_TO", "WORKING", "DAY_IN"}
)
_WORDS = {
    "to": "_TO",
    "and": "_AND_ALSO",
    "today": "TODAY",
    "covered": "_COVERED",
    "of": "OF",
}
_UNITS = frozenset({"year", "month", "week", "day"})
_DETERMINERS = ("a", "an", "the", "another")


def expression_tokens(pieces: Sequence[Token], last: str = "") -> Iterator[Lexed]:
    """Yield the tokens of expressions and of the operator between them.

    `last` is the word that may stand before the last of a list of them, such as `or`.
    """
    depth = operations = at = 0
    pieces = with_signs(pieces)
    while at < len(pieces):
        if last and pieces[at].kind == "word" and pieces[at].text.casefold() == last:
            yield lexed("_OR_ELSE", pieces[at])
            at += 1
            continue
        token, width = _next(pieces, at)
        depth += {"OPEN": 1, "CLOSE": -1}.get(token.type, 0)
        operations += token.type in _OPERATIONS
        if depth > DEPTH:
            raise error(
                "too-deep",
                f"parentheses nest deeper than {DEPTH} levels",
                token.span,
                "give the inner part a name on a line of its own",
            )
        if operations > LONGEST:
            raise error(
                "too-long",
                f"this line has more than {LONGEST} operations",
                token.span,
                "give a part of it a name on a line of its own",
            )
        yield token
        at += width


def with_signs(pieces: Sequence[Token]) -> list[Token]:
    """Return pieces in which the sign of a value below zero is one by itself: it may take away.

    >>> [one.text for one in with_signs([Token("number", "7", 7), Token("number", "-3", -3)])]
    ['7', '-', '3']
    """
    found: list[Token] = []
    for one in pieces:
        if isinstance(one.value, int | Decimal | Fraction | Amount | Share) and one.text[:1] == "-":
            first = one.span.start + 1
            sign = replace(one.span, end=first)
            rest = replace(one.span, start=first, column=one.span.column + 1)
            found.append(Token("mark", "-", span=sign))
            found.append(replace(one, text=one.text[1:], value=_above(one.value), span=rest))
        else:
            found.append(one)
    return found


def _above(value: Number | Amount | Share) -> Number | Amount | Share:
    match value:
        case Amount(size, currency):
            return Amount(-size, currency)
        case Share(size):
            return Share(-size)
        case _:
            return -value


def _next(pieces: Sequence[Token], at: int) -> tuple[Lexed, int]:
    one = pieces[at]
    if one.kind == "mark":
        return lexed(_MARKS.get(one.text, "_STRAY"), one), 1
    if one.kind == "text":
        return Lexed("NAME", one.text, Name(one.text, True, span=one.span), one.span), 1
    if one.value is not None:
        return Lexed("QUANTITY", one.text, Quantity(one.value, span=one.span), one.span), 1
    return _word(pieces, at)


def _word(pieces: Sequence[Token], at: int) -> tuple[Lexed, int]:
    words = [
        piece.text.casefold() if piece.kind == "word" else ""
        for piece in pieces[at : at + MOST_WORDS]
    ]
    if (found := day_in_year(pieces, at, words)) is not None:
        return found
    named = function_words(words)
    if named is not None:
        token, function, width = named
        place = spanning(pieces[at : at + width])
        return Lexed(token, written(pieces[at : at + width]), function, place), width
    if words[0] in _WORDS:
        return lexed(_WORDS[words[0]], pieces[at]), 1
    if words[0] in _DETERMINERS:
        return _reference(pieces, at, words)
    return _name(pieces, at)


def day_in_year(pieces: Sequence[Token], at: int, words: Sequence[str]) -> tuple[Lexed, int] | None:
    """Return the token of `the date of 31 January in`, which a year follows, and its width.

    Raises SourceError for a day that no year has.
    """
    article = 1 if words[0] == "the" else 0
    if tuple(words[article : article + 2]) != ("date", "of"):
        return None
    start, end = at + article + 2, at + article + 5
    day, month, into = (*pieces[start:end], *[None] * 3)[:3]
    example = "write `the date of 31 January in the year`, with a year behind it"
    if day is None or month is None or month.text.casefold() not in MONTHS:
        raise error("malformed-day", "this names no day", spanning(pieces[at:end]), example)
    if into is None or into.text.casefold() != "in":
        raise error("malformed-day", "this names no year", spanning(pieces[at:end]), example)
    number = MONTHS.index(month.text.casefold()) + 1
    if not isinstance(day.value, int) or not 1 <= day.value <= LENGTHS[number - 1]:
        message = f"{month.text} has no day {day.text}"
        raise error("impossible-day", message, spanning((day, month)), example)
    place = spanning(pieces[at:end])
    return Lexed("DAY_IN", written(pieces[at:end]), (number, day.value), place), article + 5


LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
"""How many days each month can have."""


def _reference(pieces: Sequence[Token], at: int, words: Sequence[str]) -> tuple[Lexed, int]:
    other = words[:2] == ["the", "other"] and len(words) > 2 and words[2] != ""
    width = 3 if other else 2
    if len(words) < width or not words[width - 1]:
        raise error(
            "missing-noun",
            f"a noun is missing after `{pieces[at].text}`",
            pieces[at].span,
            f"write `{pieces[at].text} date`, or what the thing is called",
        )
    span = spanning(pieces[at : at + width])
    noun = words[width - 1]
    match words[0]:
        case "a" | "an":
            made = Reference("a", noun, span=span)
        case "another":
            made = Reference("another", noun, span=span)
        case _:
            said = pieces[at + width - 1].text
            made = Reference("the other" if other else "the", noun, written=said, span=span)
    return Lexed("REFERENCE", noun, made, span), width


def _name(pieces: Sequence[Token], at: int) -> tuple[Lexed, int]:
    if is_month(pieces, at) or is_currency(pieces, at):
        raise _unknown_word(pieces, at)
    end = at
    while end < len(pieces) and pieces[end].kind == "word" and pieces[end].text[:1].isupper():
        end += 1
    if end == at:
        raise _unknown_word(pieces, at)
    text, span = written(pieces[at:end]), spanning(pieces[at:end])
    return Lexed("NAME", text, Name(text, span=span), span), end - at


def _unknown_word(pieces: Sequence[Token], at: int) -> SourceError:
    word = pieces[at].text
    advice = advice_for(pieces, at)
    if advice is None:
        advice = f"write `the {word}` for something named earlier, or a name in quotes"
    if at and pieces[at - 1].kind == "number":
        if word.casefold().rstrip("s") in _UNITS:
            advice = "write whole units, such as `18 months` for `1.5 years`"
        elif near := _near_unit(word):
            advice = f"did you mean `{near}{'s' if word.endswith('s') else ''}`?"
    message = f"`{word}` is not understood in a calculation"
    return error("unknown-word", message, pieces[at].span, advice)


def _near_unit(word: str) -> str | None:
    """Return the unit of time that a word looks like.

    >>> _near_unit("yers"), _near_unit("cats")
    ('year', None)
    """
    from difflib import get_close_matches  # rarely needed

    found = get_close_matches(word[:30].casefold().rstrip("s"), sorted(_UNITS), 1, 0.7)
    return found[0] if found else None
