"""What is contrary to a presumption and certain only by cases."""

from collections.abc import Iterable, Iterator

from engine.answers.case_tree import settled
from engine.answers.world import Against, Goal, World, is_anonymous
from engine.arithmetic.errors import EvaluationError
from engine.proof.node import Node
from engine.proof.smallest import Key
from engine.rails.from_datalog import Railed
from engine.rails.presumed import contraries, shaking
from engine.rails.rail import CERTAIN, POSSIBLE
from engine.rails.supposing import nothing_more
from parser.datalog.atoms import atoms
from parser.datalog.by_head import by_head as rules_by_head
from parser.datalog.tree import Program, Row
from parser.resolved.vocabulary import value_slots
from parser.text.diagnostic import SourceError
from parser.values import Range


def against_by_cases(world: World) -> Against:
    """Return what takes a presumption back and is certain only by cases, or may be.

    In `world` presumptions give way to what is certain on the rails alone.
    """
    railed, model = world.railed, world.model
    found: dict[Key, Node] = {}
    doubted: set[Key] = set()
    shaken = shaking(railed.base)
    for name, presumed in sorted(contraries(railed).items()):
        pred, _ = railed.meaning[name]
        possible = railed.naming.name(pred, POSSIBLE)
        free = (None,) * len(railed.base.predicates[pred].slots)
        if possible == name or pred not in shaken:
            continue
        certain = set(model.rows(name, free))
        rows = (
            row
            for row in _may_be_certain(world, pred, possible)
            if row not in certain
            and not any(is_anonymous(one) or isinstance(one, Range) for one in row)
            and any(model.rows(head, row) for head in presumed)  # else nothing presumes it
            and model.rows(possible, row)
        )
        for row in rows:
            from engine.answers.by_cases import by_cases  # few presumptions need it

            cases = by_cases(world, Goal(pred, row), ("yes",))
            if cases.verdict == "yes" and cases.proof is not None:
                found[name, row] = cases.proof
            elif cases.verdict is None and not cases.differ:
                doubted.add((name, row))
    return Against(found, frozenset(doubted))


def shows_no_more(world: World, near: World) -> bool:
    """Tell whether nothing is shown by cases in a world since nothing is in the one `near` to it.

    Nor is anything else in doubt than there. The two differ in nothing that takes presumptions
    back, or that a constraint binds to that.
    """
    railed = world.railed
    if near.shown or near.railed is not railed or near.excluded != world.excluded:
        return False
    if not world.changed.isdisjoint(world.shaken_by):
        return False
    return world.bounded_with.isdisjoint(_spoken_of_once(world, near))


def bounded_with(railed: Railed, shaken: Iterable[str]) -> frozenset[str]:
    """Return of what constraints speak together with what takes presumptions back.

    One that speaks of nothing else leaves that as it is, unless another one speaks of both.
    """
    sets = [{atom.pred for atom in one.atoms} for one in railed.base.constraints]
    resting = {one.constraint: one.rests_on for one in railed.barred}
    for one, spoken in zip(railed.base.constraints, sets, strict=True):
        spoken |= resting.get(one, frozenset())
    reached = {railed.meaning[name][0] for name in shaken if name in railed.meaning}
    reached.update(shaken)
    found: set[str] = set()
    while True:
        further = [spoken for spoken in sets if not spoken.isdisjoint(reached)]
        found = found.union(*further)
        if found <= reached:
            return frozenset(found)
        reached |= found


def _spoken_of_once(world: World, other: World) -> Iterator[str]:
    """Yield the predicates of the statements that only one of two worlds has."""
    for one, beside in ((world, other), (other, world)):
        there = set(map(id, beside.said))
        for said in one.said:
            if id(said) not in there:
                yield said.statement.sentence.predicate


def shaken_by(railed: Railed) -> frozenset[str]:
    """Return the predicates on which what takes presumptions back rests, and what they presume."""
    goals: list[str] = []
    for name, presumed in contraries(railed).items():
        pred, _ = railed.meaning[name]
        goals += (name, railed.naming.name(pred, POSSIBLE), *presumed)
    return frozenset(below(railed.program, *goals))


def _may_be_certain(world: World, pred: str, possible: str) -> Iterable[Row]:
    """Return rows of `pred` among which are all that are certain in a world.

    They are so in the least case too, in which nothing is so beyond what is stated. Where all slots
    are individuals they are looked up there: what may be so of anybody goes through everybody.
    """
    predicate = world.railed.base.predicates[pred]
    free = (None,) * len(predicate.slots)
    if value_slots(predicate):
        rows = world.model.rows(possible, free)
        there = _with_nothing_more(world, pred) if rows else None
        return [row for row in rows if there is None or settled(there, Goal(pred, row)) != "no"]
    there = _with_nothing_more(world, pred)
    if there is None:
        return world.model.rows(possible, free)
    names = [there.railed.naming.name(pred, rail) for rail in (CERTAIN, POSSIBLE)]
    return dict.fromkeys(row for name in names for row in there.model.rows(name, free))


def _with_nothing_more(world: World, pred: str) -> World | None:
    """Return the world in which nothing that `pred` rests on is so beyond what is stated.

    It is one completion: what is not so there is certain in no way, and need not be asked by cases
    row by row. None if there is no such world, or it cannot be worked out.
    """
    predicates = world.railed.base.predicates
    there = world.supposing(
        [
            nothing_more(predicates[name])
            for name in below(world.railed.base, pred)
            if name in predicates and predicates[name].origin in ("given", "decided")
        ]
    )
    try:
        _ = settled(there, Goal(pred, (None,) * len(predicates[pred].slots)))
    except (SourceError, EvaluationError):
        return None
    return there


def below(program: Program, *goals: str) -> Iterable[str]:
    """Return predicates and those that they rest on, in the order in which rules lead to them."""
    by_head = rules_by_head(program.rules)
    found = dict.fromkeys(goals)
    waiting = [*found]
    while waiting:
        for rule in by_head.get(waiting.pop(), ()):
            for atom in atoms(rule.body):
                if atom.pred not in found:
                    found[atom.pred] = None
                    waiting.append(atom.pred)
    return found
