"""A line of a rule: connective, label, and a sentence, comparison, group or aggregate."""

from collections.abc import Iterator, Sequence

from parser.syntax.expression_tokens import OPERATORS, expression_tokens
from parser.syntax.lexed import Lexed, error, is_mark, lexed, shown, spanning
from parser.syntax.tree import Quantifier, Sentence, Token
from parser.text.diagnostic import SourceError

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
        if pieces and is_mark(pieces[0], ":"):
            advice = f"remove it, and go on behind `{word}`"
            raise error("stray-colon", f"no colon follows `{word}`", pieces[0].span, advice)
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
    if has_label(pieces):
        label = spanning(pieces[:3])
        yield Lexed("LABEL", f"({pieces[1].text})", f"({pieces[1].text})", label)
        pieces = pieces[3:]
    if pieces:
        yield from _condition(pieces)


def has_label(pieces: Pieces) -> bool:
    """Tell whether a condition begins with a label such as `(a)`."""
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
    if words[:4] == FALSE and len(pieces) > 4:
        denied = Lexed("FALSE", "it is false that", None, spanning(pieces[:4]))
        if operator is not None and not _is_aggregate(words[operator + 1 :]):
            yield denied
            yield from _comparison(pieces[4:], operator - 4)
            return
        if (listed := _listed(pieces[4:], words[4:])) is not None:
            yield denied
            yield from listed
            return
    elif operator is None and (listed := _listed(pieces, words)) is not None:
        yield from listed
        return
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
    if _is_aggregate(words[operator + 1 :]) and pieces[operator].text not in _MISTAKEN:
        yield from _aggregate(pieces, words, operator)
        return
    yield from _comparison(pieces, operator)


def _comparison(pieces: Pieces, operator: int) -> Iterator[Lexed]:
    if (mark := pieces[operator].text) in _MISTAKEN:
        advice = f"write `{_MISTAKEN[mark]}`"
        raise error("unknown-operator", f"`{mark}` is no comparison", pieces[operator].span, advice)
    yield Lexed("_COMPARE", "", None, pieces[0].span)
    yield from expression_tokens(pieces)


_LISTS: dict[tuple[str, ...], tuple[str, str]] = {
    ("is", "between"): ("_IS_BETWEEN", ""),
    ("is", "one", "of"): ("ONE_OF", "any"),
    ("is", "not", "one", "of"): ("ONE_OF", "none"),
}
"""Words that compare what stands before them, a value, with several values behind them."""


def _listed(pieces: Pieces, words: Sequence[str]) -> list[Lexed] | None:
    """Return the tokens of `VALUE is between A and B` or `VALUE is one of A, B or C`.

    None if it is neither, or if what stands around these words are no values: then they are
    words of a sentence.
    """
    for written_as, (token, which) in _LISTS.items():
        for at in range(1, len(words) - len(written_as)):
            end = at + len(written_as)
            if tuple(words[at:end]) != written_as:
                continue
            try:
                before = list(expression_tokens(pieces[:at]))
                behind = list(expression_tokens(pieces[end:], last="or"))
            except SourceError:
                return None
            verb = Lexed(token, shown(pieces[at:end]), which, spanning(pieces[at:end]))
            return [Lexed("_COMPARE", "", None, pieces[0].span), *before, verb, *behind]
    return None


def _is_operator(piece: Token) -> bool:
    return piece.kind == "mark" and (piece.text in OPERATORS or piece.text in _MISTAKEN)


def _quantifier(pieces: Pieces, words: Sequence[str]) -> Lexed | None:
    match words:
        case [("all" | "any" | "none") as which, "of", ":"]:
            return Lexed("QUANTIFIER", which, Quantifier(which, 0), spanning(pieces))
        case ["at", ("least" | "most") as side, _, "of", ":"]:
            count = pieces[2].value
            if not isinstance(count, int):
                advice = f"write the number in digits, such as `at {side} 2 of:`"
                message = f"`{pieces[2].text}` is no whole number"
                raise error("missing-count", message, pieces[2].span, advice)
            quantifier = Quantifier(f"at {side}", count)
            return Lexed("QUANTIFIER", quantifier.which, quantifier, spanning(pieces))
        case [("all" | "any" | "none"), "of"] | ["at", "least" | "most", _, "of"]:
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
        "lists start with `all of:`, `any of:`, `none of:`, `at least 2 of:` or `at most 2 of:`",
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
