"""What to ask next where the answer to what is asked first leaves a question open.

`if it is not so: not settled by that` sends nobody anywhere: what is supposed there is asked again,
and whatever would decide it then is the next question. So is what an answer then depends on.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from engine.answers.ask import of_world, world
from engine.answers.missing import beyond, common
from engine.answers.reply import Answer, Need, Reply, Values
from engine.answers.settling import ruled_out, statement_of
from engine.answers.suggested import suggested
from engine.answers.summary import Asks
from engine.answers.summing import asks
from engine.answers.world import World, is_anonymous
from engine.arithmetic.errors import EvaluationError
from engine.rails.said import Said, Source
from engine.rails.supposing import row_of
from kb.base import KnowledgeBase
from parser.resolved.tree import Case
from parser.text.diagnostic import SourceError
from parser.values import UNKNOWN, Entity, Range

_OPEN = ("unknown", "depends")

_DEEP = 3
"""How many questions are asked one after the other, each where the one before leaves it open."""


def asked_next(kb: KnowledgeBase, case: Case, reply: Reply, backend: str) -> Reply:
    """Return a reply with what its only open answer is on the sides that do not settle it.

    These are `if_so`, where the answer then depends on findings, and `if_not`, where one thing is
    asked and its contrary leaves the question open. Of several open rows nothing is asked again.
    """
    if isinstance(reply, Values):
        open_ = [one for _, one in reply.rows if one.verdict in _OPEN]
        if reply.rows and len(reply.rows) == len(open_) == 1:
            ((row, answer),) = reply.rows
            return replace(reply, rows=((row, _with_next(kb, case, answer, backend)),))
        return reply
    return _with_next(kb, case, reply, backend)


def _with_next(kb: KnowledgeBase, case: Case, answer: Answer, backend: str) -> Answer:
    if answer.verdict not in _OPEN or answer.contested or answer.question.open:
        return answer
    if not any(_leaves_open(one) for one in asks(answer)):
        return answer
    try:
        there = world(kb, answer.question, case, answer.as_of, backend)
    except (SourceError, EvaluationError):
        return answer
    return _Asked(kb, case).further(answer, there, _DEEP)


def _leaves_open(group: Asks) -> bool:
    """Tell whether what is to be asked may leave the answer open, whatever is found out."""
    return group.if_so == "depends" or [one.if_not for one in group.each] == ["unknown"]


class _Asked:
    """What is asked about one case, each time with more supposed of it."""

    def __init__(self, kb: KnowledgeBase, case: Case) -> None:
        self.kb = kb
        self.case = case

    def further(self, answer: Answer, there: World, depth: int, but: Sequence[Need] = ()) -> Answer:
        """Return an open answer in a world with what it is on the sides that do not settle it.

        What is asked on one of them is none of the needs (`but`) that are asked for before it.
        """
        groups = asks(answer)
        if len(groups) != 1 or depth <= 0 or not _leaves_open(groups[0]):
            return answer
        (group,) = groups
        needs = [one.need for one in group.each]
        if_so = if_not = None
        if group.if_so == "depends":
            sides = [[as_said(self.kb, need) for need in needs]]
            if_so = self._alike(answer, there, sides, needs, 0, (*but, *needs))
        if len(needs) == 1 and group.each[0].if_not == "unknown":
            sides = [[*side] for side in unmet(self.kb, needs[0])]
            if_not = self._alike(answer, there, sides, needs, depth - 1, (*but, *needs))
        return replace(answer, if_so=if_so, if_not=if_not)

    def _alike(
        self,
        answer: Answer,
        there: World,
        sides: Sequence[Sequence[Said]],
        needs: Sequence[Need],
        depth: int,
        but: Sequence[Need],
    ) -> Answer | None:
        """Return the answer in supposed worlds, if the same would decide it in each of them."""
        instead = [need.replaces for need in needs if need.replaces is not None]
        replaced = [one for one in there.said if one.statement in instead]
        first: tuple[Answer, World] | None = None
        groups: tuple[Asks, ...] | None = None
        for said in sides:
            try:
                supposed = there.having(said, replaced)
                found = of_world(self.kb, supposed, answer.question, self.case, every_route=False)
            except SourceError:  # that cannot be
                continue
            except EvaluationError:
                return None
            if not isinstance(found, Answer) or found.verdict not in _OPEN:
                return None
            wanted = asks(found)
            if not wanted or (groups is not None and wanted != groups):
                return None
            if any(ask.need.atom in {one.atom for one in but} for ask in wanted[0].each):
                return None
            first, groups = first or (found, supposed), wanted
        if first is None:
            return None
        return self.further(*first, depth, but)


def as_said(kb: KnowledgeBase, need: Need) -> Said:
    """Return what would be stated where a need is met."""
    return Said(suggested(need, kb.predicates), Source(who="assumed"))


def unmet(kb: KnowledgeBase, need: Need) -> Iterator[tuple[Said, ...]]:
    """Yield what may be so where a need is not met, none where that cannot be told.

    A value may lie beyond either end of its limits, or there is none at all.
    """
    atom = need.atom
    if need.closing or need.other_than or len(need.limits) > 1:
        return
    if need.negative:
        if None not in atom.args:
            yield (statement_of("states", atom.pred, atom.args),)
        return
    pattern = tuple(
        None if place in need.examples or (isinstance(arg, Entity) and is_anonymous(arg)) else arg
        for place, arg in enumerate(atom.args)
    )
    if (need.replaces is None and kb.predicates[atom.pred].single is None) or not need.limits:
        yield (ruled_out(atom.pred, pattern),)
    stated = None
    if need.replaces is not None:
        stated = row_of(Said(need.replaces, Source(who="assumed"))).args
    for limit in need.limits:
        for outside in beyond(limit):
            known = stated[limit.place] if stated is not None else None
            value = common(outside, known) if isinstance(known, Range) else outside
            if value is not None:
                row = [UNKNOWN if arg is None else arg for arg in atom.args]
                row[limit.place] = value
                yield (statement_of("states", atom.pred, tuple(row)),)
