"""Constraints that are no law -> whether the laws let happen what they forbid.

An auditor writes in a law file of its own what must never be so. The laws are read with that file
to find a situation, and without it to answer the case, which no constraint refuses then.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from engine.audit.bench import Bench
from engine.audit.bounds import Bounds, TooLarge
from engine.audit.finding import Undecided
from engine.audit.part import part_of
from engine.audit.questions.asked import Told
from engine.audit.questions.both import together
from engine.audit.worked import Replay
from kb.base import KnowledgeBase
from parser.datalog.naming import Broken, write
from parser.datalog.tree import Constraint, Program

DEPTHS = (None, 3, 2, 1)
"""How many sentences away rules are looked at, where all of them are too many."""


def forbidden(
    laws: KnowledgeBase, program: Program, own: Sequence[Constraint], day: date, bounds: Bounds
) -> Iterator[Told]:
    """Yield for each constraint a situation in which it is broken, or why nobody knows of one.

    `program` is that of the laws with the constraints. Each is looked at as the laws are by
    default, and under each body of law.
    """
    bodies = [one.id for one in program.switches if one.default == "off"]
    for one in own:
        for under in ((), *(((name, "on"),) for name in bodies)):
            told = _one(laws, program, one, day, under, bounds)
            if told is not None:
                yield told
            if told is not None and not isinstance(told, Undecided):
                break  # one situation is enough


def _one(
    laws: KnowledgeBase,
    program: Program,
    one: Constraint,
    day: date,
    under: Sequence[tuple[str, str]],
    bounds: Bounds,
) -> Told | None:
    derived = [atom.pred for atom in one.atoms if program.predicates[atom.pred].origin == "derived"]
    goal = (derived or [one.atoms[0].pred])[0]
    beside = (write(Broken(one.provision.rule)), *(atom.pred for atom in one.atoms))
    trouble = ""
    for depth in DEPTHS:
        part = part_of(program, goal, day, under, depth, beside)
        if depth is not None and not part.taken:
            continue
        try:
            return together(Bench(laws, part, bounds), Replay(laws, part), one)
        except TooLarge as error:
            trouble = trouble or str(error)
    return Undecided(one.provision.rule, trouble)
