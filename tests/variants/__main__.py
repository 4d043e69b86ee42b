"""`python -m tests.variants [N [PROCESSES [FILE]]]`: N of the variants of all worked cases.

They are spread evenly. Prints what does not hold, each with the case as one could paste it, and
ends with 1 if anything does not. With a FILE what has been tried is kept there case by case, and a
run that was stopped goes on from it: what was tried counts as long as its case, the rules and N are
the same. That the program is the same is for whoever runs it to see to.
"""

import hashlib
import json
import os
import sys
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path

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


Tried = tuple[list[str], Counter[str]]


def main(words: Sequence[str]) -> int:
    """Try variants; return how many of them do not hold what they must."""
    wanted = int(words[0]) if words else 10_000
    processes = int(words[1]) if len(words) > 1 else os.cpu_count() or 1
    kept = Path(words[2]) if len(words) > 2 else None
    about = [_rules(), wanted]
    before = _read(kept, about)
    done = {place: before[key] for place, key in enumerate(_keys()) if key in before}
    left = [place for place in range(len(worked())) if place not in done]
    with ProcessPoolExecutor(processes) as pool:
        share = wanted / sum(pool.map(count, range(len(worked())), chunksize=50))
        results = pool.map(tried, left, [share] * len(left), chunksize=1)
        for place, (found, counts) in zip(left, results, strict=True):
            done[place] = (found, counts)
            if kept is not None:
                with kept.open("a") as file:
                    file.write(json.dumps([about, _keys()[place], found, counts]) + "\n")
    for found, _ in done.values():
        for text in found:
            print(text)
    total = sum((counts for _, counts in done.values()), Counter[str]())
    wrong = sum(len(found) for found, _ in done.values())
    for kind, number in sorted(total.items()):
        print(f"{number:8} {kind}")
    print(f"{total.total():8} variants of {len(worked())} cases, {wrong} not as they must be")
    return wrong


def _read(kept: Path | None, about: list[object]) -> dict[str, Tried]:
    """Return what a file keeps of the cases that were tried with the same rules, by their keys."""
    if kept is None or not kept.exists():
        return {}
    lines = kept.read_text().splitlines(keepends=True)
    rows = (json.loads(line) for line in lines if line.endswith("\n"))
    return {key: (found, Counter(counts)) for rules, key, found, counts in rows if rules == about}


@cache
def _keys() -> tuple[str, ...]:
    """Return a digest of each worked case, in their order."""
    return tuple(hashlib.sha256(repr(case).encode()).hexdigest()[:16] for case in worked())


def _rules() -> str:
    """Return a digest of the rules and tables of the laws."""
    said = "".join(repr(law) for law in shipped().laws)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


if __name__ == "__main__":
    sys.exit(1 if main(sys.argv[1:]) else 0)
