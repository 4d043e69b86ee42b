"""A line of a rule: connective, label, and a sentence, comparison, group or aggregate."""

from collections.abc import Iterator, Sequence

from parser.syntax.calculations import expression_tokens
from parser.syntax.lexed import Lexed, error, lexed, spanning
from parser.syntax.tree import Quantifier, Sentence, Token

Pieces = Sequence[Token]

OPERATORS = frozenset({"=", "!=", "<", "<=", ">", ">="})
_CONNECTIVES = {"if": "_IF", "and": "_AND", "unless": "_UNLESS"}
_FALSE = ["it", "is", "false", "that"]
_KINDS = ("count", "sum", "min", "max")


def condition_tokens(pieces: Pieces, depth: int) -> Iterator[Lexed]:
    """Yield the tokens of a conclusion or condition."""
    word = pieces[0].text.casefold() if pieces[0].kind == "word" else ""
    if word in _CONNECTIVES:
        yield lexed(_CONNECTIVES[word], pieces[0])
        pieces = pieces[1:]
    elif word in ("or", "then"):
        advice = (
            "put the alternatives under `any of:`"
            if word == "or"
            else ("write the conclusion first, then `if` and its conditions")
        )
        raise error(f"stray-{word}", f"`{word}` does not start a line", pieces[0].span, advice)
    if not pieces:
        return
    if (
        len(pieces) > 2
        and pieces[0].text == "("
        and pieces[2].text == ")"
        and len(pieces[1].text) <= 5
    ):
        label = spanning(pieces[:3])
        yield Lexed("LABEL", pieces[1].text, f"({pieces[1].text})", label)
        pieces = pieces[3:]
    if pieces:
        yield from _condition(pieces)


def _condition(pieces: Pieces) -> Iterator[Lexed]:
    words = [piece.text.casefold() for piece in pieces]
    quantifier = _quantifier(pieces, words)
    if quantifier is not None:
        yield quantifier
        return
    operator = next(
        (i for i, p in enumerate(pieces) if p.kind == "mark" and p.text in OPERATORS | {"=="}),
        None,
    )
    if operator is None:
        if words[:4] == _FALSE and len(pieces) > 4:
            yield Lexed("FALSE", "it is false that", None, spanning(pieces[:4]))
            pieces = pieces[4:]
        yield sentence_token(pieces)
        return
    if pieces[operator].text == "==":
        raise error("double-equals", "`==` is no comparison", pieces[operator].span, "write `=`")
    kind = _aggregate_kind(words[operator + 1 :])
    if pieces[operator].text == "=" and kind is not None:
        yield from _aggregate(pieces, operator, kind)
        return
    yield Lexed("_COMPARE", "", None, pieces[0].span)
    yield from expression_tokens(pieces)


def _quantifier(pieces: Pieces, words: Sequence[str]) -> Lexed | None:
    match words:
        case [("all" | "any" | "none") as which, "of", ":"]:
            return Lexed("QUANTIFIER", which, Quantifier(which, 0), spanning(pieces))
        case ["at", "least", _, "of", ":"] if isinstance(pieces[2].value, int):
            quantifier = Quantifier("at least", pieces[2].value)
            return Lexed("QUANTIFIER", "at least", quantifier, spanning(pieces))
        case [("all" | "any" | "none"), "of"] | ["at", "least", _, "of"]:
            raise error(
                "missing-colon",
                f"a colon is missing after `{' '.join(words)}`",
                spanning(pieces),
                f"write `{' '.join(words)}:`",
            )
        case _:
            return None


def _aggregate_kind(words: Sequence[str]) -> str | None:
    rest = words[1:] if words[:1] == ["the"] else words
    if len(rest) > 1 and rest[0] in _KINDS and rest[1] == "of":
        return rest[0]
    if "covered" in rest and "where" in rest[rest.index("covered") :]:
        return "days"
    return None


def _aggregate(pieces: Pieces, operator: int, kind: str) -> Iterator[Lexed]:
    yield Lexed("_AGGREGATE", "", None, pieces[0].span)
    yield from expression_tokens(pieces[:operator])
    yield lexed("_EQUALS", pieces[operator])
    rest = pieces[operator + 1 :]
    if kind != "days":
        start = 3 if rest[0].text.casefold() == "the" else 2
        yield Lexed("AGGREGATE_OF", kind, kind, spanning(rest[:start]))
        rest = rest[start:]
    else:
        yield Lexed("AGGREGATE_OF", kind, kind, rest[0].span)
    where = next((i for i, p in enumerate(rest) if p.text.casefold() == "where"), None)
    if where is None or where == 0:
        raise error(
            "missing-where",
            "an aggregate needs `where` and its conditions",
            spanning(pieces),
            "write `a total = sum of the price where:`",
        )
    yield from expression_tokens(rest[:where])
    yield lexed("_WHERE", rest[where])
    after = rest[where + 1 :]
    if after and after[0].text == ":" and len(after) == 1:
        return
    yield from _condition(after[1:] if after and after[0].text == ":" else after)


def sentence_token(pieces: Pieces) -> Lexed:
    """Return a whole sentence as one token."""
    span = spanning(pieces)
    return Lexed("SENTENCE", pieces[0].text, Sentence(tuple(pieces), span=span), span)
