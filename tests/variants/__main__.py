"""`python -m tests.variants [N [PROCESSES [FILE]]]`: N of the variants of all worked cases.

They are spread evenly. Prints what does not hold, each with the case as one could paste it, and
ends with 1 if anything does not. With a FILE each variant that was tried is kept there, and a run
that was stopped, or one after an edit, goes on from it: a variant counts as long as its case and
all rules and tables that its questions rest on are the same. Cases with few facts come first. That
the program is the same is for whoever runs it to see to.
"""

import hashlib
import json
import os
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from engine.answers.mutation.resting import part_of
from kb.from_files import load_cases
from parser.resolved.tree import Case
from tests.laws import shipped
from tests.variants.holding import Asking, broken, said
from tests.variants.varied import Variant, variants


class Tried(NamedTuple):
    """The kind of a variant that was tried, and what does not hold of it (else empty)."""

    kind: str
    wrong: str


NOTHING: Mapping[str, str] = MappingProxyType({})
"""What is known where nothing was tried yet."""


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


def tried(
    place: int, share: float, known: Mapping[str, str] = NOTHING, kept: Path | None = None
) -> dict[str, Tried]:
    """Return what came of some variants of a case, by their seals; what is known is not tried.

    Each that was tried is kept at once in a file: a case may have hundreds of them.
    """
    asking = Asking(shipped())
    found: dict[str, Tried] = {}
    for one in chosen(worked()[place], share):
        key = seal(one)
        if key in known:
            found[key] = Tried(one.kind, known[key])
        else:
            wrong = broken(asking, one)
            found[key] = Tried(one.kind, "" if wrong is None else wrong.told(shipped()))
            if kept is not None:
                with kept.open("a") as file:
                    file.write(json.dumps([key, found[key].wrong]) + "\n")
    return found


def seal(one: Variant) -> str:
    """Return a digest of a variant and of all in the laws that its two answers rest on."""
    goals = (one.asked.sentence.predicate, one.asks.sentence.predicate)
    laws = tuple(_part(goal) for goal in goals)
    told = (one.kind, one.must, one.before.as_of, *said(one.before), one.after.as_of)
    text = repr((*told, *said(one.after), one.asked.sentence, one.asks.sentence, laws))
    return hashlib.sha256(text.encode()).hexdigest()[:20]


@cache
def _part(goal: str) -> str:
    return part_of(shipped(), goal).seal


def main(words: Sequence[str]) -> int:
    """Try variants; return how many of them do not hold what they must."""
    wanted = int(words[0]) if words else 10_000
    processes = int(words[1]) if len(words) > 1 else os.cpu_count() or 1
    kept = Path(words[2]) if len(words) > 2 else None
    known = _read(kept)
    done: dict[str, Tried] = {}
    places = sorted(range(len(worked())), key=lambda place: len(worked()[place].statements))
    with ProcessPoolExecutor(processes) as pool:
        share = wanted / sum(pool.map(count, places, chunksize=50))
        some = partial(tried, share=share, known=known, kept=kept)
        for found in pool.map(some, places, chunksize=1):
            done |= found
    for one in done.values():
        if one.wrong:
            print(one.wrong)
    wrong = sum(bool(one.wrong) for one in done.values())
    for kind, number in sorted(Counter(one.kind for one in done.values()).items()):
        print(f"{number:8} {kind}")
    print(f"{len(done):8} variants of {len(worked())} cases, {wrong} not as they must be")
    return wrong


def _read(kept: Path | None) -> dict[str, str]:
    """Return what a file keeps of the variants that were tried, by their seals."""
    if kept is None or not kept.exists():
        return {}
    lines = kept.read_text().splitlines(keepends=True)
    return dict(json.loads(line) for line in lines if line.endswith("\n"))


if __name__ == "__main__":
    sys.exit(1 if main(sys.argv[1:]) else 0)
