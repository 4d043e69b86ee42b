"""For a *no*: the fewest facts that would have to be otherwise, and the day that time brings."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import assert_never

from engine.answers.missing import whole_of, widened
from engine.answers.reasons import nodes
from engine.answers.reply import Answer, Need, Verdict
from engine.answers.settling import Change, apply, settling, verdict
from engine.answers.turning_points import values
from engine.answers.world import Goal, World
from engine.arithmetic.errors import EvaluationError
from engine.proof.node import (
    Absent,
    Aggregated,
    Assumption,
    ByCases,
    Circular,
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
from engine.rails.supposing import row_of
from parser.frozen import dataclass
from parser.resolved.tree import Constant, Variable
from parser.resolved.vocabulary import GroundAtom
from parser.text.diagnostic import SourceError
from parser.values import UNKNOWN, Duration, Entity, Exact, Range, Share, Value

MOST_FACTS = 3
"""How many stated facts are supposed to be otherwise at most."""

FEW = 4
"""Fewer values than this are tried one by one, without asking first whether any of them may do."""

_WORLDS = 400
_DAYS = 60


@dataclass(frozen=True, slots=True)
class Nearest:
    """A smallest change that would turn a *no*.

    `otherwise` are the statements that would have to be different or untrue, `needs` what would
    have to be so instead, and `verdict` what the answer would then be: on `findings` it would
    depend.
    """

    otherwise: tuple[Said, ...]
    needs: tuple[Need, ...]
    verdict: Verdict
    findings: tuple[Need, ...] = ()


@dataclass(frozen=True, slots=True)
class Looked:
    """What a search for a change found, and how far it looked.

    It supposed `changes` different sets of statements to be otherwise: each of `alone` statements
    for itself, and of the `together` ones that the reasons of the answer speak of up to `facts` at
    once. Where it `ended` early, not all of these were looked at.
    """

    nearest: Nearest | None
    changes: int
    facts: int
    alone: int = 0
    together: int = 0
    ended: bool = False


def nearest_change(where: World, goal: Goal, answer: Answer) -> Looked:
    """Look for the smallest change of the stated facts that makes `goal` hold.

    Each statement is taken back, and given another value; those that the reasons of the *no*
    speak of also together. Each way is confirmed by evaluating the case with it.
    """
    culprits = _culprits(where.said, answer)
    others = tuple(one for one in where.said if one not in culprits)
    alone, together = len(where.said), len(culprits)
    changes = 0
    for size in range(1, MOST_FACTS + 1):
        found: list[tuple[int, Nearest]] = []
        looked_at: list[tuple[Said, ...]] = list(combinations(culprits, size))
        looked_at += [(one,) for one in others] if size == 1 else []
        ended = changes + len(looked_at) > _WORLDS
        for chosen in looked_at[: _WORLDS - changes]:
            changes += 1
            way = _way(where, goal, chosen)
            if way is not None:
                found.append((len(way.needs) + len(way.findings), way))
        best = min(found, key=_fewest)[1] if found else None
        if best is not None or ended or size >= together or size == MOST_FACTS:
            return Looked(best, changes, size, alone, together, ended)
    raise AssertionError("the last size ends the search")


def _fewest(found: tuple[int, Nearest]) -> int:
    return found[0]


def _way(where: World, goal: Goal, without: tuple[Said, ...]) -> Nearest | None:
    """Return a way to make `goal` hold if some statements are untrue or have other values."""
    try:
        if where.having((), without).keys(goal, CERTAIN):
            return Nearest(without, (), "yes")
        blurred = [one for one in map(_blurred, without) if one is not None]
        open_world = where.having(blurred, without)
        if not open_world.keys(goal, CERTAIN) and not open_world.keys(goal, POSSIBLE):
            return None  # whatever their values are
        return _blurring(where, goal, without, blurred) or _revalued(where, goal, without)
    except (SourceError, EvaluationError):
        # the rest contradicts itself, or a day that is tried leaves the calendar: no way at all
        return None


def _blurring(
    where: World, goal: Goal, without: tuple[Said, ...], blurred: Sequence[Said]
) -> Nearest | None:
    """Return a way to make `goal` hold if some statements are still so with other values."""
    open_world = where.having(blurred, without)
    if open_world.keys(goal, CERTAIN):
        return Nearest(without, (), "yes")
    changes = settling(open_world, goal, POSSIBLE)
    if not changes or any(_restores(change, without) for change in changes):
        return None
    if not apply(open_world, list(changes)).keys(goal, CERTAIN):
        return None
    whole = whole_of(open_world, goal, list(changes))
    left = [one for one in blurred if all(one != change.replaces for change in whole)]
    kept = [] if _holds(where, goal, without, whole, ()) else left
    if not _holds(where, goal, without, whole, kept):
        return None
    needs = (*(_stated_still(one) for one in kept), *(_instead(one) for one in whole))
    facts = [one for one in whole if not one.authority]
    if len(facts) < len(whole):
        stated = (*kept, *(one.whole for one in facts))
        if verdict(where.having(stated, without), goal) == "depends":
            of_facts = tuple(
                need
                for need, one in zip(needs[len(kept) :], whole, strict=True)
                if not one.authority
            )
            of_others = tuple(
                need for need, one in zip(needs[len(kept) :], whole, strict=True) if one.authority
            )
            return Nearest(without, (*needs[: len(kept)], *of_facts), "depends", of_others)
    return Nearest(without, needs, "yes")


def _holds(
    where: World,
    goal: Goal,
    without: tuple[Said, ...],
    changes: Sequence[Change],
    kept: Sequence[Said],
) -> bool:
    """Tell whether `goal` holds with changes in the place of some statements, as they are told."""
    said = (*kept, *(change.whole for change in changes))
    return bool(where.having(said, without).keys(goal, CERTAIN))


def _stated_still(one: Said) -> Need:
    """Return that a statement is still so, with some other value."""
    row = row_of(one)
    return Need(replace(row, args=tuple(None if arg == UNKNOWN else arg for arg in row.args)))


def _instead(change: Change) -> Need:
    """Return a need without what it takes the place of, which is supposed to be otherwise."""
    return replace(change.need, replaces=None)


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

        def may_be(between: Range, place: int = place) -> bool:
            said = _with_value(one, place, between)
            try:
                return bool(where.having((said,), without).keys(goal, POSSIBLE))
            except (SourceError, EvaluationError):  # one of the values may yet do
                return True

        for other in _possible(values(where, value, slots[place].kind), may_be):
            said = _with_value(one, place, other)
            if not where.having((said,), without).keys(goal, CERTAIN):
                continue
            args = tuple(
                term.value if isinstance(term, Constant) and at != place else None
                for at, term in enumerate(said.statement.sentence.args)
            )
            need = Need(GroundAtom(said.statement.sentence.predicate, args))
            rest = where.having((), without)
            (change,) = widened(
                rest, [Change(need, said, said)], lambda there: bool(there.keys(goal, CERTAIN))
            )
            return Nearest(without, (change.need,), "yes")
    return None


def _possible(found: Sequence[Value], may_be: Callable[[Range], bool]) -> list[Value]:
    """Return those of some values, in their order, that may do.

    `may_be` tells it of all that lies between two of them; it is asked of ever smaller parts.
    """
    left: set[Value] = set()
    waiting = [sorted((one for one in found if not isinstance(one, Range)), key=_rank)]
    while waiting:
        part = waiting.pop()
        if len(part) < FEW:
            left.update(part)
        elif may_be(Range(part[0], part[-1])):
            half = len(part) // 2
            waiting += (part[:half], part[half:])
    return [one for one in found if one in left]


def _rank(value: Exact) -> Decimal:
    """Return where a value stands among those of its kind (see `engine.proof.witness.scale_of`)."""
    match value:
        case date():
            return Decimal(value.toordinal())
        case Share(percent):
            return percent
        case Duration(months):
            return Decimal(months)
        case int() | Decimal():
            return Decimal(value)
        case _:
            raise AssertionError("values of other kinds have no scale")


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
        case Circular() | Exception_() | ByCases():
            return
        case _:
            assert_never(node)
