"""The lines of a case: its parts, statements and expectations."""

from collections.abc import Iterator, Sequence

from parser.syntax.conditions import FALSE, sentence_token
from parser.syntax.headings import plain
from parser.syntax.lexed import Lexed, error, is_mark, lexed, shown, spanning
from parser.syntax.tree import Token

Pieces = Sequence[Token]

_NOT_KNOWN = ["it", "is", "not", "known", "whether"]


def case_line(pieces: Pieces, part: str, depth: int) -> Iterator[Lexed]:
    """Yield the tokens of a line of a case."""
    if depth == 1:
        yield from _part(pieces)
    elif part == "expect":
        yield from _expectation(pieces)
    else:
        yield from statement_tokens(pieces)


def background_line(pieces: Pieces, part: str, depth: int) -> Iterator[Lexed]:
    """Yield the tokens of a line that all cases of a file have."""
    first = pieces[0].text.casefold()
    words = [piece.text.casefold() for piece in pieces]
    if _names_law(words):
        yield from _part(pieces)
    elif first in ("as", "under") or (first in ("given", "expect") and len(pieces) == 1):
        if words[:2] != ["as", "of"]:
            raise error(
                "case-part-in-background",
                f"`{shown(pieces)}` is no part of a background",
                spanning(pieces),
                "write what all cases of the file have, a line each, and perhaps `as of DATE`",
            )
        yield from _part(pieces)
    else:
        yield from statement_tokens(pieces)


def _names_law(words: Sequence[str]) -> bool:
    return tuple(words[:4]) == ("within", "the", "meaning", "of") and len(words) == 5


def _part(pieces: Pieces) -> Iterator[Lexed]:
    words = [piece.text.casefold() for piece in pieces]
    if words[:2] == ["as", "of"]:
        yield Lexed("_AS_OF", "as of", None, spanning(pieces[:2]))
        yield from plain(pieces[2:])
    elif _names_law(words):
        yield Lexed("_MEANING", "within the meaning of", None, spanning(pieces[:4]))
        yield from plain(pieces[4:])
    elif words[0] == "under" and len(pieces) in (2, 3):
        yield Lexed("_UNDER", "under", None, pieces[0].span)
        yield from plain(pieces[1:])
    elif words[0] in ("given", "expect") and pieces[0].kind == "word":
        if len(pieces) == 2 and is_mark(pieces[1], ":"):
            raise error(
                "stray-colon",
                f"no colon follows `{words[0]}`",
                pieces[1].span,
                "remove it",
            )
        yield lexed(f"_{words[0].upper()}", pieces[0])
        yield from plain(pieces[1:])
    else:
        raise error(
            "unknown-case-part",
            f"`{shown(pieces)}` is no part of a case",
            spanning(pieces),
            "write `as of DATE`, `under READING CHOICE`, `within the meaning of LAW`, `given` or "
            "`expect`, with the sentences indented below",
        )


def statement_tokens(pieces: Pieces) -> Iterator[Lexed]:
    """Yield the tokens of a line as under `given`."""
    words = [piece.text.casefold() for piece in pieces]
    if words[:4] == FALSE:
        if len(pieces) == 4:
            raise _no_sentence(pieces, "it is false that Ana is banned")
        yield Lexed("FALSE", "it is false that", None, spanning(pieces[:4]))
        yield sentence_token(pieces[4:])
    elif words[:5] == _NOT_KNOWN:
        if len(pieces) == 5:
            raise _no_sentence(pieces, "it is not known whether Ana is banned")
        yield Lexed("OPENS", "it is not known whether", None, spanning(pieces[:5]))
        yield sentence_token(pieces[5:])
    elif words == ["all", "facts", "are", "given"]:
        yield Lexed("CLOSES_ALL", "all facts are given", None, spanning(pieces))
    elif words[0] == "all" and words[-2:] == ["are", "given"]:
        closes = words[1:3] == ["cases", "where"]
        start = 3 if closes else 1
        if len(pieces) < start + 3:
            raise _no_sentence(pieces, "all marriages of Ana are given")
        type_ = "CLOSES" if closes else "CLOSES_PLURAL"
        yield Lexed(type_, "all", None, spanning(pieces[:start]))
        yield sentence_token(pieces[start:-2])
        yield Lexed("ARE_GIVEN", "are given", None, spanning(pieces[-2:]))
    else:
        yield sentence_token(pieces)


def _no_sentence(pieces: Pieces, example: str) -> Exception:
    return error(
        "missing-sentence", "this line names no sentence", spanning(pieces), f"write `{example}`"
    )


def _expectation(pieces: Pieces) -> Iterator[Lexed]:
    colons = [i for i, piece in enumerate(pieces) if is_mark(piece, ":")]
    if not colons or colons[-1] == len(pieces) - 1:
        raise error(
            "missing-answer",
            "this expectation has no answer",
            spanning(pieces),
            "write `QUESTION: yes` (or no, depends, unknown, silent, conflict, or values)",
        )
    colon = colons[-1]
    if colon == 0:
        raise error(
            "missing-question",
            "this expectation has no question",
            spanning(pieces),
            "write `QUESTION: yes`",
        )
    yield sentence_token(pieces[:colon])
    yield lexed("_COLON", pieces[colon])
    answer = pieces[colon + 1 :]
    by = next(
        (i for i, one in enumerate(answer) if i and one.kind == "word" and one.text == "by"),
        len(answer),
    )
    yield Lexed("ANSWER", answer[0].text, tuple(answer[:by]), spanning(answer[:by]))
    if by < len(answer):
        yield lexed("_BY", answer[by])
        yield from plain(answer[by + 1 :])
