"""By what the law says that the facts of an answer are proved: `proved by` below a sentence."""

from collections.abc import Iterator

from engine.answers.summary import Summary
from engine.answers.ways import Predicates
from engine.proof.node import Finding, ListedRow, Stated
from parser.frozen import dataclass
from parser.resolved.vocabulary import GroundAtom


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence, stated or still to be found out, and by what the law says it is proved."""

    atom: GroundAtom
    proved: str


def evidence(found: Summary, predicates: Predicates) -> tuple[Evidence, ...]:
    """Return the evidence for the facts on which an answer rests, and for those that it asks for.

    Where the law does not say how a fact is proved, nothing is said of it.
    """
    named: dict[tuple[GroundAtom, str], Evidence] = {}
    for atom in _atoms(found):
        predicate = predicates.get(atom.pred)
        if predicate is not None and predicate.proved:
            named.setdefault((atom, predicate.proved), Evidence(atom, predicate.proved))
    return tuple(named.values())


def _atoms(found: Summary) -> Iterator[GroundAtom]:
    for node in found.relied:
        match node:
            case Stated(atom) | ListedRow(atom) | Finding(atom, status="holds"):
                yield atom
            case _:
                pass
    for group in found.asks:
        yield from (one.need.atom for one in group.each if not one.need.negative)
