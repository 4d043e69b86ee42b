"""For a *no*: the fewest facts that would have to be otherwise, and the day that time brings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations
from typing import assert_never

from engine.answers.ask import world
from engine.answers.from_world import closed
from engine.answers.reasons import nodes
from engine.answers.reply import Answer, Need, Verdict
from engine.answers.settling import Change, apply, settling
from engine.answers.supposed import on_a_later_day
from engine.answers.world import Goal, World, goal_of
from engine.proof.gap import reached_on
from engine.proof.node import (
    Absent,
    Aggregated,
    Assumption,
    ByCases,
    Compared,
    Derived,
    Exception_,
    Finding,
    ListedRow,
    Node,
    Stated,
)
from engine.rails.rail import CERTAIN, POSSIBLE
from engine.rails.said import Said, Source
from kb.base import KnowledgeBase
from parser.resolved.tree import Case, Constant, Question, Variable
from parser.values import Entity

MOST_FACTS = 3
"""How many stated facts are supposed to be otherwise at most."""

_WORLDS = 400
_DAYS = 60


@dataclass(frozen=True, slots=True)
class Nearest:
    """A smallest change that would turn a *no*.

    `otherwise` are the statements that would have to be different or untrue, `needs` what would
    have to be so instead, and `verdict` what the answer would then be.
    """

    otherwise: tuple[Said, ...]
    needs: tuple[Need, ...]
    verdict: Verdict


def nearest_change(where: World, goal: Goal, answer: Answer) -> Nearest | None:
    """Return the smallest change of the stated facts that makes `goal` hold, or None.

    Only statements that the reasons of the *no* speak of are supposed to be otherwise; each way
    is confirmed by evaluating the case with it.
    """
    culprits = _culprits(where.said, answer)
    looked_at = 0
    for size in range(1, min(MOST_FACTS, len(culprits)) + 1):
        found: list[tuple[int, Nearest]] = []
        for chosen in combinations(culprits, size):
            looked_at += 1
            if looked_at > _WORLDS:
                return None
            way = _way(where, goal, chosen)
            if way is not None:
                found.append((len(way.needs), way))
        if found:
            return min(found, key=lambda pair: pair[0])[1]
    return None


def _way(where: World, goal: Goal, without: Sequence[Said]) -> Nearest | None:
    blurred = [one for one in map(_blurred, without) if one is not None]
    open_world = where.having(blurred, without)
    if open_world.keys(goal, CERTAIN):
        return Nearest(tuple(without), (), "yes")
    if not open_world.keys(goal, POSSIBLE):
        return None
    changes = settling(open_world, goal, POSSIBLE)
    if not changes:
        return None
    facts = [change for change in changes if not _restores(change, without)]
    if len(facts) < len(changes):
        return None
    if not apply(open_world, list(changes)).keys(goal, CERTAIN):
        return None
    verdict: Verdict = "depends" if any(change.authority for change in changes) else "yes"
    return Nearest(tuple(without), tuple(change.need for change in changes), verdict)


def _blurred(one: Said) -> Said | None:
    """Return a stated fact with its values left open, or None if it has none to leave open."""
    statement = one.statement
    args = tuple(
        Variable("value", "date")
        if isinstance(term, Constant) and not isinstance(term.value, Entity)
        else term
        for term in statement.sentence.args
    )
    if statement.kind != "states" or args == statement.sentence.args:
        return None
    sentence = replace(statement.sentence, args=args)
    return replace(one, statement=replace(statement, sentence=sentence))


def _restores(change: Change, without: Sequence[Said]) -> bool:
    """Tell whether a change only says again what was supposed to be otherwise."""
    return any(
        change.said.statement.kind == one.statement.kind
        and change.said.statement.sentence == one.statement.sentence
        for one in without
    )


def _culprits(said: Sequence[Said], answer: Answer) -> tuple[Said, ...]:
    """Return the statements that the reasons speak of, in the order of the case."""
    places = {source.span for node in nodes(answer.routes) for source in _sources(node)}
    return tuple(one for one in said if one.source.span in places)


def _sources(node: Node) -> Iterator[Source]:
    match node:
        case Stated(source=source):
            yield source
        case Finding(source=source) | Absent(source=source):
            if source is not None:
                yield source
        case Derived() | ListedRow() | Assumption() | Compared() | Aggregated():
            return
        case Exception_() | ByCases():
            return
        case _:
            assert_never(node)


@dataclass(frozen=True, slots=True)
class Reached:
    """The first day on which the answer is *yes* or *depends* if only time passes."""

    day: date
    verdict: Verdict


def reached(
    kb: KnowledgeBase, question: Question, case: Case, answer: Answer, backend: str
) -> Reached | None:
    """Return the first later day on which a *no* turns, if nothing but time passes.

    Tried are the days on which a comparison with today that fails begins to hold; what lasts
    until `today` is taken to last on.
    """
    tried: set[date] = set()
    waiting = sorted(_days(answer))
    while waiting and len(tried) < _DAYS:
        day = waiting.pop(0)
        if day in tried:
            continue
        tried.add(day)
        later = on_a_later_day(case, answer.as_of, day)
        found = _answer_on(kb, question, later, day, backend)
        if found.verdict in ("yes", "depends"):
            return Reached(day, found.verdict)
        waiting = sorted({*waiting, *(d for d in _days(found) if d > day)} - tried)
    return None


def _answer_on(
    kb: KnowledgeBase, question: Question, case: Case, day: date, backend: str
) -> Answer:
    where = world(kb, question, case, day, backend)
    return closed(where, question, goal_of(question))


def _days(answer: Answer) -> set[date]:
    found: set[date] = set()
    for node in nodes(answer.routes):
        if isinstance(node, Compared) and node.status == "fails":
            day = reached_on(node.comparison, dict(node.bindings))
            if day is not None and day > answer.as_of:
                found.add(day)
    return {day for day in found if day <= date.max - timedelta(days=1)}
