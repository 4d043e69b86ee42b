"""What is wrong in a file -> what to write there to be rid of it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial

from engine.server.places import span_of
from engine.server.workspace import Workspace
from parser.frozen import dataclass
from parser.text.diagnostic import Diagnostic
from parser.text.span import Span

_MEANT = re.compile(r"did you mean `([^`]+)`\?")
_QUOTED = re.compile(r"`([^`]+)`")
_HAS = re.compile(r"stands where the sentence has `([^`]+)`")
_WRITE = re.compile(r"\bwrite `([^`…]+)`")
_NEAREST = re.compile(r"the nearest sentence is `([^`]+)`")
_SLOT = re.compile(r"\{(\w[\w-]*)(?::[^}]*)?\}")
_BEGUN = re.compile(r"\s*(?:(?:if|and|unless|that)\s+)?(?:\(\w+\)\s+)?")


_REWRITTEN = frozenset(
    (
        "age-form",
        "date-form",
        "date-in-words",
        "decimal-comma",
        "denial-form",
        "function-form",
        "invisible-character",
        "look-alike",
        "missing-colon",
        "missing-text",
        "operator-form",
        "other-word",
        "possessive-pronoun",
        "pronoun",
        "share-form",
        "stray-colon",
        "stray-end",
        "today-form",
        "unknown-connective",
        "unknown-operator",
        "unknown-sentence",
        "unknown-word",
        "unopened-parenthesis",
        "within-form",
        "words-for-operator",
    )
)
"""The codes whose help is what the author wrote, put right; that of others is an example."""


@dataclass(frozen=True, slots=True)
class Mend:
    """A stretch of a file, and what to write there to be rid of a diagnostic."""

    problem: Diagnostic
    at: Span
    words: str

    def removed(self, text: str) -> str:
        """Return what stands there now."""
        return text[self.at.start : self.at.end]


def mends(text: str, problems: Sequence[Diagnostic]) -> Iterator[Mend]:
    """Yield what the help of each diagnostic of a file says was meant.

    >>> at = Span("a.law", 3, 12, 1, 4)
    >>> wrong = Diagnostic("x", "there is no kind `persn`", at, help="did you mean `person`?")
    >>> [(one.at.start, one.at.end, one.words) for one in mends("if a persn is", (wrong,))]
    [(5, 10, 'person')]
    """
    for one in problems:
        meant = _MEANT.search(one.help or "")
        quoted = _QUOTED.search(one.message)
        if meant is None or quoted is None:
            continue
        marked = text[one.at.start : one.at.end]
        if marked.count(quoted[1]) == 1:
            start = one.at.start + marked.index(quoted[1])
            yield Mend(one, span_of(text, one.at.file, start, start + len(quoted[1])), meant[1])


def tried_mends(workspace: Workspace, path: str, problems: Sequence[Diagnostic]) -> Iterator[Mend]:
    """Yield for each diagnostic of a file the first way to mend it that leaves nothing else wrong.

    What a help says to write is put in the place of what is marked, of the condition, or of the
    line, and the laws are read again: only what then has one error less, and no other, is a mend.
    """
    text = workspace.text_or_nothing(path)
    before = Counter(_said(one) for one in workspace.problems(path).get(path, ()))
    for one in problems:
        if one.code not in _REWRITTEN:
            continue
        for at, words in dict.fromkeys(_candidates(text, one)):
            changed = text[: at.start] + words + text[at.end :]
            after = Counter(map(_said, workspace.if_it_said(path, changed)))
            if after.total() < before.total() and not after - before:
                yield Mend(one, at, words)
                break


def _said(one: Diagnostic) -> tuple[str, str]:
    return one.code, one.message


def _candidates(text: str, one: Diagnostic) -> Iterator[tuple[Span, str]]:
    """Yield what could be written, and where, to be rid of a diagnostic."""
    file, start, end = one.at.file, one.at.start, one.at.end
    if has := _HAS.search(one.message):
        yield one.at, has[1]
    advice = one.help or ""
    if advice.startswith("remove it"):
        yield one.at, ""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end) if "\n" in text[end:] else len(text)
    line = text[first:last].partition(" #")[0].rstrip()
    begun = _BEGUN.match(line)
    condition = first + (begun.end() if begun else 0)
    whole = first + len(line) - len(line.lstrip())
    for meant in _WRITE.findall(advice):
        yield one.at, meant
        for place in (condition, whole):
            if place < first + len(line):
                yield span_of(text, file, place, first + len(line)), meant
    if near := _NEAREST.search(advice):
        marked = text[start:end]
        for known in ("the", "a"):
            slot = partial(_noun, known=known, said=marked)
            yield one.at, _SLOT.sub(slot, near[1])


def _noun(slot: "re.Match[str]", known: str, said: str) -> str:
    """Write a slot of a template as a noun: as one that is known where the sentence has it so."""
    role = slot[1]
    article = known if f"{known} {role}" in said else "an" if role[0] in "aeiou" else "a"
    return f"{article} {role}"
