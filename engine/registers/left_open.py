"""Cases that look the same to the case engine, which is asked once for all of them."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.registers.ready import Ready
from engine.registers.rules.subject import subject
from parser.datalog.atoms import atoms
from parser.datalog.tree import Program
from parser.resolved.tree import Case, Constant, Statement, Term
from parser.values import Entity, Value

AT_MOST = 1_000
"""About how many different cases the case engine is asked one question of a run."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the case engine said: the answer, whether that is decided, or why there is none."""

    answer: str
    decided: bool = True
    error: str = ""


@dataclass(slots=True)
class Alike:
    """What the case engine has said of one question, by the `likeness` of the case.

    It is kept beside the chunks that are done, so that a run which is taken up again asks the same.
    """

    said: dict[str, Asked] = field(default_factory=dict)

    @property
    def is_full(self) -> bool:
        """Tell whether no further case is asked."""
        return len(self.said) >= AT_MOST


def written(found: Mapping[str, Alike]) -> str:
    """Return as JSON what was asked, by a name for each question and law; `read` reads it."""
    listed = {
        name: {key: [one.answer, one.decided, one.error] for key, one in alike.said.items()}
        for name, alike in found.items()
    }
    return json.dumps(listed)


def read(text: str) -> dict[str, Alike]:
    """Return what `written` wrote."""
    return {
        name: Alike({key: Asked(*one) for key, one in said.items()})
        for name, said in json.loads(text).items()
    }


def likeness(case: Case, ready: Ready) -> str:
    """Return a digest; the case engine answers alike for cases that have the same.

    Individuals whom neither the laws nor the question name count by what is said of them, not by
    their names. Of statements that the question cannot rest on only counts that they name somebody.
    """
    looked_at = predicates_in(ready.program)
    known = _named(ready)
    numbers: dict[Entity, int] = {}
    first = next(iter(case.names.items()), None)
    if first is not None:
        numbers[Entity(first[1], first[0])] = 0
    asked = ready.question.sentence.predicate
    said = [one for one in case.statements if one.sentence.predicate in {*looked_at, asked}]
    lines = [
        (one.kind, one.sentence.predicate, *(_shown(term, known, numbers) for term in terms))
        for one in sorted(said, key=_without_names)
        for terms in (one.sentence.args,)
    ]
    people = {Entity(kind, name) for name, kind in case.names.items()} - {*numbers} - known
    listed = [lines, sorted(one.kind for one in people)]
    return hashlib.sha256(repr(listed).encode()).hexdigest()


def predicates_in(program: Program) -> frozenset[str]:
    """Return every predicate that the rules and constraints of a program speak of."""
    found: set[str] = set()
    for rule in program.rules:
        found |= {rule.head.pred, *(atom.pred for atom in atoms(rule.body))}
    found.update(atom.pred for one in program.constraints for atom in one.atoms)
    return frozenset(found)


def _named(ready: Ready) -> frozenset[Value]:
    """Return the individuals whose names count: those that the laws or the question name."""
    program = ready.program
    found: set[Value] = {*program.entities, *ready.screening.railed.enlisted}
    found.update(value for row in program.listed for value in row.row)
    found.update(one for members in program.closed.values() for one in members)
    found.update(
        term.value
        for term in ready.question.sentence.args
        if isinstance(term, Constant) and not subject(term)
    )
    return frozenset(one for one in found if isinstance(one, Entity))


def _without_names(one: Statement) -> str:
    shown = [repr(t) for t in one.sentence.args if not _is_individual(t)]
    return repr((one.kind, one.sentence.predicate, shown))


def _is_individual(term: Term) -> bool:
    return isinstance(term, Constant) and isinstance(term.value, Entity)


def _shown(term: Term, known: frozenset[Value], numbers: dict[Entity, int]) -> str:
    if isinstance(term, Constant) and isinstance(term.value, Entity) and term.value not in known:
        number = numbers.setdefault(term.value, len(numbers))
        return f"{term.value.kind} {number}"
    return repr(term.value) if isinstance(term, Constant) else "any"
