"""Two versions of some laws, compared. Data only; the renderers beside it lay it out."""

from engine.answers.changed_answers import ChangedAnswers
from engine.pages.changes.register import RegisterChanges
from kb.changes.change import Change
from kb.changes.version import Version
from parser.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Compared:
    """What two versions say differently.

    `answers` of worked cases and of a `register` are None if nobody asked for them.
    """

    old: Version
    new: Version
    changes: tuple[Change, ...]
    answers: ChangedAnswers | None
    register: RegisterChanges | None = None

    @property
    def weighing(self) -> tuple[Change, ...]:
        """The changes by which an answer can change."""
        return tuple(one for one in self.changes if one.weighs)

    @property
    def for_readers(self) -> tuple[Change, ...]:
        """The changes by which none can: citations, paraphrases, words of questions."""
        return tuple(one for one in self.changes if not one.weighs)

    @property
    def answers_changed(self) -> bool:
        """Tell whether an answer that was asked for has changed."""
        cases = self.answers.changes if self.answers is not None else ()
        register = self.register.changes if self.register is not None else ()
        return bool(register) or any(not one.same_answer for one in cases)

    def law_title(self, law: str) -> str:
        """Return the title of a law, as the later version has it."""
        every = (*self.new.kb.laws, *self.old.kb.laws)
        return next((one.title for one in every if one.id == law), "")

    def place(self, change: Change) -> str:
        """Return where something stands, in the later version if it is there."""
        return self.new.spot(change.new) or self.old.spot(change.old)
