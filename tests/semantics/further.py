"""What the completions that stand for all may leave out: looked for where an engine says *unknown*.

A count of what nobody closed has no end, and a sum may come out at any value, so that completions
which agree may have others beside them. One that answers otherwise is always right, however it is
found: here they are drawn, with more people, values and rows.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from random import Random

from kb.base import KnowledgeBase
from parser.resolved.tree import Case, Question
from tests.semantics.judged import Judge, judge

BATCHES = 8
"""How often completions are drawn, each time with other values."""

EACH = 250
"""How many completions are drawn at a time, over one set of people."""


@dataclass
class Further:
    """A question that the completions of a case answer, and what was drawn for it beside them."""

    kb: KnowledgeBase
    case: Case
    question: Question
    judged: Judge
    drawn: list[Judge] = field(default_factory=list)

    def judges(self) -> Iterator[Judge]:
        """Yield the completions with more and more of those drawn; none for what is presumed.

        What a presumption gives way to is certain in all completions, not in those drawn.
        """
        if any(rule.presumed for rule in self.judged.laws.rules):
            return
        for number in range(BATCHES):
            if number == len(self.drawn):
                random = Random(number)
                wide = judge(self.kb, self.case, [self.question], EACH, random, wide=True)
                before = self.drawn[-1] if self.drawn else self.judged
                looked_at = (*before.looked_at, *wide.looked_at)
                self.drawn.append(replace(self.judged, looked_at=looked_at))
            yield self.drawn[number]
