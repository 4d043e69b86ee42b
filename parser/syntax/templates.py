"""Lines with slots: the sentences of a vocabulary and of a table."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from parser.syntax.headings import plain
from parser.syntax.lexed import Lexed, error, is_mark, lexed, shown, spanning, written
from parser.syntax.tree import Column, SlotDecl, Token

_PLAIN_ATTRIBUTES = {"given": "GIVEN", "listed": "LISTED", "irreflexive": "IRREFLEXIVE"}
_WORDINGS = {"asks": "ASKS", "help": "HELP"}
_ATTRIBUTES = (*_PLAIN_ATTRIBUTES, "decided by", "single", "asked", "as", "all", "also")


def template_tokens(pieces: Sequence[Token]) -> Iterator[Lexed]:
    """Yield a template and its attributes."""
    opening = next((i for i, p in enumerate(pieces) if is_mark(p, "(")), None)
    body = pieces if opening is None else pieces[:opening]
    if not body:
        raise error(
            "missing-template",
            "there are attributes but no sentence",
            pieces[0].span,
            "write the sentence before its attributes",
        )
    parts = tuple(_slots(body, as_columns=False))
    yield Lexed("TEMPLATE", body[0].text, parts, spanning(body))
    if opening is not None:
        yield lexed("_LPAR", pieces[opening])
        yield from _attributes(pieces[opening + 1 :])


def wording_tokens(pieces: Sequence[Token]) -> Iterator[Lexed]:
    """Yield a line below a template: how an interview asks for it or helps, or how it is proved.

    A sentence there is indented too far, which the grammar finds out.
    """
    if len(pieces) == 3 and [one.text for one in pieces[:2]] == ["proved", "by"]:
        yield Lexed("PROVED", "proved by", None, spanning(pieces[:2]))
        yield from plain(pieces[2:])
        return
    first, *texts = pieces
    if first.kind != "word" or not all(one.kind == "text" for one in texts) or len(texts) > 1:
        yield from template_tokens(pieces)
        return
    if first.text not in _WORDINGS or not texts:
        raise error(
            "unknown-wording",
            f"`{shown(pieces)}` says nothing of the sentence above",
            spanning(pieces),
            'write `asks "…"`, `help "…"` or `proved by "…"`',
        )
    yield lexed(_WORDINGS[first.text], first)
    yield lexed("TEXT", texts[0])


def sentence_parts(pieces: Sequence[Token]) -> Iterator[Token | SlotDecl]:
    """Yield the words and slots of a sentence; raise SourceError for a malformed slot."""
    yield from (part for part in _slots(pieces, as_columns=False) if not isinstance(part, Column))


def column_tokens(pieces: Sequence[Token]) -> Iterator[Lexed]:
    """Yield the sentence of a table."""
    parts = tuple(_slots(pieces, as_columns=True))
    yield Lexed("COLUMNS", pieces[0].text, parts, spanning(pieces))


def _slots(pieces: Sequence[Token], as_columns: bool) -> Iterator[Token | SlotDecl | Column]:
    at = 0
    while at < len(pieces):
        if not is_mark(pieces[at], "{"):
            if is_mark(pieces[at], "}"):
                raise error(
                    "unopened-slot",
                    "no `{` belongs to this `}`",
                    pieces[at].span,
                    "write a slot as `{kind}` or `{role: kind}`",
                )
            yield pieces[at]
            at += 1
            continue
        closing = next((i for i in range(at, len(pieces)) if is_mark(pieces[i], "}")), None)
        if closing is None:
            raise error(
                "unclosed-slot",
                "this slot has no `}`",
                pieces[at].span,
                "write a slot as `{kind}` or `{role: kind}`",
            )
        yield _slot(pieces[at : closing + 1], as_columns)
        at = closing + 1


def _slot(pieces: Sequence[Token], as_columns: bool) -> SlotDecl | Column:
    inner, span = pieces[1:-1], spanning(pieces)
    if not inner:
        raise error(
            "empty-slot",
            "this slot is empty",
            span,
            "write `{Column}`" if as_columns else "write `{kind}` or `{role: kind}`",
        )
    if as_columns:
        quoted = len(inner) == 1 and inner[0].kind == "text"
        return Column(inner[0].text if quoted else written(inner), span=span)
    words = [piece.text for piece in inner]
    match words:
        case [kind] if inner[0].kind == "word":
            return SlotDecl(kind, kind, span=span)
        case [role, ":", kind] if inner[0].kind == inner[2].kind == "word":
            return SlotDecl(role, kind, span=span)
        case _:
            raise error(
                "malformed-slot",
                f"`{{{shown(inner)}}}` is no slot",
                span,
                "write `{kind}` or `{role: kind}`, each one word",
            )


def _attributes(pieces: Sequence[Token]) -> Iterator[Lexed]:
    at = 0
    while at < len(pieces):
        one = pieces[at]
        following = pieces[at + 1] if at + 1 < len(pieces) else None
        word = one.text
        if one.kind == "mark":
            yield lexed({",": "_COMMA", "(": "_LPAR", ")": "_RPAR"}.get(word, "_STRAY"), one)
        elif word == "listed" and following is not None and following.kind == "number":
            yield lexed("LISTED", one)
            yield _numbers(pieces[at + 1 : at + 4])
            at += 3
        elif word in _PLAIN_ATTRIBUTES:
            yield lexed(_PLAIN_ATTRIBUTES[word], one)
        elif word == "else" and following is not None and following.text == "no":
            yield Lexed("ELSE_NO", "else no", "", spanning((one, following)))
            at += 1
        elif word == "decided" and following is not None and following.text == "by":
            yield lexed("DECIDED", one)
            at += 1
            _check_quoted(pieces[at + 1 : at + 2], "decided by")
        elif word in ("single", "asked"):
            yield lexed(word.upper(), one)
            if following is not None and following.kind == "word":
                yield lexed("ROLE", following)
                at += 1
        elif word == "as":
            yield lexed("AS", one)
            if following is not None and following.kind == "word":
                yield lexed("ID", following)
                at += 1
        elif word in ("all", "also"):
            yield lexed(word.upper(), one)
            _check_quoted(pieces[at + 1 : at + 2], word)
        elif one.kind == "text":
            yield lexed("TEXT", one)
        else:
            if word == "else":
                advice = "write `else no`: what is not stated is a *no* then"
                raise error("unknown-attribute", "`else` is followed by `no`", one.span, advice)
            near = get_close_matches(word.casefold()[:40], _ATTRIBUTES, 1)
            raise error(
                "unknown-attribute",
                f"`{word[:60]}` is no attribute",
                one.span,
                f"did you mean `{near[0]}`?"
                if near
                else 'attributes are given, else no, listed, decided by "A", single, asked ROLE, '
                'irreflexive, as NAME, all "PLURAL" or also "WORDING"; '
                "the words of a sentence have no parentheses",
            )
        at += 1


MOST_NUMBERS = 10_000
"""How many numbers a sentence may list."""


def _numbers(pieces: Sequence[Token]) -> Lexed:
    """Return the token of `1 to 10`, with its ends."""
    example = "write `listed 1 to 10`, whole numbers with the lesser one first"
    texts = [piece.text for piece in pieces]
    values = [piece.value for piece in pieces]
    match values:
        case [int() as low, _, int() as high] if texts[1] == "to" and low <= high:
            if high - low < MOST_NUMBERS:
                return Lexed("NUMBERS", " ".join(texts), f"{low} {high}", spanning(pieces))
            example = f"list no more than {MOST_NUMBERS:,}"
        case _:
            pass
    raise error(
        "malformed-numbers", f"`{shown(pieces)}` lists no numbers", spanning(pieces), example
    )


def _check_quoted(following: Sequence[Token], attribute: str) -> None:
    if following and following[0].kind not in ("text", "mark"):
        raise error(
            "missing-text",
            f"`{attribute}` needs a text in quotes",
            following[0].span,
            f'write `{attribute} "…"`',
        )
