"""Words that agree with a person: `rođen` and `rođena`, `boravio` and `boravila`.

A form agrees with its noun, which is feminine for a person (`osoba Marko rođena je`). Whoever asks
`ko je rođen`, or speaks of Marko without the noun, makes the word masculine.
"""

from collections.abc import Iterable, Iterator

_CONSONANTS = frozenset("bcčćdđfghjklmnprsštvzž")


def masculine_of(words: Iterable[str]) -> dict[str, str]:
    """Return what is said of a man, each with the feminine word of the forms that it stands for.

    What is such a word of the forms itself is left out.

    >>> masculine_of(["boravila", "stekla", "umrla", "dužna", "zaposlen", "zaposlena"])
    {'boravio': 'boravila', 'stekao': 'stekla', 'umro': 'umrla', 'dužan': 'dužna'}
    """
    known = dict.fromkeys(words)
    return {said: word for word in known for said in _masculine(word) if said not in known}


def _masculine(word: str) -> Iterator[str]:
    """Yield the masculine form of a participle or adjective that ends like a feminine one."""
    stem, end = word[:-2], word[-2:]
    if len(stem) < 2:
        return
    match end:
        case "la" if stem[-1] == "r":
            yield f"{stem}o"
        case "la" if stem[-1] in _CONSONANTS:
            yield f"{stem}ao"
        case "la":
            yield f"{stem}o"
        case "na" if stem[-1] in _CONSONANTS:
            yield f"{stem}an"
        case "na" | "ta" | "va":
            yield word[:-1]
        case _:
            return
