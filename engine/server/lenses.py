"""A law or case -> what worked cases come to, to be shown above their lines."""

from collections.abc import Iterator

from engine.answers.worked_cases import got_words
from engine.pages.text import printable, short
from engine.server.answering import Answering, Outcome
from engine.server.ids import ids
from engine.server.places import span_of
from engine.server.provisions import named_in_cases
from engine.server.workspace import Workspace
from parser.frozen import dataclass
from parser.text.span import Span


@dataclass(frozen=True, slots=True)
class Told:
    """What an expectation came to, in a few words, and on a page with the reasons."""

    said: str
    page: str


def told(answering: Answering, path: str, place: int) -> Told | None:
    """Return what the expectation at a character of a file came to; None where nothing did."""
    found = answering.outcome(path, place)
    return _told(found) if found is not None else None


def _told(outcome: Outcome) -> Told:
    checked = outcome.checked
    got = printable(got_words(checked))
    said = f"\N{CHECK MARK} {got}" if checked.met else f"\N{BALLOT X} got {got}"
    if checked.reply is None:
        return Told(said, said)
    return Told(said, f"```text\n{short(checked.reply, outcome.kb.predicates).rstrip()}\n```")


def tried(workspace: Workspace, path: str) -> Iterator[tuple[Span, int]]:
    """Yield where each rule of a law is declared, and how many worked cases expect it."""
    named = named_in_cases(workspace, path)
    rules = {rule.provision.rule for law in workspace.reading(path).laws for rule in law.rules}
    text = workspace.text_or_nothing(path)
    for one in ids(text):
        if one.declares and one.name in rules:
            yield span_of(text, path, one.start, one.end), named[one.name]
