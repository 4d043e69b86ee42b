"""The case that a proof is about, as the checker looks at it: what is stored, open and closed."""

from dataclasses import dataclass, field

from engine.proof.checker.closure import Closure, Known
from engine.proof.checker.rows import Rows
from engine.proof.checker.solving import concluded
from engine.proof.node import Absent
from engine.rails.facts import Facts
from engine.rails.from_datalog import Railed
from engine.rails.names import Shut, write
from engine.rails.rail import CERTAIN, POSSIBLE
from engine.rails.supposing import is_taken, regions_of
from engine.rails.told import stored as told_rows
from engine.rails.ways_to_rule_out import shut_masks
from parser.datalog.naming import Told
from parser.datalog.tree import Row, Rule
from parser.resolved.vocabulary import VALUE_KINDS, GroundAtom
from parser.values import SOMEONE, UNKNOWN, Entity, Value


@dataclass(slots=True)
class CheckedCase:
    """A program on rails over the facts of a case, with what has been concluded of it so far."""

    railed: Railed
    facts: Facts
    rules: frozenset[Rule]
    contexts: frozenset[str]
    totals: set[int] = field(default_factory=set)  # the identities of those worked out again
    _closure: Closure | None = None

    def extension(self, name: str) -> Rows:
        """Return all rows of a predicate."""
        return self._closed().rows(name)

    def concluded(self, rule: Rule) -> list[Row]:
        """Return the rows that one rule concludes, some perhaps more than once."""
        self.extension(rule.head.pred)
        return concluded(rule, self._closed().known)

    def known(self, names: frozenset[str]) -> Known:
        """Return all rows of some predicates."""
        return {name: self.extension(name) for name in names}

    def _closed(self) -> Closure:
        if self._closure is None:
            self._closure = Closure(self.railed.program, self.facts.rows)
        return self._closure


def checked_case(railed: Railed, facts: Facts) -> CheckedCase:
    """Return a case before anything of it is looked at."""
    rules = frozenset(railed.program.rules)
    contexts = frozenset(rule.head.pred for rule in rules if rule.role == "context")
    return CheckedCase(railed, facts, rules, contexts)


def is_undecided(checker: CheckedCase, atom: GroundAtom) -> bool:
    """Tell whether a sentence may hold and does not certainly."""
    naming = checker.railed.naming
    may, must = (
        any(fits(atom, row) for row in checker.extension(naming.name(atom.pred, rail)))
        for rail in (POSSIBLE, CERTAIN)
    )
    return may and not must


def is_stored(checker: CheckedCase, atom: GroundAtom) -> bool:
    """Tell whether a sentence is among what the case states or records."""
    naming = checker.railed.naming
    name = naming.stored(atom.pred) if naming.is_stored(atom.pred) else told_rows(Told(atom.pred))
    return atom.args in checker.facts.rows.get(name, ())


def is_open(checker: CheckedCase, atom: GroundAtom) -> bool:
    """Tell whether nobody has stated, denied or closed a sentence."""
    predicate = checker.railed.base.predicates.get(atom.pred)
    if predicate is None or predicate.origin not in ("given", "decided"):
        return False
    regions = regions_of(checker.railed, predicate)
    people: dict[int, Value] = {}
    for place, (value, slot) in enumerate(zip(atom.args, predicate.slots, strict=True)):
        if slot.kind in VALUE_KINDS:
            if value not in regions.get(place, {UNKNOWN}):
                return False
            continue
        members = checker.facts.domain.get(slot.kind, ())
        if value not in members and value != Entity(slot.kind, SOMEONE):
            return False
        people[place] = Entity(slot.kind, SOMEONE) if value is None else value
    if is_taken(checker.facts, predicate, atom.args):
        return False
    return not any(
        tuple(people[i] for i in mask) in checker.facts.rows.get(write(Shut(atom.pred, mask)), ())
        for mask in shut_masks(predicate)
    )


def is_closed(checker: CheckedCase, node: Absent) -> bool:
    """Tell whether what is stated closes all sentences of a kind, or of a wider one."""
    said = node.source
    return said is not None and any(
        (source.who, source.span.line) == (said.who, said.span.line)
        and all(
            fixed is None or fixed == value
            for fixed, value in zip(pattern, node.atom.args, strict=True)
        )
        for pattern, source in checker.facts.closed.get(node.atom.pred, ())
    )


def is_denied(checker: CheckedCase, node: Absent) -> bool:
    """Tell whether the case denies all that a node says is absent, or a wider sentence."""
    return any(
        all(
            said is None or (type(said) is type(value) and said == value)
            for said, value in zip(pattern, node.atom.args, strict=True)
        )
        for pattern, _ in checker.facts.denied.get(node.atom.pred, ())
    )


def fits(atom: GroundAtom, row: Row) -> bool:
    """Tell whether a row is what an atom says; `None` in it is any value."""
    return all(
        wanted is None or (type(wanted) is type(value) and wanted == value)
        for wanted, value in zip(atom.args, row, strict=True)
    )
