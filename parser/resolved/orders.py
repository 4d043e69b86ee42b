"""Orders of words: what a question or a sentence with a clitic may be turned round from."""

from collections.abc import Iterator, Sequence

from parser.resolved.wording import literal_key
from parser.syntax.tree import Token

CLITICS = ("je", "su", "se", "bi")
"""Words that move to the second place of a question or a subordinate sentence."""

PREPOSITIONS = frozenset(
    {"od", "do", "u", "na", "sa", "s", "za", "iz", "po", "pri", "prije", "nakon", "pod", "kod", "o"}
)
"""Words that go to the front of a question with the question word behind them."""

_SHORT = 12


def moved(tokens: Sequence[Token]) -> Iterator[tuple[Token, ...]]:
    """Yield a statement as it stands, and with a clitic elsewhere: `osoba Ana je rođena`."""
    yield tuple(tokens)
    for at, token in enumerate(tokens):
        if token.kind == "word" and token.text in CLITICS:
            rest = (*tokens[:at], *tokens[at + 1 :])
            yield from _put(rest, (token,))


def _put(rest: Sequence[Token], held: Sequence[Token]) -> Iterator[tuple[Token, ...]]:
    """Yield a row with some tokens put in at each place."""
    for at in range(len(rest) + 1):
        yield (*rest[:at], *held, *rest[at:])


def turned(tokens: Sequence[Token], fronted: Sequence[int]) -> Iterator[tuple[Token, ...]]:
    """Yield the statements that a question may be turned round from, the likeliest first.

    `fronted` are the places where a question word at the front may end, with its noun.
    """
    keys = [literal_key(token) for token in tokens]
    if (
        keys[:3] == ["da", "li", "je"]
        and keys[3:4] in (["tačno"], ["tacno"])
        and keys[4:5] == ["da"]
    ):
        yield from moved(tokens[5:])
    elif keys[:2] == ["da", "li"]:
        yield from moved(tokens[2:])
    elif keys[1:2] == ["li"]:
        held, rest = tokens[:1], tokens[2:]
        yield from _put(rest, held)
        for order in _put(rest, held):
            yield from moved(order)
    else:
        yield from moved(tokens)
        for end in fronted:
            front, rest = tokens[:end], tokens[end:]
            for order in _put(rest, front):
                yield from moved(order)
            if len(rest) <= _SHORT:
                yield from _inverted(front, rest)


def _inverted(front: Sequence[Token], rest: Sequence[Token]) -> Iterator[tuple[Token, ...]]:
    """Yield statements whose subject the question put behind its verb, or last.

    As in `na koliko dana može Ana doći` and `u kojoj državi je rođena Ana`.
    """
    for order in _put(rest[1:], rest[:1]):
        yield from _put(order, front)
    clitic = rest[:1] if rest and rest[0].text in CLITICS else ()
    rest = rest[len(clitic) :]
    for cut in range(1, len(rest)):
        for order in _put((*rest[cut:], *rest[:cut]), clitic):
            yield from _put(order, front)
