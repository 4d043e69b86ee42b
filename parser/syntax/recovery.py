"""All that is wrong in a block, once it is known that something is."""

from collections.abc import Iterator

from parser.syntax import line_tokens
from parser.syntax.blocks import Block
from parser.syntax.grammar import parse_block
from parser.syntax.lexer import levels
from parser.syntax.scan import Line
from parser.text.diagnostic import Diagnostic, SourceError


def problems_of(block: Block, first: SourceError) -> tuple[Diagnostic, ...]:
    """Return the diagnostics of a block that cannot be parsed, `first` among them, by place.

    Where lines do not depend on each other (a vocabulary, the parts of a case) each is read
    alone; of a rule each line is looked at, and its first misplaced line reported.
    """
    found = list(first.diagnostics)
    section = block.lines[0].pieces[0].text
    for part in _lines_alone(block) if section in ("vocabulary", "case") else ():
        try:
            parse_block(part)
        except SourceError as error:
            found.extend(error.diagnostics)
    try:
        for line, level, part_name in levels(block):
            try:
                for _ in line_tokens.tokens(line, section, part_name, level):
                    pass
            except SourceError as error:
                found.extend(error.diagnostics)
    except SourceError as error:
        found.extend(error.diagnostics)
    by_place = {(each.at.start, each.code): each for each in found}
    return tuple(by_place[place] for place in sorted(by_place))


def _lines_alone(block: Block) -> Iterator[Block]:
    heading, *rest = block.lines
    for above, line in _with_parents(rest):
        yield Block(block.file, (heading, *above, line))


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
