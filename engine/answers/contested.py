"""A *yes* that another rule contradicts, in every case or once an authority has decided."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from engine.answers.conflicts import conflicts, contraries, opposed
from engine.answers.missing import unmet
from engine.answers.reply import Answer, Conflict
from engine.answers.settling import (
    Change,
    apply,
    findings_of,
    rests_on,
    settling,
    statement_of,
)
from engine.answers.world import Goal, World, is_anonymous
from engine.arithmetic.errors import EvaluationError
from engine.proof.explain import prove
from engine.proof.grounds import Pattern
from engine.proof.node import Derived, Node
from engine.proof.smallest import Key
from engine.rails.presumed import is_presumed
from engine.rails.rail import CERTAIN, GRANTED, POSSIBLE
from engine.rails.said import Said
from parser.text.diagnostic import SourceError
from parser.values import Range

if TYPE_CHECKING:
    from engine.answers.by_cases import Found
    from engine.answers.case_tree import Settled

ROWS = 4
"""Of how many sentences beside those proved it is asked whether rules contradict them."""


def contested(world: World, goal: Goal, rows: Sequence[Pattern], found: Answer) -> Answer:
    """Return a *yes*, unless another rule contradicts one of its rows, certainly or on findings.

    `rows` are proved. Where the question leaves a value or an individual open, any other may be in
    conflict too. What is presumed gives way as soon as the contrary is shown.
    """
    if isinstance(found.proof, Derived) and is_presumed(found.proof.rule):
        return found
    for row in filter(_is_exact, rows):
        for contrary in contraries(world, goal.pred, row):
            if not world.keys(contrary, POSSIBLE):
                continue
            keys = world.keys(contrary, CERTAIN)
            changes = None if keys else settling(world, contrary, GRANTED)
            against = smallest(world, keys) if keys else None
            if not keys and (changes is None or may_not_matter(world, contrary, changes)):
                cases = by_cases(world, contrary, ("yes",))
                against = cases.proof if cases.verdict == "yes" else None
                if cases.verdict is None and not cases.differ:  # perhaps there is a conflict
                    return replace(found, verdict="unknown", decided=False)
            if against is not None and found.proof is not None:
                return _in_conflict(found, found.proof, against)
            if changes and can_be_made(world, contrary, changes):
                return _on_findings(found, changes)
    for beside in _beside(world, goal, rows):
        for contrary in contraries(world, goal.pred, beside.args):
            if world.keys(contrary, POSSIBLE):
                other = _both(world, beside, contrary, found)
                if other is not None:
                    return other
    return _of_a_value_found(world, goal, found) or found


def _of_a_value_found(world: World, goal: Goal, found: Answer) -> Answer | None:
    """Return that findings with some value bring a conflict about, where the question has none."""
    if None not in goal.args:
        return None
    for other in opposed(world, goal.pred):
        contrary = Goal(other, goal.args)
        changes = settling(world, contrary, GRANTED) if world.keys(contrary, POSSIBLE) else None
        if changes and conflicts(apply(world, [*changes]), goal.pred, goal.args):
            return _on_findings(found, changes)
    return None


def _is_exact(row: Pattern) -> bool:
    """Tell whether a row is about known values alone.

    Two rows with a value that is not known, or of which only some value is asked for, may be about
    two values: they contradict nothing.
    """
    return not any(value is None or isinstance(value, Range) for value in row)


def _beside(world: World, goal: Goal, rows: Sequence[Pattern]) -> Iterator[Goal]:
    """Yield a few sentences that the question asks for as well, and which may be so."""
    if None not in goal.args or not any(True for _ in contraries(world, goal.pred, goal.args)):
        return
    others = [
        row
        for _, row in world.keys(goal, POSSIBLE)
        if row not in rows and _is_exact(row) and not any(map(is_anonymous, row))
    ]
    yield from (Goal(goal.pred, row) for row in others[:ROWS])


def _both(world: World, goal: Goal, contrary: Goal, found: Answer) -> Answer | None:
    """Return that a sentence and its contrary both hold, or do so on findings, if that is so."""
    there = world
    changes: list[Change] = []
    proofs: list[Node] = []
    for one in (goal, contrary):
        keys = there.keys(one, CERTAIN)
        proof = smallest(there, keys) if keys else _shown(there, one)
        if proof is not None:
            proofs.append(proof)
            continue
        further = settling(there, one, GRANTED)
        if not further:
            return None
        changes += further
        there = apply(world, changes)
    try:
        if not changes:
            return _in_conflict(found, *proofs)
        if there.keys(goal, CERTAIN) and there.keys(contrary, CERTAIN):
            return _on_findings(found, tuple(changes))
    except SourceError:  # the one is found only where the other is not
        pass
    return None


def _in_conflict(found: Answer, proof: Node, against: Node) -> Answer:
    return replace(found, verdict="conflict", conflicts=(Conflict(proof, against),))


def _on_findings(found: Answer, changes: tuple[Change, ...]) -> Answer:
    made, refused = findings_of(changes)
    return replace(
        found,
        verdict="depends",
        findings=made,
        refusals=refused,
        contested=True,
        rests_on=rests_on(changes),
    )


def _shown(world: World, goal: Goal) -> Node | None:
    """Return the proof that a goal, which findings make true, is so in every case."""
    found = by_cases(world, goal, ("yes",))
    return found.proof if found.verdict == "yes" else None


def by_cases(world: World, goal: Goal, seen: "Sequence[Settled]") -> "Found":
    """Return `by_cases`, whose module few questions need."""
    from engine.answers.by_cases import by_cases as searched

    return searched(world, goal, seen)


def may_not_matter(world: World, goal: Goal, changes: tuple[Change, ...]) -> bool:
    """Tell whether a question may have one answer whichever way the open findings go.

    They matter where the goal is not even possible once they all go the other way.
    """
    refused = [next(unmet(world, change), ()) or _contrary(change) for change in changes]
    try:
        return not all(refused) or bool(world.having(chain(*refused)).keys(goal, POSSIBLE))
    except (SourceError, EvaluationError):  # they cannot all go the other way
        return True


def can_be_made(world: World, goal: Goal, changes: tuple[Change, ...]) -> bool:
    """Tell whether findings with which a goal holds are made in some completion of a world."""
    from engine.answers.completing import is_shown, may_have_none  # few cases rest on findings

    try:
        there = apply(world, [*changes])
        told = {change.need.atom.pred for change in changes}
        return not may_have_none(there, told) or is_shown(there, goal, "yes")
    except (SourceError, EvaluationError):
        return False


def _contrary(change: Change) -> tuple[Said, ...]:
    """Return the contrary of a finding without values that no derivation names."""
    atom = change.need.atom
    if change.leaf is not None or None in atom.args or change.replaces is not None:
        return ()
    return (statement_of("states" if change.need.negative else "denies", atom.pred, atom.args),)


def smallest(world: World, keys: list[Key]) -> Node | None:
    """Return the smallest proof among those of several rows."""
    return prove(world.grounds, world.cheapest(keys))
