"""A text in which an engine is wrong -> the smallest one found in which it is wrong in that way."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from time import process_time

from parser.text.diagnostic import SourceError
from tests.semantics.engines import Fault, Text, trial

TRIALS = 200
"""How many smaller texts are tried at most."""

SECONDS = 60.0
"""How much processor time that may take."""


def shrunk(text: Text, fault: Fault, most: int) -> Text:
    """Return a text without any line that the fault does not need, asking one question."""
    left, started = iter(range(TRIALS)), process_time()
    question = next((q for q in text.questions if fault.question.startswith(q)), text.questions[0])

    def fails(candidate: Text) -> bool:
        if next(left, None) is None or process_time() - started > SECONDS:
            return False
        try:
            found = trial(candidate, most, (fault.engine,)).faults
        except (SourceError, AssertionError, ValueError):
            return False
        return any(_sort(one) == _sort(fault) for one in found)

    alone = replace(text, questions=(question,))
    text = alone if fails(alone) else text
    changed = True
    while changed:
        changed = False
        for smaller in _smaller(text):
            if fails(smaller):
                text, changed = smaller, True
                break
    return text


def _sort(fault: Fault) -> tuple[str, str, bool]:
    return fault.kind, fault.right, fault.unnamed


def _smaller(text: Text) -> Iterator[Text]:
    if text.overlay:
        yield replace(text, overlay="")
    for law in _without_lines(text.law):
        yield replace(text, law=law)
    for case in _without_lines(text.case):
        yield replace(text, case=case)


def _without_lines(source: str) -> Iterator[str]:
    """Yield a text without blocks of lines, the large ones first, and with plainer lines."""
    lines = source.split("\n")
    for width in (8, 4, 2, 1):
        for start in range(0, len(lines) - width + 1):
            kept = [*lines[:start], *lines[start + width :]]
            yield "\n".join(_mended(kept))
    for place, line in enumerate(lines):
        for plainer in _plainer(line):
            yield "\n".join([*lines[:place], plainer, *lines[place + 1 :]])


def _mended(lines: list[str]) -> list[str]:
    """Begin the conditions of a rule with `if` where its first one is gone."""
    found: list[str] = []
    for line in lines:
        before = found[-1] if found else ""
        is_first = not before.startswith(("    if ", "    and ", "        ", "    unless "))
        found.append(f"    if {line[8:]}" if line.startswith("    and ") and is_first else line)
    return found


def _plainer(line: str) -> Iterator[str]:
    bare = line.lstrip()
    changes: tuple[Callable[[str], str], ...] = (
        lambda one: one.replace("(x) ", "", 1) if "(x) " in one else one,
        lambda one: one.replace("all of:", "any of:"),
        lambda one: one.replace(" * 2", ""),
        lambda one: one.replace(" + 3 years", ""),
    )
    for change in changes:
        if change(bare) != bare:
            yield line[: len(line) - len(bare)] + change(bare)
