"""What an author can have done to a file: a misspelled word mended, an id renamed."""

import re
from collections.abc import Iterator, Mapping

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
_NEW = re.compile(r"[A-Za-z][\w-]*(?:\.\w+)*")


@dataclass(frozen=True, slots=True)
class Mend:
    """A stretch of a file, and what to write there to be rid of a diagnostic."""

    problem: Diagnostic
    at: Span
    words: str


def mends(text: str, problems: tuple[Diagnostic, ...]) -> Iterator[Mend]:
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
