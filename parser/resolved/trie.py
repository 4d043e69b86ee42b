"""All templates as one trie, so that a sentence is matched in time independent of their number.

Nodes are numbers into flat tuples, which keeps the trie picklable however deep it is.
"""

from collections.abc import Iterable, Mapping

from parser.frozen import dataclass
from parser.resolved.templates import part_key
from parser.resolved.wording import pieces, starts_name

NOWHERE_NODE = -1


@dataclass(frozen=True, slots=True)
class Trie:
    """Sentences by their parts: from each node a word or a slot leads on.

    `words` are the literal words that lead on, `slot` the node behind a slot (or -1), `ends`
    what stops at a node, `capitals` the words that some template writes like a name.
    """

    words: tuple[dict[str, int], ...]
    slot: tuple[int, ...]
    ends: tuple[tuple[str, ...], ...]
    capitals: dict[int, frozenset[str]]


def trie_of(sentences: Iterable[tuple[str, tuple[str | int, ...]]]) -> Trie:
    """Return the trie of named rows of parts.

    >>> found = trie_of([("banned", (0, "is", "banned")), ("born", (0, "was", "born"))])
    >>> len(found.words), found.ends[3]
    (6, ('banned',))
    """
    words: list[dict[str, int]] = [{}]
    slot = [NOWHERE_NODE]
    ends: list[tuple[str, ...]] = [()]
    capitals: dict[int, set[str]] = {}

    def grow() -> int:
        words.append({})
        slot.append(NOWHERE_NODE)
        ends.append(())
        return len(words) - 1

    for name, parts in sentences:
        node = 0
        for part in parts:
            if isinstance(part, int):
                if slot[node] == NOWHERE_NODE:
                    slot[node] = grow()
                node = slot[node]
                continue
            key = part_key(part)
            if starts_name(part):
                capitals.setdefault(node, set()).add(key)
            if key not in words[node]:
                words[node][key] = grow()
            node = words[node][key]
        ends[node] = (*ends[node], name)
    frozen = {node: frozenset(found) for node, found in capitals.items()}
    return Trie(tuple(words), tuple(slot), tuple(ends), frozen)


@dataclass(frozen=True, slots=True)
class Names:
    """The declared names piece by piece; `ends` gives the spelling of a name that stops there."""

    steps: tuple[dict[str, int], ...]
    ends: dict[int, str]


def names_of(names: Mapping[str, str] | Iterable[str]) -> Names:
    """Return declared names ready for matching.

    >>> found = names_of(["Bosnia and Herzegovina"])
    >>> found.ends
    {3: 'Bosnia and Herzegovina'}
    """
    steps: list[dict[str, int]] = [{}]
    ends: dict[int, str] = {}
    for name in names:
        node = 0
        for piece in pieces(name):
            if piece not in steps[node]:
                steps[node][piece] = len(steps)
                steps.append({})
            node = steps[node][piece]
        if node:
            ends[node] = name
    return Names(tuple(steps), ends)
