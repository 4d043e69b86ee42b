"""Ask questions without end: `python -m tests.semantics.fuzz FOLDER N [SECONDS [EVERY]]`.

The next seed is kept in the folder, so that a run goes on where the last one stopped. For the
first of each kind of fault a minimal law and case are written there. With EVERY, the engines
besides the first are asked about each program of that number only: most of what they could be
wrong about is the same, and they take longer.
"""

import os
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tests.semantics.engines import ENGINES, Fault, Text, trial
from tests.semantics.ready import ready
from tests.semantics.shrink import shrunk

MOST = 700
"""Completions of a text that are looked at; the rest of a larger one is sampled."""

EACH = 6
"""Minimal texts that are written for each kind of fault."""


def main(
    folder: Path, wanted: int, seconds: float, avoid: frozenset[str] = frozenset(), every: int = 1
) -> int:
    """Ask `wanted` questions for at most so many seconds; return how many answers were wrong."""
    folder.mkdir(parents=True, exist_ok=True)
    counter = folder / "seed"
    seed = int(counter.read_text()) if counter.exists() else 0
    counts: Counter[str] = Counter()
    written: Counter[str] = Counter(path.stem.rsplit("-", 1)[0] for path in folder.glob("*.law"))
    started = time.monotonic()
    while counts["questions"] < wanted and time.monotonic() - started < seconds:
        engines = ENGINES if seed % every == 0 else ENGINES[:1]
        _one(seed, avoid, engines, folder, counts, written)
        seed += 1
        counter.write_text(str(seed))
    counts["seconds"] = round(time.monotonic() - started)
    for name, count in counts.most_common():
        print(f"{count:8} {name}")
    return sum(count for name, count in counts.items() if name.startswith("wrong"))


def _one(
    seed: int,
    avoid: frozenset[str],
    engines: Sequence[str],
    folder: Path,
    counts: Counter[str],
    written: Counter[str],
) -> None:
    made = ready(seed, avoid, MOST)
    if made is None:
        counts["seeds without a text"] += 1
        return
    text, _ = made
    try:
        found = trial(text, MOST, engines)
    except Exception as error:
        counts["the judge gives up"] += 1
        _write(folder / f"judge-{seed}", text, repr(error))
        return
    counts["programs"] += 1
    counts["questions"] += found.asked
    counts["settled"] += found.settled
    counts["questions of whole cases"] += found.asked * found.whole
    seen: set[str] = set()
    for fault in found.faults:
        name = fault.kind if not fault.unnamed else f"{fault.kind} (unnamed people)"
        counts[f"{name}, {fault.engine}"] += 1
        key = fault.kind.replace(" ", "-").replace(":", "")
        if key not in seen and written[key] < EACH:
            seen.add(key)
            written[key] += 1
            _write(folder / f"{key}-{seed}", shrunk(text, fault, MOST), _told(fault))


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
    _, where, how_many, *more = sys.argv
    limit = float(more[0]) if more else float("inf")
    each = int(more[1]) if len(more) > 1 else 1
    sys.exit(1 if main(Path(where), int(how_many), limit, every=each) else 0)
