"""An interview from its first question to the answer."""

from collections.abc import Callable, Iterator
from datetime import date

from engine.answers.ask import world
from engine.answers.changed_case import suppose
from engine.answers.from_world import closed, is_silent
from engine.answers.interview.choosing import next_queries
from engine.answers.interview.query import Query, Sought, key_of
from engine.answers.reply import Answer, Verdict
from engine.answers.settling import verdict
from engine.answers.world import World, goal_of
from engine.rails.said import UNLESS_STATED
from kb.base import KnowledgeBase
from parser.frozen import dataclass
from parser.resolved.tree import Case, Question, Statement

Respond = Callable[[tuple[Query, ...], Verdict], tuple[tuple[Statement, ...] | None, ...]]
"""Answers the queries of one question, given how the answer stands.

What is so of each, or None for *don't know*.
"""

MOST = 200
"""More questions than any interview needs."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A question with its queries, and what was said of each (None for *don't know*)."""

    queries: tuple[Query, ...]
    said: tuple[tuple[Statement, ...] | None, ...]


@dataclass(frozen=True, slots=True)
class Interview:
    """All that was asked and said, the case that came out, and the answer.

    `taken_as_no` are the sentences of which the answer can rest on that nobody stated them: they
    are not so unless stated, and were not asked for.
    """

    turns: tuple[Turn, ...]
    case: Case
    answer: Answer
    taken_as_no: tuple[str, ...] = ()


def interview(
    kb: KnowledgeBase,
    question: Question,
    case: Case,
    respond: Respond,
    *,
    as_of: date | None = None,
    backend: str = "pydatalog",
    goes_on: Callable[[], bool] = lambda: True,
) -> Interview:
    """Ask until the answer is *yes* or *no*, or until nothing that is left could change it.

    What contradicts an earlier answer takes its place. It also ends when whoever answers no
    longer `goes_on`. Raises SourceError when the case
    contradicts itself.
    """
    day = as_of or case.as_of or date.today()
    goal = goal_of(question)
    asked: set[Sought] = set()
    turns: list[Turn] = []
    while len(turns) < MOST and goes_on():
        where = world(kb, question, case, day, backend)
        if is_silent(where, goal.pred):
            break
        stands = verdict(where, goal)
        queries = () if stands in ("yes", "no") else next_queries(where, goal, frozenset(asked))
        if not queries:
            break
        said = respond(queries, stands)
        asked.update(map(key_of, queries))
        turns.append(Turn(queries, said))
        for statements in said:
            if statements:
                case = suppose(case, statements, kb.predicates).case
    where = world(kb, question, case, day, backend)
    return Interview(tuple(turns), case, _answer(where, question), tuple(_taken_as_no(where)))


def _taken_as_no(where: World) -> Iterator[str]:
    """Yield what the rules read, is not so unless stated, and is not stated of anybody."""
    said = {one.statement.sentence.predicate for one in where.said}
    for name, patterns in where.facts.closed.items():
        if name not in said and any(source.who == UNLESS_STATED for _, source in patterns):
            yield name


def _answer(where: World, question: Question) -> Answer:
    goal = goal_of(question)
    if is_silent(where, goal.pred):
        return Answer(question, where.as_of, "silent")
    return closed(where, question, goal)
