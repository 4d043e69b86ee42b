"""The checker works out each total of a proof again, wherever it stands."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from engine.answers.ask import ask, world
from engine.answers.reply import Answer, Values
from engine.proof.checker.verify import InvalidProof, premises_of, verify
from engine.proof.node import Aggregated, Derived, Node
from kb import load, load_cases
from parser.words.values import value_words

LAW = Path(__file__).parent / "nested-totals.law"
ENGINES = ("pydatalog", "reference", "duckdb")


def test_a_total_within_a_total_is_worked_out_again() -> None:
    kb = load(LAW)
    case = load_cases(LAW.with_suffix(".case"), kb)[0]
    day = case.as_of or date.today()
    reply = ask(kb, case.expectations[0].question, case)
    assert isinstance(reply, Answer)
    assert isinstance(reply.proof, Derived)
    (outer,) = (one for one in reply.proof.premises if isinstance(one, Aggregated))
    ((counted, within),) = outer.contributions
    (inner,) = (one for one in within if isinstance(one, Aggregated))
    assert inner.result == 7
    where = world(kb, reply.question, case, day, "pydatalog")
    verify(reply.proof, where.railed, where.facts)
    wrong: Node = replace(inner, result=8)
    others = tuple(one if one is not inner else wrong for one in within)
    tampered = replace(
        reply.proof,
        premises=tuple(
            replace(outer, contributions=((counted, others),)) if one is outer else one
            for one in reply.proof.premises
        ),
    )
    with pytest.raises(InvalidProof, match="no aggregate of the rule comes to this"):
        verify(tampered, where.railed, where.facts)


def test_a_total_under_no_rule_is_refused() -> None:
    kb = load(LAW)
    case = load_cases(LAW.with_suffix(".case"), kb)[0]
    day = case.as_of or date.today()
    reply = ask(kb, case.expectations[0].question, case)
    assert isinstance(reply, Answer)
    assert reply.proof is not None
    alone = next(one for one in premises_of(reply.proof) if isinstance(one, Aggregated))
    where = world(kb, reply.question, case, day, "pydatalog")
    with pytest.raises(InvalidProof, match="it stands under no rule"):
        verify(alone, where.railed, where.facts)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Boris stayed how many times", "between 1 and 2: yes"),
        ("Boris was here how many days", "10 or more: yes"),
        ("Ana was here how many days", "between 10 and 30: yes"),
        ("Ana paid how many times", "between 1 and 3: yes"),
        ("Boris paid how many times", "between 1 and 2: yes"),
        ("Boris paid how much in all", "between 7 EUR and 22 EUR: yes"),
        ("Dora stayed how many times", "1 or more: yes"),
    ],
)
def test_a_closed_list_has_an_end_whatever_its_values_are(
    question: str, said: str, engine: str
) -> None:
    law = Path(__file__).parent / "counts-closed.law"
    kb = load(law)
    (case,) = load_cases(law.with_suffix(".case"), kb)
    reply = ask(kb, question, case, backend=engine)
    assert isinstance(reply, Values)
    assert [f"{value_words(value)}: {one.verdict}" for (value,), one in reply.rows] == [said]
    where = world(kb, reply.question, case, reply.as_of, engine)
    for _, one in reply.rows:
        assert one.proof is not None
        verify(one.proof, where.railed, where.facts)
