"""One scanned line -> grammar tokens, by the declaration it stands in."""

from collections.abc import Callable, Iterator, Sequence

from parser.syntax.conditions import condition_tokens, sentence_token
from parser.syntax.lexed import Lexed, error, lexed, spanning
from parser.syntax.scan import Line
from parser.syntax.templates import column_tokens, template_tokens
from parser.syntax.tree import Token

Pieces = Sequence[Token]

_SECTIONS = {
    "law": "_LAW",
    "kind": "_KIND",
    "names": "_NAMES",
    "vocabulary": "_VOCABULARY",
    "table": "_TABLE",
    "provision": "_PROVISION",
    "rule": "_RULE",
    "case": "_CASE",
}

_TEXT_PROPERTIES = {
    "published": "_PUBLISHED",
    "cites": "_CITES",
    "says": "_SAYS",
    "reads": "_READS",
}


def tokens(line: Line, section: str, part: str, depth: int) -> Iterator[Lexed]:
    """Yield the tokens of a line without its indentation and its end.

    `section` is the keyword of its declaration, `part` the part of a case (`given`, `expect`),
    `depth` how many levels it is indented.
    """
    pieces = line.pieces
    if depth == 0:
        yield from _heading(pieces)
        return
    reader = _READERS.get(section)
    if reader is None:
        raise error(
            "unknown-declaration",
            f"`{section}` declares nothing",
            pieces[0].span,
            "start with law, kind, names of, vocabulary, table, provision, rule or case",
        )
    yield from reader(pieces, part, depth)


def _heading(pieces: Pieces) -> Iterator[Lexed]:
    word = pieces[0].text
    type_ = _SECTIONS.get(word) if pieces[0].kind == "word" else None
    if type_ is None:
        raise error(
            "unknown-declaration",
            f"`{word}` declares nothing",
            pieces[0].span,
            "start with law, kind, names of, vocabulary, table, provision, rule or case",
        )
    yield lexed(type_, pieces[0])
    rest = pieces[1:]
    if type_ == "_NAMES":
        yield from _names_heading(rest, pieces[0])
    else:
        yield from plain(rest)


def _names_heading(rest: Pieces, keyword: Token) -> Iterator[Lexed]:
    if len(rest) < 2 or rest[0].text != "of":
        raise error(
            "names-of",
            "`names` goes with `of` and a kind",
            keyword.span,
            "write `names of country: Serbia, Croatia`",
        )
    yield lexed("ID", rest[1])
    if len(rest) < 3 or rest[2].text != ":":
        raise error(
            "missing-colon",
            "a colon is missing after the kind",
            rest[1].span,
            "write `names of country: Serbia, Croatia`",
        )
    yield lexed("_COLON", rest[2])
    yield from _names(rest[3:])


def _names(pieces: Pieces) -> Iterator[Lexed]:
    name: list[Token] = []
    for one in (*pieces, None):
        if one is not None and one.text != ",":
            name.append(one)
            continue
        if name:
            quoted = name[0].kind == "text" and len(name) == 1
            span = spanning(name)
            text = " ".join(token.text for token in name)
            yield Lexed("NAME", text, Token("text" if quoted else "word", text, span=span), span)
            name = []
        if one is not None:
            yield lexed("_COMMA", one)


def plain(pieces: Pieces) -> Iterator[Lexed]:
    """Yield identifiers, texts, dates and commas as they stand."""
    for one in pieces:
        match one.kind:
            case "text":
                yield lexed("TEXT", one)
            case "date":
                yield Lexed("DATE", one.text, one.value, one.span)
            case "mark":
                yield lexed({",": "_COMMA", ":": "_COLON"}.get(one.text, "_STRAY"), one)
            case _:
                yield lexed("_UNTIL" if one.text == "until" else "ID", one)


def _law_line(pieces: Pieces, part: str, depth: int) -> Iterator[Lexed]:
    found = property_tokens(pieces)
    if found is None:
        raise _unknown_property(pieces, "published, in force from, uses")
    return found


def property_tokens(pieces: Pieces) -> Iterator[Lexed] | None:
    """Return the tokens of a property line (`cites "..."`), or None if it is none."""
    first = pieces[0].text
    second = pieces[1] if len(pieces) > 1 else None
    if first in _TEXT_PROPERTIES and second is not None and second.kind == "text":
        return _prefixed(_TEXT_PROPERTIES[first], pieces, 1)
    if first == "in" and [p.text for p in pieces[1:3]] == ["force", "from"]:
        return _prefixed("_IN_FORCE", pieces, 3)
    if first == "uses" and second is not None:
        return _prefixed("_USES", pieces, 1)
    if first == "confidence" and len(pieces) == 2:
        return _prefixed("_CONFIDENCE", pieces, 1)
    if first == "mark" and len(pieces) == 3 and pieces[2].kind == "text":
        return _prefixed("_MARK", pieces, 1)
    if first == "notwithstanding":
        return _prefixed("_NOTWITHSTANDING", pieces, 1)
    if first == "subject" and second is not None and second.text == "to":
        return _prefixed("_SUBJECT_TO", pieces, 2)
    return None


def _prefixed(type_: str, pieces: Pieces, words: int) -> Iterator[Lexed]:
    yield Lexed(type_, pieces[0].text, None, spanning(pieces[:words]))
    yield from plain(pieces[words:])


def _rule_line(pieces: Pieces, part: str, depth: int) -> Iterator[Lexed]:
    found = property_tokens(pieces) if depth == 1 else None
    return condition_tokens(pieces, depth) if found is None else found


def _provision_line(pieces: Pieces, part: str, depth: int) -> Iterator[Lexed]:
    found = property_tokens(pieces)
    if found is None:
        raise _unknown_property(pieces, 'cites, says and `mark not-normative "why"`')
    return found


def _table_line(pieces: Pieces, part: str, depth: int) -> Iterator[Lexed]:
    found = property_tokens(pieces)
    return column_tokens(pieces) if found is None else found


def _names_line(pieces: Pieces, part: str, depth: int) -> Iterator[Lexed]:
    return _names(pieces)


def _vocabulary_line(pieces: Pieces, part: str, depth: int) -> Iterator[Lexed]:
    return template_tokens(pieces)


def _kind_line(pieces: Pieces, part: str, depth: int) -> Iterator[Lexed]:
    raise error(
        "stray-line",
        "nothing belongs below a kind",
        pieces[0].span,
        "start a declaration at the margin",
    )


def _unknown_property(pieces: Pieces, known: str) -> Exception:
    shown = " ".join(piece.text for piece in pieces[:3])
    return error(
        "unknown-property", f"`{shown}` is no property here", pieces[0].span, f"write {known}"
    )


def _case_line(pieces: Pieces, part: str, depth: int) -> Iterator[Lexed]:
    words = [piece.text.casefold() for piece in pieces]
    if depth == 1:
        yield from _case_part(pieces, words)
    elif part == "expect":
        yield from _expectation(pieces)
    else:
        yield from statement_tokens(pieces)


def _case_part(pieces: Pieces, words: Sequence[str]) -> Iterator[Lexed]:
    if words[:2] == ["as", "of"]:
        yield Lexed("_AS_OF", "as of", None, spanning(pieces[:2]))
        yield from plain(pieces[2:])
    elif words in (["given"], ["expect"]):
        yield lexed(f"_{words[0].upper()}", pieces[0])
    else:
        raise error(
            "unknown-case-part",
            f"`{' '.join(words[:3])}` is no part of a case",
            pieces[0].span,
            "write `as of DATE`, `given` or `expect`, with the sentences indented below",
        )


def statement_tokens(pieces: Pieces) -> Iterator[Lexed]:
    """Yield the tokens of a line as under `given`."""
    words = [piece.text.casefold() for piece in pieces]
    if words[:4] == ["it", "is", "false", "that"] and len(pieces) > 4:
        yield Lexed("FALSE", "it is false that", None, spanning(pieces[:4]))
        yield sentence_token(pieces[4:])
    elif words[0] == "all" and words[-2:] == ["are", "given"] and len(pieces) > 3:
        closes = words[1:3] == ["cases", "where"] and len(pieces) > 5
        start = 3 if closes else 1
        yield Lexed("CLOSES" if closes else "CLOSES_PLURAL", "all", None, spanning(pieces[:start]))
        yield sentence_token(pieces[start:-2])
    else:
        yield sentence_token(pieces)


def _expectation(pieces: Pieces) -> Iterator[Lexed]:
    colon = max(
        (i for i, piece in enumerate(pieces) if piece.text == ":" and piece.kind == "mark"),
        default=None,
    )
    if colon is None or colon == 0 or colon == len(pieces) - 1:
        raise error(
            "missing-answer",
            "this expectation has no answer",
            spanning(pieces),
            "write `QUESTION: yes` (or no, depends, unknown, silent, conflict, or values)",
        )
    yield sentence_token(pieces[:colon])
    yield lexed("_COLON", pieces[colon])
    answer = pieces[colon + 1 :]
    by = next(
        (
            i
            for i, piece in enumerate(answer)
            if piece.kind == "word" and piece.text == "by" and i > 0
        ),
        len(answer),
    )
    yield Lexed("ANSWER", answer[0].text, tuple(answer[:by]), spanning(answer[:by]))
    if by < len(answer):
        yield lexed("_BY", answer[by])
        yield from plain(answer[by + 1 :])


_READERS: dict[str, Callable[[Pieces, str, int], Iterator[Lexed]]] = {
    "law": _law_line,
    "kind": _kind_line,
    "names": _names_line,
    "vocabulary": _vocabulary_line,
    "table": _table_line,
    "provision": _provision_line,
    "rule": _rule_line,
    "case": _case_line,
}
