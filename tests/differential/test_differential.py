"""Random programs mean the same to the reference, to pyDatalog and to clingo.

A third of the examples is drawn where not all tests are wanted (see `tests.work`).
"""

import pytest
from hypothesis import given, settings

from engine.arithmetic.errors import EvaluationError
from engine.backends import backend
from parser.datalog.check import check
from parser.values import Value
from tests.differential import asp
from tests.differential.programs import ARITIES, Situation, situations
from tests.engine.backends.situation import Typed, rows, typed
from tests.work import drawn


@given(situations())
@settings(max_examples=drawn(200))
def test_engines_agree(situation: Situation) -> None:
    program = check(situation.program)
    expected = asp.model(program, situation.facts, list(ARITIES))
    reference = backend("reference").load(program).evaluate(situation.facts)
    ready = backend("pydatalog").load(program)
    whole, asked = ready.evaluate(situation.facts), ready.evaluate(situation.facts)
    for pred, pattern in situation.questions:
        everything = {typed(row) for row in expected[pred]}
        matching = {row for row in everything if _agrees(pattern, row)}
        assert rows(reference, pred, *pattern) == matching, (pred, pattern)
        assert rows(asked, pred, *pattern) == matching, (pred, pattern)
    for pred, arity in ARITIES.items():
        wanted = {typed(row) for row in expected[pred]}
        assert rows(reference, pred, *[None] * arity) == wanted, pred
        assert rows(whole, pred, *[None] * arity) == wanted, pred


@given(situations())
@settings(max_examples=drawn(100))
def test_models_beside_one_another_agree(situation: Situation) -> None:
    program = check(situation.program)
    loaded = backend("pydatalog").load(program)
    for changed in sorted(situation.facts):
        kept = {pred: found for pred, found in situation.facts.items() if pred != changed}
        other = loaded.evaluate(kept)
        for pred, pattern in situation.questions:
            other.rows(pred, pattern)
        for facts, beside in ((situation.facts, other), (kept, loaded.evaluate(situation.facts))):
            alone, found = loaded.evaluate(facts), loaded.evaluate(facts, beside)
            for pred, pattern in situation.questions:
                assert rows(found, pred, *pattern) == rows(alone, pred, *pattern), changed
            for pred, arity in ARITIES.items():
                assert rows(found, pred, *[None] * arity) == rows(alone, pred, *[None] * arity)


@given(situations())
@settings(max_examples=drawn(60))
def test_the_engine_of_sets_agrees(situation: Situation) -> None:
    program = check(situation.program)
    sets = backend("duckdb").load(program).evaluate(situation.facts)
    try:
        reference = backend("reference").load(program).evaluate(situation.facts)
    except EvaluationError:  # sums of sums may grow beyond all bounds
        with pytest.raises(EvaluationError):
            for pred, arity in ARITIES.items():
                rows(sets, pred, *[None] * arity)
        return
    for pred, arity in ARITIES.items():
        pattern = [None] * arity
        assert rows(sets, pred, *pattern) == rows(reference, pred, *pattern), pred
    for pred, asked in situation.questions:
        assert rows(sets, pred, *asked) == rows(reference, pred, *asked), (pred, asked)


def _agrees(pattern: tuple[Value | None, ...], row: Typed) -> bool:
    return all(
        wanted is None or (type(wanted).__name__, wanted) == value
        for wanted, value in zip(pattern, row, strict=True)
    )
