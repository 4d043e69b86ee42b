"""Constraints that are no law -> whether the laws let happen what they forbid.

An auditor writes in a law file of its own what must never be so. The laws are read with that file
to find a situation, and without it to answer the case, which no constraint refuses then.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from engine.audit.bench import Bench
from engine.audit.bounds import Bounds, TooLarge
from engine.audit.finding import Audited, Finding, Undecided
from engine.audit.part import part_of
from engine.audit.questions.asked import Told
from engine.audit.questions.both import together
from engine.audit.worked import Replay
from kb.base import KnowledgeBase
from kb.files import laws_beside
from kb.from_files import find, load_laws
from parser.datalog.check import check
from parser.datalog.from_resolved import lower
from parser.datalog.naming import Broken, write
from parser.datalog.tree import Constraint, Program

DEPTHS = (None, 3, 2, 1)
"""How many sentences away rules are looked at, where all of them are too many."""


def audit_never(
    paths: Sequence[str],
    never: Sequence[str],
    day: date,
    bounds: Bounds,
    is_over: Callable[[], bool] = lambda: False,
) -> Audited:
    """Return what law files, or those of folders, let happen that the files of `never` forbid.

    Raises SourceError for files that cannot be read, NoSolver where the solver is not installed.
    """
    found = find(*paths)
    read = laws_beside(found.laws) if found.laws else find().laws
    laws = load_laws(read)
    with_them = load_laws((*read, *never))
    program = check(lower(with_them.laws))
    files = {os.path.realpath(path) for path in never}
    own = [one for one in program.constraints if os.path.realpath(one.span.file) in files]
    told: list[Told] = []
    left: list[str] = []
    for one in own:
        if is_over():
            left.append(one.provision.rule)
        else:
            told.extend(forbidden(laws, program, (one,), day, bounds))
    return Audited(
        day,
        bounds,
        len(own),
        len(own) - len(left),
        sum(isinstance(one, Finding) for one in told),
        tuple(one for one in told if isinstance(one, Finding)),
        tuple(dict.fromkeys(one for one in told if isinstance(one, Undecided))),
        tuple(left),
    )


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
