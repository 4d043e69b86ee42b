"""`python -m tests.variants [N [PROCESSES]]`: N of the variants of all worked cases, spread evenly.

Prints what does not hold, each with the case as one could paste it, and ends with 1 if anything
does not.
"""

import hashlib
import os
import sys
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache

from kb.from_files import load_cases
from parser.resolved.tree import Case
from tests.laws import shipped
from tests.variants.holding import broken
from tests.variants.varied import Variant, variants


@cache
def worked() -> tuple[Case, ...]:
    """Return the worked cases of the laws of Montenegro."""
    kb = shipped()
    return tuple(case for path in kb.cases for case in load_cases(path, kb))


def chosen(case: Case, share: float) -> list[Variant]:
    """Return a share of the variants of a case, the same in every run."""
    return [one for one in variants(shipped(), case) if _drawn(one) < share * weight(one)]


def weight(one: Variant) -> int:
    """Return how much likelier a variant is chosen than the plain ones, of which there are many."""
    return 8 if one.kind in ("longer", "banned", "both") else 1


def _drawn(one: Variant) -> float:
    digest = hashlib.sha256(one.name.encode()).digest()
    return int.from_bytes(digest[:8], "big") / 2**64


def count(place: int) -> int:
    """Return how many variants a case has, each by its weight."""
    return sum(weight(one) for one in variants(shipped(), worked()[place]))


def tried(place: int, share: float) -> tuple[list[str], Counter[str]]:
    """Return what does not hold of some variants of a case, and how many of each kind there are."""
    kb = shipped()
    counts: Counter[str] = Counter()
    found: list[str] = []
    for one in chosen(worked()[place], share):
        counts[one.kind] += 1
        wrong = broken(kb, one)
        if wrong is not None:
            found.append(wrong.told(kb))
    return found, counts


def main(words: Sequence[str]) -> int:
    """Try variants; return how many of them do not hold what they must."""
    wanted = int(words[0]) if words else 10_000
    processes = int(words[1]) if len(words) > 1 else os.cpu_count() or 1
    places = range(len(worked()))
    total: Counter[str] = Counter()
    wrong = 0
    with ProcessPoolExecutor(processes) as pool:
        share = wanted / sum(pool.map(count, places, chunksize=50))
        for found, counts in pool.map(tried, places, [share] * len(places), chunksize=5):
            total += counts
            wrong += len(found)
            for text in found:
                print(text, flush=True)
    for kind, number in sorted(total.items()):
        print(f"{number:8} {kind}")
    print(f"{total.total():8} variants of {len(places)} cases, {wrong} not as they must be")
    return wrong


if __name__ == "__main__":
    sys.exit(1 if main(sys.argv[1:]) else 0)
