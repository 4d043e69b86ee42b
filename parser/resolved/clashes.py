"""A static check of the vocabulary: two templates that one sentence matches both ways."""

from collections.abc import Iterator

from parser.resolved.trie import NOWHERE_NODE, Names, Trie
from parser.resolved.wording import ARTICLES

_UNITS = ("day", "days", "week", "weeks", "month", "months", "year", "years")
_LIMIT = 1_000_000


def clashes(trie: Trie, names: Names) -> list[tuple[str, str]]:
    """Return the pairs of templates that some sentence matches both ways.

    The trie is walked against itself: a slot of one template meets the words of another that
    could be read as a term (`the territory`, a declared name, a capitalised word). `names` are
    the declared names in small letters.

    >>> from parser.resolved.trie import names_of, trie_of
    >>> clashes(trie_of([("of", (0, "is", "of", 1)), ("at", (0, "is", "of", "Serbia"))]),
    ...     names_of(()))
    [('at', 'of')]
    """
    found: set[tuple[str, str]] = set()
    seen: set[tuple[int, int]] = set()
    stack = [(0, 0)]
    while stack and len(seen) < _LIMIT:
        left, right = stack.pop()
        pair = (left, right) if left <= right else (right, left)
        if pair in seen:
            continue
        seen.add(pair)
        left, right = pair
        found.update(_same_end(trie.ends[left], trie.ends[right]))
        stack.extend(_both(trie, left, right))
        stack.extend(_across(trie, names, left, right))
        if left != right:
            stack.extend(_across(trie, names, right, left))
    return sorted(found)


def _same_end(left: tuple[str, ...], right: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield pairs of sentences that end alike: the first of each side with the others.

    All pairs would be too many.
    """
    if left and right:
        one = left[0]
        yield from ((min(one, other), max(one, other)) for other in right if other != one)


def _both(trie: Trie, left: int, right: int) -> Iterator[tuple[int, int]]:
    """Yield the pairs of nodes after both sides read one word, or fill a slot with one term."""
    fewer, more = trie.words[left], trie.words[right]
    if len(fewer) > len(more):
        fewer, more = more, fewer
    for word, node in fewer.items():
        if word in more:
            yield node, more[word]
    if trie.slot[left] != NOWHERE_NODE and trie.slot[right] != NOWHERE_NODE:
        yield trie.slot[left], trie.slot[right]


def _across(trie: Trie, names: Names, slot: int, words: int) -> Iterator[tuple[int, int]]:
    """Let the side `slot` fill a slot with what the side `words` spells out."""
    behind = trie.slot[slot]
    if behind == NOWHERE_NODE:
        return
    for node in _spelled_terms(trie, names, words):
        yield behind, node


def _spelled_terms(trie: Trie, names: Names, at: int) -> Iterator[int]:
    words = trie.words[at]
    for determiner in (*ARTICLES, "the", "another"):
        after = words.get(determiner)
        if after is None:
            continue
        for noun, node in trie.words[after].items():
            if determiner == "the" and noun == "other":
                yield from trie.words[node].values()
            else:
                yield node
        if trie.slot[after] != NOWHERE_NODE:
            yield trie.slot[after]
    if "today" in words:
        yield words["today"]
    for word in trie.capitals.get(at, ()):
        yield words[word]
    slot = trie.slot[at]
    if slot != NOWHERE_NODE:
        yield from (trie.words[slot][unit] for unit in _UNITS if unit in trie.words[slot])
    if words:
        yield from _spelled_names(trie, names, at)


def _spelled_names(trie: Trie, names: Names, at: int) -> Iterator[int]:
    stack = [(0, at)]
    while stack:
        step, node = stack.pop()
        if step in names.ends:
            yield node
        following, words = names.steps[step], trie.words[node]
        fewer = following if len(following) <= len(words) else words
        stack.extend(
            (following[key], words[key]) for key in fewer if key in following and key in words
        )
