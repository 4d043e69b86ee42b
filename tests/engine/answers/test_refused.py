"""The checker refuses steps that once were taken for granted."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from engine.answers.ask import ask, read_question, world
from engine.answers.reply import Answer
from engine.proof.checker.verify import InvalidProof, verify
from engine.proof.node import Aggregated, Compared, Derived
from kb import load, load_cases
from parser.datalog.tree import Apply, Comparison, Const, Var
from parser.values import UNKNOWN, Range, Value

FOLDER = Path(__file__).parent
DAY = date(2026, 11, 23)


def proved(name: str, title: str, question: str) -> tuple[Derived, object, object]:
    kb = load(FOLDER / f"{name}.law")
    cases = load_cases(FOLDER / f"{name}.case", kb)
    case = next(one for one in cases if one.title == title)
    read = read_question(kb, question, case, DAY)
    assert not isinstance(read, Answer)
    answer = ask(kb, read, case)
    assert isinstance(answer, Answer) and isinstance(answer.proof, Derived)
    where = world(kb, read, case, DAY, "reference")
    return answer.proof, where.railed, where.facts


def compared(op: str, left: Value, divisor: Value, right: Value, result: Value) -> Compared:
    side = Apply("/", (Const(left), Var("N")))
    comparison = Comparison(op, side, Const(right))  # type: ignore[arg-type]
    return Compared(comparison, (("N", divisor),), result, right)


@pytest.mark.parametrize(
    "node",
    [
        compared("=", 10, UNKNOWN, UNKNOWN, UNKNOWN),
        replace(compared("=", 10, Range(0, 5), UNKNOWN, UNKNOWN), gives=True),
        replace(compared("<=", 10, Range(0, 5), 10, UNKNOWN), status="fails"),
    ],
)
def test_a_divisor_that_could_be_zero_proves_nothing(node: Compared) -> None:
    _, railed, facts = proved("divisor-unknown", "two books", "is Ana counted")
    with pytest.raises(InvalidProof):
        verify(node, railed, facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("op", "status", "result"),
    [("=", "holds", 1), (">", "fails", 1), ("=", "holds", Range(1, Decimal("1.5")))],
)
def test_a_quotient_is_not_cut_off(op: str, status: str, result: Value) -> None:
    _, railed, facts = proved("divisor-unknown", "two books", "is Ana counted")
    comparison = Comparison(op, Apply("/", (Var("N"), Const(2))), Const(1))  # type: ignore[arg-type]
    node = Compared(comparison, (("N", Range(2, 3)),), result, 1, None, status)  # type: ignore[arg-type]
    with pytest.raises(InvalidProof):
        verify(node, railed, facts)  # type: ignore[arg-type]


def test_a_total_is_worked_out_again() -> None:
    proof, railed, facts = proved("exact-division", "the sum is two", "is Ana flagged")
    verify(proof, railed, facts)  # type: ignore[arg-type]
    forged = tuple(
        replace(premise, result=3) if isinstance(premise, Aggregated) else premise
        for premise in proof.premises
    )
    assert forged != proof.premises
    with pytest.raises(InvalidProof, match="no aggregate"):
        verify(replace(proof, premises=forged), railed, facts)  # type: ignore[arg-type]
