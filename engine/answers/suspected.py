"""Open sentences that may break a constraint over conclusions: many are cleared by one world.

To suppose each by itself would be the square of them. Where more facts can only add to what breaks
a constraint, sentences that break none all together break none alone.
"""

from collections.abc import Iterable, Sequence

from engine.answers.barred import could_break
from engine.answers.world import World
from engine.arithmetic.errors import EvaluationError
from engine.rails.from_datalog import Railed
from engine.rails.supposing import Supposed
from parser.datalog.by_head import by_head as rules_by_head
from parser.datalog.tree import Aggregate, Negation
from parser.datalog.variables import atoms
from parser.resolved.vocabulary import GroundAtom
from parser.text.diagnostic import SourceError


def suspected(world: World, open_: Sequence[GroundAtom]) -> frozenset[GroundAtom]:
    """Return those of some open sentences that may break a constraint over conclusions.

    Those left out break none if they are stated, whatever their values are.
    """
    if len(open_) < 2:
        return frozenset(open_)
    falling = _falling(world.railed, (one.name for one in world.railed.barred))
    found: set[GroundAtom] = set()
    waiting = [tuple(open_)]
    while waiting:
        group = waiting.pop()
        if len(group) == 1:
            found.update(group)
        elif not _is_clear(world, group, falling):
            half = len(group) // 2
            waiting += (group[:half], group[half:])
    return frozenset(found)


def _is_clear(world: World, group: Sequence[GroundAtom], falling: frozenset[str]) -> bool:
    """Tell whether it is shown that none of some sentences breaks a constraint.

    A constraint with a fact too many, and a value with two, refuses the world of all of them.
    """
    there = world.supposing([Supposed("so", atom) for atom in group])
    try:
        facts = there.facts
        before = world.supposing([Supposed("so", atom) for atom in group[:1]]).facts
        if not could_break(there.railed, facts):
            return True
        for pred in {*facts.rows, *before.rows}:
            more, fewer = facts.rows.get(pred, set()), before.rows.get(pred, set())
            if more != fewer and (pred in falling or not fewer <= more):
                return False
        if len(facts.stated) - len(before.stated) != len(group) - 1:
            return False  # one of them says less than another
        _ = there.model
    except (SourceError, EvaluationError):
        return False
    return True


def _falling(railed: Railed, goals: Iterable[str]) -> frozenset[str]:
    """Return the predicates of which more rows can be fewer of `goals`."""
    rules = rules_by_head(railed.program.rules)
    waiting = [(goal, False) for goal in goals]
    seen: set[tuple[str, bool]] = set()
    while waiting:
        pred, falls = waiting.pop()
        if (pred, falls) in seen:
            continue
        seen.add((pred, falls))
        for rule in rules.get(pred, ()):
            for literal in rule.body:
                turns = falls or isinstance(literal, Negation | Aggregate)
                waiting += [(atom.pred, turns) for atom, _ in atoms((literal,))]
    return frozenset(pred for pred, falls in seen if falls)
