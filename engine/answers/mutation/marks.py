"""Marks in a law: `# no case can notice strict, dropped: why` behind a line, or above it."""

import re
from collections.abc import Mapping

from engine.answers.mutation.mutant import KINDS, Change
from parser.text.diagnostic import Diagnostic, SourceError
from parser.text.span import Span

_MARK = re.compile(r"#\s*no case can notice ([a-z]+(?:,\s*[a-z]+)*):\s*(\S.*)")

Marks = Mapping[tuple[str, int], tuple[frozenset[str], str]]
"""What no case can notice on a line of a file, and why."""


def marks_of(file: str, text: str) -> Marks:
    r"""Return the marks of a law, by the file and the line that they are about.

    A mark on a line of its own is about the next line. Raises SourceError for a kind of
    mistake that there is none of.

    >>> marks_of("a.law", "if x\n# no case can notice strict: y has no other value\nand y < 3")
    {('a.law', 3): (frozenset({'strict'}), 'y has no other value')}
    """
    found: dict[tuple[str, int], tuple[frozenset[str], str]] = {}
    offset = 0
    for number, kept in enumerate(text.splitlines(keepends=True), 1):
        line, offset = kept.rstrip("\r\n"), offset + len(kept)
        mark = _MARK.search(line)
        if mark is None:
            continue
        kinds = frozenset(re.split(r",\s*", mark[1]))
        unknown = sorted(kinds.difference(KINDS))
        if unknown:
            begin = offset - len(kept)
            at = Span(file, begin + mark.start(), begin + mark.end(), number, mark.start() + 1)
            message = f"there is no kind of mutant called `{unknown[0]}`"
            help_ = f"write some of {', '.join(KINDS)}"
            raise SourceError((Diagnostic("unknown-mutant", message, at, help=help_),))
        alone = not line[: mark.start()].strip()
        found[file, number + 1 if alone else number] = kinds, mark[2].strip()
    return found


def reason(change: Change, marks: Marks) -> str:
    """Return why no case can notice a mutant, as its law says; empty if it does not say so."""
    kinds, why = marks.get((change.span.file, change.span.line), (frozenset(), ""))
    return why if change.kind in kinds else ""
