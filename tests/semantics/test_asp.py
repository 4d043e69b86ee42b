"""The judge is judged: clingo finds the same certain, possible and impossible sentences."""

from random import Random

import pytest

from parser.resolved.tree import Constant
from parser.values import Entity
from tests.semantics.asp import Asp, Outside, consequences
from tests.semantics.counting import laws_on
from tests.semantics.engines import Text, read
from tests.semantics.judged import judge
from tests.semantics.phrases import BASE, DERIVED
from tests.semantics.ready import ready

VALUES = frozenset(
    phrase.construct for phrase in (*BASE.values(), *DERIVED.values()) if phrase.values
)
AVOID = VALUES | {"sum", "min", "max", "days covered", "denies without priority", "aggregate first"}
MOST = 300


def differences(text: Text) -> tuple[int, list[str]]:
    """Return how many closed questions were compared, and where the two do not agree."""
    kb, case, questions = read(text)
    judged = judge(kb, case, questions, MOST, Random(0))
    closed = [one for one in questions if all(isinstance(t, Constant) for t in one.sentence.args)]
    if not judged.whole or not closed or case.as_of is None:
        return 0, []
    wanted = [
        (
            one.sentence.predicate,
            [t.value for t in one.sentence.args if isinstance(t, Constant)],
        )
        for one in closed
    ]
    rows = [(name, [v for v in row if isinstance(v, Entity)]) for name, row in wanted]
    peoples = {tuple(one.everybody.items()): one.everybody for one, _ in judged.looked_at}
    programs = [
        Asp(laws_on(case.as_of, kb.laws, case.under), everybody).whole(case)
        for everybody in peoples.values()
    ]
    found_always = [consequences(one, "cautious", rows) for one in programs]
    found_ever = [consequences(one, "brave", rows) for one in programs]
    always_so = [each for each in found_always if each is not None]
    ever_so = [each for each in found_ever if each is not None]
    assert bool(judged.looked_at) == bool(ever_so), text
    if not ever_so:
        return 0, []
    certain = [all(each) for each in zip(*always_so, strict=True)]
    possible = [any(each) for each in zip(*ever_so, strict=True)]
    found: list[str] = []
    for question, always, ever in zip(closed, certain, possible, strict=True):
        said = judged.verdict(question)
        said = "yes" if said in ("conflict", "contested") else said  # it is concluded, and denied
        right = "yes" if always else "open" if ever else "no"
        if said != "silent" and right != (said if said in ("yes", "no") else "open"):
            found.append(f"{question.text}: {said}, by clingo {right}")
    return len(closed), found


@pytest.mark.parametrize("start", range(0, 60, 20))
def test_clingo_agrees_with_the_judge(start: int) -> None:
    compared = 0
    for seed in range(start, start + 20):
        made = ready(seed, AVOID, MOST)
        if made is None:
            continue
        ((text,), _) = made
        try:
            count, found = differences(text)
        except Outside:
            continue
        assert not found, f"{found}\n{text.law}\n{text.case}"
        compared += count
    assert compared > 15
