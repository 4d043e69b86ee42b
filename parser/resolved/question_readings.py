"""A question -> the sentences that it turns round.

One walk through the trie of sentences: what the question has moved to its front is held until
the sentence reaches the place it came from.
"""

from collections.abc import Iterator
from dataclasses import replace

from parser.frozen import dataclass
from parser.resolved.matching import Match, Row
from parser.resolved.terms import Filler, QuestionWord
from parser.resolved.trie import NOWHERE_NODE, Trie
from parser.resolved.verbs import (
    AUXILIARIES,
    PREPOSITIONS,
    SUPPORT,
    singular_verb,
    supported_forms,
)


@dataclass(frozen=True, slots=True)
class Front:
    """What stands at the front of a question and belongs further inside.

    `auxiliary` goes in as it is, `support` (do, does, did) changes the verb it meets, `asked`
    fills a slot, after `preposition` if that came along; with `drops` the question may leave out
    the preposition. `plural` lets `which countries are` ask for `{country} is`.
    """

    auxiliary: str = ""
    support: str = ""
    asked: QuestionWord | None = None
    preposition: str = ""
    drops: bool = False
    plural: bool = False

    def is_empty(self) -> bool:
        """Tell whether everything has found its place."""
        return not self.auxiliary and not self.support and self.asked is None


def turned(row: Row, trie: Trie) -> Iterator[list[Match]]:
    """Yield lists of readings of a question, those closest to its words first.

    First as a statement with question words in place, then with the auxiliary in front, then
    with a question word in front, then with one whose preposition is left out.

    >>> from parser.resolved.trie import names_of, trie_of
    >>> from parser.syntax.tree import Token
    >>> words = [Token("word", word) for word in "does Ana hold permanent residence".split()]
    >>> trie = trie_of([("holds", (0, "holds", "permanent", "residence"))])
    >>> [found for found in turned(Row(words, names_of(()), True), trie) if found]
    [[Match(predicate='holds', fillers=(Name(text='Ana', quoted=False),))]]
    """
    plural = any(key in {"which", "what", "many"} for key in row.keys)
    yield _walk(row, trie, [(0, Front(plural=plural))])
    yield _walk(row, trie, _auxiliary(row, 0, Front(plural=plural)))
    fronted = _fronted(row, plural)
    yield _walk(row, trie, fronted)
    yield _walk(row, trie, [(at, replace(front, drops=True)) for at, front in fronted])


def _auxiliary(row: Row, at: int, front: Front) -> list[tuple[int, Front]]:
    key = row.keys[at] if at < len(row) else None
    if key is None or key not in AUXILIARIES:
        return []
    found = [(at + 1, replace(front, auxiliary=key))]
    if key in SUPPORT:
        found.append((at + 1, replace(front, support=key)))
    if front.plural:
        found.append((at + 1, replace(front, auxiliary=singular_verb(key))))
    return found


def _fronted(row: Row, plural: bool) -> list[tuple[int, Front]]:
    found: list[tuple[int, Front]] = []
    first = row.keys[0] if len(row) else None
    starts = [(0, "")]
    if first is not None and first in PREPOSITIONS:
        starts.append((1, first))
    for at, preposition in starts:
        for end, filler in row.terms(at):
            if isinstance(filler, QuestionWord):
                front = Front(asked=filler, preposition=preposition, plural=plural)
                found += _auxiliary(row, end, front)
    return found


State = tuple[int, int, Front, int, tuple[Filler, ...]]
"""Node, place, what is still held, the slot that took the question word (or -1), fillers."""


def begun(row: Row, trie: Trie) -> Iterator[tuple[int, Front, tuple[Filler, ...]]]:
    """Yield the nodes to which the words of an unfinished question or statement lead.

    With each come what is still held, and what fills the slots so far.
    """
    plural = any(key in {"which", "what", "many"} for key in row.keys)
    fronted = _fronted(row, plural)
    starts = [(0, Front(plural=plural)), *_auxiliary(row, 0, Front(plural=plural)), *fronted]
    for node, _, front, _, fillers in _ended(row, trie, starts):
        yield node, front, fillers


def _walk(row: Row, trie: Trie, starts: list[tuple[int, Front]]) -> list[Match]:
    return [
        Match(name, fillers)
        for node, _, front, _, fillers in _ended(row, trie, starts)
        if front.is_empty()
        for name in trie.ends[node]
    ]


def _ended(row: Row, trie: Trie, starts: list[tuple[int, Front]]) -> Iterator[State]:
    """Yield each state in which all words are read."""
    length = len(row)
    visited: set[tuple[int, int, Front, int]] = set()
    stack: list[State] = [(0, at, front, -1, ()) for at, front in reversed(starts)]
    while stack:
        state = stack.pop()
        node, at, front, placed, fillers = state
        if state[:4] in visited:
            continue
        visited.add(state[:4])
        if at == length:
            yield state
            if front.is_empty():
                continue
        if front.asked is not None:
            stack.extend(_taken_in(trie, state))
        if node and front.auxiliary in trie.words[node]:
            after = trie.words[node][front.auxiliary]
            stack.append((after, at, replace(front, auxiliary=""), placed, fillers))
        if at == length:
            continue
        for after, end, filler in reversed(row.steps(trie, node, at)):
            stack.append((after, end, front, placed, (*fillers, filler)))
        stack.extend(_read(row, trie, state))


def _read(row: Row, trie: Trie, state: State) -> Iterator[State]:
    """Read the next word as a literal of the sentence."""
    node, at, front, placed, fillers = state
    key, words = row.keys[at], trie.words[node]
    if key is None:
        return
    if front.plural and node and (singular := singular_verb(key)) in words:
        yield words[singular], at + 1, front, placed, fillers
    if front.support and node:
        for form in supported_forms(key, front.support):
            if form in words:
                yield words[form], at + 1, replace(front, support=""), placed, fillers
    if key in words:
        yield words[key], at + 1, front, placed, fillers


def _taken_in(trie: Trie, state: State) -> Iterator[State]:
    """Let the sentence take in the question word here, with the noun that it brought."""
    node, at, front, _, fillers = state
    asked, words = front.asked, trie.words[node]
    assert asked is not None
    if front.preposition:
        entries = [words[front.preposition]] if front.preposition in words else []
    elif front.drops:
        entries = [words[each] for each in sorted(PREPOSITIONS & words.keys())]
    else:
        entries = [node]
    rest = replace(front, asked=None, preposition="")
    for entry in entries:
        behind = trie.slot[entry]
        if behind == NOWHERE_NODE:
            continue
        yield behind, at, rest, len(fillers), (*fillers, asked)
        if asked.noun and asked.noun in trie.words[behind]:
            after = trie.words[behind][asked.noun]
            yield after, at, rest, len(fillers), (*fillers, replace(asked, noun=""))
