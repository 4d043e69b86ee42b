"""One scanned line -> grammar tokens, by the declaration it stands in."""

from collections.abc import Callable, Iterator, Sequence

from parser.provenance import OURS
from parser.syntax.case_lines import background_line, case_line
from parser.syntax.conditions import condition_tokens
from parser.syntax.headings import heading, names, plain
from parser.syntax.lexed import Lexed, error, lexed, shown, spanning
from parser.syntax.parameters import parameter_tokens
from parser.syntax.remedies import REMEDY_WORDS, remedy_tokens
from parser.syntax.scan import Line
from parser.syntax.templates import column_tokens, template_tokens, wording_tokens
from parser.syntax.tree import Token

Pieces = Sequence[Token]

TEXT_PROPERTIES = {
    "published": "_PUBLISHED",
    "source": "_SOURCE",
    "cites": "_CITES",
    "says": "_SAYS",
    "reads": "_READS",
}

_DAY_PROPERTIES = {
    ("published",): "_PUBLISHED",
    ("retrieved",): "_RETRIEVED",
    ("consolidated", "to"): "_CONSOLIDATED",
}

_CONTRARY = ["unless", "the", "contrary", "is", "shown"]

PROPERTY_WORDS = frozenset(
    {*TEXT_PROPERTIES, "in", "uses", "overlay", "confidence", "mark", "remedy", "notwithstanding"}
    | {"retrieved", "consolidated", "subject", "instead", "under", "default", "choice", "presumed"}
)
"""The words that properties start with."""


def tokens(line: Line, section: str, part: str, depth: int) -> Iterator[Lexed]:
    """Yield the tokens of a line without its indentation and its end.

    `section` is the keyword of its declaration, `part` the part of a case (`given`, `expect`),
    `depth` how many levels it is indented.
    """
    if depth == 0:
        return heading(line.pieces)
    return _READERS[section](line.pieces, part, depth)


def property_tokens(pieces: Pieces) -> Iterator[Lexed] | None:
    """Return the tokens of a property line (`cites "..."`), or None if it is none."""
    first = pieces[0].text
    second = pieces[1] if len(pieces) > 1 else None
    if first not in PROPERTY_WORDS or pieces[0].kind != "word":
        return None
    if first in TEXT_PROPERTIES and second is not None and second.kind == "text":
        return _prefixed(TEXT_PROPERTIES[first], pieces, 1)
    for words, type_ in _DAY_PROPERTIES.items():
        said = tuple(piece.text for piece in pieces[: len(words)])
        if said == words and len(pieces) == len(words) + 1 and pieces[-1].kind == "date":
            return _prefixed(type_, pieces, len(words))
    if first == "in" and [p.text for p in pieces[1:3]] == ["force", "from"]:
        return _prefixed("_IN_FORCE", pieces, 3)
    if first == "uses" and second is not None:
        return _prefixed("_USES", pieces, 1)
    if first == "confidence" and len(pieces) == 2:
        return _prefixed("_CONFIDENCE", pieces, 1)
    if first == "mark" and len(pieces) == 3 and pieces[2].kind == "text":
        return _prefixed("_MARK", pieces, 1)
    if first in ("default", "choice") and len(pieces) == 3 and pieces[2].kind == "text":
        return _prefixed("_DEFAULT" if first == "default" else "_ALTERNATIVE", pieces, 1)
    if first == "remedy" and second is not None and second.text in REMEDY_WORDS:
        return remedy_tokens(pieces)
    if first == "overlay" and len(pieces) == 2:
        return _prefixed("_OVERLAY", pieces, 1)
    if first == "under" and len(pieces) in (2, 3):
        return _prefixed("_UNDER", pieces, 1)
    if first == "instead" and second is not None and second.text == "of":
        return _prefixed("_INSTEAD_OF", pieces, 2)
    if first == "presumed" and [p.text for p in pieces[1:]] == _CONTRARY:
        return iter((Lexed("PRESUMED", "presumed", None, spanning(pieces)),))
    if first == "presumed" and (second is None or second.text == "unless"):
        raise error(
            "malformed-presumption",
            f"`{shown(pieces)}` does not say when it gives way",
            spanning(pieces),
            "write `presumed unless the contrary is shown`",
        )
    if first == "notwithstanding":
        return _prefixed("_NOTWITHSTANDING", pieces, 1)
    if first == "subject" and second is not None and second.text == "to":
        return _prefixed("_SUBJECT_TO", pieces, 2)
    return None


def _prefixed(type_: str, pieces: Pieces, words: int) -> Iterator[Lexed]:
    yield Lexed(type_, pieces[0].text, None, spanning(pieces[:words]))
    yield from plain(pieces[words:])


def _calendar(pieces: Pieces) -> Iterator[Lexed]:
    yield lexed("_CALENDAR", pieces[0])
    yield from names(pieces[1:])


def _ours(pieces: Pieces) -> Iterator[Lexed]:
    yield lexed("_OURS", pieces[0])
    for one in names(pieces[1:]):
        if one.type == "NAME" and one.text not in OURS:
            raise error(
                "unknown-mark",
                f"`{one.text}` is nothing that a law marks as ours",
                one.span,
                f"write one of: {', '.join(OURS)}",
            )
        yield Lexed("WHAT", one.text, one.text, one.span) if one.type == "NAME" else one


def _law_line(pieces: Pieces, part: str, depth: int) -> Iterator[Lexed]:
    if pieces[0].text == "calendar" and pieces[0].kind == "word" and len(pieces) > 1:
        return _calendar(pieces)
    if pieces[0].text == "ours" and pieces[0].kind == "word" and len(pieces) > 1:
        return _ours(pieces)
    found = property_tokens(pieces)
    if found is None:
        known = (
            'write `published "…"`, `source "…"`, `retrieved DATE`, `published DATE`, '
            "`consolidated to DATE`, `ours title, gazette, days in force`, `in force from DATE`, "
            "`uses LAW`, `calendar COUNTRY` or `overlay NAME`"
        )
        raise unknown_property(pieces, known)
    return found


def _provision_line(pieces: Pieces, part: str, depth: int) -> Iterator[Lexed]:
    found = property_tokens(pieces)
    if found is None:
        known = 'write `cites "…"`, `says "…"` or `mark not-normative "why"`'
        raise unknown_property(pieces, known)
    return found


def _reading_line(pieces: Pieces, part: str, depth: int) -> Iterator[Lexed]:
    found = property_tokens(pieces)
    if found is None:
        known = 'write `says "…"`, `default NAME "what it means"` or `choice NAME "…"`'
        raise unknown_property(pieces, known)
    return found


def _rule_line(pieces: Pieces, part: str, depth: int) -> Iterator[Lexed]:
    found = property_tokens(pieces) if depth == 1 else None
    return condition_tokens(pieces) if found is None else found


def _impossible_line(pieces: Pieces, part: str, depth: int) -> Iterator[Lexed]:
    found = property_tokens(pieces) if depth == 1 else None
    if found is not None:
        return found
    if depth == 1 and pieces[0].kind == "word" and pieces[0].text.casefold() == "that":
        return _that(pieces)
    return condition_tokens(pieces)


def _that(pieces: Pieces) -> Iterator[Lexed]:
    yield lexed("_THAT", pieces[0])
    if len(pieces) > 1:
        yield from condition_tokens(pieces[1:])


def _parameter_line(pieces: Pieces, part: str, depth: int) -> Iterator[Lexed]:
    found = property_tokens(pieces) if depth == 1 else None
    return parameter_tokens(pieces) if found is None else found


def _table_line(pieces: Pieces, part: str, depth: int) -> Iterator[Lexed]:
    found = property_tokens(pieces)
    return column_tokens(pieces) if found is None else found


def _names_line(pieces: Pieces, part: str, depth: int) -> Iterator[Lexed]:
    return names(pieces)


def _vocabulary_line(pieces: Pieces, part: str, depth: int) -> Iterator[Lexed]:
    return template_tokens(pieces) if depth == 1 else wording_tokens(pieces)


def _kind_line(pieces: Pieces, part: str, depth: int) -> Iterator[Lexed]:
    raise error(
        "stray-line",
        "nothing belongs below a kind",
        spanning(pieces),
        "start a declaration at the margin",
    )


def unknown_property(pieces: Pieces, advice: str) -> Exception:
    """Return the error that a line is no property, or that its property is written wrongly."""
    first = pieces[0].text
    days = [" ".join(words) for words in _DAY_PROPERTIES if words[0] == first]
    if days and first != "published":
        return error(
            "missing-day",
            f"`{days[0]}` needs one day",
            spanning(pieces),
            f"write `{days[0]} 2026-11-23`",
        )
    if first in TEXT_PROPERTIES:
        return error(
            "missing-text",
            f"`{first}` needs a text in quotes",
            spanning(pieces),
            f'write `{first} "…"`',
        )
    return error(
        "unknown-property", f"`{shown(pieces)}` is no property here", spanning(pieces), advice
    )


_READERS: dict[str, Callable[[Pieces, str, int], Iterator[Lexed]]] = {
    "law": _law_line,
    "kind": _kind_line,
    "names": _names_line,
    "vocabulary": _vocabulary_line,
    "table": _table_line,
    "provision": _provision_line,
    "reading": _reading_line,
    "rule": _rule_line,
    "impossible": _impossible_line,
    "parameter": _parameter_line,
    "background": background_line,
    "case": case_line,
}
