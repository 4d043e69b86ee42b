"""The line at the margin that starts a declaration, and lines of identifiers and texts."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from parser.syntax.lexed import Lexed, error, is_mark, lexed, shown, spanning, written
from parser.syntax.tree import Token
from parser.text.diagnostic import Diagnostic, SourceError

Pieces = Sequence[Token]

SECTIONS = {
    "law": "_LAW",
    "kind": "_KIND",
    "names": "_NAMES",
    "vocabulary": "_VOCABULARY",
    "table": "_TABLE",
    "provision": "_PROVISION",
    "reading": "_READING",
    "rule": "_RULE",
    "impossible": "_IMPOSSIBLE",
    "parameter": "_PARAMETER",
    "background": "_BACKGROUND",
    "case": "_CASE",
}

_PLAIN = ("vocabulary", "background")

_INDENTED = frozenset(
    {"published", "in", "uses", "cites", "says", "reads", "confidence", "notwithstanding"}
    | {"source", "retrieved", "consolidated", "ours"}
    | {"overlay", "under", "instead", "default", "choice"}
    | {"subject", "mark", "if", "and", "unless", "as", "given", "expect", "or", "then", "that"}
)


def heading(pieces: Pieces) -> Iterator[Lexed]:
    """Yield the tokens of the first line of a block."""
    first = pieces[0]
    type_ = SECTIONS.get(first.text) if first.kind == "word" else None
    if type_ is None:
        raise SourceError((unknown_declaration(first),))
    yield lexed(type_, first)
    if type_ == "_NAMES":
        yield from _names_heading(pieces)
    elif first.text in _PLAIN and len(pieces) == 2 and is_mark(pieces[1], ":"):
        message = f"no colon follows `{first.text}`"
        raise error("stray-colon", message, pieces[1].span, "remove it")
    else:
        yield from plain(pieces[1:])


def nearest_section(word: str) -> str | None:
    """Return the declaration that a misspelled word most likely begins, None if it is like none.

    >>> nearest_section("ruel"), nearest_section("Vocabulray"), nearest_section("if")
    ('rule', 'vocabulary', None)
    """
    near = get_close_matches(word.casefold()[:40], SECTIONS, 1)
    return near[0] if near else None


def unknown_declaration(first: Token) -> Diagnostic:
    """Return the error that a line at the margin starts no declaration."""
    word = first.text
    advice = (
        "start with law, kind, names of, vocabulary, table, provision, reading, rule, "
        "parameter, impossible, background or case"
    )
    if word.casefold() in _INDENTED or first.kind != "word":
        advice = "indent it under what it belongs to"
    elif near := nearest_section(word):
        advice = f"did you mean `{near}`?"
    message = f"`{word[:60]}` declares nothing"
    return Diagnostic("unknown-declaration", message, first.span, help=advice)


def _names_heading(pieces: Pieces) -> Iterator[Lexed]:
    advice = "write `names of country: Serbia, Croatia`"
    rest = pieces[1:]
    if len(rest) < 2 or rest[0].text != "of" or rest[1].kind != "word":
        raise error("names-of", "`names` goes with `of` and a kind", spanning(pieces), advice)
    yield lexed("ID", rest[1])
    if len(rest) < 3 or not is_mark(rest[2], ":"):
        raise error("missing-colon", "a colon is missing after the kind", rest[1].span, advice)
    yield lexed("_COLON", rest[2])
    yield from names(rest[3:])


def names(pieces: Pieces) -> Iterator[Lexed]:
    """Yield names, the commas between them, and `also called`; a name may have several words."""
    name: list[Token] = []
    for one in pieces:
        called = name and one.text == "called" and one.kind == name[-1].kind == "word"
        if is_mark(one, ","):
            if name:
                yield _name(name)
            yield lexed("_COMMA", one)
            name = []
        elif called and name[-1].text == "also":
            also = name.pop()
            if name:
                yield _name(name)
            yield Lexed("_ALSO_CALLED", "also called", "", spanning((also, one)))
            name = []
        else:
            name.append(one)
    if name:
        yield _name(name)


def _name(pieces: Pieces) -> Lexed:
    span = spanning(pieces)
    texts = [piece for piece in pieces if piece.kind == "text"]
    if texts and len(pieces) > 1:
        raise error(
            "missing-comma",
            f"a comma is missing in `{shown(pieces)}`",
            span,
            "put commas between names",
        )
    text = texts[0].text if texts else written(pieces)
    if not text.strip():
        raise error("empty-name", "this name is empty", span, "write a name, or remove it")
    kind = texts[0].kind if texts else "word"
    return Lexed("NAME", text, Token(kind, text, span=span), span)


def plain(pieces: Pieces) -> Iterator[Lexed]:
    """Yield identifiers, texts, dates and commas as they stand."""
    for one in pieces:
        match one.kind:
            case "text":
                yield lexed("TEXT", one)
            case "date":
                yield Lexed("DATE", one.text, one.value, one.span)
            case "word" | "number":
                yield lexed("_UNTIL" if one.text == "until" else "ID", one)
            case _:
                yield lexed({",": "_COMMA", ":": "_COLON"}.get(one.text, "_STRAY"), one)
