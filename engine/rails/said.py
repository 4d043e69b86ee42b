"""A statement, and who made it. Data only."""

from parser.frozen import dataclass
from parser.resolved.tree import Statement
from parser.text.span import NOWHERE, Span

SUPPOSED = "supposed"
"""Who states what is only supposed in one case of several (see `engine.rails.supposing`)."""

UNLESS_STATED = "not so unless stated"
"""Who closes what the vocabulary declares `else no`; the place is that of the declaration."""


@dataclass(frozen=True, slots=True)
class Source:
    """Who stated something, and where: a case file and line, a `--fact`, a prompt."""

    who: str = ""
    span: Span = NOWHERE
    text: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A statement with its source."""

    statement: Statement
    source: Source
