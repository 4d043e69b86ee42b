"""What is meant all the same: `# lint passes over L301: why`, behind a line or above it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatch
from os.path import abspath
from typing import NamedTuple

from engine.lint.rule import LintRule, finding
from parser.frozen import dataclass
from parser.text.diagnostic import Diagnostic
from parser.text.span import Span

_QUOTED = re.compile(r'"[^"\n]*"')
_MARK = re.compile(r"#\s*lint passes over\s+([\w-]+(?:,\s*[\w-]+)*)\s*(?::\s*(.*\S))?\s*$")

SWITCH_RULES: Mapping[str, tuple[str, str]] = {
    "L001": ("switch-without-reason", "a switch that does not say why"),
    "L002": ("idle-switch", "a switch that switches nothing off"),
    "L003": ("unknown-switch", "a switch for a rule that there is none of"),
}
"""What is found about switches themselves, by code: name and summary. Nothing switches these."""


@dataclass(frozen=True, slots=True)
class Switch:
    """A rule that is passed over on a line of a file, with the reason (empty if there is none).

    One of a project has no `line`, and is for all files that `covers` matches.
    """

    code: str
    reason: str
    span: Span
    line: int = 0
    covers: str = ""


def switches_in(file: str, text: str) -> Iterator[Switch]:
    r"""Yield the switches of a law, in the order of its lines.

    One on a line of its own is about the next line that says something.

    >>> found = switches_in("a.law", "if x\n# lint passes over L301, unit-slip: so it is\nand y")
    >>> [(each.code, each.reason, each.line) for each in found]
    [('L301', 'so it is', 3), ('unit-slip', 'so it is', 3)]
    """
    lines = text.split("\n")
    offset = 0
    for number, line in enumerate(lines, 1):
        bare = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), line)
        mark = _MARK.search(bare)
        if mark is not None:
            about = number
            if not bare[: mark.start()].strip():
                about = _next(lines, number)
            start = offset + mark.start()
            span = Span(file, start, offset + len(line.rstrip()), number, mark.start() + 1)
            reason = line[mark.start(2) : mark.end(2)] if mark[2] else ""
            for code in re.split(r",\s*", mark[1]):
                yield Switch(code, reason, span, about)
        offset += len(line) + 1


def _next(lines: Sequence[str], number: int) -> int:
    """Return the number of the next line that says something; the same if there is none."""
    later = (n for n, line in enumerate(lines[number:], number + 1) if _says(line))
    return next(later, number)


def _says(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


class PassedOver(NamedTuple):
    """A finding that is switched off, why, and whether its own file says so."""

    finding: Diagnostic
    reason: str
    in_source: bool


@dataclass(frozen=True, slots=True)
class Switched:
    """Findings after the switches: those that stay, and those passed over with the reason."""

    found: tuple[Diagnostic, ...]
    passed_over: tuple[PassedOver, ...]


def switched(
    findings: Iterable[Diagnostic],
    switches: Sequence[Switch],
    rules: Sequence[LintRule],
    looked: Sequence[LintRule],
) -> Switched:
    """Return findings without those that a switch is for, and with what is wrong with switches.

    Of `rules` only those in `looked` have looked: a switch for another one is not called idle.
    """
    names = {rule.name: rule.code for rule in rules} | {rule.code: rule.code for rule in rules}
    ran = {rule.code for rule in looked}
    used: set[Switch] = set()
    found: list[Diagnostic] = []
    passed: list[PassedOver] = []
    for one in findings:
        fitting = [each for each in switches if _is_for(each, one, names)]
        used.update(fitting)
        if fitting:
            passed.append(PassedOver(one, fitting[0].reason, bool(fitting[0].line)))
        else:
            found.append(one)
    for each in switches:
        if each.code not in names:
            found.append(_unknown(each, rules))
        elif not each.reason:
            found.append(_unreasoned(each))
        elif each not in used and names[each.code] in ran:
            found.append(_idle(each))
    return Switched(tuple(found), tuple(passed))


def _is_for(switch: Switch, one: Diagnostic, names: Mapping[str, str]) -> bool:
    if names.get(switch.code) != one.code:
        return False
    if switch.line:
        return (switch.span.file, switch.line) == (one.at.file, one.at.line)
    return fnmatch(abspath(one.at.file), switch.covers)


def _unreasoned(switch: Switch) -> Diagnostic:
    return finding(
        "L001",
        f"this switches `{switch.code}` off and does not say why",
        switch.span,
        f"write the reason behind it: `# lint passes over {switch.code}: why`"
        if switch.line
        else 'write the reason beside it: `why = "…"`',
    )


def _idle(switch: Switch) -> Diagnostic:
    return finding(
        "L002",
        f"nothing is found that this could switch off: `{switch.code}`",
        switch.span,
        "leave it out",
    )


def _unknown(switch: Switch, rules: Sequence[LintRule]) -> Diagnostic:
    from parser.resolved.suggestions import nearest_word

    near = nearest_word(switch.code, [*(rule.code for rule in rules), *(r.name for r in rules)])
    return finding(
        "L003",
        f"the linter has no rule `{switch.code}`",
        switch.span,
        f"did you mean `{near}`?" if near else "`docs/lint.md` lists the rules",
    )
