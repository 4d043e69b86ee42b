"""A law or case -> what worked cases come to, to be shown above their lines."""

from collections import Counter
from collections.abc import Iterator

from engine.answers.ask import ask
from engine.answers.reply import Reply
from engine.answers.worked_cases import Checked, check, got_words
from engine.pages.text import printable, short
from engine.server.ids import ids
from engine.server.places import span_of
from engine.server.workspace import Workspace
from kb.base import KnowledgeBase
from parser.frozen import dataclass
from parser.resolved.tree import Case, Expectation, Question
from parser.text.span import Span


@dataclass(frozen=True, slots=True)
class Told:
    """What an expectation came to, in a few words, and on a page with the reasons."""

    said: str
    page: str


def expectations(workspace: Workspace, path: str) -> Iterator[tuple[Case, Expectation]]:
    """Yield what the cases of a file expect, each with its case; nothing is asked yet."""
    for case in workspace.cases(path).cases:
        for one in case.expectations:
            yield case, one


def told(workspace: Workspace, path: str, place: int) -> Told | None:
    """Return what the expectation at a character of a file came to.

    The laws are taken as they now stand. None where there is no such expectation, or where laws
    with errors cannot be asked.
    """
    kb = workspace.reading(path, whole=True).kb
    found = (pair for pair in expectations(workspace, path) if pair[1].span.start == place)
    case, expected = next(found, (None, None))
    if kb is None or case is None or expected is None:
        return None
    laws: KnowledgeBase = kb

    def asking(question: Question, about: Case) -> Reply:
        return ask(laws, question, about)

    return _told(check(case, expected, asking), laws)


def _told(checked: Checked, kb: KnowledgeBase) -> Told:
    got = printable(got_words(checked))
    said = f"\N{CHECK MARK} {got}" if checked.met else f"\N{BALLOT X} got {got}"
    if checked.reply is None:
        return Told(said, said)
    return Told(said, f"```text\n{short(checked.reply, kb.predicates).rstrip()}\n```")


def tried(workspace: Workspace, path: str) -> Iterator[tuple[Span, int]]:
    """Yield where each rule of a law is declared, and how many worked cases expect it."""
    named = Counter(
        name
        for file in workspace.case_files(path)
        for case in workspace.cases(file).cases
        for name in {rule for one in case.expectations for rule in one.by}
    )
    rules = {rule.provision.rule for law in workspace.reading(path).laws for rule in law.rules}
    text = workspace.text_or_nothing(path)
    for one in ids(text):
        if one.declares and one.name in rules:
            yield span_of(text, path, one.start, one.end), named[one.name]
