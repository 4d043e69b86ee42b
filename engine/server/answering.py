"""What worked cases come to in the laws as they stand in the editor, each worked out once."""

from collections.abc import Iterator

from engine.answers.ask import ask
from engine.answers.reply import Reply
from engine.answers.worked_cases import Checked, check
from engine.server.workspace import Workspace
from kb.base import KnowledgeBase
from parser.frozen import dataclass
from parser.resolved.tree import Case, Expectation, Question

MOST = 5_000
"""How many outcomes are kept; then all are forgotten."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an expectation came to, and the laws that were asked."""

    checked: Checked
    kb: KnowledgeBase


class Answering:
    """The outcomes of expectations, by the laws, the text of the cases and the place in it."""

    def __init__(self, workspace: Workspace) -> None:
        """Begin with nothing asked."""
        self.workspace = workspace
        self._known: dict[tuple[str, str, str, int], Outcome] = {}

    def outcome(self, path: str, place: int) -> Outcome | None:
        """Return what the expectation at a character of a file comes to.

        The laws are taken as they now stand. None where there is no such expectation, or where
        laws with errors cannot be asked.
        """
        kb = self.workspace.reading(path, whole=True).kb
        if kb is None:
            return None
        key = (kb.digest, path, self.workspace.text_or_nothing(path), place)
        known = self._known.get(key)
        if known is None:
            known = self._asked(path, place, kb)
            if known is not None:
                if len(self._known) >= MOST:
                    self._known.clear()
                self._known[key] = known
        return known

    def _asked(self, path: str, place: int, kb: KnowledgeBase) -> Outcome | None:
        found = (pair for pair in expectations(self.workspace, path) if pair[1].span.start == place)
        case, expected = next(found, (None, None))
        if case is None or expected is None:
            return None

        def asking(question: Question, about: Case) -> Reply:
            return ask(kb, question, about)

        return Outcome(check(case, expected, asking), kb)


def expectations(workspace: Workspace, path: str) -> Iterator[tuple[Case, Expectation]]:
    """Yield what the cases of a file expect, each with its case; nothing is asked yet."""
    for case in workspace.cases(path).cases:
        for one in case.expectations:
            yield case, one
