"""Laws -> what they leave open or say twice, each finding with a worked case."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from engine.audit.bench import Bench
from engine.audit.bounds import Bounds, TooLarge
from engine.audit.finding import Audited, Finding, Undecided
from engine.audit.part import part_of
from engine.audit.questions import both, conflict, redundant
from engine.audit.questions.asked import Asked, Told, id_of
from engine.audit.questions.gap import gaps
from engine.audit.questions.never import add_lines, nevers
from engine.audit.to_asp import Asp
from engine.audit.worked import Replay
from kb.base import KnowledgeBase
from kb.files import laws_beside
from kb.from_files import find, load_laws
from parser.datalog.check import check
from parser.datalog.from_resolved import lower
from parser.datalog.naming import Denial, read
from parser.datalog.tree import Program, Rule
from parser.resolved import law_tree
from parser.text.diagnostic import SourceError

Chosen = tuple[tuple[str, str], ...]


@dataclass(eq=False)
class _Tally:
    """What was found so far."""

    findings: dict[tuple[str, frozenset[str], str], Finding] = field(default_factory=dict)
    undecided: dict[Undecided, None] = field(default_factory=dict)
    questions: int = 0
    replayed: int = 0

    def add(self, told: Told) -> None:
        """Add what was told, each pair of rules once."""
        match told:
            case Finding(kind, rules, diagnostic):
                about = "" if len(rules) > 1 else diagnostic.message
                self.findings.setdefault((kind, frozenset(rules), about), told)
            case Undecided():
                self.undecided[told] = None


def audit(
    kb: KnowledgeBase,
    laws: Sequence[law_tree.Law],
    day: date,
    bounds: Bounds,
    only: Sequence[str] = (),
    is_over: Callable[[], bool] = lambda: False,
) -> Audited:
    """Return what is found of the rules of some laws among those of a knowledge base.

    `only` are ids of rules to look at, all if there are none; no further conclusion is begun once
    it `is_over`. A rule is looked at on the day, or where it does not count then on the last or
    first day of its force, under the readings at their defaults, or else the first that it counts
    under. Raises NoSolver where the solver is not installed.
    """
    every = {rule.provision.rule: rule for law in kb.laws for rule in law.rules}
    wanted = {
        rule.provision.rule: rule.head.predicate
        for law in laws
        for rule in law.rules
        if not only or rule.provision.rule in only or law.id in only
    }
    program = check(lower(kb.laws))  # what is read again from the cache says not where it stands
    tally = _Tally()
    left: list[str] = []
    for goal in dict.fromkeys(wanted.values()):
        own = frozenset(name for name, about in wanted.items() if about == goal)
        if is_over():
            left.extend(sorted(own))
            continue
        _conclusion(kb, program, goal, own, every, day, bounds, tally)
    return Audited(
        day,
        bounds,
        len(wanted),
        tally.questions,
        tally.replayed,
        tuple(sorted(tally.findings.values(), key=_place)),
        tuple(tally.undecided),
        tuple(left),
    )


def audit_files(
    paths: Sequence[str],
    day: date,
    bounds: Bounds,
    only: Sequence[str] = (),
    is_over: Callable[[], bool] = lambda: False,
) -> Audited:
    """Return what is found in law files, or those of folders, one law after the other.

    The laws of a folder are read together, those beside a file as well. Raises SourceError for
    laws that cannot be read, NoSolver where the solver is not installed.
    """
    found = find(*paths)
    wanted = found.laws
    folders: dict[str, list[str]] = {}
    for path in wanted:
        folders.setdefault(os.path.dirname(path), []).append(path)
    try:
        bases = [(load_laws(laws_beside(own)), own) for own in folders.values()]
    except SourceError:
        if len(folders) == 1:
            raise
        bases = [(load_laws(wanted), list(wanted))]  # they rest on each other
    parts: list[Audited] = []
    for kb, own in bases:
        files = {os.path.realpath(path) for path in own}
        laws = [law for law in kb.laws if os.path.realpath(law.span.file) in files]
        parts.append(audit(kb, laws, day, bounds, only, is_over))
    return _together(parts, day, bounds)


def _together(parts: Sequence[Audited], day: date, bounds: Bounds) -> Audited:
    return Audited(
        day,
        bounds,
        sum(one.rules for one in parts),
        sum(one.questions for one in parts),
        sum(one.replayed for one in parts),
        tuple(each for one in parts for each in one.findings),
        tuple(each for one in parts for each in one.undecided),
        tuple(each for one in parts for each in one.left),
    )


def _place(one: Finding) -> tuple[str, int, str]:
    return one.diagnostic.at.file, one.diagnostic.at.start, one.diagnostic.code


def _conclusion(
    kb: KnowledgeBase,
    program: Program,
    goal: str,
    own: frozenset[str],
    every: Mapping[str, law_tree.Rule],
    day: date,
    bounds: Bounds,
    tally: _Tally,
) -> None:
    """Ask all questions about what concludes or denies one sentence."""
    times = dict.fromkeys(
        _when(rule, program, day)
        for rule in program.rules
        if rule.role == "rule" and _speaks_of(rule, goal) and id_of(rule) in own
    )
    for on, under in times:
        trouble: TooLarge | None = None
        waiting = [*_QUESTIONS]
        for depth in DEPTHS:
            part = part_of(program, goal, on, under, depth)
            if depth is not None and not part.taken:
                continue
            places = frozenset(
                at
                for at, rule in enumerate(part.concluding)
                if id_of(rule) in own and _when(rule, program, day) == (on, under)
            )
            if not places:
                break
            replay = Replay(kb, part)
            asked = Asked(Bench(kb, part, bounds), replay, places, every, program)
            for question in tuple(waiting):
                try:
                    for told in question(asked, tally):
                        tally.add(told)
                    waiting.remove(question)
                except TooLarge as error:
                    trouble = trouble or error
            tally.replayed += replay.asked
            if not waiting:
                break
        else:
            what = "" if _common in waiting else "gaps between its limits and others: "
            for name in sorted(own) if waiting else ():
                tally.add(Undecided(name, f"{what}{trouble}"))


def _common(asked: Asked, tally: _Tally) -> Iterator[Told]:
    """Ask the questions that share a program; raises TooLarge."""
    ready = asked.bench.with_rules(_lines)
    for question in (conflict.conflicts, both.backwards, nevers, redundant.redundant):
        yield from question(asked, ready)
    tally.questions += ready.solver.asked


def _gaps(asked: Asked, tally: _Tally) -> Iterator[Told]:
    """Ask the one that has a program of its own; raises TooLarge."""
    yield from gaps(asked)


_QUESTIONS = (_common, _gaps)

DEPTHS = (None, 2, 1)
"""How many sentences away from a conclusion rules are looked at, where all of them are too many."""


def _lines(asp: Asp) -> Iterator[str]:
    add_lines(asp)
    yield from conflict.lines(asp)
    yield from both.lines(asp)
    yield from redundant.lines(asp.part)


def _speaks_of(rule: Rule, goal: str) -> bool:
    name = read(rule.head.pred)
    return rule.head.pred == goal or name == Denial(goal)


def _when(rule: Rule, program: Program, day: date) -> tuple[date, Chosen]:
    """Return the day and the choices for which a rule is looked at."""
    if rule.starts is not None and day < rule.starts:
        day = rule.starts
    elif rule.ends is not None and rule.ends < day:
        day = rule.ends
    defaults = {one.id: one.default for one in program.switches}
    chosen = {
        switch: choices[0] for switch, choices in rule.under if defaults.get(switch) not in choices
    }
    return day, tuple(sorted(chosen.items()))
