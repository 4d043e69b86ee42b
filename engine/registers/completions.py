"""A question asked of completions of the facts: what to suppose, and each made ready once."""

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from engine.rails.from_datalog import Railed, to_rails
from engine.rails.presumed import presuming_nothing, reading_known
from engine.registers.prepared import Screening, on_rails
from engine.registers.rules.completed import (
    Supposition,
    completed,
    constrains_any,
    suppositions,
    with_breaches,
)
from engine.registers.rules.names import BROKEN
from engine.registers.tables.register import Register
from parser.datalog.tree import Program
from parser.resolved.tree import Question, Sentence


@dataclass(frozen=True, slots=True)
class Completed:
    """A question asked of one completion of the facts.

    A case whose answer to `broken` is not *no* has no such completion, since the laws forbid it.
    """

    screening: Screening
    broken: Screening | None


@dataclass(frozen=True)
class Completions:
    """A question about a program, in force and on rails, asked of completions of the facts.

    In every one of them presumptions give way to what is known, which does not depend on what is
    supposed: a register that is asked has it in `known`. `supplier` is the question whose values a
    predicate gets in every case, if it is another. `made` are the completions asked so far.
    """

    program: Program
    railed: Railed
    question: Question
    day: date
    supplier: Question | None = None
    made: dict[Supposition, Completed] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def suppositions(self) -> tuple[Supposition, ...]:
        """What to suppose so that two completions answer differently, the likeliest first."""
        base = self.railed.base
        supposed = replace(base, rules=tuple(presuming_nothing(base.rules)))
        return suppositions(replace(self.railed, base=supposed), self.question.sentence.predicate)

    def of(self, supposition: Supposition, register: Register) -> Completed:
        """Return the question asked of the completion in which a supposition is so.

        It is made once: the chunks of a register differ in their rows alone.
        """
        if supposition not in self.made:
            self.made[supposition] = self._completed(supposition, register)
        return self.made[supposition]

    def _completed(self, supposition: Supposition, register: Register) -> Completed:
        own = completed(reading_known(self.railed), supposition, self.day)
        screening = on_rails(own, self.question, self.day, register, self.supplier)
        told = supposition.values and self.program.constraints
        if not told and not constrains_any(self.program, supposition.so):
            return Completed(screening, None)
        broken = completed(self._breaching, supposition, self.day)
        asked = Question(Sentence(BROKEN, ()))
        return Completed(screening, on_rails(broken, asked, self.day, register))

    @cached_property
    def _breaching(self) -> Railed:
        """The law on rails with rules for what breaks its constraints."""
        return reading_known(to_rails(with_breaches(self.program), (BROKEN,)))
