"""Amounts, rates and brackets with the days on which they are in force -> one rule.

    parameter RATES "Rates of income tax"
        the rate on {income: amount} is {rate: share} on {day: date}  (asked income, asked day)
        from 2021-04-06 until 2028-04-05
            20% up to 37,700 GBP
            40% above 37,700 GBP

says the same as a sentence of the vocabulary and a rule with an alternative a row; no row leaves
a gap or overlaps another.
"""

import itertools
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Literal

from parser.frozen import dataclass
from parser.syntax.lexed import Lexed, error, lexed, shown, spanning
from parser.syntax.templates import template_tokens
from parser.syntax.tree import (
    Compares,
    Group,
    Item,
    Name,
    Quantity,
    Reference,
    RuleDecl,
    Sentence,
    SlotDecl,
    Template,
    Token,
)
from parser.text.diagnostic import SourceError
from parser.text.span import Span, join

Pieces = Sequence[Token]

_BOUNDS: dict[tuple[str, ...], str] = {
    ("above",): "LOWER",
    ("from",): "LOWER",
    ("up", "to"): "UPPER",
    ("below",): "UPPER",
}
_OPERATORS: dict[str, Literal["<", "<=", ">", ">="]] = {
    "above": ">",
    "from": ">=",
    "up to": "<=",
    "below": "<",
}


_MEANT = {
    **dict.fromkeys(("over", "exceeding", "beyond", "more", "greater", "after"), "write `above`"),
    **dict.fromkeys(("under", "less", "before"), "write `below`, or `up to` if that counts too"),
    **dict.fromkeys(("to", "until", "till"), "write `up to`, or `below` if that does not count"),
    **dict.fromkeys(("percent", "per", "pct"), "write `%` right behind the number"),
    **dict.fromkeys(("for", "if", "on", "of", "when", "and", "then"), "leave it out"),
    "up": "write `up to` and a value",
}
"""What people write in a row, and what to write there."""


@dataclass(frozen=True, slots=True)
class Bound:
    """One end of a bracket: `above`, `from`, `up to` or `below` a value."""

    word: str
    at: Token


@dataclass(frozen=True, slots=True)
class Bracket:
    """A row: the value, and between which ends it is the one that counts."""

    value: Token
    lower: Bound | None
    upper: Bound | None
    span: Span


@dataclass(frozen=True, slots=True)
class Period:
    """Rows with the days, both included, on which they are in force; None is without end."""

    starts: date | None
    ends: date | None
    brackets: tuple[Bracket, ...]
    span: Span


def parameter_tokens(pieces: Pieces) -> Iterator[Lexed]:
    """Yield the tokens of a line of a parameter that is no property: its sentence, or a row."""
    if any(piece.kind == "mark" and piece.text == "{" for piece in pieces):
        yield from template_tokens(pieces)
        return
    words = [piece.text.casefold() if piece.kind == "word" else "" for piece in pieces]
    if words[0] == "from" and len(pieces) > 1 and pieces[1].kind == "date":
        yield lexed("_FROM", pieces[0])
        for one, word in zip(pieces[1:], words[1:], strict=True):
            if one.kind == "date":
                yield Lexed("DATE", one.text, one.value, one.span)
            elif one.kind != "word":
                raise _on_the_line_of_days(one)
            else:
                yield lexed("_UNTIL" if word == "until" else "_STRAY", one)
        return
    if pieces[0].kind == "date" and len(pieces) > 1 and pieces[1].text == ":":
        raise error(
            "period-form",
            "the days on which values are in force stand on a line of their own",
            pieces[0].span,
            f"write `from {pieces[0].text}`, and the values on the lines below, indented",
        )
    at = values = 0
    while at < len(pieces):
        for written, kind in _BOUNDS.items():
            end = at + len(written)
            if tuple(words[at:end]) == written:
                text = " ".join(written)
                yield Lexed(kind, text, text, spanning(pieces[at:end]))
                at = end
                values = 0
                break
        else:
            values += 1
            if words[at] or values > 1:
                raise _unknown_row(pieces, words, at)
            yield Lexed("VALUE", pieces[at].text, pieces[at], pieces[at].span)
            at += 1


def _unknown_row(pieces: Pieces, words: Sequence[str], at: int) -> SourceError:
    if words[at] in _MEANT:
        message = f"`{pieces[at].text}` is no word of a row"
        return error("unknown-row", message, pieces[at].span, _MEANT[words[at]])
    message = f"`{shown(pieces)}` is no row of a parameter"
    advice = "write a value, and its bounds: `20% above 12,570 GBP up to 50,270 GBP`"
    return error("unknown-row", message, spanning(pieces), advice)


def _on_the_line_of_days(one: Token) -> SourceError:
    return error(
        "period-form",
        "no value stands on the line of its days",
        one.span,
        "end the line before it, and write the values on the lines below, indented",
    )


def rule_of(declared: RuleDecl, template: Template, periods: Sequence[Period]) -> RuleDecl:
    """Return the rule that a parameter says; `declared` has its properties and no body yet.

    Raises SourceError if rows leave a gap or overlap, or the sentence does not fit them.
    """
    asked = [one.argument for one in template.attributes if one.word == "asked"]
    slots = [part for part in template.parts if isinstance(part, SlotDecl)]
    days = [slot for slot in slots if slot.role in asked and slot.kind == "date"]
    inputs = [slot for slot in slots if slot.role in asked and slot.kind != "date"]
    values = [slot for slot in slots if slot.role not in asked]
    dated = any(period.starts for period in periods)
    ranked = any(row.lower or row.upper for period in periods for row in period.brackets)
    if len(values) != 1 or len(days) != dated or len(inputs) != ranked:
        needs = "one slot for the value"
        needs += ", one `asked` slot for the day" if dated else ""
        needs += ", one `asked` slot for what the bounds are of" if ranked else ""
        raise error(
            "misfit-parameter",
            f"the rows of this parameter need {needs}",
            template.span,
            "such as `the rate on {income: amount} is {rate: share} on {day: date}  "
            "(asked income, asked day)`",
        )
    _check_days(periods)
    for period in periods:
        _check_brackets(period.brackets)
    items = tuple(
        _item(period, row, values[0].role, days, inputs)
        for period in periods
        for row in period.brackets
    )
    body = Group("any", items, span=template.span)
    head = Sentence(tuple(_words(template)), span=template.span)
    return RuleDecl(
        declared.id,
        declared.title,
        head,
        (Item(body, span=template.span),),
        cites=declared.cites,
        says=declared.says,
        reads=declared.reads,
        span=declared.span,
    )


def _words(template: Template) -> Iterator[Token]:
    for part in template.parts:
        if isinstance(part, SlotDecl):
            article = "an" if part.role[:1] in "aeiou" else "a"
            yield Token("word", article, span=part.span)
            yield Token("word", part.role, span=part.span)
        else:
            yield part


def _item(
    period: Period, row: Bracket, value: str, days: list[SlotDecl], inputs: list[SlotDecl]
) -> Item:
    found = [Compares("=", Reference("the", value, span=row.span), _constant(row.value))]
    label: list[str] = []
    for slot in days:
        day = Reference("the", slot.role, span=row.span)
        if period.starts is not None:
            found.append(Compares(">=", day, Quantity(period.starts, span=period.span)))
            label.append(f"from {period.starts}")
        if period.ends is not None:
            found.append(Compares("<=", day, Quantity(period.ends, span=period.span)))
            label.append(f"until {period.ends}")
    for slot in inputs:
        for bound in (row.lower, row.upper):
            if bound is not None:
                measured = Reference("the", slot.role, span=row.span)
                end = _constant(bound.at)
                found.append(Compares(_OPERATORS[bound.word], measured, end))
                label.append(f"{bound.word} {bound.at.text}")
    spanned = [
        Item(Compares(one.op, one.left, one.right, span=row.span), span=row.span) for one in found
    ]
    whole = Group("all", tuple(spanned), span=row.span)
    return Item(whole, f"({' '.join(label)})" if label else "", span=row.span)


def _constant(token: Token) -> Quantity | Name:
    if token.kind == "text" or token.value is None:
        return Name(token.text, token.kind == "text", span=token.span)
    return Quantity(token.value, span=token.span)


def _check_days(periods: Sequence[Period]) -> None:
    for before, after in itertools.pairwise(periods):
        if before.starts is None or after.starts is None:
            raise error(
                "mixed-rows",
                "some rows have days and others have none",
                after.span,
                "put every row under a line `from DATE`",
            )
        if after.starts <= before.starts:
            raise error(
                "rows-overlap",
                f"`{after.starts}` does not come after `{before.starts}`",
                after.span,
                "write the periods in the order of their days",
            )
        if before.ends is not None and before.ends != after.starts - timedelta(days=1):
            overlap = before.ends >= after.starts
            raise error(
                "rows-overlap" if overlap else "rows-gap",
                f"the days until `{before.ends}` and from `{after.starts}` "
                + ("overlap" if overlap else "leave days without a value"),
                after.span,
                "leave out `until`: a period ends the day before the next begins",
            )


def following(periods: Sequence[Period]) -> tuple[Period, ...]:
    """Return periods of which each ends the day before the next begins, unless it says when."""
    found: list[Period] = []
    for number, period in enumerate(periods):
        after = periods[number + 1].starts if number + 1 < len(periods) else None
        ends = period.ends
        if ends is None and after is not None:
            ends = after - timedelta(days=1)
        found.append(Period(period.starts, ends, period.brackets, period.span))
    return tuple(found)


def _check_brackets(rows: Sequence[Bracket]) -> None:
    if len(rows) > 1 and not any(row.lower or row.upper for row in rows):
        raise error(
            "rows-overlap",
            "two values are in force at once",
            rows[1].span,
            "give each its bounds, or put it under another `from DATE`",
        )
    for before, after in itertools.pairwise(rows):
        if before.upper is None or after.lower is None:
            raise error(
                "rows-overlap",
                "one row has no end above, or the next none below",
                after.span,
                "write `20% up to 100 EUR`, then `40% above 100 EUR`",
            )
        meets = {("up to", "above"), ("below", "from")}
        if before.upper.at.value != after.lower.at.value:
            raise error(
                "rows-gap",
                f"`{before.upper.word} {before.upper.at.text}` and "
                f"`{after.lower.word} {after.lower.at.text}` do not meet",
                join(before.upper.at.span, before.upper.at.span),
                "end a row where the next begins",
            )
        if (before.upper.word, after.lower.word) not in meets:
            both = before.upper.word == "up to"
            raise error(
                "rows-overlap" if both else "rows-gap",
                f"`{after.lower.at.text}` itself is in {'both rows' if both else 'neither row'}",
                after.span,
                "`up to` meets `above`, and `below` meets `from`",
            )
