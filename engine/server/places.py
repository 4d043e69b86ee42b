"""A place in a law or case -> where what stands there is declared, and where it is spoken of."""

from collections.abc import Iterator
from typing import NamedTuple

from engine.server.ids import id_at, ids
from engine.server.sentences import (
    in_case,
    in_law,
    name_at,
    names_in,
    sentence_at,
    template_at,
)
from engine.server.workspace import Workspace
from parser.resolved.tree import Sentence
from parser.resolved.vocabulary import Predicate
from parser.syntax.tree import NamesDecl
from parser.text.span import Span
from parser.values import Entity


class IdAt(NamedTuple):
    """The id of a law, a rule, a provision or a reading."""

    id: str


Pointed = IdAt | Entity | Predicate
"""What can stand at a place: an id, a name, a sentence."""


def pointed(workspace: Workspace, path: str, offset: int) -> Pointed | None:
    """Return what stands at a character of a file, the shortest first; None for anything else."""
    found = id_at(workspace.text_or_nothing(path), offset)
    if found is not None:
        return IdAt(found.name)
    reading = workspace.reading(path)
    template = template_at(reading.laws, path, offset)
    if template is not None:
        return template
    sentence = sentence_at(_sentences(workspace, path), path, offset)
    if sentence is None:
        return _declared_name(workspace, path, offset)
    name = name_at(sentence, path, offset)
    if name is not None and any(_names(workspace, path, name)):
        return name
    every = (law.predicates.get(sentence.predicate) for law in reading.laws)
    return next((one for one in every if one is not None), None)


def definitions(workspace: Workspace, path: str, what: Pointed) -> tuple[Span, ...]:
    """Return where something is declared."""
    match what:
        case IdAt(name):
            return tuple(span for span, declares in _ids(workspace, path, name) if declares)
        case Entity():
            return tuple(_names(workspace, path, what))
        case Predicate():
            return (what.span,)


def references(
    workspace: Workspace, path: str, what: Pointed, declaration: bool = True
) -> tuple[Span, ...]:
    """Return where something is spoken of, in laws and cases, and where it is declared.

    Rows of tables are none of these places.
    """
    own = definitions(workspace, path, what)
    match what:
        case IdAt(name):
            found = [span for span, declares in _ids(workspace, path, name) if not declares]
        case Entity():
            every = _in_laws(workspace, path)
            found = [span for one in every for name, span in names_in(one) if name == what]
            for _, read in workspace.cases_beside(path):
                found += read.names.get(what, ())
        case Predicate(name=name):
            every = _in_laws(workspace, path)
            found = [one.span for one in every if one.predicate == name and one.span.file]
            for _, read in workspace.cases_beside(path):
                found += read.sentences.get(name, ())
    return tuple(dict.fromkeys((*(own if declaration else ()), *found)))


def files(workspace: Workspace, path: str) -> tuple[str, ...]:
    """Return the laws and cases that a file stands with."""
    return (*workspace.laws_of(path), *workspace.case_files(path))


def _ids(workspace: Workspace, path: str, name: str) -> Iterator[tuple[Span, bool]]:
    """Yield each place of an id, and whether it is declared there."""
    for file in files(workspace, path):
        text = workspace.text_or_nothing(file)
        if name in text:
            for one in ids(text):
                if one.name == name:
                    yield span_of(text, file, one.start, one.end), one.declares


def span_of(text: str, file: str, start: int, end: int) -> Span:
    """Return a stretch of a text as a span."""
    line = text.count("\n", 0, start) + 1
    return Span(file, start, end, line, start - text.rfind("\n", 0, start))


def _sentences(workspace: Workspace, path: str) -> Iterator[Sentence]:
    """Yield the sentences of one file."""
    if path.endswith(".case"):
        for case in workspace.cases(path).cases:
            yield from in_case(case)
    for law in workspace.reading(path).laws:
        if law.span.file == path:
            yield from in_law(law)


def _in_laws(workspace: Workspace, path: str) -> Iterator[Sentence]:
    for law in workspace.reading(path).laws:
        yield from in_law(law)


def _names(workspace: Workspace, path: str, wanted: Entity) -> Iterator[Span]:
    for tree in workspace.reading(path).trees.values():
        for one in tree.declarations:
            if isinstance(one, NamesDecl) and one.kind.casefold() == wanted.kind:
                yield from (token.span for token in one.names if token.text == wanted.name)


def _declared_name(workspace: Workspace, path: str, offset: int) -> Entity | None:
    """Return the name at a place where names are declared."""
    tree = workspace.reading(path).trees.get(path)
    for one in tree.declarations if tree is not None else ():
        if isinstance(one, NamesDecl):
            for token in one.names:
                if token.span.start <= offset <= token.span.end:
                    return Entity(one.kind.casefold(), token.text)
    return None
