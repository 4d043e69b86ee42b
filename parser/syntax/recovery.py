"""All that is wrong in a block, once it is known that something is."""

import re
from collections.abc import Callable, Iterator
from functools import partial

from parser.syntax import line_tokens
from parser.syntax.beginnings import begun, condition_of
from parser.syntax.blocks import Block
from parser.syntax.grammar import parse_block
from parser.syntax.headings import SECTIONS, unknown_declaration
from parser.syntax.lexer import levels
from parser.syntax.meant import is_comparison, joined, meant, nothing_else
from parser.syntax.scan import Line
from parser.text.diagnostic import Diagnostic, SourceError


def problems_of(block: Block, first: tuple[Diagnostic, ...] = ()) -> tuple[Diagnostic, ...]:
    """Return the diagnostics of a block that cannot be parsed, `first` among them, by place.

    Where lines do not depend on each other (a vocabulary, the parts of a case) each is read
    alone; of a rule each line is looked at, and its first misplaced line reported.
    """
    found = list(first)
    heading = block.lines[0].pieces
    if block.section in SECTIONS:
        for part in (
            _lines_alone(block) if block.section in ("vocabulary", "background", "case") else ()
        ):
            found.extend(_raised(partial(parse_block, part)))
        found.extend(_misread(block))
    elif heading and not first:
        found.append(unknown_declaration(heading[0]))
    if block.section in ("rule", "impossible"):
        found = _explained(found, block)
    by_place = {each.at.start: each for each in found}
    return tuple(by_place[place] for place in sorted(by_place))


_VAGUE = frozenset(
    {"unknown-word", "unexpected", "stray-mark", "missing-operand", "missing-operator"}
    | {"missing-noun", "missing-where", "two-conditions", "unknown-list", "missing-result"}
)
"""What is said of a line that no habit explains: where it stopped making sense."""

_JOINED = re.compile(r",? (?:and|or|but) ")
_CALCULATES = re.compile(r"[0-9<>=+*/(]|\b(?:of|from|between|nearest)\b")
"""What no sentence before an `and` has, and a calculation with an `and` of its own may have."""

_UNJOINED = frozenset({"missing-and", "missing-if"})


def _explained(found: list[Diagnostic], block: Block) -> list[Diagnostic]:
    """Put the cause in place of the symptom, in each line where a habit explains it."""
    kept = list(found)
    for line in block.lines[1:]:
        here = [each for each in kept if each.at.line == line.number and line.pieces]
        cause: Diagnostic | None = None
        if any(each.code in _UNJOINED for each in here):
            cause = begun(line.pieces)
        vague = any(each.code in _VAGUE for each in here) and line.pieces[-1].text != ","
        if cause is None and vague:
            said = condition_of(line.pieces)
            found_out = meant(said, is_comparison, nothing_else, nothing_else)
            found_out = found_out or meant(
                said, partial(_is_joined_to_another, joined(said)), nothing_else, nothing_else
            )
            cause = found_out.diagnostic if found_out is not None else None
        if cause is not None:
            kept = [each for each in kept if each not in here]
            kept.append(cause)
    return kept


def _is_joined_to_another(line: str, text: str) -> bool:
    """Tell whether a line begins with a sentence and goes on with another condition.

    Which sentences there are is not known here, but a comparison behind an `and` is none of one.

    >>> _is_joined_to_another("he is ill and the sum > 3", "he is ill")
    True
    """
    if not line.startswith(f"{text} ") or _CALCULATES.search(text):
        return False
    return any(is_comparison(one) for one in _JOINED.split(line[len(text) :])[1:])


def _misread(block: Block) -> list[Diagnostic]:
    """Return what is wrong with single lines and, after the last one read, their indentation."""
    found: list[Diagnostic] = []
    try:
        for line, level, part in levels(block):
            if line.pieces:
                found.extend(_raised(partial(_read, line, block.section, part, level)))
    except SourceError as error:
        found.extend(error.diagnostics)
    return found


def _read(line: Line, section: str, part: str, level: int) -> None:
    for _ in line_tokens.tokens(line, section, part, level):
        pass


def _raised(read: Callable[[], object]) -> tuple[Diagnostic, ...]:
    try:
        read()
    except SourceError as error:
        return error.diagnostics
    return ()


def _lines_alone(block: Block) -> Iterator[Block]:
    heading, *rest = block.lines
    for above, line in _with_parents(rest):
        lines = (heading, *above, line)
        if all(each.pieces for each in lines):
            yield Block(block.section, block.place, lines)


def _with_parents(lines: list[Line]) -> Iterator[tuple[tuple[Line, ...], Line]]:
    """Yield each line that has none below it, after the lines it is indented under."""
    parents: list[Line] = []
    followers: list[Line | None] = [*lines[1:], None]
    for line, following in zip(lines, followers, strict=False):
        while parents and parents[-1].indent >= line.indent:
            parents.pop()
        if following is None or following.indent <= line.indent:
            yield tuple(parents[:2]), line
        elif len(parents) < 2:
            parents.append(line)
