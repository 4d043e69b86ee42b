"""Numbers for steps, in reading order, and references from one to another."""

from collections.abc import Sequence
from dataclasses import replace

from engine.pages.report.document import Run, Step
from engine.pages.report.words import Words


def numbered(
    groups: Sequence[Sequence[Step]], words: Words, prefix: str = ""
) -> tuple[tuple[Step, ...], ...]:
    """Return the steps of several groups numbered 1, 1.1, 1.1.1; `prefix` makes anchors unique."""
    numbers: dict[str, str] = {}
    found: list[tuple[Step, ...]] = []
    count = 0
    for group in groups:
        steps = []
        for step in group:
            count += 1
            steps.append(_numbered(step, str(count), numbers, prefix))
        found.append(tuple(steps))
    return tuple(tuple(_linked(step, numbers, words, prefix) for step in one) for one in found)


def _numbered(step: Step, number: str, numbers: dict[str, str], prefix: str) -> Step:
    if step.key:
        numbers[step.key] = number
    below = tuple(
        _numbered(inner, f"{number}.{place}", numbers, prefix)
        for place, inner in enumerate(step.below, 1)
    )
    return replace(step, number=number, anchor=f"{prefix}step-{number}", below=below)


def _linked(step: Step, numbers: dict[str, str], words: Words, prefix: str) -> Step:
    below = tuple(_linked(inner, numbers, words, prefix) for inner in step.below)
    number = numbers.get(step.see, "")
    if not number:
        return replace(step, below=below, see="")
    anchor = f"{prefix}step-{number}"
    named = "".join(run.text for run in words("word.step", n=number))
    remark = words("remark.see", step=(Run(named, to=anchor),))
    return replace(step, below=below, see=anchor, remark=remark)


def size(steps: Sequence[Step]) -> int:
    """Return how many steps there are, those below others included."""
    return sum(1 + size(step.below) for step in steps)


def shortened(steps: Sequence[Step], most: int) -> tuple[tuple[Step, ...], int]:
    """Return the first `most` steps in reading order, and how many are left out."""
    total = size(steps)
    if total <= most:
        return tuple(steps), 0
    left = [most]
    kept = _taken(steps, left)
    return kept, total - size(kept)


def _taken(steps: Sequence[Step], left: list[int]) -> tuple[Step, ...]:
    kept: list[Step] = []
    for step in steps:
        if left[0] <= 0:
            break
        left[0] -= 1
        kept.append(replace(step, below=_taken(step.below, left)))
    return tuple(kept)
