"""What an audit finds. Data only."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from engine.audit.bounds import Bounds
from parser.frozen import dataclass
from parser.text.diagnostic import Diagnostic

Kind = Literal[
    "conflict",
    "two-values",
    "never-both",
    "gap",
    "ends-before-it-begins",
    "never-applies",
    "idle-exception",
    "says-nothing-new",
]

CODES: Mapping[Kind, tuple[str, str]] = {
    "conflict": ("A101", "two rules conclude opposite things of one situation"),
    "two-values": ("A102", "one thing is said to have two values"),
    "never-both": ("A103", "a situation of which somebody said that there must be none"),
    "gap": ("A201", "between the limits of two rules neither speaks"),
    "ends-before-it-begins": ("A202", "a time that ends before it begins"),
    "never-applies": ("A301", "a rule, or a way in it, that applies in no situation"),
    "idle-exception": ("A302", "an exception that is never met where its rule would apply"),
    "says-nothing-new": ("A401", "wherever a rule applies, others conclude the same"),
}
"""The code of each kind of finding, and what it is about in a few words."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A diagnostic, with a worked case that the engine answers as it expects.

    `bounds` is '' where the case alone shows it, or where the engine says so of every case;
    otherwise it says within which bounds there is no other situation, or what a case takes as
    given that rules conclude.
    """

    kind: Kind
    rules: tuple[str, ...]
    diagnostic: Diagnostic
    case: str
    bounds: str = ""


@dataclass(frozen=True, slots=True)
class Undecided:
    """A question that was not decided, and why."""

    rule: str
    why: str


@dataclass(frozen=True, slots=True)
class Audited:
    """What came of an audit.

    `rules` is how many rules were looked at and `questions` how many questions were asked of the
    solver, `replayed` how many cases the engine answered. `left` are the rules for which there
    was no time.
    """

    day: date
    bounds: Bounds
    rules: int
    questions: int
    replayed: int
    findings: tuple[Finding, ...]
    undecided: tuple[Undecided, ...]
    left: tuple[str, ...]
