"""What an editor makes of a TextMate grammar: just enough of it for ours.

Lines are matched one by one; at each place the pattern that matches first is taken, and of several
at one place the one that is named first, the end of what is open before all of them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

Pattern = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Scoped:
    """From which character up to which a text has a scope."""

    start: int
    end: int
    scope: str


@cache
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source)


def scopes(grammar: Pattern, text: str) -> Iterator[Scoped]:
    """Yield the scopes of a text in the order in which they begin."""
    opened: Pattern | None = None
    at = 0
    for line in text.split("\n"):
        place = 0
        while True:
            if opened is not None:
                ends = _compiled(opened["end"]).search(line, place)
                patterns: Sequence[Pattern] = tuple(_flat(grammar, opened["patterns"]))
            else:
                ends, patterns = None, tuple(_flat(grammar, grammar["patterns"]))
            found = [
                (match.start(), number, match, one)
                for number, one in enumerate(patterns)
                if (match := _compiled(one.get("match") or one["begin"]).search(line, place))
                and (match.end() > place or "begin" in one)
            ]
            first = min(found, key=lambda one: one[:2], default=None)
            if ends is not None and (first is None or ends.start() <= first[0]):
                opened, place = None, ends.end()
                continue
            if first is None:
                break
            _, _, match, one = first
            if "name" in one:
                yield Scoped(at + match.start(), at + match.end(), one["name"])
            captures = one.get("captures") or one.get("beginCaptures") or {}
            for group, scope in captures.items():
                start, end = match.span(int(group))
                if end > start:
                    yield Scoped(at + start, at + end, scope["name"])
            if "begin" in one:
                opened = one
            place = match.end()
        at += len(line) + 1


def _flat(grammar: Pattern, patterns: Sequence[Pattern]) -> Iterator[Pattern]:
    for one in patterns:
        if "include" in one:
            yield from _flat(grammar, grammar["repository"][one["include"][1:]]["patterns"])
        else:
            yield one
