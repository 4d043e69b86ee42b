"""A conversation: line after line, with everything that can be undone, and nothing lost."""

import os
import sys
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from engine.arithmetic.errors import EvaluationError
from engine.commands.complaint import complaint
from engine.commands.talk.act import Done, act
from engine.commands.talk.replying import refusal
from engine.commands.talk.request import Plain, understand
from engine.commands.talk.state import Desk
from engine.commands.whole_files import write_whole
from engine.pages.text import Medium
from kb.base import KnowledgeBase
from parser.text.diagnostic import SourceError
from parser.words.case_text import statement_line, written_case

Loading = Callable[[], KnowledgeBase]

STEPS = 1000
"""How many changes can be undone: a conversation may go on for days."""


@dataclass(slots=True)
class Conversation:
    """The states of a desk so far, and where its facts are kept in case of an accident.

    `loading` loads the laws again, from the files `watched`; `autosave` is the path of a file that
    always holds the facts, '' for none. `failed` counts the lines that could not be carried out.
    """

    desk: Desk
    medium: Medium
    loading: Loading
    watched: Sequence[str] = ()
    autosave: str = ""
    failed: int = 0
    _past: deque[Desk] = field(default_factory=lambda: deque(maxlen=STEPS))
    _future: list[Desk] = field(default_factory=list)
    _seen: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._seen = _times(self.watched)

    def say(self, line: str) -> Done:
        """Carry out a line and return what there is to show; errors are shown, not raised."""
        request = understand(line)
        try:
            if request == Plain("undo"):
                return self._undo()
            if request == Plain("redo"):
                return self._redo()
            done = act(self.desk, request, self.medium)
        except SourceError as error:
            self.failed += 1
            return Done(
                self.desk, complaint(error.diagnostics, _texts(error, line), sys.stdout) + "\n"
            )
        except EvaluationError as error:
            self.failed += 1
            return Done(self.desk, f"error: {error}\n")
        self._go_on(done.desk)
        return done

    def _go_on(self, desk: Desk) -> None:
        if desk == self.desk:
            return
        if replace(desk, asked=self.desk.asked) != self.desk:
            self._past.append(self.desk)
            self._future.clear()
        told = desk.facts != self.desk.facts
        self.desk = desk
        if told:
            self._keep()

    def _undo(self) -> Done:
        if not self._past:
            raise refusal("nothing-to-undo", "nothing was changed yet", "tell a fact first")
        self._future.append(self.desk)
        return self._turn_to(self._past.pop())

    def _redo(self) -> Done:
        if not self._future:
            raise refusal("nothing-to-redo", "nothing was taken back", "`undo` takes a change back")
        self._past.append(self.desk)
        return self._turn_to(self._future.pop())

    def _turn_to(self, other: Desk) -> Done:
        """Put another desk in the place of this one, and say what changes."""
        other = replace(other, kb=self.desk.kb, asked=self.desk.asked)
        gone = [one for one in self.desk.facts if one not in other.facts]
        back = [one for one in other.facts if one not in self.desk.facts]
        predicates = other.kb.predicates
        lines = [f"taken back: {statement_line(one, predicates)}\n" for one in gone]
        lines += [f"again: {statement_line(one, predicates)}\n" for one in back]
        self.desk = other
        self._keep()
        return Done(other, "".join(lines) or f"as of {other.day.isoformat()}\n")

    def _keep(self) -> None:
        if not self.autosave:
            return
        case = replace(self.desk.case, title=self.desk.title or "kept")
        try:
            os.makedirs(os.path.dirname(self.autosave), mode=0o700, exist_ok=True)
            write_whole(self.autosave, written_case(case, self.desk.kb.predicates))
        except (SourceError, OSError):
            self.autosave = ""  # a place that cannot be written to is not tried again

    def reload(self) -> str:
        """Load the laws again if a file has changed; return what there is to show about it.

        The laws loaded before stay if the changed ones have errors.
        """
        now = _times(self.watched)
        if now == self._seen:
            return ""
        self._seen = now
        try:
            kb = self.loading()
            lines = [statement_line(one, self.desk.kb.predicates) for one in self.desk.facts]
            facts = replace(self.desk, kb=kb, facts=(), told=0).read(lines)
        except SourceError as error:
            self.failed += 1
            said = complaint(error.diagnostics, getattr(error, "texts", {}), sys.stdout)
            return f"{said}\nthe laws have changed and have errors; the last good version stays\n"
        self.desk = replace(self.desk, kb=kb, facts=facts)
        return "the laws have changed and were read again\n"


def _texts(error: SourceError, line: str) -> dict[str, str]:
    texts: dict[str, str] = dict(getattr(error, "texts", {}))
    if any(diagnostic.at.file == "question" for diagnostic in error.diagnostics):
        texts.setdefault("question", line)
    return texts


def _times(paths: Sequence[str]) -> dict[str, float]:
    found: dict[str, float] = {}
    for path in paths:
        try:
            found[path] = os.stat(path).st_mtime
        except OSError:
            found[path] = 0.0
    return found
