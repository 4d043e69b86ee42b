"""What follows a statement about a value known in part, in another language."""

from collections.abc import Sequence

from parser.resolved.from_translated import UNITS, Reader
from parser.syntax.tree import Token
from parser.values import Duration

_LIMITS = {
    "najkasnije": ("on", "or", "before"),
    "najranije": ("on", "or", "after"),
    "najviše": ("at", "most"),
    "najmanje": ("at", "least"),
}


def parted(tokens: Sequence[Token], reader: Reader) -> tuple[Sequence[Token], tuple[Token, ...]]:
    """Return a statement without the limits behind it, and these as the law's language has them.

    `…, najkasnije 2008-11-23` becomes `…, on or before 2008-11-23`.
    """
    limits: tuple[Token, ...] = ()
    while True:
        commas = [i for i, one in enumerate(tokens) if one.kind == "mark" and one.text == ","]
        limit = _limit(tokens[commas[-1] :], reader) if commas else None
        if limit is None:
            return tokens, limits
        limits = (*limit, *limits)
        tokens = tokens[: commas[-1]]


def _limit(tokens: Sequence[Token], reader: Reader) -> tuple[Token, ...] | None:
    comma, rest = tokens[0], list(tokens[1:])
    role: tuple[Token, ...] = ()
    roles = {said: each for each, said in reader.translation.words.items()}
    for length in range(min(4, len(rest)), 0, -1):
        said = " ".join(token.text.casefold() for token in rest[:length])
        if said in roles:
            role = _all_at(("the", roles[said]), rest[0])
            rest = rest[length:]
            break
    if not rest:
        return None
    first, values = rest[0].text.casefold(), _values(rest[1:])
    if first == "između" and len(values) == 2:
        low, high = values
        between, and_ = _all_at(("between", "and"), rest[0])
        return (comma, *role, between, low, and_, high)
    if first in _LIMITS and len(values) == 1:
        return (comma, *role, *_all_at(_LIMITS[first], rest[0]), values[0])
    return None


def _values(tokens: Sequence[Token]) -> list[Token]:
    """Return the values of a limit; a number and its unit are one."""
    found: list[Token] = []
    for at, token in enumerate(tokens):
        unit = UNITS.get(token.text.casefold())
        if unit and at and isinstance(number := tokens[at - 1].value, int) and found:
            months = {"month": number, "year": 12 * number}.get(unit, 0)
            days = {"day": number, "week": 7 * number}.get(unit, 0)
            duration = Duration(months, days)
            found[-1] = Token("duration", token.text, duration, span=token.span)
        elif token.value is not None:
            found.append(token)
    return found


def _all_at(words: Sequence[str], place: Token) -> tuple[Token, ...]:
    return tuple(Token("word", each, span=place.span) for each in words)
