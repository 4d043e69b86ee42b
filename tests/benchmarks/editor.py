"""How long an editor waits after a change, or for where something is spoken of, in many files."""

import statistics
import time
from collections.abc import Iterator, Sequence

from engine.server.places import pointed, references
from engine.server.workspace import Workspace
from tests.benchmarks.figure import Figure
from tests.laws import MONTENEGRO

FILES = 40
TIMES = 2
"""How often each file is changed."""

RULES = 150
"""Rules of a generated law: so many that ten laws are too large to be taken together at once."""


def measure() -> Iterator[Figure]:
    """Yield what a change in one of 40 laws takes, and how much more than in one of 10."""
    paths = [str(path) for path in sorted(MONTENEGRO.glob("*.law"))]
    largest = sorted(paths, key=lambda path: -len(Workspace().text(path)))[:FILES]
    many = _changes(largest)
    remark = f"median of {len(many)} changes, slowest {1000 * max(many):.0f} ms"
    median = 1000 * statistics.median(many)
    yield Figure("a change in one of 40 laws", median, 100, "ms", remark)
    places, took = _references()
    remark = f"{places} places"
    yield Figure("where a sentence of the laws is spoken of", 1000 * took, 500, "ms", remark)
    few = [_changed(files, 8) for files in (10, 40)]
    remark = f"{1000 * few[1]:.0f} ms, {RULES} rules each"
    yield Figure("a rule changed in 40 laws against 10", few[1] / few[0], 3, "x", remark)


def _changes(paths: Sequence[str]) -> list[float]:
    """Return the processor seconds until the editor is told what is wrong, for each change."""
    workspace = Workspace()
    own = {path: workspace.text(path) for path in paths}
    workspace.problems(paths[0])
    found: list[float] = []
    for path in [*paths] * TIMES:
        text = own[path]
        at = text.rfind("\n    if ")
        own[path] = f"{text[:at]} # {len(found)}{text[at:]}"
        start = time.process_time()
        workspace.put(path, own[path])
        assert not any(workspace.problems(path).values()), path
        found.append(time.process_time() - start)
    return found


def _references() -> tuple[int, float]:
    """Return how many places are found after a change in a law, and the processor seconds."""
    workspace = Workspace()
    path = str(MONTENEGRO / "visas-short-stay.law")
    text = workspace.text(path)
    offset = text.index("made a short stay")
    found, start = 0, time.process_time()
    for turn in range(2):
        workspace.put(path, f"{text}\n# {turn}\n")
        start = time.process_time()
        what = pointed(workspace, path, offset)
        assert what is not None
        found = len(references(workspace, path, what))
    return found, time.process_time() - start


def _changed(files: int, times: int) -> float:
    """Return the median processor seconds after a change in one of so many laws of one size."""
    workspace = Workspace()
    paths = [f"/laws/law-{number}.law" for number in range(files)]
    for number, path in enumerate(paths):
        workspace.put(path, _law(number, 0))
    workspace.problems(paths[0])
    found: list[float] = []
    for turn in range(1, times + 1):
        start = time.process_time()
        workspace.put(paths[turn], _law(turn, turn))
        assert not any(workspace.problems(paths[turn]).values())
        found.append(time.process_time() - start)
    return statistics.median(found)


def _law(number: int, turn: int) -> str:
    """Return a law of `RULES` rules, with its number in its words and the turn in its rules."""
    letters = "bcdfghjklm"
    word = f"x{letters[number // 10]}{letters[number % 10]}"
    lines = [f'law law-{number} "Law {number}"', "", "vocabulary"]
    lines += [f"    {{person}} meets {word} since {{start: date}} (given)"]
    lines += [f"    {{person}} has right {word}"]
    for rule in range(RULES):
        lines += [
            "",
            f'rule L{number}-{rule} "Rule"',
            f'    cites "Paragraph {rule}"',
            f"    a person has right {word}",
            f"    if the person meets {word} since a start",
            f"    and the start + {rule + turn + 1} months <= today",
        ]
    return "\n".join(lines) + "\n"
