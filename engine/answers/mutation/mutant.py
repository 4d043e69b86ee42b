"""A law with one small mistake in it. Data only."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from parser.resolved.law_tree import Law
from parser.text.span import Span

Kind = Literal["number", "strict", "turned", "exchanged", "dropped", "force"]
"""What kind of mistake it is: a number or day by one, `<` for `<=`, `<=` for `>=`, `any of` for
`all of` (or `and` for `unless`, or `or` for `and`), a condition left out, a day of force by one."""

KINDS: tuple[Kind, ...] = ("number", "strict", "turned", "exchanged", "dropped", "force")


class Change(NamedTuple):
    """What is changed and where: the words of the law, and those that would stand there."""

    kind: Kind
    span: Span
    old: str
    new: str


def days_of(change: Change) -> tuple[date, ...]:
    """Return the days between which a day of force is moved; none for another change."""
    if change.kind != "force":
        return ()
    return tuple(date.fromisoformat(text.split()[-1]) for text in (change.old, change.new))


@dataclass(frozen=True, slots=True)
class Mutant:
    """A law with a mistake in one rule, or in the days of the law itself.

    `name` is the id of the rule, or of the law, `rules` are the ids of those that may conclude
    something else. `key` tells it from all others of its laws, however the file is laid out.
    """

    name: str
    change: Change
    rules: frozenset[str]
    key: str
    law: Law = field(repr=False)
