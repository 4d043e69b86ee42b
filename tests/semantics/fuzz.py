"""Ask questions without end: `python -m tests.semantics.fuzz FOLDER N [SECONDS [EVERY]]`.

The next seed and what was counted so far are kept in the folder (`seed`, `counts.json`), so that
a run goes on where the last one stopped. Each fault is a line of `faults.txt` (the seed and the
case, what was asked and said); for the first of each kind a minimal law and case are written. With
EVERY, the engines besides the first are asked about each program of that number only, and what is
claimed of missing facts is judged there only: it takes longer, and most of it is the same.
"""

import gc
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random

from tests.semantics.engines import ENGINES, Fault, Text, Trial, trial
from tests.semantics.ready import ready
from tests.semantics.shrink import shrunk

MOST = (40, 40, 80, 80, 160, 700)
"""Completions of a text that are looked at; the rest of a larger one is sampled. Most laws show
what they show in few, and a larger number is drawn for some."""

CASES = 3
"""Cases that are put under each law."""

OTHERS = " (unnamed people)"
"""Stands behind what is counted where there may be people whom nobody names."""

EACH = 6
"""Minimal texts that are written for each kind of wrong answer, half as many of those unknown."""


def main(
    folder: Path, wanted: int, seconds: float, avoid: frozenset[str] = frozenset(), every: int = 1
) -> int:
    """Ask `wanted` questions for at most so many seconds; return how many answers were wrong."""
    folder.mkdir(parents=True, exist_ok=True)
    counter = folder / "seed"
    seed = int(counter.read_text()) if counter.exists() else 0
    kept = folder / "counts.json"
    counts: Counter[str] = Counter(json.loads(kept.read_text()) if kept.exists() else {})
    wanted += counts["questions"]
    written: Counter[str] = Counter(path.stem.rsplit("-", 1)[0] for path in folder.glob("*.law"))
    started = time.monotonic()
    while counts["questions"] < wanted and time.monotonic() - started < seconds:
        engines = ENGINES if seed % every == 0 else ENGINES[:1]
        _one(seed, avoid, engines, seed % every == 0, folder, counts, written)
        seed += 1
        counter.write_text(str(seed))
        kept.write_text(json.dumps(counts, indent=1))
    for name, count in counts.most_common():
        print(f"{count:8} {name}")
    return sum(count for name, count in counts.items() if "wrong" in name or "crash" in name)


def _one(
    seed: int,
    avoid: frozenset[str],
    engines: Sequence[str],
    claims: bool,
    folder: Path,
    counts: Counter[str],
    written: Counter[str],
) -> None:
    most = Random(seed).choice(MOST)
    made = ready(seed, avoid, most, CASES)
    if made is None:
        counts["seeds without a text"] += 1
        return
    texts, _ = made
    counts["laws"] += 1
    for number, text in enumerate(texts):
        try:
            found = trial(text, most, engines, claims=claims)
        except Exception as error:
            counts["the judge gives up"] += 1
            _write(folder / f"judge-{seed}-{number}", text, repr(error))
            continue
        counts["cases"] += 1
        counts["questions"] += found.asked
        counts["questions of whole cases"] += found.asked * found.whole
        counts["told apart by further completions"] += found.told_apart
        counts["refused: amounts in two currencies meet"] += found.refused
        counts["settled" + (OTHERS if found.unnamed else "")] += found.settled * found.whole
        _note(text, f"{seed}-{number}", most, found, folder, counts, written)


def _note(
    text: Text,
    name: str,
    most: int,
    found: Trial,
    folder: Path,
    counts: Counter[str],
    written: Counter[str],
) -> None:
    """Count the faults found in a text, and write the smallest of a few of each kind."""
    seen: set[str] = set()
    for fault in found.faults:
        kind = f"{fault.kind}{OTHERS if fault.unnamed else ''}, {fault.engine}"
        counts[kind] += 1
        with (folder / "faults.txt").open("a") as listed:
            said = f"{fault.said}\tright: {fault.right}"
            listed.write(f"{name}\t{kind}\t{fault.question}\tsaid: {said}\n")
        key = fault.kind.replace(" ", "-").replace(":", "")
        if key not in seen and written[key] < (EACH // 2 if "unknown" in key else EACH):
            seen.add(key)
            written[key] += 1
            _write(folder / f"{key}-{name}", shrunk(text, fault, most), _told(fault))


def _told(fault: Fault) -> str:
    return (
        f"{fault.kind}, {fault.engine}: {fault.question}\nsaid {fault.said}, right {fault.right}\n"
    )


def _write(path: Path, text: Text, note: str) -> None:
    path.with_suffix(".law").write_text(text.law)
    path.with_suffix(".case").write_text(text.case)
    if text.overlay:
        path.with_suffix(".overlay").write_text(text.overlay)
    path.with_suffix(".txt").write_text("\n".join([note, *text.questions, ""]))


if __name__ == "__main__":
    os.environ.setdefault("ZAKONIK_CACHE", "off")  # no text is asked about twice
    gc.set_threshold(100_000, 50, 50)  # what is made lives for one text
    _, where, how_many, *more = sys.argv
    limit = float(more[0]) if more else float("inf")
    each = int(more[1]) if len(more) > 1 else 1
    sys.exit(1 if main(Path(where), int(how_many), limit, every=each) else 0)
