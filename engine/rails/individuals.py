"""The individuals of each kind: what a program says of them, and the rows that a case adds."""

from collections.abc import Iterable

from engine.rails.names import Kind, write
from engine.rails.rail import POSSIBLE
from parser.datalog.tree import Program, Row
from parser.frozen import dataclass
from parser.resolved.vocabulary import VALUE_KINDS
from parser.values import SOMEONE, Entity


@dataclass(frozen=True, slots=True, eq=False)
class OfKind:
    """The individuals of one kind, in order: `complete` if there can be no others.

    `names` are those of their rows on *certain* and on *possible*, and `rows` these rows, which
    nobody changes. On *possible* there is one whom nobody names, unless they are complete.
    """

    members: tuple[Entity, ...]
    complete: bool
    names: tuple[str, str]
    rows: tuple[set[Row], set[Row]]

    def with_others(self, kind: str, others: Iterable[Entity]) -> "OfKind":
        """Return these individuals of a kind and some others, each once."""
        members = tuple(dict.fromkeys((*self.members, *others)))
        return self if members == self.members else _of_kind(kind, members, self.complete)


def of_kinds(program: Program, enlisted: Iterable[Entity]) -> dict[str, OfKind]:
    """Return what a program says of each kind, in the order of its vocabulary.

    `enlisted` are individuals of tables that every case has to reckon with.
    """
    members: dict[str, list[Entity]] = {
        slot.kind: []
        for predicate in program.predicates.values()
        for slot in predicate.slots
        if slot.kind not in VALUE_KINDS
    }
    for one in dict.fromkeys((*program.entities, *enlisted)):
        if isinstance(one, Entity) and one.name != SOMEONE:
            members.setdefault(one.kind, []).append(one)
    return {
        kind: _of_kind(
            kind, tuple(named), kind in program.closed and {*program.closed[kind]} <= {*named}
        )
        for kind, named in members.items()
    }


def nobody_of(kind: str) -> OfKind:
    """Return a kind of which a program knows nobody."""
    return _of_kind(kind, (), False)


def _of_kind(kind: str, members: tuple[Entity, ...], complete: bool) -> OfKind:
    rows: set[Row] = {(one,) for one in members}
    someone: set[Row] = set() if complete else {(Entity(kind, SOMEONE),)}
    names = (write(Kind(kind)), write(Kind(kind, POSSIBLE)))
    return OfKind(members, complete, names, (rows, rows | someone))
