"""What worked cases try of the rules, however deep an explanation has to go for it."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from engine.answers.ask import ask
from engine.answers.coverage import RuleCover, coverage
from kb import load, load_cases

LAW = Path(__file__).parent / "under-negations.law"


def tried(*people: str) -> Sequence[RuleCover]:
    """Return what the questions about some people try of the rules."""
    kb = load(LAW)
    (case,) = load_cases(LAW.with_suffix(".case"), kb)
    wanted = tuple(one for one in case.expectations if one.question.text.split()[1] in people)
    assert len(wanted) == len(people)
    return tuple(
        coverage(kb, [replace(case, expectations=wanted)], partial(ask, kb)).rules.values()
    )


def test_rules_that_matter_only_under_a_negation_have_failed() -> None:
    failed = {rule.id for rule in tried("Ana") if rule.tries.failed}
    assert failed == {"N-2", "N-3", "N-4", "N-5", "N-6", "N-7"}


def test_what_holds_under_two_negations_has_held() -> None:
    held = {rule.id for rule in tried("Boris") if rule.tries.held}
    assert held == {"N-1", "N-7"}


def test_all_of_it_together_leaves_no_gap() -> None:
    assert [rule.gaps for rule in tried("Ana", "Boris", "Cleo")] == [()] * 7
