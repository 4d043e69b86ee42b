"""A question left open by the rails: decided by cases, or what is missing and how it may turn."""

from dataclasses import replace

from engine.answers.barred import could_break, that_could_break
from engine.answers.by_cases import Found, by_cases
from engine.answers.case_tree import Settled
from engine.answers.closing import closing_facts
from engine.answers.for_anybody import missing_for_anybody
from engine.answers.missing import missing_facts
from engine.answers.one_fact import one_fact, one_value
from engine.answers.reply import Answer, Missing
from engine.answers.two_ways import both_ways
from engine.answers.which_value import which_value
from engine.answers.world import Goal, World, open_places
from parser.resolved.tree import Question
from parser.values import Range


def left_open(
    world: World, question: Question, goal: Goal, open_: Answer, suggest: bool = True
) -> Answer | Found:
    """Return what is certain by cases, or else `open_` with what is missing.

    `open_` is the answer *unknown* with its best route, and depends on no finding alone. What is
    missing is only told with `suggest`.
    """
    missing = missing_facts(world, goal)
    shown: set[Settled] = {
        verdict
        for one in (() if world.is_partly_known or _is_bounded_by_conclusions(world) else missing)
        for verdict in (one.if_so, one.if_not)
        if verdict in ("yes", "no")
    }
    if len(shown) > 1:
        if not suggest:
            return open_
        return replace(
            open_, missing=_for_anybody(world, goal, missing), ways=both_ways((), missing)
        )
    cases = None if _is_bounded(question, goal) else by_cases(world, goal, tuple(shown))
    if not suggest and (cases is None or cases.proof is None):
        return replace(open_, decided=cases is not None and cases.differ)
    if cases is None:
        missing = missing or _otherwise_missing(world, goal)
        return replace(open_, missing=_for_anybody(world, goal, missing), decided=False)
    if cases.proof is not None:
        return cases
    ended = cases.looked_at if cases.ended else 0
    missing = missing or _otherwise_missing(world, goal)
    ways = both_ways(cases.ways, missing) if cases.differ else ()
    missing = _for_anybody(world, goal, missing)
    return replace(open_, missing=missing, decided=cases.differ, looked_at=ended, ways=ways)


def _is_bounded_by_conclusions(world: World) -> bool:
    """Tell whether a constraint over conclusions may leave out some of what is not known."""
    return bool(
        that_could_break(world.railed, world.facts) or could_break(world.railed, world.facts)
    )


def _for_anybody(world: World, goal: Goal, missing: tuple[Missing, ...]) -> tuple[Missing, ...]:
    """Return what is missing, whoever it is about, but for what decides nothing.

    What comes out the same with it and without it would be certain, and no search has shown that.
    """
    told = (which_value(world, goal, one) for one in missing)
    found = (missing_for_anybody(world, goal, one) for one in told)
    return tuple(one for one in found if one.if_so != one.if_not or one.if_so not in ("yes", "no"))


def _otherwise_missing(world: World, goal: Goal) -> tuple[Missing, ...]:
    """Return what decides a question that no missing fact makes *yes*."""
    return one_value(world, goal) or closing_facts(world, goal) or one_fact(world, goal)


def _is_bounded(question: Question, goal: Goal) -> bool:
    """Tell whether a value found for an open place is one between two ends, as a count may be.

    Which value it is depends on what is missing; that it lies there is no question to decide.
    """
    return any(isinstance(goal.args[place], Range) for place in open_places(question))
