"""Which sentences of the vocabulary come nearest to one that it does not know."""

import difflib
from collections import Counter
from collections.abc import Mapping, Sequence

from parser.frozen import dataclass
from parser.resolved.verbs import AUXILIARIES, PREPOSITIONS
from parser.resolved.vocabulary import Predicate
from parser.resolved.wording import template_text

_COMMON = 2_000
_CANDIDATES = 40
_COMMON_WORDS = AUXILIARIES | PREPOSITIONS | {"a", "an", "the", "and", "or", "not", "no", "that"}


@dataclass(frozen=True, slots=True)
class WordIndex:
    """Which predicates have a word in their sentence, and the words by their first letter."""

    predicates: dict[str, tuple[str, ...]]
    by_letter: dict[str, tuple[str, ...]]


def word_index(predicates: Mapping[str, Predicate]) -> WordIndex:
    """Return the index of all literal words of the sentences."""
    found: dict[str, list[str]] = {}
    for predicate in predicates.values():
        for word in {part.casefold() for part in predicate.parts if isinstance(part, str)}:
            found.setdefault(word, []).append(predicate.name)
    letters: dict[str, list[str]] = {}
    for word in found:
        letters.setdefault(word[:1], []).append(word)
    return WordIndex(
        {word: tuple(names) for word, names in found.items()},
        {letter: tuple(words) for letter, words in letters.items()},
    )


def nearest_sentences(
    words: Sequence[str], index: WordIndex, predicates: Mapping[str, Predicate], most: int = 3
) -> tuple[str, ...]:
    """Return the sentences most like a row of words, nearest first.

    >>> known = {"banned": Predicate("banned", (), parts=("all", "is", "banned"))}
    >>> nearest_sentences(["all", "is", "baned"], word_index(known), known)
    ('all is banned',)
    """
    return tuple(
        template_text(predicates[name])
        for name in nearest_predicates(words, index, predicates, most)
    )


def nearest_predicates(
    words: Sequence[str], index: WordIndex, predicates: Mapping[str, Predicate], most: int = 3
) -> tuple[str, ...]:
    """Return the names of the predicates whose sentences are most like a row of words."""
    folded = [word.casefold() for word in words[:60]]
    known = {near for word in folded if (near := _known(word, index))}
    telling = known - _COMMON_WORDS
    scores: Counter[str] = Counter()
    for word in sorted(telling or known):
        names = index.predicates[word]
        if len(names) <= _COMMON:
            for name in names:
                scores[name] += 1 / (1 + len(names) ** 0.5)
    ratios: list[tuple[float, str]] = []
    for name, _ in sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:_CANDIDATES]:
        own = [part.casefold() for part in predicates[name].parts if isinstance(part, str)]
        wanted = set(own) - _COMMON_WORDS or set(own)
        # nouns are often called after the slots they fill
        spelled = template_text(predicates[name]).casefold().replace("{", "").replace("}", "")
        letters = max(_likeness(" ".join(own), folded), _likeness(spelled, folded))
        ratios.append((letters + len(wanted & known) / len(wanted), name))
    ratios.sort(key=lambda pair: (-pair[0], pair[1]))
    least = max(0.6, 0.75 * ratios[0][0]) if ratios else 0
    return tuple(name for ratio, name in ratios[:most] if ratio >= least)


def _likeness(sentence: str, words: list[str]) -> float:
    return difflib.SequenceMatcher(None, sentence, " ".join(words), autojunk=False).ratio()


def _known(word: str, index: WordIndex) -> str | None:
    return word if word in index.predicates else _similar(word, index)


def _similar(word: str, index: WordIndex) -> str | None:
    if not 3 <= len(word) <= 40:
        return None
    near = [
        known
        for known in index.by_letter.get(word[:1], ())[:_COMMON]
        if abs(len(known) - len(word)) <= 3
    ]
    found = difflib.get_close_matches(word, near, n=1, cutoff=0.65)
    return found[0] if found else None
