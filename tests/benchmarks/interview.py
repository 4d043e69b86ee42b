"""How few questions an interview needs, over the worked cases."""

from collections.abc import Iterator
from dataclasses import replace

from engine.answers.ask import world
from engine.answers.interview.choosing import every_leaf
from engine.answers.interview.running import interview
from engine.answers.world import goal_of
from kb.from_files import load, load_cases
from tests.benchmarks.figure import Figure
from tests.engine.commands.talk.oracle import Oracle

_EVERY = 3


def measure() -> Iterator[Figure]:
    """Yield the mean number of questions against the facts of the cases, and against all."""
    laws = load()
    questions = facts = relevant = count = 0
    for file in laws.cases:
        for case in load_cases(file, laws)[::_EVERY]:
            question = case.expectations[0].question if case.expectations else None
            if question is None or question.open or not question.sentence.predicate:
                continue
            nothing = replace(case, statements=())
            oracle = Oracle(case)
            interview(laws, question, nothing, oracle)
            day = case.as_of
            assert day is not None
            where = world(laws, question, nothing, day, "pydatalog")
            relevant += len({pred for pred, _ in every_leaf(where, goal_of(question))})
            questions += oracle.questions
            facts += len(case.statements)
            count += 1
    remark = f"{questions / count:.1f} of {facts / count:.1f} facts, {count} cases"
    yield Figure("questions of an interview for each fact", questions / facts, 0.5, "x", remark)
    remark = f"{relevant / count:.1f} sentences could matter"
    yield Figure("questions for each relevant sentence", questions / relevant, 1, "x", remark)
