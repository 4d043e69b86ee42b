"""What an open answer promises of what it asks, tried under another body of law as well.

`If it is so: yes` holds under the law that was asked. Whoever follows another one may have to show
more, and has to be told beside the promise.
"""

from collections.abc import Iterator
from typing import NamedTuple

from engine.answers.asked_next import as_said, unmet
from engine.answers.reply import Answer, Need, Verdict
from engine.answers.summary import Asks, Given
from engine.answers.summing import asks
from engine.answers.world import World
from engine.rails.said import Said
from kb.base import KnowledgeBase


class Promise(NamedTuple):
    """A verdict that an answer promises: where what it asks is so or not, or what it asks next."""

    given: Given
    said: tuple[Said, ...]
    replaced: tuple[Need, ...]
    verdict: Verdict

    def supposed_in(self, there: World) -> World:
        """Return the world in which what it takes for granted is stated."""
        instead = [one.replaces for one in self.replaced if one.replaces is not None]
        return there.having(self.said, [one for one in there.said if one.statement in instead])


def promises(kb: KnowledgeBase, answer: Answer) -> Iterator[Promise]:
    """Yield what an open answer promises, with what would have to be stated for it.

    Of what is asked next it is promised where what is asked first is not so in one way only.
    """
    groups = asks(answer)
    if answer.contested or len(groups) != 1:
        return
    yield from _of_group(kb, groups[0], "so", (), ())


def _of_group(
    kb: KnowledgeBase,
    group: Asks,
    given: Given,
    said: tuple[Said, ...],
    replaced: tuple[Need, ...],
) -> Iterator[Promise]:
    needs = tuple(one.need for one in group.each)
    met = tuple(as_said(kb, need) for need in needs)
    if group.if_so in ("yes", "no"):
        yield Promise(given, (*said, *met), (*replaced, *needs), group.if_so)
    if len(needs) != 1:
        return
    sides = [*unmet(kb, needs[0])]
    if len(sides) != 1:
        return
    denied = (*said, *sides[0])
    if given == "so" and group.each[0].if_not in ("yes", "no"):
        yield Promise("not so", denied, (*replaced, *needs), group.each[0].if_not)
    if group.next is not None:
        yield from _of_group(kb, group.next, "next", denied, (*replaced, *needs))
