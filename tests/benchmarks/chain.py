"""A recursive chain of 1,000 steps, written from the left and from the right."""

import time
from collections.abc import Iterator
from datetime import date

from engine.answers.ask import ask, world
from engine.answers.reply import Answer
from engine.answers.world import Goal
from engine.proof.explain import prove
from engine.rails.rail import CERTAIN
from kb.base import KnowledgeBase
from kb.from_files import load_texts, read_cases
from kb.garbage import seldom_collected
from parser.resolved.tree import Case, Constant
from tests.benchmarks.figure import Figure

STEPS = 1_000
_TODAY = date(2026, 11, 23)

_LAW = """\
law kinship "Kinship"

vocabulary
    {{child: person}} is a child of {{parent: person}}    (given, irreflexive)
    {{person}} descends from {{ancestor: person}}

rule KIN-1 "A child descends from its parents"
    a person descends from an ancestor
    if the person is a child of the ancestor

rule KIN-2 "And from those they descend from"
    a person descends from an ancestor
{conditions}
"""
_CONDITIONS = {
    "right": (
        "    if the person is a child of a parent\n    and the parent descends from the ancestor"
    ),
    "left": (
        "    if the person descends from a parent\n    and the parent is a child of the ancestor"
    ),
}
_CLOSED = "        all cases where a child is a child of a parent are given\n"


def _situation(side: str, closed: bool) -> tuple[KnowledgeBase, Case]:
    kb = load_texts([(f"{side}.law", _LAW.format(conditions=_CONDITIONS[side]))])
    facts = "".join(f"        P{n} is a child of P{n + 1}\n" for n in range(STEPS))
    text = f'case "chain"\n    given\n{facts}{_CLOSED if closed else ""}'
    (case,) = read_cases(text, "chain.case", kb)
    return kb, case


def measure() -> Iterator[Figure]:
    """Yield the time for one question, and what its proof adds to its evaluation."""
    question = f"does P0 descend from P{STEPS}"
    for side in _CONDITIONS:
        for closed in (True, False):
            kb, case = _situation(side, closed)
            start = time.process_time()
            reply = ask(kb, question, case)
            spent = time.process_time() - start
            assert isinstance(reply, Answer)
            name = f"chain of {STEPS}, {side} recursive, {'closed' if closed else 'open'}"
            yield Figure(name, spent, 2, "s", f"answer {reply.verdict}")
        yield _proof_share(side)


def _proof_share(side: str) -> Figure:
    from engine.answers.situations import question_of

    kb, case = _situation(side, closed=True)
    question = question_of(kb, f"does P0 descend from P{STEPS}", case)
    assert not isinstance(question, str)
    asked = world(kb, question, case, case.as_of or _TODAY, "pydatalog")
    args = tuple(t.value if isinstance(t, Constant) else None for t in question.sentence.args)
    with seldom_collected():  # as while a question is answered
        start = time.process_time()
        (key,) = asked.keys(Goal(question.sentence.predicate, args), CERTAIN)
        evaluated = time.process_time()
        prove(asked.grounds, key)
        proved = time.process_time()
    evaluation, extraction = evaluated - start, proved - evaluated
    remark = f"{extraction:.2f} s against {evaluation:.2f} s"
    return Figure(f"proof against evaluation, {side}", extraction / evaluation, 1, "x", remark)
