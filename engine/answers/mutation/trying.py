"""What comes of the mutants of some laws, as far as one process is concerned."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from engine.answers.mutation.bench import Bench, Expected, place_of
from engine.answers.mutation.kept import Kept, Line, seal
from engine.answers.mutation.marks import Marks, marks_of, reason
from engine.answers.mutation.mutant import Change, Mutant
from engine.answers.mutation.mutants import mutants
from engine.answers.mutation.noticing import Refused, noticed, spoken_of
from engine.answers.mutation.resting import with_law
from engine.answers.mutation.suggesting import suggested, written
from engine.answers.mutation.touching import Touched, likeliest_first, touched
from kb.base import KnowledgeBase
from kb.from_files import find, load_cases, load_laws
from kb.garbage import seldom_collected
from parser.resolved.tree import Case
from parser.text.diagnostic import SourceError
from parser.text.source import read_source


class Tried(NamedTuple):
    """A mutant and what came of it: `by` is where what noticed it stands, empty if nothing did.

    `asked` is how many expectations it can touch. One that is `refused` is no law. `suggested` is a
    case that would notice one that nothing did, as a case file has it.
    """

    name: str
    change: Change
    key: str
    by: str = ""
    asked: int = 0
    refused: str = ""
    seal: str = ""
    suggested: str = ""


@dataclass(frozen=True)
class Laws:
    """What is mutated: the laws and cases of some files, how they are asked, and what is known.

    With `suggesting` a case is looked for that would notice what none does.
    """

    paths: tuple[str, ...]
    only: tuple[str, ...]
    backend: str
    today: date
    kept: Kept = field(default_factory=dict, repr=False)
    suggesting: bool = False

    def read(self) -> tuple[KnowledgeBase, tuple[Case, ...], dict[str, str]]:
        """Return the laws, their cases, and the texts of the laws; raises SourceError."""
        found = find(*self.paths)
        kb = load_laws(found.laws)
        cases = tuple(case for path in found.cases for case in load_cases(path, kb))
        return kb, cases, {path: read_source(path) for path in found.laws}


class Met(NamedTuple):
    """An expectation that the laws meet, by the numbers of its case and of itself there.

    `rules` are those of its explanation.
    """

    case: int
    number: int
    rules: frozenset[str]
    line: Line


@dataclass(frozen=True, eq=False)
class Worker:
    """What one process has read: the cases, the mutants by name, and what the laws meet."""

    laws: Laws
    cases: Sequence[Case]
    mutants: Mapping[str, Sequence[Mutant]]
    bench: Bench
    by_place: Mapping[str, Expected]
    mutated: frozenset[str]
    marks: Marks


def worker(laws: Laws) -> Worker:
    """Return what a process reads, before it is known what the laws meet."""
    kb, cases, texts = laws.read()
    made: dict[str, list[Mutant]] = {}
    for law in kb.laws:
        for one in mutants(law, texts):
            if not laws.only or one.name in laws.only or law.id in laws.only:
                made.setdefault(one.name, []).append(one)
    mutated = frozenset(rule for many in made.values() for one in many for rule in one.rules)
    marks = {at: said for file, text in texts.items() for at, said in marks_of(file, text).items()}
    bench = Bench(kb, (), laws.backend, laws.today)
    return Worker(laws, cases, made, bench, {}, mutated, marks)


def knowing(one: Worker, found: Sequence[Met]) -> Worker:
    """Return what a process needs once it is known what the laws meet."""
    expected = [
        Expected(one.cases[each.case], one.cases[each.case].expectations[each.number], each.rules)
        for each in found
    ]
    bench = Bench(one.bench.kb, expected, one.bench.backend, one.bench.today, one.bench.parts)
    return replace(one, bench=bench, by_place={each.place: each for each in expected})


def meets(one: Worker, place: int) -> list[Met]:
    """Return which expectations of a case the laws meet, of those that a mutant may touch."""
    case, bench = one.cases[place], one.bench
    found: list[Met] = []
    for number, each in enumerate(case.expectations):
        goal = each.question.sentence.predicate
        if not goal or bench.part(goal).rules.isdisjoint(one.mutated):
            continue
        subject = f"met {place_of(case, each)}"
        now = seal(subject, case, each, bench)
        said, sealed = one.laws.kept.get(subject, ("", ""))
        rules = frozenset(said.split()) if sealed == now else spoken_of(each, case, bench)
        if rules is not None:
            line = subject, " ".join(sorted(rules)), "" if sealed == now else now
            found.append(Met(place, number, rules, line))
    return found


MARKED = 16
"""How many of the likeliest expectations a mutant is tried on that changes nothing, as its law has
it: it counts neither as noticed nor as missed."""


def tried(one: Worker, name: str) -> list[Tried]:
    """Return what comes of the mutants of a rule, or of the days of a law."""
    found: list[Tried] = []
    touches: dict[frozenset[str], list[Touched]] = {}
    before: list[Expected] = []  # what noticed one, the latest first
    with seldom_collected():
        for mutant in one.mutants[name]:
            if mutant.rules not in touches:
                touches[mutant.rules] = touched(mutant.rules, one.bench)
            found.append(_tried(mutant, touches[mutant.rules], before, one))
            by = one.by_place.get(found[-1].by)
            if by is not None:
                before[:] = [by, *(each for each in before if each is not by)]
    return found


def _tried(
    mutant: Mutant, touches: Sequence[Touched], before: Sequence[Expected], one: Worker
) -> Tried:
    bench = one.bench
    done = Tried(mutant.name, mutant.change, mutant.key)
    place, sealed = one.laws.kept.get(mutant.key, ("", ""))
    known = one.by_place.get(place)
    if known is not None and sealed == _seal(mutant, known, bench):
        return done._replace(by=place, seal=sealed)
    # what noticed it once is likely to again
    latest = before if known is None else (known, *before)
    expected = likeliest_first(mutant, touches, latest, bench.today)
    is_marked = bool(reason(mutant.change, one.marks))
    try:
        if not expected:
            _refuse(mutant, bench)
        by = noticed(mutant, expected[:MARKED] if is_marked else expected, bench)
    except Refused as error:
        return done._replace(refused=str(error))
    if by is None:
        wanted = one.laws.suggesting and not is_marked
        text = _suggested(mutant, expected, bench) if wanted else ""
        return done._replace(asked=len(expected), suggested=text)
    return done._replace(by=by.place, asked=len(expected), seal=_seal(mutant, by, bench))


def _suggested(mutant: Mutant, touches: Sequence[Touched], bench: Bench) -> str:
    near = [one.expected for one in touches if one.closely]
    near.sort(key=lambda one: (one.expectation.verdict != "yes", len(one.case.statements)))
    found = suggested(mutant, near, bench)
    return written(found, bench.kb.predicates) if found is not None else ""


def _seal(mutant: Mutant, one: Expected, bench: Bench) -> str:
    return seal(mutant.key, one.case, one.expectation, bench)


def _refuse(mutant: Mutant, bench: Bench) -> None:
    """Raise Refused if a mutant that no case touches is no law."""
    for rule in mutant.law.rules:
        if rule.provision.rule in mutant.rules:
            try:
                with_law(bench.kb, mutant.law, bench.part(rule.head.predicate))
            except SourceError as error:
                raise Refused(str(error)) from error
