"""Values known only within limits: `Ana was born on a birthday, on or before 2008-11-23`."""

from collections.abc import Sequence
from dataclasses import field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from parser.frozen import dataclass
from parser.resolved.constants import a_kind, kind_of, quantity
from parser.resolved.tree import Constant, Term, Variable
from parser.resolved.vocabulary import VALUE_KINDS, Predicate
from parser.syntax.tree import Quantity, Token
from parser.text.diagnostic import Diagnostic
from parser.text.span import Span, join
from parser.values import Amount, Duration, Exact, Range, Share

_WORDS = {
    ("on", "or", "before"): "high",
    ("at", "most"): "high",
    ("on", "or", "after"): "low",
    ("at", "least"): "low",
}


@dataclass(frozen=True, slots=True)
class Limited:
    """What follows a sentence about one of its values: the role named (or ''), and its ends."""

    role: str
    low: Quantity | None
    high: Quantity | None
    span: Span = field(compare=False, repr=False, kw_only=True)


def parted(tokens: Sequence[Token]) -> tuple[Sequence[Token], tuple[Limited, ...]]:
    """Return a sentence without the limits that follow it, and these in order.

    Each limit follows a comma; where the sentence leaves several values open it names the role.

    >>> from datetime import date
    >>> day = Token("date", "2008-11-23", date(2008, 11, 23))
    >>> words = [Token("word", word) for word in "Ana was born on a birthday".split()]
    >>> after = [Token("word", word) for word in ("on", "or", "before")]
    >>> rest, limits = parted([*words, Token("mark", ","), *after, day])
    >>> len(rest), limits[0].high.value
    (6, datetime.date(2008, 11, 23))
    """
    found: list[Limited] = []
    while True:
        comma = next(
            (
                place
                for place in reversed(range(len(tokens)))
                if tokens[place].kind == "mark" and tokens[place].text == ","
            ),
            None,
        )
        limited = None if comma is None else _limited(tokens[comma + 1 :])
        if comma is None or limited is None:
            return tokens, tuple(reversed(found))
        found.append(limited)
        tokens = tokens[:comma]


def _limited(tokens: Sequence[Token]) -> Limited | None:
    words = tuple(token.text.casefold() for token in tokens)
    role, start = "", 0
    if len(words) > 2 and words[0] == "the":
        role, start = words[1], 2
    span = join(tokens[0].span, tokens[-1].span) if tokens else None
    rest = tokens[start:]
    if span is None:
        return None
    if len(rest) == 4 and words[start] == "between" and words[start + 2] == "and":
        low, high = _quantity(rest[1]), _quantity(rest[3])
        return None if low is None or high is None else Limited(role, low, high, span=span)
    for phrase, end in _WORDS.items():
        if words[start:-1] == phrase and (value := _quantity(rest[-1])) is not None:
            return Limited(
                role, value if end == "low" else None, value if end == "high" else None, span=span
            )
    return None


def _quantity(token: Token) -> Quantity | None:
    return None if token.value is None else Quantity(token.value, span=token.span)


def within(
    args: tuple[Term, ...],
    limits: Sequence[Limited],
    predicate: Predicate,
    problems: list[Diagnostic],
) -> tuple[Term, ...]:
    """Return the terms of a sentence, its open values within their limits; report what is wrong."""
    terms = list(args)
    for limit in limits:
        place = _place(limit, terms, predicate)
        if place is None:
            problems.append(_misplaced(limit, args, predicate))
            continue
        kind = predicate.slots[place].kind
        low, high = _end(limit.low, kind, problems), _end(limit.high, kind, problems)
        if _is_after(low, high):
            problems.append(Diagnostic("empty-limits", "no value lies between these", limit.span))
            continue
        only = low if type(low) is type(high) and low == high else None
        terms[place] = Constant(Range(low, high) if only is None else only, span=limit.span)
    return tuple(terms)


def _place(limit: Limited, terms: Sequence[Term], predicate: Predicate) -> int | None:
    """Return the place of the open value that a limit is about, if it is one."""
    open_ = [
        place
        for place, (term, slot) in enumerate(zip(terms, predicate.slots, strict=True))
        if isinstance(term, Variable)
        and slot.kind in VALUE_KINDS
        and (not limit.role or limit.role in (term.name, slot.role))
    ]
    return open_[0] if len(open_) == 1 else None


def _misplaced(limit: Limited, args: Sequence[Term], predicate: Predicate) -> Diagnostic:
    roles = [
        slot.role
        for term, slot in zip(args, predicate.slots, strict=True)
        if isinstance(term, Variable) and slot.kind in VALUE_KINDS
    ]
    advice = "leave the value open before it, as in `on a date, on or before 2026-11-23`"
    if len(roles) > 1:
        advice = f"say of which value: `the {roles[0]} …` or `the {roles[1]} …`"
    return Diagnostic("misplaced-limits", "no one value is meant by this", limit.span, help=advice)


def _end(literal: Quantity | None, kind: str, problems: list[Diagnostic]) -> Exact | None:
    constant = None if literal is None else quantity(literal, kind, problems)
    if constant is None or literal is None:
        return None
    if isinstance(constant.value, Range):
        problems.append(
            Diagnostic(
                "kind-clash",
                "a limit is an exact value",
                literal.span,
                help=f"write the whole {kind}" if kind_of(constant.value) == kind else a_kind(kind),
            )
        )
        return None
    return constant.value


def _is_after(low: Exact | None, high: Exact | None) -> bool:
    """Tell whether two ends leave nothing between them, as far as that is seen without a calendar.

    >>> _is_after(Share(Decimal(51)), Share(Decimal(50))), _is_after(Duration(1), Duration(0, 40))
    (True, False)
    """
    match low, high:
        case date(), date():
            return low > high
        case int() | Decimal() | Fraction(), int() | Decimal() | Fraction():
            return low > high
        case Share(), Share():
            return low.percent > high.percent
        case Duration(), Duration():
            return low.months >= high.months and low.days >= high.days and low != high
        case Amount(), Amount():
            return low.currency != high.currency or low.value > high.value
        case _:
            return False
