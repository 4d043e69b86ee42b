"""What an author can have done to a file: a misspelled word mended, an id renamed."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from engine.server.ids import id_at, ids
from engine.server.outline import declared
from engine.server.places import files, span_of
from engine.server.workspace import Workspace
from kb.translations import ENDING
from parser.frozen import dataclass
from parser.text.diagnostic import Diagnostic, SourceError
from parser.text.source import read_source
from parser.text.span import Span

_MEANT = re.compile(r"did you mean `([^`]+)`\?")
_QUOTED = re.compile(r"`([^`]+)`")
_HAS = re.compile(r"stands where the sentence has `([^`]+)`")
_WRITE = re.compile(r"\bwrite `([^`…]+)`")
_NEAREST = re.compile(r"the nearest sentence is `([^`]+)`")
_SLOT = re.compile(r"\{(\w[\w-]*)(?::[^}]*)?\}")
_BEGUN = re.compile(r"\s*(?:(?:if|and|unless|that)\s+)?(?:\(\w+\)\s+)?")
_NEW = re.compile(r"[A-Za-z][\w-]*(?:\.\w+)*")


_REWRITTEN = frozenset(
    (
        "age-form",
        "date-form",
        "date-in-words",
        "decimal-comma",
        "denial-form",
        "function-form",
        "invisible-character",
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


class NotRenamed(ValueError):
    """Why an id cannot be renamed, for people."""


def renamed(workspace: Workspace, path: str, offset: int, new: str) -> Mapping[str, list[Span]]:
    """Return the places of the id at a character of a file, by file, to be written anew.

    They are those in laws, cases and translations; what is quoted stays. Raises NotRenamed for
    what is no id of a rule or provision, and for a name that is none or is taken.
    """
    found = id_at(workspace.text_or_nothing(path), offset)
    laws = workspace.laws_of(path)
    texts = {file: workspace.text_or_nothing(file) for file in files(workspace, path)}
    known = {
        one.name
        for law in laws
        for one in declared(texts[law])
        if one.kind in ("rule", "provision")
    }
    taken = {one.name for text in texts.values() for one in ids(text) if one.declares}
    if found is None or found.name not in known:
        raise NotRenamed("only the id of a rule or a provision can be renamed")
    if not _NEW.fullmatch(new):
        raise NotRenamed(f"`{new}` is no id: write letters, digits and `-`")
    if new in taken:
        raise NotRenamed(f"there is `{new}` already")
    places = {
        file: [
            span_of(text, file, one.start, one.end) for one in ids(text) if one.name == found.name
        ]
        for file, text in texts.items()
        if found.name in text
    }
    for law in laws:
        places.update(_translated(law.removesuffix(".law") + ENDING, found.name))
    return {file: spans for file, spans in places.items() if spans}


def _translated(path: str, name: str) -> Iterator[tuple[str, list[Span]]]:
    """Yield a translation file with the places where the texts of an id begin."""
    try:
        text = read_source(path)
    except SourceError:  # there is none, or it says itself what is wrong with it
        return
    line = re.compile(rf'^[ ]+({re.escape(name)})(?=[ ]+[#"]|[ ]*$)', re.MULTILINE)
    yield path, [span_of(text, path, *one.span(1)) for one in line.finditer(text)]
