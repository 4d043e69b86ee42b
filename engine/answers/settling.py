"""Verdicts, and what would settle a question: said only when evaluating again confirms it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Literal

from engine.answers.another_value import allowed
from engine.answers.reply import Need, Verdict
from engine.answers.world import Goal, World, is_anonymous
from engine.arithmetic.errors import EvaluationError
from engine.proof.instances import negated_rows
from engine.proof.leaves import Blocked, Leaf, Leaves, Symbol, leaves_of
from engine.proof.node import Finding, Limit
from engine.proof.witness import Witness, witness
from engine.rails.names import Open, write
from engine.rails.rail import CERTAIN, GRANTED, POSSIBLE, Rail
from engine.rails.said import Said, Source
from engine.rails.supposing import row_of
from parser.datalog.tree import Atom, Negation, Row
from parser.frozen import dataclass
from parser.resolved.tree import Constant, Sentence, Statement, Term, Variable
from parser.resolved.vocabulary import VALUE_KINDS, GroundAtom, entity_slots, value_slots
from parser.text.diagnostic import SourceError
from parser.values import UNKNOWN, Entity, Range, Value

ROUNDS = 12
"""How many times a candidate may be extended before the search for one gives up."""

_ALIKE = 4
"""After so many extensions in a row that differ only in whom they make up, there is no end of them:
whatever is said of one further person leaves another one open."""


@dataclass(frozen=True, slots=True)
class Change:
    """A statement that would help, and the need it meets.

    `said` is an example, `whole` says all that the need allows, and `leaf` is what a derivation
    assumed. `replaces` is the statement whose missing value is supplied.
    """

    need: Need
    said: Said
    whole: Said
    leaf: Leaf | None = None
    authority: str = ""
    replaces: Said | None = None


def verdict(world: World, goal: Goal) -> Verdict:
    """Return the verdict on a closed question (never *silent*)."""
    if world.keys(goal, CERTAIN):
        return "yes"
    if not world.keys(goal, POSSIBLE):
        return "no"
    return "unknown" if settling(world, goal, GRANTED) is None else "depends"


def settling(world: World, goal: Goal, rail: Rail) -> tuple[Change, ...] | None:
    """Return changes after which `goal` certainly holds, or None if no way is found.

    On `granted` only findings are changed. A way is returned only if evaluating the world with
    it confirms it, and no change in it can be left out.
    """
    found = world.settling
    if (goal, rail) not in found:  # what is missing is looked for first, and soon the cases
        found[goal, rail] = _looked_for(world, goal, rail)
    return found[goal, rail]


def _looked_for(world: World, goal: Goal, rail: Rail) -> tuple[Change, ...] | None:
    for denials_first in (False, True):
        rounds = _Rounds(denials_first)
        try:
            changes = _settling(world, goal, rail, rounds)
            if changes is not None and not _are_too_many(world, changes):
                return _about_examples(
                    as_said(world, fewest(changes, partial(is_certain_with, world, goal)))
                )
        except (SourceError, EvaluationError):
            pass  # it contradicts itself or the case, or cannot be worked out: no way at all
        if not rounds.ordered:
            break  # the other order is the same one
    if rail == GRANTED and world.keys(goal, GRANTED):
        return _all_one_way(world, goal)
    return None


def _are_too_many(world: World, changes: list[Change]) -> bool:
    """Tell whether changes make two rows of one stated row although nothing more is so there.

    The row of which a value is not known is one, whichever of its values is needed.
    """
    supplied: dict[Said, set[GroundAtom]] = {}
    for change in changes:
        if change.replaces is not None:
            supplied.setdefault(change.replaces, set()).add(row_of(change.said))
    return any(
        len(rows) > 1 and all(_is_shut(world, row) for row in rows) for rows in supplied.values()
    )


def _is_shut(world: World, row: GroundAtom) -> bool:
    """Tell whether no row is open about the individuals of a sentence."""
    people = entity_slots(world.railed.base.predicates[row.pred])
    about = tuple(row.args[place] for place in people)
    return not world.model.rows(write(Open(row.pred)), about)


def as_said(world: World, changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """Return changes of which those that nothing is so are denials where nothing is so yet.

    Where something of the kind is stated, in the world or by another change, only what is not
    stated is ruled out, and so it stays a closure.
    """
    said = [*world.said, *(change.said for change in changes)]
    stated = [row_of(one) for one in said if one.statement.kind == "states"]

    def is_stated(atom: GroundAtom) -> bool:
        return any(
            row.pred == atom.pred
            and all(
                wanted is None or wanted == value
                for wanted, value in zip(atom.args, row.args, strict=True)
            )
            for row in stated
        )

    def worded(change: Change) -> Change:
        if not change.need.closing or is_stated(change.need.atom):
            return change
        need = replace(change.need, closing=False)
        denial = statement_of("denies", need.atom.pred, need.atom.args)
        return replace(change, need=need, said=denial, whole=denial)

    return tuple(worded(change) for change in changes)


def _about_examples(changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """Return changes of which each says who in it is only an example, as one of them says it."""
    made_up = {c.need.atom.args[place] for c in changes for place in c.need.examples}

    def marked(change: Change) -> Change:
        args = change.need.atom.args
        examples = tuple(place for place, arg in enumerate(args) if arg in made_up)
        return replace(change, need=replace(change.need, examples=examples))

    return tuple(map(marked, changes)) if made_up else changes


def _all_one_way(world: World, goal: Goal) -> tuple[Change, ...] | None:
    """Return open findings, all made or all refused, with which `goal` certainly holds."""
    for kind in ("states", "denies"):
        changes = [
            change
            for name, predicate in world.railed.base.predicates.items()
            if predicate.origin == "decided" and not value_slots(predicate)
            for row in world.model.rows(write(Open(name)), (None,) * len(predicate.slots))
            if not any(is_anonymous(value) for value in row)
            for change in (_finding(name, row, kind, predicate.authority),)
        ]
        try:
            if changes and is_certain_with(world, goal, changes):
                return fewest(changes, partial(is_certain_with, world, goal))
        except SourceError:
            continue
    return None


def _finding(pred: str, row: Row, kind: Literal["states", "denies"], authority: str) -> Change:
    need = Need(GroundAtom(pred, row), negative=kind == "denies")
    said = statement_of(kind, pred, row)
    return Change(need, said, said, None, authority)


class _Rounds:
    """How a way is looked for, and what was seen of it: whether its changes had to be `ordered`."""

    def __init__(self, denials_first: bool) -> None:
        self.denials_first = denials_first
        self.ordered = False
        self._last: frozenset[GroundAtom] = frozenset()
        self._alike = 0

    def goes_on(self, changes: list[Change]) -> bool:
        """Tell whether a round with these changes may lead anywhere."""
        asked = frozenset(map(_of_anybody, changes))
        made_up = all(change.need.examples for change in changes)
        self._alike = self._alike + 1 if made_up and asked == self._last else 1
        self._last = asked
        return self._alike < _ALIKE


def _of_anybody(change: Change) -> GroundAtom:
    """Return what a change says, whoever it is made up for."""
    args = change.need.atom.args
    examples = change.need.examples
    return replace(
        change.need.atom,
        args=tuple(None if place in examples else arg for place, arg in enumerate(args)),
    )


def _settling(world: World, goal: Goal, rail: Rail, rounds: _Rounds) -> list[Change] | None:
    changes: list[Change] = []
    current = world
    for _ in range(ROUNDS):
        if current.keys(goal, CERTAIN):
            return changes
        further = candidate(current, goal, rail)
        rounds.ordered = rounds.ordered or len({change.need.negative for change in further}) > 1
        further.sort(key=lambda change: change.need.negative != rounds.denials_first)
        fitting = _consistent(further)
        if not fitting or not rounds.goes_on(fitting):
            return None
        changes.extend(fitting)
        current = apply(world, changes)
    return None


def _consistent(changes: list[Change]) -> list[Change]:
    """Return `changes` without those that contradict an earlier one.

    Favourable choices can contradict each other (`f and not f` looks possible on the rails);
    with one of the two made, the next look finds a way without the other, if there is one.
    """
    kept: list[Change] = []
    for change in changes:
        if not any(_contradict(change.said, other.said) for other in kept):
            kept.append(change)
    return kept


def _contradict(left: Said, right: Said) -> bool:
    one, two = left.statement, right.statement
    if one.sentence.predicate != two.sentence.predicate or one.kind == two.kind:
        return False
    return all(
        not isinstance(a, Constant) or not isinstance(b, Constant) or a == b
        for a, b in zip(one.sentence.args, two.sentence.args, strict=True)
    )


def apply(world: World, changes: list[Change]) -> World:
    """Return the world in which all `changes` are made."""
    return world.having(
        (change.said for change in changes),
        [change.replaces for change in changes if change.replaces is not None],
    )


def fewest(changes: Sequence[Change], does: Callable[[list[Change]], bool]) -> tuple[Change, ...]:
    """Return changes without those that are not needed: what is left of them `does`."""
    kept = list(changes)
    for change in changes:
        rest = [other for other in kept if other is not change]
        if rest and does(rest):
            kept = rest
    return tuple(kept)


def is_certain_with(world: World, goal: Goal, changes: list[Change]) -> bool:
    """Tell whether `goal` certainly holds once all changes are made."""
    return bool(apply(world, changes).keys(goal, CERTAIN))


def candidate(world: World, goal: Goal, rail: Rail) -> list[Change]:
    """Return changes that the cheapest way to make `goal` hold on `rail` would need."""
    keys = world.keys(goal, rail)
    if not keys:
        return []
    leaves = leaves_of(world.grounds, world.cheapest(keys), goal.args)
    found = _witness(world, leaves)
    if found is None and rail != GRANTED:
        return []
    # whoever only refuses a finding needs no example of the values that are missing beside it
    changes = [_stating(world, leaf, found) for leaf in leaves.leaves] if found else []
    changes.extend(
        change for blocked in leaves.blocked for change in _unblocking(world, blocked, rail)
    )
    if rail == GRANTED:  # whoever makes a finding cannot supply a fact that is missing
        changes = [
            replace(change, replaces=None)
            for change in changes
            if change.authority and (change.replaces is None or _may_be_made_too(world, change))
        ]
    return list({change.need: change for change in changes}.values())


def _witness(world: World, leaves: Leaves) -> Witness | None:
    base = world.railed.base
    return witness(leaves, base.predicates, world.as_of, world.names, base.closed)


def _stating(world: World, leaf: Leaf, found: Witness) -> Change:
    predicate = world.railed.base.predicates[leaf.pred]
    chosen = tuple(_chosen(arg, found.values) for arg in leaf.args)
    values = allowed(world, predicate, chosen, leaf, found) if predicate.authority else chosen
    limits = tuple(
        Limit(place, *found.limits[arg])
        for place, arg in enumerate(leaf.args)
        if isinstance(arg, Symbol) and arg in found.limits
    )
    shown = tuple(
        None if isinstance(arg, Symbol) and predicate.slots[i].kind in VALUE_KINDS else values[i]
        for i, arg in enumerate(leaf.args)
    )
    examples = tuple(
        place
        for place, arg in enumerate(leaf.args)
        if isinstance(arg, Symbol) and isinstance(values[place], Entity)
    )
    whole = statement_of("states", leaf.pred, tuple(_within(arg, found) for arg in leaf.args))
    replaces = None
    if leaf.stated:
        replaces = next(
            (
                one
                for one in world.said
                if one.statement.kind == "states" and row_of(one) == GroundAtom(leaf.pred, leaf.row)
            ),
            None,
        )
    authority = predicate.authority if predicate.origin == "decided" else ""
    need = Need(
        GroundAtom(leaf.pred, shown),
        limits,
        examples=examples,
        replaces=None if replaces is None else replaces.statement,
    )
    said = statement_of("states", leaf.pred, values)
    return Change(need, said, whole, leaf, authority, replaces)


def _within(arg: Value | Symbol, found: Witness) -> Value:
    """Return an individual of the example, or all the values that would do."""
    if not isinstance(arg, Symbol):
        return arg
    if arg in found.limits:
        low, high = found.limits[arg]
        return low if low is not None and low == high else Range(low, high)
    value = _chosen(arg, found.values)
    return value if isinstance(value, Entity) else UNKNOWN


def _may_be_made_too(world: World, change: Change) -> bool:
    """Tell whether a finding can be made beside the recorded one that a change would complete.

    What is recorded has been found; that a value of it is not known leaves nothing to be found.
    """
    atom = change.need.atom
    people = entity_slots(world.railed.base.predicates[atom.pred])
    about = tuple(atom.args[place] for place in people)
    return bool(world.model.rows(write(Open(atom.pred)), about))


def _chosen(arg: Value | Symbol, values: dict[Symbol, Value]) -> Value:
    return values.get(arg, UNKNOWN) if isinstance(arg, Symbol) else arg


def _exact(arg: Value | Symbol) -> Value | None:
    return None if isinstance(arg, Symbol) else arg


_Seen = frozenset[Blocked]
"""What was looked at on the way; what comes back to it goes round in a circle and says no more."""


def _unblocking(
    world: World, blocked: Blocked, rail: Rail, seen: _Seen = frozenset()
) -> Iterator[Change]:
    """Yield the denial of something that what is negated rests on, or grant its exception."""
    if blocked in seen:
        return
    seen |= {blocked}
    meaning = world.grounds.meaning(blocked.negation.atom.pred)[0]
    name = world.railed.naming.name(meaning, POSSIBLE)
    wider = Negation(Atom(name, blocked.negation.atom.args), lenient=True)
    for row in negated_rows(wider, dict(blocked.bindings), world.model)[:1]:
        leaves = leaves_of(world.grounds, (name, row))
        for leaf in _deniable(world, leaves, rail):
            predicate = world.railed.base.predicates[leaf.pred]
            pattern = tuple(
                None if predicate.slots[i].kind in VALUE_KINDS else _exact(arg)
                for i, arg in enumerate(leaf.args)
            )
            authority = predicate.authority if predicate.origin == "decided" else ""
            need = Need(GroundAtom(leaf.pred, pattern), negative=True, closing=None in pattern)
            denial = ruled_out(leaf.pred, pattern)
            yield Change(need, denial, denial, leaf, authority)
            break
        else:
            for inner in leaves.blocked[:1]:
                yield from _granting(world, inner, rail, seen)


def _granting(world: World, blocked: Blocked, rail: Rail, seen: _Seen) -> Iterator[Change]:
    """Yield what makes true the sentence that is negated: an exception to an exception."""
    meaning = world.grounds.meaning(blocked.negation.atom.pred)[0]
    name = world.railed.naming.name(meaning, rail)
    wider = Negation(Atom(name, blocked.negation.atom.args), lenient=True)
    for row in negated_rows(wider, dict(blocked.bindings), world.model)[:1]:
        leaves = leaves_of(world.grounds, (name, row))
        found = _witness(world, leaves)
        changes = [_stating(world, leaf, found) for leaf in leaves.leaves] if found else []
        yield from (change for change in changes if rail != GRANTED or change.authority)
        for inner in leaves.blocked:
            yield from _unblocking(world, inner, rail, seen)


def _deniable(world: World, leaves: Leaves, rail: Rail) -> Iterator[Leaf]:
    """Yield what could be denied; what speaks of named individuals comes first.

    What has one value of somebody alone, such as a birthday, comes last: mostly there is one.
    """
    predicates = world.railed.base.predicates
    usable = [
        leaf
        for leaf in leaves.leaves
        if not leaf.stated and (rail != GRANTED or predicates[leaf.pred].origin == "decided")
    ]

    def unlikely(leaf: Leaf) -> tuple[bool, int]:
        open_ = [place for place, arg in enumerate(leaf.args) if isinstance(arg, Symbol)]
        predicate = predicates[leaf.pred]
        own = predicate.single is not None and not predicate.else_no
        return own and open_ == [predicate.single], len(open_)

    return iter(sorted(usable, key=unlikely))


def ruled_out(pred: str, pattern: tuple[Value | None, ...]) -> Said:
    """Return the statement that nothing (more than is stated) agrees with `pattern`."""
    return statement_of("closes" if None in pattern else "denies", pred, pattern)


def statement_of(
    kind: Literal["states", "denies", "closes"], pred: str, args: tuple[Value | None, ...]
) -> Said:
    """Return a statement about a row, as if a case made it; None among `args` is any."""
    terms: tuple[Term, ...] = tuple(
        Variable("anyone", "") if arg is None else Constant(arg) for arg in args
    )
    return Said(Statement(kind, Sentence(pred, terms)), Source(who="assumed"))


def findings_of(changes: tuple[Change, ...]) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Return the findings that changes consist of: those to be made, and those to be refused."""
    made: list[Finding] = []
    refused: list[Finding] = []
    for change in changes:
        need = change.need
        finding = Finding(need.atom, change.authority, None, "open", need.limits)
        (refused if need.negative else made).append(finding)
    return tuple(made), tuple(refused)


def rests_on(changes: tuple[Change, ...]) -> tuple[Need, ...]:
    """Return what would have to be stated of the findings, and then of the refusals."""
    needs = [change.need for change in changes]
    return tuple(sorted(needs, key=lambda need: need.negative))
