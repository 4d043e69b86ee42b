"""A row of tokens -> the sentences of the vocabulary that it spells."""

from collections.abc import Sequence

from parser.frozen import dataclass
from parser.resolved.terms import Candidate, Filler, Piece, term_at, unit_of
from parser.resolved.trie import NOWHERE_NODE, Names, Trie
from parser.resolved.wording import literal_key
from parser.syntax.tree import Name, Quantity, Token


@dataclass(frozen=True, slots=True)
class Match:
    """A sentence of the vocabulary with what stands in its slots."""

    predicate: str
    fillers: tuple[Filler, ...]


def key_of(piece: Piece) -> str | None:
    """Return what a piece is compared by, or None when it cannot be a literal word."""
    return literal_key(piece) if isinstance(piece, Token) else None


class Row:
    """A row of tokens with the terms that start at each place, found when asked for.

    When `asking`, question words are terms too; when `lenient`, any word is one, which tells
    what its author may have meant. With `articles` a name may lack the article that it is declared
    with, or have one.
    """

    def __init__(
        self,
        pieces: Sequence[Piece],
        names: Names,
        asking: bool = False,
        lenient: bool = False,
        articles: bool = False,
    ) -> None:
        self.pieces = pieces
        self.keys = [key_of(piece) for piece in pieces]
        self._names = names
        self._asking = asking
        self._lenient = lenient
        self._articles = articles
        self._terms: dict[int, list[Candidate]] = {}

    def __len__(self) -> int:
        return len(self.pieces)

    def terms(self, at: int) -> list[Candidate]:
        """Return the terms that start at `at` with the place after each."""
        if (found := self._terms.get(at)) is None:
            found = term_at(self.pieces, at, self._names, self._asking, self._articles)
            if self._lenient and not found and at < len(self.pieces):
                piece = self.pieces[at]
                if isinstance(piece, Token) and piece.kind == "word":
                    found.append((at + 1, Name(piece.text, span=piece.span)))
            self._terms[at] = found
        return found

    def steps(self, trie: Trie, node: int, at: int) -> list[tuple[int, int, Filler]]:
        """Return the ways through the slot at `node`: next node, next place, what fills it."""
        behind = trie.slot[node]
        if behind == NOWHERE_NODE:
            return []
        found = [(behind, end, filler) for end, filler in self.terms(at)]
        if unit := unit_of(self.pieces[at]):
            value, word = unit
            after = trie.words[behind].get(word)
            if after is not None:
                found.append((after, at + 1, Quantity(value, span=self.pieces[at].span)))
        return found


def matches(row: Row, trie: Trie) -> list[Match]:
    """Return every sentence of the trie that the whole row spells, each once.

    Where a slot could end in two places the longer name wins.

    >>> from parser.resolved.trie import names_of, trie_of
    >>> words = [Token("word", word) for word in ("Ana", "IS", "banned")]
    >>> matches(Row(words, names_of(())), trie_of([("banned", (0, "is", "banned"))]))
    [Match(predicate='banned', fillers=(Name(text='Ana', quoted=False),))]
    """
    found: list[Match] = []
    length = len(row)
    visited: set[tuple[int, int]] = set()
    stack: list[tuple[int, int, tuple[Filler, ...]]] = [(0, 0, ())]
    while stack:
        node, at, fillers = stack.pop()
        if (node, at) in visited:
            continue
        visited.add((node, at))
        if at == length:
            found.extend(Match(name, fillers) for name in trie.ends[node])
            continue
        if trie.slot[node] != NOWHERE_NODE:
            for after, end, filler in reversed(row.steps(trie, node, at)):
                stack.append((after, end, (*fillers, filler)))
        key = row.keys[at]
        following = trie.words[node].get(key) if key is not None else None
        if following is not None:
            stack.append((following, at + 1, fillers))
    return found
