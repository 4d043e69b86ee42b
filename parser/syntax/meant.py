"""A condition that cannot be read -> what its author meant, if one habit explains it."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice

from parser.frozen import dataclass
from parser.syntax.habits import HABITS
from parser.syntax.lexed import spanning
from parser.syntax.tree import Token
from parser.text.diagnostic import Diagnostic, SourceError
from parser.text.span import Span

Understood = Callable[[str], bool]
"""Whether a condition, without its connective, can be read."""

_LONGEST = 300
"""Longer conditions are left alone, so that many errors stay cheap."""

_MOST_FIRST = 30
"""How many repairs are tried with a second one."""

_MOST_PAIRS = 100
"""How many pairs of repairs are tried."""

_QUOTED = re.compile(r'"[^"]*"')


@dataclass(frozen=True, slots=True)
class Repair:
    """One way to write a condition anew: `text`, and where and why it differs from the old one.

    `start` and `end` are offsets in the old text. `advice` may name `{line}`: the whole
    condition as it should be.
    """

    code: str
    start: int
    end: int
    text: str
    message: str
    advice: str = "write `{line}`"
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Meant:
    """What to tell the author of a condition, and the condition as it should be."""

    diagnostic: Diagnostic
    text: str


Repairs = Callable[[str], Iterator[Repair]]
"""The ways to write a condition anew that are worth a try, the best first."""


def meant(
    pieces: Sequence[Token], understood: Understood, before: Repairs, after: Repairs
) -> Meant | None:
    """Return what a row of tokens should have been, or None where no habit explains it.

    One repair, or else a habit and a second repair, must make it `understood`. Repairs are tried
    `before` the habits and `after` them.
    """
    text = joined(pieces)
    if not pieces or len(text) > _LONGEST:
        return None
    first = [*before(text), *habits(text)]
    for repair in chain(first, after(text)):
        if not repair.sure and understood(repair.text):
            return _told(repair, repair.text, pieces)
    for repair in first:
        if repair.sure:
            return _told(repair, repair.text, pieces)
    both = (
        (repair, second)
        for repair in first[:_MOST_FIRST]
        for second in chain(before(repair.text), habits(repair.text))
        if not second.sure
    )
    for repair, second in islice(both, _MOST_PAIRS):
        if understood(second.text):
            return _told(repair, second.text, pieces)
    return None


def habits(text: str) -> Iterator[Repair]:
    """Yield the habits that a condition shows, each written as it is here.

    >>> [each.text for each in habits("the income is less than 100 EUR")][0]
    'the income < 100 EUR'
    """
    # What stands in quotes is nobody's habit: it is hidden while looking, and kept.
    masked = _QUOTED.sub(lambda match: '"' + "_" * (len(match.group()) - 2) + '"', text)
    for habit in HABITS:
        for found in habit.written.finditer(masked):
            groups = {name: text[slice(*found.span(name))] for name in found.groupdict()}
            odd = found.span("odd") if "odd" in groups else found.span()
            groups.setdefault("odd", text[slice(*odd)])
            groups["odd"] = groups["odd"].strip()
            try:
                new = (
                    habit.meant.format(**groups)
                    if isinstance(habit.meant, str)
                    else habit.meant(groups)
                )
            except ValueError:
                continue
            yield Repair(
                habit.code,
                *odd,
                text[: found.start()] + new + text[found.end() :],
                habit.message.format(**groups),
                habit.advice.format(**{**groups, "line": "{line}"}),
                habit.sure,
            )


def joined(pieces: Sequence[Token]) -> str:
    """Return a row of tokens as it was written, with one blank where there were several."""
    return "".join(text for text, _ in _with_blanks(pieces))


def _with_blanks(pieces: Sequence[Token]) -> Iterator[tuple[str, Token]]:
    end = pieces[0].span.start if pieces else 0
    for piece in pieces:
        gap = " " if piece.span.start > end else ""
        yield gap + (f'"{piece.text}"' if piece.kind == "text" else piece.text), piece
        end = piece.span.end


def _told(repair: Repair, text: str, pieces: Sequence[Token]) -> Meant:
    advice = repair.advice.replace("{line}", text)
    at = place(pieces, repair.start, repair.end)
    return Meant(Diagnostic(repair.code, repair.message, at, help=advice), text)


def place(pieces: Sequence[Token], start: int, end: int) -> Span:
    """Return where the tokens stand that a stretch of their joined text covers."""
    covered: list[Token] = []
    at = 0
    for text, piece in _with_blanks(pieces):
        begins = at + text.startswith(" ")
        at += len(text)
        if begins < end and at > start:
            covered.append(piece)
    return spanning(covered or pieces)


def nothing_else(text: str) -> Iterator[Repair]:
    """Yield no repairs: for lines that are read without a vocabulary."""
    yield from ()


def is_comparison(text: str) -> bool:
    """Tell whether a condition is a comparison or an aggregate that can be read.

    >>> is_comparison("the income < 100 EUR"), is_comparison("the person is banned")
    (True, False)
    """
    from parser.syntax.blocks import Block
    from parser.syntax.grammar import attempt
    from parser.syntax.lexer import block_tokens
    from parser.syntax.scan import Line, scan

    rows = (
        'rule A "T"',
        "    h holds",
        f"    if {text}",
        *(("        y holds",) * text.endswith(":")),
    )
    try:
        lines = tuple(
            Line(len(row) - len(row.lstrip()), number, scan(row, "", 0, number))
            for number, row in enumerate(rows, 1)
        )
        block = Block("rule", lines[0].pieces[0].span, lines)
        if not any(one.type in ("_COMPARE", "_AGGREGATE") for one in block_tokens(block)):
            return False
        return attempt(block) is None
    except SourceError:
        return False
