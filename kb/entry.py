"""What there is to say about one rule or provision. Data only."""

from parser.frozen import dataclass
from parser.resolved.law_tree import Constraint, Law, Listed, Note, Rule
from parser.resolved.tree import Case, Expectation


@dataclass(frozen=True, slots=True)
class Tried:
    """An expectation of a worked case that says by which rules the answer comes."""

    case: Case
    expectation: Expectation


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """A rule with what surrounds it.

    `text` are the lines of its conclusion and conditions as the law file has them. `facts`,
    `findings` (with their authorities) and `tables` are the sentences that its conditions read,
    `rules` the ids of the rules that conclude the others. `defeats` and `defeated_by` are the ids
    of the rules it takes precedence over and gives way to, `replaced_by` of those that take its
    place under some choice, `feeds` of those that read its conclusion. `tried` are the
    expectations of worked cases that name it.
    """

    law: Law
    rule: Rule
    text: tuple[str, ...]
    facts: tuple[str, ...]
    findings: tuple[tuple[str, str], ...]
    tables: tuple[str, ...]
    rules: tuple[str, ...]
    defeats: tuple[str, ...]
    defeated_by: tuple[str, ...]
    replaced_by: tuple[str, ...]
    feeds: tuple[str, ...]
    tried: tuple[Tried, ...]


@dataclass(frozen=True, slots=True)
class NoteEntry:
    """A provision that no rule carries."""

    law: Law
    note: Note


@dataclass(frozen=True, slots=True)
class ConstraintEntry:
    """Sentences that never hold together; `text` are their lines as the law file has them."""

    law: Law
    constraint: Constraint
    text: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RowEntry:
    """A row of a table that cites the provision `id`.

    `said` is its sentence, `feeds` the ids of the rules that read the table.
    """

    law: Law
    id: str
    row: Listed
    said: str
    feeds: tuple[str, ...]


Entry = RuleEntry | NoteEntry | ConstraintEntry | RowEntry
