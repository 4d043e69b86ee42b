"""A place in a law or case, and another name -> what to write where, so that nothing else changes.

An id, a name and a sentence can be renamed, in laws, cases and translations. What is quoted, such
as a citation in a text, stays. A name or a sentence is renamed only if the laws and cases, read
again with the other words, say the same as before.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from engine.server.ids import id_at, ids
from engine.server.outline import declared
from engine.server.places import (
    IdAt,
    Pointed,
    definitions,
    files,
    pointed,
    references,
    span_of,
)
from engine.server.reworded import reworded, slots_in
from engine.server.same import says_the_same
from engine.server.sentences import in_case, name_at, names_in, sentence_at
from engine.server.workspace import Workspace
from kb.translations import ENDING
from parser.frozen import dataclass
from parser.resolved.tree import Case, Constant
from parser.resolved.vocabulary import Predicate
from parser.resolved.wording import template_text
from parser.text.diagnostic import SourceError
from parser.text.source import read_source
from parser.text.span import Span
from parser.values import Entity
from parser.words.case_text import value_text

_NEW = re.compile(r"[A-Za-z][\w-]*(?:\.\w+)*")


class NotRenamed(ValueError):
    """Why something cannot be renamed, for people."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of a file, and what to write there."""

    at: Span
    words: str


Edits = Mapping[str, Sequence[Edit]]
"""What to write, by the path of the file."""


def called(workspace: Workspace, path: str, offset: int) -> str:
    """Return how what stands at a character of a file is called; raises NotRenamed for the rest."""
    match _pointed(workspace, path, offset):
        case IdAt(name) | Entity(name=name):
            return name
        case Predicate() as predicate:
            return template_text(predicate)
        case None:
            raise NotRenamed("only an id, a name or a sentence can be renamed")


def renamed(workspace: Workspace, path: str, offset: int, new: str) -> Edits:
    """Return what to write so that what stands at a character of a file is called otherwise.

    Raises NotRenamed for what cannot be renamed, and for a name that is none or is taken.
    """
    new = " ".join(new.split())
    match _pointed(workspace, path, offset):
        case IdAt():
            return _id(workspace, path, offset, new)
        case Entity() as name:
            edits = _name(workspace, path, offset, name, new)
            texts = _texts(workspace, edits)
            same = says_the_same(workspace, path, texts, (), {name.name: new})
        case Predicate() as predicate:
            edits = _sentence(workspace, path, predicate, new)
            same = says_the_same(
                workspace, path, _texts(workspace, edits), {predicate.name: ""}, {}
            )
        case None:
            raise NotRenamed("only an id, a name or a sentence can be renamed")
    if not same:
        raise NotRenamed(f"with `{new}` the laws or cases would have errors, or say something else")
    return edits


def _pointed(workspace: Workspace, path: str, offset: int) -> Pointed | None:
    """Return what stands at a place; in a case also a name that only this case introduces."""
    if path.endswith(".case"):
        every = [one for case in workspace.cases(path).cases for one in in_case(case)]
        sentence = sentence_at(every, path, offset)
        name = name_at(sentence, path, offset) if sentence is not None else None
        if name is not None:
            return name
    return pointed(workspace, path, offset)


def _texts(workspace: Workspace, edits: Edits) -> dict[str, str]:
    """Return the laws and cases with what is written in them; translations are left out."""
    found: dict[str, str] = {}
    for file, every in edits.items():
        if not file.endswith(ENDING):
            text = workspace.text_or_nothing(file)
            for one in sorted(every, key=lambda each: each.at.start, reverse=True):
                text = text[: one.at.start] + one.words + text[one.at.end :]
            found[file] = text
    return found


def _id(workspace: Workspace, path: str, offset: int, new: str) -> Edits:
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
        raise NotRenamed("of ids only that of a rule or a provision can be renamed")
    if not _NEW.fullmatch(new):
        raise NotRenamed(f"`{new}` is no id: write letters, digits and `-`")
    if new in taken:
        raise NotRenamed(f"there is `{new}` already")
    places = {
        file: [
            Edit(span_of(text, file, one.start, one.end), new)
            for one in ids(text)
            if one.name == found.name
        ]
        for file, text in texts.items()
        if found.name in text
    }
    line = re.compile(rf'^[ ]+({re.escape(found.name)})(?=[ ]+[#"]|[ ]*$)', re.MULTILINE)
    places.update(_translated(workspace, path, line, new))
    return {file: edits for file, edits in places.items() if edits}


def _name(workspace: Workspace, path: str, offset: int, name: Entity, new: str) -> Edits:
    if not new or '"' in new:
        raise NotRenamed(f"`{new}` is no name")
    own = _case_of(workspace, path, offset, name)
    if own is not None:
        every = [span for one in in_case(own) for said, span in names_in(one) if said == name]
    else:
        laws = workspace.reading(path).laws
        rows = (arg for law in laws for row in law.listed for arg in row.sentence.args)
        if any(isinstance(arg, Constant) and arg.value == name for arg in rows):
            raise NotRenamed(f"`{name.name}` stands in the rows of a table, which are left alone")
        every = list(references(workspace, path, name))
    if any(new == one for law in workspace.reading(path).laws for one in law.names):
        raise NotRenamed(f"there is `{new}` already")
    words = value_text(Entity(name.kind, new), () if own is not None else (new,))
    found: dict[str, list[Edit]] = {}
    for span in every:
        said = workspace.text_or_nothing(span.file)[span.start : span.end]
        if said.strip('"') == name.name:  # not where it has another spelling
            found.setdefault(span.file, []).append(Edit(span, words))
    if own is None:
        line = re.compile(rf"^[ ]+({re.escape(name.name)})(?=[ ]*=)", re.MULTILINE)
        found.update(_translated(workspace, path, line, new))
    return found


def _case_of(workspace: Workspace, path: str, offset: int, name: Entity) -> Case | None:
    """Return the case around a place if it is the one that introduces a name."""
    if not path.endswith(".case") or definitions(workspace, path, name):
        return None
    before = [one for one in workspace.cases(path).cases if one.span.start <= offset]
    return max(before, key=lambda one: one.span.start, default=None)


def _sentence(workspace: Workspace, path: str, predicate: Predicate, new: str) -> Edits:
    wanted = sorted(slot.role for slot in predicate.slots)
    if sorted(slots_in(new)) != wanted:
        said = ", ".join(f"`{{{one}}}`" for one in wanted) or "none"
        raise NotRenamed(f"another sentence has the same slots: {said}")
    law = predicate.span.file
    if predicate.apart or not law:
        raise NotRenamed("two laws have this sentence: rename it in a text editor")
    found: dict[str, list[Edit]] = {}
    for at, words in reworded(workspace, path, predicate, new):
        found.setdefault(at.file, []).append(Edit(at, words))
    template = re.escape(template_text(predicate))
    line = re.compile(rf"^[ ]{{4}}({template})(?=[ ]*(?:#|$))", re.MULTILINE)
    found.update(_translated(workspace, path, line, new))
    return found


def _translated(
    workspace: Workspace, path: str, line: re.Pattern[str], words: str
) -> Iterator[tuple[str, list[Edit]]]:
    """Yield the translations beside the laws that have such a line, with what to write in them."""
    for law in workspace.laws_of(path):
        file = law.removesuffix(".law") + ENDING
        try:
            text = read_source(file)
        except SourceError:  # there is none, or it says itself what is wrong with it
            continue
        edits = [Edit(span_of(text, file, *one.span(1)), words) for one in line.finditer(text)]
        if edits:
            yield file, edits
