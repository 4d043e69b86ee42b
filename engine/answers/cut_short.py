"""What explanations leave unexplained, as further questions.

An explanation ends after a few steps under a negation: what has failed further down, or what holds
there and defeats something, it does not show. Asked for itself, it is explained.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import assert_never

from engine.proof.identity import premises
from engine.proof.node import (
    Absent,
    Aggregated,
    Assumption,
    ByCases,
    Circular,
    Compared,
    Derived,
    Exception_,
    Finding,
    ListedRow,
    Node,
    Stated,
)
from parser.datalog.atoms import atoms
from parser.datalog.tree import Program
from parser.resolved.tree import Constant, Question, Sentence, Term, Variable
from parser.resolved.vocabulary import GroundAtom, Predicate
from parser.values import Range


def cut_short(
    roots: Iterable[Node], predicates: Mapping[str, Predicate], asked: Question
) -> Iterator[Question]:
    """Yield a question for each sentence that rules could conclude and that has no reasons.

    Where it is no sentence of the vocabulary, as an item of a list is not, it is the nearest one
    that rests on it. `asked` is the question that was explained, and is left out.
    """
    pending: list[tuple[Node, GroundAtom | None]] = [(node, None) for node in roots]
    seen: set[int] = set()
    found: set[GroundAtom] = set()
    while pending:
        node, nearest = pending.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        atom = _sentence(node)
        if atom is not None and _can_be_asked(atom, predicates):
            nearest = atom
        if isinstance(node, Absent) and node.reason == "not shown":
            if nearest is not None and nearest not in found:
                found.add(nearest)
                question = _question(nearest, predicates[nearest.pred])
                if question.sentence != asked.sentence:
                    yield question
            continue
        pending.extend((one, nearest) for one in premises(node))


def rests_on(program: Program) -> dict[str, frozenset[str]]:
    """Return the ids of the rules on which the sentences of each predicate can rest."""
    below: dict[str, set[str]] = {}
    rules: dict[str, set[str]] = {}
    for rule in program.rules:
        below.setdefault(rule.head.pred, set()).update(atom.pred for atom in atoms(rule.body))
        if rule.provision is not None:
            rules.setdefault(rule.head.pred, set()).add(rule.provision.rule)
    for name, predicate in program.predicates.items():
        if predicate.denies:
            below.setdefault(predicate.denies, set()).add(name)
    return {name: frozenset(_reached(name, below, rules)) for name in below}


def _reached(start: str, below: Mapping[str, set[str]], rules: Mapping[str, set[str]]) -> set[str]:
    waiting, seen, found = [start], {start}, set[str]()
    while waiting:
        name = waiting.pop()
        found |= rules.get(name, set())
        fresh = below.get(name, set()) - seen
        seen |= fresh
        waiting.extend(fresh)
    return found


def _sentence(node: Node) -> GroundAtom | None:
    """Return the sentence that rules conclude, or fail to conclude, at a node."""
    match node:
        case Derived(atom=atom) | Absent(atom=atom) | ByCases(atom=atom):
            return atom
        case Stated() | ListedRow() | Finding() | Assumption() | Circular() | Compared():
            return None
        case Aggregated() | Exception_():
            return None
        case _:
            assert_never(node)


def _can_be_asked(atom: GroundAtom, predicates: Mapping[str, Predicate]) -> bool:
    predicate = predicates.get(atom.pred)
    return (
        predicate is not None
        and predicate.origin == "derived"
        and not predicate.hidden
        and not predicate.denies
        and not any(_is_open(atom.args[place]) for place in predicate.asked)
    )


def _question(atom: GroundAtom, predicate: Predicate) -> Question:
    terms: tuple[Term, ...] = tuple(
        Variable(f"any{place}", slot.kind) if _is_open(value) else Constant(value)  # type: ignore[arg-type]
        for place, (value, slot) in enumerate(zip(atom.args, predicate.slots, strict=True))
    )
    return Question(Sentence(atom.pred, terms))


def _is_open(value: object) -> bool:
    return value is None or isinstance(value, Range)
