"""What a constraint forbids, and what all of them leave, shown by an example."""

from datetime import date
from pathlib import Path

import pytest

from engine.rails.constraint_examples import examples
from engine.rails.facts import build
from engine.rails.from_datalog import to_rails
from engine.rails.impossible import CannotBe, Held
from engine.rails.in_force import in_force
from engine.rails.said import Said, Source
from kb import load
from kb.base import KnowledgeBase
from parser.resolved.tree import Constant, Sentence, Statement
from parser.resolved.vocabulary import GroundAtom
from parser.words.sentence import sentence
from tests.engine.commands.running import zakonik

ANSWERS = Path(__file__).parent.parent / "answers"
LAWS = [ANSWERS / f"{name}.law" for name in ("impossible", "constrained-values")]
DAY = date(2026, 6, 1)


def state(laws: KnowledgeBase, facts: tuple[Held, ...]) -> None:
    """Read facts as a case states them; raises CannotBe where they break a constraint."""
    program = in_force(laws.program, DAY, {})
    said = [
        Said(Statement("states", Sentence(pred, tuple(map(Constant, row)))), Source())
        for pred, row in facts
    ]
    build(to_rails(program, [pred for pred, _ in facts]), said, DAY)


@pytest.mark.parametrize("law", LAWS, ids=lambda path: path.stem)
def test_one_is_refused_and_the_other_is_not(law: Path) -> None:
    laws = load(law)
    found = list(examples(in_force(laws.program, DAY, {}), DAY))
    assert len(found) == len(laws.program.constraints)
    for one in found:
        with pytest.raises(CannotBe, match=one.constraint.provision.rule):
            state(laws, one.forbidden)
        assert one.allowed
        state(laws, one.allowed)


def test_the_nearest_people_and_days_are_taken() -> None:
    laws = load(LAWS[0])
    found = {
        one.constraint.provision.rule: one for one in examples(in_force(laws.program, DAY, {}), DAY)
    }
    words = [
        " and ".join(sentence(GroundAtom(*held), laws.predicates) for held in facts)
        for facts in (found["C-2"].forbidden, found["C-1"].allowed)
    ]
    assert words == [
        "Ana stayed from 2006-01-01 to 1986-01-01",
        "Ana is the mother of Boris and Cleo is the father of Ana",
    ]


def test_check_prints_them(capsys: pytest.CaptureFixture[str]) -> None:
    ended = zakonik(capsys, "check", "--examples", str(LAWS[1]))
    assert ended.code == 0
    assert 'CVA-C1 "Nobody leaves before coming"\n  never: Ana left on ' in ended.out
    assert "  may be: Ana left on " in ended.out
