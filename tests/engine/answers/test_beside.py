"""Smallest derivations looked up in the world beside one: they cost what they cost found anew."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from engine.answers.ask import world
from engine.answers.world import Goal, World, goal_of
from engine.arithmetic.errors import EvaluationError
from engine.proof.smallest import Key, Search
from engine.rails.rail import CERTAIN, GRANTED, POSSIBLE
from parser.text.diagnostic import SourceError
from tests.engine.answers.test_answers import LAWS, checked_on

SOME = LAWS[::15]


def test_derivations_found_beside_cost_the_same() -> None:
    compared = 0
    for there, key in chain.from_iterable(map(_rows_beside, SOME)):
        found = there.search.derive(key).costs
        anew = Search(there.running[0], there.model).derive(key).costs
        assert found.get(key) == anew.get(key), key
        for one in found.keys() & anew.keys():
            assert found[one] == anew[one], one
        compared += 1
    assert compared > 30


def _rows_beside(file: Path) -> Iterator[tuple[World, Key]]:
    """Yield the answers to questions where the first or the last thing a case says is not said."""
    for here, goal in _worlds(file):
        try:
            _ = here.search
        except SourceError:
            continue
        for one in {here.said[0], here.said[-1]} if here.said else ():
            there = here.having((), [one])
            try:
                keys = [
                    key for rail in (CERTAIN, GRANTED, POSSIBLE) for key in there.keys(goal, rail)
                ]
            except (SourceError, EvaluationError):
                continue
            yield from ((there, key) for key in keys)


def _worlds(file: Path) -> Iterator[tuple[World, Goal]]:
    kb, results = checked_on(file, "pydatalog")
    for one in results:
        question, reply = one.expectation.question, one.reply
        if reply is not None and question.sentence.predicate:
            there = world(kb, question, one.case, reply.as_of, "pydatalog")
            yield there, goal_of(question)
