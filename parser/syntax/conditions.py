"""A line of a rule: connective, label, and a sentence, comparison, group or aggregate."""

from collections.abc import Iterator, Sequence

from parser.syntax.expression_tokens import OPERATORS, expression_tokens
from parser.syntax.lexed import Lexed, error, is_mark, lexed, shown, spanning
from parser.syntax.tree import Quantifier, Sentence, Token

Pieces = Sequence[Token]

FALSE = ["it", "is", "false", "that"]
"""The words that deny a sentence."""

_MISTAKEN = {"==": "=", "=>": ">=", "=<": "<=", "<>": "!=", "≤": "<=", "≥": ">=", "≠": "!="}
_CONNECTIVES = {"if": "_IF", "and": "_AND", "unless": "_UNLESS"}
_KINDS = ("count", "sum", "min", "max")
_LONGEST_LABEL = 5


def condition_tokens(pieces: Pieces) -> Iterator[Lexed]:
    """Yield the tokens of a conclusion or condition."""
    word = pieces[0].text.casefold() if pieces[0].kind == "word" else ""
    if word in _CONNECTIVES:
        yield lexed(_CONNECTIVES[word], pieces[0])
        pieces = pieces[1:]
    elif word == "or":
        raise error(
            "stray-or",
            "`or` does not start a line",
            pieces[0].span,
            "put the alternatives under `any of:`, one a line",
        )
    elif word == "then":
        raise error(
            "stray-then",
            "`then` does not start a line",
            pieces[0].span,
            "write the conclusion first, then `if` and its conditions",
        )
    if _has_label(pieces):
        label = spanning(pieces[:3])
        yield Lexed("LABEL", f"({pieces[1].text})", f"({pieces[1].text})", label)
        pieces = pieces[3:]
    if pieces:
        yield from _condition(pieces)


def _has_label(pieces: Pieces) -> bool:
    return (
        len(pieces) > 2
        and is_mark(pieces[0], "(")
        and is_mark(pieces[2], ")")
        and pieces[1].kind in ("word", "number")
        and len(pieces[1].text) <= _LONGEST_LABEL
    )


def _condition(pieces: Pieces) -> Iterator[Lexed]:
    words = [piece.text.casefold() if piece.kind != "text" else "" for piece in pieces]
    quantifier = _quantifier(pieces, words)
    if quantifier is not None:
        yield quantifier
        return
    operator = next((i for i, p in enumerate(pieces) if _is_operator(p)), None)
    if operator is None:
        if words[-1] == ":":
            raise _stray_colon(pieces, words)
        if words[:4] == FALSE:
            if len(pieces) == 4:
                advice = "write `it is false that` and a sentence"
                raise error("missing-sentence", "no sentence follows", spanning(pieces), advice)
            yield Lexed("FALSE", "it is false that", None, spanning(pieces[:4]))
            pieces = pieces[4:]
        yield sentence_token(pieces)
        return
    if (mark := pieces[operator].text) in _MISTAKEN:
        advice = f"write `{_MISTAKEN[mark]}`"
        raise error("unknown-operator", f"`{mark}` is no comparison", pieces[operator].span, advice)
    if _is_aggregate(words[operator + 1 :]):
        yield from _aggregate(pieces, words, operator)
        return
    yield Lexed("_COMPARE", "", None, pieces[0].span)
    yield from expression_tokens(pieces)


def _is_operator(piece: Token) -> bool:
    return piece.kind == "mark" and (piece.text in OPERATORS or piece.text in _MISTAKEN)


def _quantifier(pieces: Pieces, words: Sequence[str]) -> Lexed | None:
    match words:
        case [("all" | "any" | "none") as which, "of", ":"]:
            return Lexed("QUANTIFIER", which, Quantifier(which, 0), spanning(pieces))
        case ["at", "least", _, "of", ":"]:
            count = pieces[2].value
            if not isinstance(count, int):
                advice = "write the number in digits, such as `at least 2 of:`"
                message = f"`{pieces[2].text}` is no whole number"
                raise error("missing-count", message, pieces[2].span, advice)
            return Lexed("QUANTIFIER", "at least", Quantifier("at least", count), spanning(pieces))
        case [("all" | "any" | "none"), "of"] | ["at", "least", _, "of"]:
            raise error(
                "missing-colon",
                f"a colon is missing after `{' '.join(words)}`",
                spanning(pieces),
                f"write `{' '.join(words)}:` and the items below, indented",
            )
        case _:
            return None


def _stray_colon(pieces: Pieces, words: Sequence[str]) -> Exception:
    if words[-2:] == ["where", ":"] and words[1:2] == ["of"]:
        advice = f"write `a total = {words[0]} of … where:`"
        return error("missing-result", "this result has no name", spanning(pieces), advice)
    return error(
        "unknown-list",
        f"`{shown(pieces)}` starts no list",
        spanning(pieces),
        "lists start with `all of:`, `any of:`, `none of:` or `at least 2 of:`",
    )


def _is_aggregate(words: Sequence[str]) -> bool:
    """Tell whether what follows an operator is an aggregate, even a faulty one."""
    rest = words[1:] if words[:1] == ["the"] else words
    return (
        (len(rest) > 1 and rest[0] in _KINDS and rest[1] == "of")
        or "where" in rest
        or (rest[-1:] == ["covered"] and rest[-2:-1] not in (["the"], ["a"], ["another"]))
    )


def _aggregate(pieces: Pieces, words: Sequence[str], operator: int) -> Iterator[Lexed]:
    if pieces[operator].text != "=":
        raise error(
            "missing-result",
            "an aggregate gets a name before it is compared",
            spanning(pieces),
            "write `a total = sum of the price where:`, and compare `the total` on the next line",
        )
    start = operator + 1
    kind_at = start + 1 if words[start] == "the" else start
    where = words.index("where", start) if "where" in words[start:] else len(pieces)
    if words[where:] != ["where", ":"]:
        place = spanning(pieces[where:] or pieces)
        advice = "end the line with `where:` and put the conditions below, indented"
        raise error("missing-where", "an aggregate needs `where:`", place, advice)
    kind = words[kind_at]
    yield Lexed("_AGGREGATE", "", None, pieces[0].span)
    yield from expression_tokens(pieces[:operator])
    yield lexed("_EQUALS", pieces[operator])
    if kind in _KINDS and words[kind_at + 1] == "of":
        place = spanning(pieces[kind_at : kind_at + 2])
        start = kind_at + 2
    elif words[where - 1] == "covered":
        kind, place = "days", pieces[kind_at].span
    else:
        raise error(
            "unknown-aggregate",
            f"`{shown(pieces[start:where])}` is no aggregate",
            spanning(pieces[start : max(where, start + 1)]),
            "write count of, sum of, min of, max of, or `days from A to B covered where:`",
        )
    yield Lexed("AGGREGATE_OF", kind, kind, place)
    yield from expression_tokens(pieces[start:where])
    yield lexed("_WHERE", pieces[where])


def sentence_token(pieces: Pieces) -> Lexed:
    """Return a whole sentence as one token."""
    span = spanning(pieces)
    return Lexed("SENTENCE", pieces[0].text, Sentence(tuple(pieces), span=span), span)
