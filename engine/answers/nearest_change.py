"""For a *no*: the fewest facts that would have to be otherwise, and the day that time brings."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations
from typing import assert_never

from engine.answers.ask import world
from engine.answers.changed_case import on_a_later_day
from engine.answers.missing import whole_of
from engine.answers.reasons import nodes
from engine.answers.reply import Answer, Need, Verdict
from engine.answers.settling import Change, apply, settling, verdict
from engine.answers.turning_points import days, days_of_rules, last_day, values
from engine.answers.world import Goal, World, goal_of
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
from engine.rails.relevant import relevant
from engine.rails.said import Said, Source
from kb.base import KnowledgeBase
from parser.resolved.tree import Case, Constant, Question, Variable
from parser.resolved.vocabulary import GroundAtom
from parser.text.diagnostic import SourceError
from parser.values import UNKNOWN, Entity, Range, Value

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


@dataclass(frozen=True, slots=True)
class Looked:
    """What a search for a change found, and how far it looked.

    It supposed `changes` different sets of at most `facts` statements to be otherwise.
    """

    nearest: Nearest | None
    changes: int
    facts: int


def nearest_change(where: World, goal: Goal, answer: Answer) -> Looked:
    """Look for the smallest change of the stated facts that makes `goal` hold.

    Each statement is taken back, and given another value; those that the reasons of the *no*
    speak of also together. Each way is confirmed by evaluating the case with it.
    """
    culprits = _culprits(where.said, answer)
    others = tuple(one for one in where.said if one not in culprits)
    changes = 0
    for size in range(1, MOST_FACTS + 1):
        found: list[tuple[int, Nearest]] = []
        looked_at: list[tuple[Said, ...]] = list(combinations(culprits, size))
        looked_at += [(one,) for one in others] if size == 1 else []
        for chosen in looked_at:
            if changes == _WORLDS:
                return Looked(min(found, key=_fewest)[1] if found else None, changes, size)
            changes += 1
            way = _way(where, goal, chosen)
            if way is not None:
                found.append((len(way.needs), way))
        if found or size >= len(culprits):
            return Looked(min(found, key=_fewest)[1] if found else None, changes, size)
    return Looked(None, changes, MOST_FACTS)


def _fewest(found: tuple[int, Nearest]) -> int:
    return found[0]


def _way(where: World, goal: Goal, without: tuple[Said, ...]) -> Nearest | None:
    """Return a way to make `goal` hold if some statements are untrue or have other values."""
    try:
        if where.having((), without).keys(goal, CERTAIN):
            return Nearest(without, (), "yes")
        return _blurring(where, goal, without) or _revalued(where, goal, without)
    except SourceError:  # the rest contradicts itself: no way at all
        return None


def _blurring(where: World, goal: Goal, without: tuple[Said, ...]) -> Nearest | None:
    blurred = [one for one in map(_blurred, without) if one is not None]
    open_world = where.having(blurred, without)
    if open_world.keys(goal, CERTAIN):
        return Nearest(without, (), "yes")
    if not open_world.keys(goal, POSSIBLE):
        return None
    changes = settling(open_world, goal, POSSIBLE)
    if not changes or any(_restores(change, without) for change in changes):
        return None
    if not apply(open_world, list(changes)).keys(goal, CERTAIN):
        return None
    then: Verdict = "depends" if any(change.authority for change in changes) else "yes"
    whole = whole_of(open_world, goal, list(changes))
    return Nearest(without, tuple(change.need for change in whole), then)


def _revalued(where: World, goal: Goal, without: tuple[Said, ...]) -> Nearest | None:
    """Return how one statement with another value makes `goal` hold.

    Tried are the values on both sides of each comparison, also of those in an exception.
    """
    if len(without) != 1 or without[0].statement.kind != "states":
        return None
    (one,) = without
    slots = where.railed.base.predicates[one.statement.sentence.predicate].slots
    for place, term in enumerate(one.statement.sentence.args):
        value = term.value if isinstance(term, Constant) else UNKNOWN
        if isinstance(value, Entity | Range):
            continue
        for other in values(where, value, slots[place].kind):
            said = _with_value(one, place, other)
            if not where.having((said,), without).keys(goal, CERTAIN):
                continue
            args = tuple(
                term.value if isinstance(term, Constant) and at != place else None
                for at, term in enumerate(said.statement.sentence.args)
            )
            need = Need(GroundAtom(said.statement.sentence.predicate, args))
            (change,) = whole_of(where.having((), without), goal, [Change(need, said, said)])
            return Nearest(without, (change.need,), "yes")
    return None


def _with_value(one: Said, place: int, value: Value) -> Said:
    sentence = one.statement.sentence
    args = (*sentence.args[:place], Constant(value), *sentence.args[place + 1 :])
    changed = replace(one.statement, sentence=replace(sentence, args=args))
    return replace(one, statement=changed)


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
    """The first time at which the answer is *yes* or *depends* if only time passes.

    It is so from `day` to `last`, both included, and if there is no `last`, from then on.
    """

    day: date
    verdict: Verdict
    last: date | None = None


def reached(
    kb: KnowledgeBase, question: Question, case: Case, answer: Answer, backend: str
) -> Reached | None:
    """Return the first time at which a *no* turns, if nothing but time passes.

    Tried are the days on which a comparison with today turns, in a condition or an exception, the
    days on which rules come into force or no longer are, and the days after all these. What is
    claimed is confirmed by asking on the first day and on the one before. What lasts until `today`
    is taken to last on.
    """
    goal = goal_of(question)
    rules = relevant(kb.program, goal.pred).rules
    at: dict[date, World] = {}

    def verdict_on(day: date) -> Verdict:
        if day not in at:
            told = on_a_later_day(case, answer.as_of, day)
            at[day] = world(kb, question, told, day, backend)
        return verdict(at[day], goal)

    def turned(day: date) -> bool:
        return verdict_on(day) in ("yes", "depends")

    first, last_no = None, answer.as_of
    verdict_on(answer.as_of)
    waiting = days(at[answer.as_of]) | days_of_rules(rules, answer.as_of)
    tried: set[date] = set()
    while waiting and len(tried) < _DAYS:
        day = min(waiting)
        tried.add(day)
        if not turned(day):
            last_no = day
            waiting = {one for one in waiting | days(at[day]) if one > day}
            continue
        first = _first(turned, last_no, day)
        break
    if first is None:
        return None
    found = verdict_on(first)

    def stays(day: date) -> bool:
        return verdict_on(day) == found

    following = sorted(one for one in waiting | days(at[first]) if one > first)
    last = _last(stays, first, (first + timedelta(days=1), *following[:_DAYS]))
    inside = last or last_day(answer.as_of)
    apart = (inside - first).days
    if not all(stays(first + timedelta(days=apart * part // 7)) for part in range(8)):
        last = first  # it goes to and fro: only the day itself is claimed
    return Reached(first, found, last)


def _last(stays: Callable[[date], bool], first: date, tried: Iterable[date]) -> date | None:
    """Return the last day of the time that begins on `first`, None if no tried day is beyond."""
    still = first
    for day in tried:
        if not stays(day):
            return _first(lambda one: not stays(one), still, day) - timedelta(days=1)
        still = day
    return None


def _first(does: Callable[[date], bool], before: date, day: date) -> date:
    """Return a day that does and whose eve does not, given that `day` does and `before` not."""
    while (day - before).days > 1:
        eve = day - timedelta(days=1)
        if not does(eve):
            return day
        middle = before + timedelta(days=(day - before).days // 2)
        before, day = (before, middle) if does(middle) else (middle, eve)
    return day
