"""Cases that look the same to the case engine, which is asked once for all of them."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.registers.ready import Ready
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
    known = ready.named
    numbers: dict[Entity, int] = {}
    first = next(iter(case.names.items()), None)
    if first is not None:
        numbers[Entity(first[1], first[0])] = 0
    said = [one for one in case.statements if one.sentence.predicate in ready.looked_at]
    lines = [
        (one.kind, one.sentence.predicate, *(_shown(term, known, numbers) for term in terms))
        for one in sorted(said, key=_without_names)
        for terms in (one.sentence.args,)
    ]
    people = {Entity(kind, name) for name, kind in case.names.items()} - {*numbers} - known
    listed = [lines, sorted(one.kind for one in people)]
    return hashlib.sha256(repr(listed).encode()).hexdigest()


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
