"""The wordings of a template: its own, and those that `also "…"` adds, as rows of parts."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count

from parser.resolved.wording import ascii_name
from parser.syntax.scan import scan
from parser.syntax.templates import sentence_parts
from parser.syntax.tree import Attribute, SlotDecl, Template, Token
from parser.text.diagnostic import Diagnostic, SourceError

Parts = tuple[str | int, ...]
"""A sentence: a literal word, or the number of a slot."""


def parts_of(pieces: Sequence[Token | SlotDecl]) -> Parts:
    """Return the words and slots of a sentence, the slots numbered from 0.

    >>> parts_of((SlotDecl("person", "person"), Token("word", "is"), Token("text", "it")))
    (0, 'is', '"it"')
    """
    parts: list[str | int] = []
    slots = count()
    for piece in pieces:
        if isinstance(piece, SlotDecl):
            parts.append(next(slots))
        else:
            parts.append(f'"{piece.text}"' if piece.kind == "text" else piece.text)
    return tuple(parts)


def template_name(template: Template) -> str:
    """Return what a template is called in Datalog, without the law that it may be told apart by."""
    said = next((each.argument for each in template.attributes if each.word == "as"), "")
    words = [part.text for part in template.parts if isinstance(part, Token)]
    return said or ascii_name(words) or "sentence"


def template_forms(template: Template) -> Iterator[Parts]:
    """Yield the wordings of a template that can be read, its own first."""
    yield parts_of(template.parts)
    for attribute in template.attributes:
        if attribute.word == "also":
            try:
                yield parts_of(_pieces(attribute))
            except SourceError:
                continue  # reported where the template is resolved


def other_wordings(template: Template, problems: list[Diagnostic]) -> tuple[Parts, ...]:
    """Return the wordings that `also` adds; report those that are none of this sentence."""
    found = {parts_of(template.parts): template.span}
    roles = _roles(template.parts)
    own: list[Parts] = []
    for attribute in template.attributes:
        if attribute.word != "also":
            continue
        try:
            pieces = _pieces(attribute)
        except SourceError as error:
            problems.extend(replace(one, at=attribute.span) for one in error.diagnostics)
            continue
        parts = parts_of(pieces)
        problem: tuple[str, str, str] | None = None
        if _roles(pieces) != roles:
            slots = ", ".join(f"`{{{role}}}`" for role in roles) or "none"
            problem = (
                "other-slots",
                "this wording has other slots than the sentence",
                f"its slots are {slots}, in this order",
            )
        elif parts in found:
            problem = ("same-wording", "this wording is there already", "leave it out")
        elif not any(isinstance(part, str) for part in parts):
            problem = (
                "wording-without-words",
                "this wording has no word of its own",
                'write a sentence such as `also "{person} was a member"`',
            )
        if problem is not None:
            code, message, advice = problem
            problems.append(Diagnostic(code, message, attribute.span, help=advice))
            continue
        found[parts] = attribute.span
        own.append(parts)
    return tuple(own)


def _pieces(attribute: Attribute) -> tuple[Token | SlotDecl, ...]:
    return tuple(sentence_parts(scan(attribute.argument, "", 0, 1)))


def _roles(pieces: Sequence[Token | SlotDecl]) -> list[str]:
    return [piece.role.casefold() for piece in pieces if isinstance(piece, SlotDecl)]
