"""The conditions of one level of a rule, and where its variables get their values."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from parser.datalog import naming
from parser.datalog.draft import Draft
from parser.datalog.order import Demand, Order, checking, demand
from parser.datalog.tree import Aggregate, Atom, Comparison, Literal, Negation, Var

_LATER = 1 << 60
_CHOICES = 8
"""How many conditions are compared when several could give an individual."""


@dataclass(slots=True, eq=False)
class Level:
    """Conditions that hold together, read so far, inside those of `outer`.

    `order` says which of them gives each name its value. `later` are plain conditions that
    are still to come, `aggregated` the names that aggregates among the conditions give. `negated`
    levels stand below a negation or an aggregate.
    """

    draft: Draft
    outer: "Level | None"
    negated: bool
    aggregated: frozenset[str] = frozenset()
    order: Order = field(init=False)
    demands: dict[Literal, Demand] = field(default_factory=dict)
    atoms: dict[str, list[Atom]] = field(default_factory=dict)
    later: dict[str, list[Literal]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        outer = self.outer
        self.order = Order(outer.order.bound if outer else _nothing)

    def expect(self, literals: Sequence[Literal]) -> None:
        """Announce the plain conditions of the level, the last one first."""
        for count, literal in enumerate(literals):
            wants = self._demand(literal, _nothing)
            self.demands.setdefault(literal, wants)
            self.draft.sequence.setdefault(literal, _LATER - count)
            for name in wants.gives:
                self.later.setdefault(name, []).append(literal)

    def add(self, literal: Literal, shared: frozenset[str]) -> None:
        """Read one more condition; `shared` are its names that also stand outside it."""
        wants = self._demand(literal, shared.__contains__)
        self.demands[literal] = wants
        self.draft.sequence[literal] = next(self.draft.read)
        self.order.add(literal, wants)
        if isinstance(literal, Atom):
            for name in wants.gives:
                known = self.atoms.setdefault(name, [])
                if len(known) < _CHOICES:
                    known.append(literal)
        for name in wants.gives:
            ahead = self.later.get(name)
            if ahead and ahead[-1] is literal and self.order.bound(name):
                ahead.pop()

    def _demand(self, literal: Literal, elsewhere: Callable[[str], bool]) -> Demand:
        wants = demand(literal, elsewhere, self.draft.base.inputs)
        return checking(wants, self.aggregated)

    def giver(self, name: str) -> tuple[Literal, Demand] | None:
        """Return the condition that gives `name` its value, an earlier one if there is one."""
        level: Level | None = self
        while level is not None:
            if name in level.order.giver:
                literal = level.order.giver[name]
                return literal, level.demands[literal]
            level = level.outer
        level = self
        while level is not None:
            if level.later.get(name):
                literal = level.later[name][-1]
                return literal, level.demands[literal]
            level = level.outer
        return None

    def choices(self, name: str) -> Iterator[tuple[Literal, Demand]]:
        """Yield conditions that could give an individual, the outermost first."""
        levels: list[Level] = []
        level: Level | None = self
        while level is not None:
            levels.append(level)
            level = level.outer
        for level in reversed(levels):
            for atom in level.atoms.get(name, ()):
                yield atom, level.demands[atom]
        if (found := self.giver(name)) is not None:
            yield found


def _nothing(name: str) -> bool:
    return False


def binders(names: Sequence[str], level: Level, negated: bool) -> tuple[Literal, ...]:
    """Return conditions in reach of `level` that give values to `names`, no more than needed.

    A value comes from the condition that first gives it, since others may know it less
    exactly; an individual from the one that gives most. Where `negated`, nothing is taken from
    what rests on the rule's own conclusion. Names that nothing gives are left.
    """
    draft = level.draft
    chosen: dict[Literal, Demand] = {}
    covered: set[str] = set()
    waiting = sorted(names, key=draft.is_value)  # values are looked for first, from the end
    wanted = set(waiting)
    while waiting:
        name = waiting.pop()
        found = None if name in covered else _binder(name, wanted, level, chosen, negated)
        wanted.discard(name)
        if found is None:
            continue
        literal, wants = found
        if negated and draft.is_value(name) and isinstance(literal, Atom):
            literal, wants = _untangled(name, literal, wants, draft)
        chosen[literal] = wants
        covered |= {name, *_settled_by(literal, wants, level)}
        further = sorted(wants.needs - {name} - covered)
        wanted.update(further)
        wanted.difference_update(wants.gives)
        waiting.extend(further)
    return tuple(sorted(chosen, key=draft.sequence.__getitem__))


def _settled_by(literal: Literal, wants: Demand, level: Level) -> Iterator[str]:
    """Yield the names of which nothing else has to be looked for once a condition is taken.

    Of a value that another condition gives first, it only says which values can meet that one.
    """
    if isinstance(literal, Comparison):
        return
    for name in wants.gives:
        giver = level.giver(name) if level.draft.is_value(name) else None
        if giver is None or giver[0] is literal:
            yield name


def _binder(
    name: str,
    wanted: set[str],
    level: Level,
    chosen: dict[Literal, Demand],
    negated: bool,
) -> tuple[Literal, Demand] | None:
    draft = level.draft
    if draft.is_value(name):
        found = level.giver(name)
        return None if found is None or found[0] in chosen else found
    best: tuple[Literal, Demand] | None = None
    most = -1
    for literal, wants in level.choices(name):
        if literal in chosen or (negated and _entangled(literal, draft)):
            continue
        gain = len(wants.gives & wanted)
        if gain > most:
            best, most = (literal, wants), gain
    return best


def _untangled(name: str, literal: Atom, wants: Demand, draft: Draft) -> tuple[Literal, Demand]:
    """Take a value from all that could stand there, if the condition is out of bounds."""
    if not _entangled(literal, draft):
        return literal, wants
    place = literal.args.index(Var(name))
    other = Atom(
        naming.write(naming.PossibleValues(literal.pred, place)), (Var(name),), span=literal.span
    )
    draft.flows[literal.pred, place] = None
    draft.sequence[other] = draft.sequence[literal]
    return other, Demand(frozenset(), frozenset((name,)))


def _entangled(literal: Literal, draft: Draft) -> bool:
    match literal:
        case Atom(pred):
            return pred in draft.circle
        case Aggregate(body=body):
            return any(isinstance(part, Atom) and part.pred in draft.circle for part in body)
        case Negation() | Comparison():
            return False
