"""A proof by cases on the short page: what each case supposes, and by which rule it follows."""

from collections.abc import Iterator
from typing import assert_never

from engine.pages.falling_short import standing_words
from engine.pages.remarks import absence_aside
from engine.pages.suppositions import suppositions_words
from engine.pages.turns import is_unspoken, node_words
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
    OneCase,
    Stated,
)
from engine.proof.telling import says_nothing
from engine.rails.said import SUPPOSED
from parser.resolved.vocabulary import by_limits
from parser.values import Entity, nameless
from parser.words.sentence import Predicates


def case_lines(node: ByCases, predicates: Predicates) -> list[str]:
    """Write each case on one line: `if Bo is fit: R1`, with what else makes it so there."""
    return [_line(one, predicates) for one in node.cases]


def _line(case: OneCase, predicates: Predicates) -> str:
    proof = case.proof
    if isinstance(proof, Absent) and proof.reason == "contradicted":
        said = [absence_aside(proof, predicates)]
    elif isinstance(proof, Derived) and proof.status == "holds":
        rule = proof.rule.provision.rule if proof.rule.provision is not None else ""
        said = [rule, *_besides(proof, case, predicates)]
    else:
        said = [node_words(proof, predicates)]
    told = "; ".join(filter(None, said))
    supposed = suppositions_words(case.supposed, predicates)
    return f"{supposed}: {told}" if told else supposed


def _besides(step: Derived, case: OneCase, predicates: Predicates) -> Iterator[str]:
    """Yield the conditions of a step that say more than its case supposes."""
    supposed = {one.atom for one in case.supposed}
    values = {value for atom in supposed for value in atom.args if not isinstance(value, Entity)}
    for one in step.premises:
        match one:
            case Compared():
                sides = {nameless(side) for side in (one.left, one.right) if side is not None}
                if not says_nothing(one) and not values & sides:
                    yield standing_words(one, predicates, step)
            case Stated(atom, source) | Finding(atom, source=source) | Absent(atom, source=source):
                by = source.who if source is not None else ""
                if by_limits(atom) not in supposed and by != SUPPOSED:
                    yield node_words(one, predicates)
            case Exception_() | ListedRow() | Assumption() | Aggregated() | Circular() | ByCases():
                yield node_words(one, predicates)
            case Derived():
                if one.rule.role != "context" and not is_unspoken(one, predicates):
                    yield node_words(one, predicates)
            case _:
                assert_never(one)
