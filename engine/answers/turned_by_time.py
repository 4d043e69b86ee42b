"""For a *no*: the day that time brings on which the answer turns, and how far it was looked for."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from engine.answers.ask import world
from engine.answers.changed_case import lasting, on_a_later_day
from engine.answers.reply import Answer, Verdict
from engine.answers.settling import verdict
from engine.answers.turning_points import days, days_of_rules, last_day
from engine.answers.world import World, goal_of
from engine.rails.relevant_rules import relevant
from kb.base import KnowledgeBase
from parser.frozen import dataclass
from parser.resolved.tree import Case, Question

_DAYS = 60
"""How many days on which something can turn are asked, till the first time and then to its end."""


@dataclass(frozen=True, slots=True)
class Reached:
    """The first time at which the answer is *yes* or *depends* if only time passes.

    It is so from `day` to `last`, both included, and if there is no `last`, from then on.
    """

    day: date
    verdict: Verdict
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Waited:
    """When a *no* turns if only time passes, and how far that was looked for.

    Asked were the days `tried`, up to the day `until`; where it `ended` early, later days on which
    something could turn were left.
    """

    reached: Reached | None
    tried: tuple[date, ...]
    until: date
    ended: bool = False


def reached(
    kb: KnowledgeBase, question: Question, case: Case, answer: Answer, backend: str
) -> Reached | None:
    """Return the first time at which a *no* turns, if nothing but time passes (see `waited`)."""
    return waited(kb, question, case, answer, backend).reached


def waited(
    kb: KnowledgeBase, question: Question, case: Case, answer: Answer, backend: str
) -> Waited:
    """Look for the first time at which a *no* turns, if nothing but time passes.

    Tried are the days on which a comparison with today turns, in a condition or an exception, the
    days on which rules come into force or no longer are, and the days after all these. What is
    claimed is confirmed by asking on the first day and on the one before, and on the days within
    the time on which something could turn. What lasts until `today` is taken to last on.
    """
    goal = goal_of(question)
    rules = relevant(kb.program, goal.pred).rules
    at: dict[date, World] = {}
    until = last_day(answer.as_of)

    def verdict_on(day: date) -> Verdict:
        if day not in at:
            told = on_a_later_day(case, answer.as_of, day)
            at[day] = world(kb, question, told, day, backend)
        return verdict(at[day], goal)

    def turned(day: date) -> bool:
        return verdict_on(day) in ("yes", "depends")

    def asked() -> tuple[date, ...]:
        return tuple(sorted(day for day in at if day > answer.as_of))

    lasts = lasting(case, answer.as_of)

    def turning(day: date) -> set[date]:
        return days(at[day], lasts)

    first, last_no = None, answer.as_of
    verdict_on(answer.as_of)
    waiting = turning(answer.as_of) | days_of_rules(rules, answer.as_of)
    tried: set[date] = set()
    while waiting and len(tried) < _DAYS:
        day = min(waiting)
        tried.add(day)
        if not turned(day):
            last_no = day
            waiting = {one for one in waiting | turning(day) if one > day}
            continue
        first = _first(turned, last_no, day)
        break
    if first is None:
        return Waited(None, asked(), last_no if waiting else until, bool(waiting))
    found = verdict_on(first)

    def stays(day: date) -> bool:
        return verdict_on(day) == found

    last = _last_of(stays, first, waiting, turning)
    inside = last or until
    apart = (inside - first).days
    if not all(stays(first + timedelta(days=apart * part // 7)) for part in range(8)):
        last = first  # it goes to and fro: only the day itself is claimed
    return Waited(Reached(first, found, last), asked(), inside)


def _last_of(
    stays: Callable[[date], bool],
    first: date,
    waiting: Iterable[date],
    turning: Callable[[date], set[date]],
) -> date | None:
    """Return the last day of the time that begins on `first`, None if it was not seen to end.

    Asked are the days on which something can turn; what can turn after each of these is looked
    for anew. Where they are too many, only what was asked is claimed.
    """
    left = {one for one in (*waiting, *turning(first), first + timedelta(days=1)) if one > first}
    still = first
    for _ in range(_DAYS):
        if not left:
            return None
        day = min(left)
        if not stays(day):
            return _first(lambda one: not stays(one), still, day) - timedelta(days=1)
        still = day
        left = {one for one in left | turning(day) if one > day}
    return still if left else None


def _first(does: Callable[[date], bool], before: date, day: date) -> date:
    """Return a day that does and whose eve does not, given that `day` does and `before` not."""
    while (day - before).days > 1:
        eve = day - timedelta(days=1)
        if not does(eve):
            return day
        middle = before + timedelta(days=(day - before).days // 2)
        before, day = (before, middle) if does(middle) else (middle, eve)
    return day
