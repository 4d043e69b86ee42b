"""What is meant all the same: `# audit passes over A102: why`, at the line of a rule or above."""

import re
from collections.abc import Sequence
from functools import lru_cache

from engine.audit.finding import CODES, Finding
from parser.frozen import dataclass
from parser.text.diagnostic import SourceError
from parser.text.source import read_source

_QUOTED = re.compile(r'"[^"\n]*"')
_MARK = re.compile(r"#\s*audit passes over\s+([\w-]+(?:,\s*[\w-]+)*)\s*:\s*(.*\S)\s*$")


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A finding that the law passes over, and why."""

    finding: Finding
    reason: str


def switches_in(text: str) -> dict[tuple[str, int], str]:
    r"""Return the reasons of the switches of a law by code and number of the line they are about.

    One on a line of its own is about the next line that says something. A switch says why, or it
    is none.

    >>> switches_in("# audit passes over A102, gap: there are two\n\nrule R-1\n")
    {('A102', 3): 'there are two', ('gap', 3): 'there are two'}
    >>> switches_in("rule R-1  # audit passes over A102\n")
    {}
    """
    found: dict[tuple[str, int], str] = {}
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        bare = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), line)
        mark = _MARK.search(bare)
        if mark is None:
            continue
        about = number if bare[: mark.start()].strip() else _next(lines, number)
        reason = line[mark.start(2) : mark.end(2)]
        found |= {(code, about): reason for code in re.split(r",\s*", mark[1])}
    return found


def _next(lines: Sequence[str], number: int) -> int:
    later = enumerate(lines[number:], number + 1)
    return next((n for n, each in later if each.strip() and not each.lstrip().startswith("#")), 0)


def passed_over(
    findings: Sequence[Finding],
) -> tuple[tuple[Finding, ...], tuple[PassedOver, ...]]:
    """Return the findings that stay, and those that the laws pass over."""
    kept: list[Finding] = []
    passed: list[PassedOver] = []
    for one in findings:
        at = one.diagnostic.at
        switches = _in_file(at.file)
        code = CODES[one.kind][0]
        reason = switches.get((code, at.line)) or switches.get((one.kind, at.line))
        if reason:
            passed.append(PassedOver(one, reason))
        else:
            kept.append(one)
    return tuple(kept), tuple(passed)


@lru_cache(maxsize=64)
def _in_file(file: str) -> dict[tuple[str, int], str]:
    try:
        return switches_in(read_source(file)) if file else {}
    except SourceError:
        return {}
