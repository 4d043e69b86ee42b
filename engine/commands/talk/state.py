"""What lies on the desk: the facts told so far, the day, and the question asked last."""

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from datetime import date

from engine.answers.situations import read_facts
from kb.base import KnowledgeBase
from parser.frozen import dataclass
from parser.resolved.tree import Case, Constant, Statement
from parser.values import Entity


@dataclass(frozen=True, slots=True)
class Desk:
    """One state of a conversation; every change makes a new one, so that it can be undone.

    `title` is that of the case, '' if it has none. `readings` are the choices made between readings
    and bodies of law, `asked` is the question that `why` and its like speak of ('' if none was
    asked), `told` the number of sentences that were told so far, and `backend` the engine.
    """

    kb: KnowledgeBase
    title: str = ""
    as_of: date | None = None
    facts: tuple[Statement, ...] = ()
    readings: Mapping[str, str] = field(default_factory=dict)
    asked: str = ""
    told: int = 0
    backend: str = "pydatalog"

    @property
    def case(self) -> Case:
        """The case that the facts describe."""
        return Case(self.title, self.as_of, self.facts, (), self.names, dict(self.readings))

    @property
    def names(self) -> dict[str, str]:
        """The kinds of the individuals whom the facts name and no law does, by their names."""
        return {
            term.value.name: term.value.kind
            for one in self.facts
            for term in one.sentence.args
            if isinstance(term, Constant)
            and isinstance(term.value, Entity)
            and term.value.name not in self.kb.vocabulary.names
        }

    @property
    def day(self) -> date:
        """The day that questions are asked for."""
        return self.as_of or date.today()

    def read(self, facts: Sequence[str]) -> tuple[Statement, ...]:
        """Return the statements that some sentences make; raises SourceError with their errors."""
        return read_facts(
            self.kb, self.case, facts, self.day, lambda number: f"fact {self.told + number}"
        )

    def with_case(self, case: Case) -> "Desk":
        """Return the desk with the facts of a case in the place of its own."""
        return replace(
            self,
            title=case.title,
            as_of=case.as_of,
            facts=case.statements,
            readings=dict(case.under),
        )
