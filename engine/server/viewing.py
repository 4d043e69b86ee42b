"""What an editor shows beside a text: its cases, a proof, a ladder, its provisions. Data only.

These are the answers to requests of our own (`zakonik/...`); the client has the same in
`editors/vscode/src/protocol.ts`. Lines are counted from 0.
"""

from typing import Literal

from parser.frozen import dataclass

Kind = Literal["rule", "impossible", "note", "reading"]
"""What carries a provision; a `note` says why nothing does."""

Passing = Literal["through", "not", "open", ""]
"""Whether a condition lets through: it does, it does not, it is not known, nobody looked."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What a case expects of a question; `place` names it in later requests."""

    question: str
    wanted: str
    line: int
    place: int


@dataclass(frozen=True, slots=True)
class CaseShown:
    """A worked case with what it expects, and the file in which it stands."""

    title: str
    uri: str
    line: int
    expected: tuple[Expected, ...]


@dataclass(frozen=True, slots=True)
class CasesShown:
    """The cases of a file; `errors` in it, or in its laws, keep them from being asked."""

    cases: tuple[CaseShown, ...]
    errors: int


@dataclass(frozen=True, slots=True)
class Came:
    """What an expectation came to: whether it is met, and what was answered."""

    met: bool
    got: str


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a proof, with what it rests on; `see` is the number of one shown elsewhere."""

    status: str
    label: str
    text: str
    aside: str
    notes: tuple[str, ...]
    number: str
    see: str
    below: tuple["Step", ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A titled part of a page: points with lines of their own, and steps."""

    title: str
    points: tuple[tuple[str, ...], ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class ProofShown:
    """The page of an answer: the verdict, the question with its day, and the parts."""

    word: str
    question: str
    day: str
    parts: tuple[Part, ...]
    pages: tuple["ProofShown", ...]


@dataclass(frozen=True, slots=True)
class Rung:
    """A condition as a ladder has it: a `contact`, or others in `series` or in `parallel`.

    `text` is a contact, or the heading of what is around `inside`. One that is `barred` lets
    through where what it says is not so: where none of what it has `inside` lets through. `status`
    is what the chosen case has to say of what it says, `said` that in words, `passing` whether it
    lets through. The `line` of a rule that takes precedence is -1.
    """

    form: Literal["contact", "series", "parallel"]
    text: str
    line: int
    barred: bool
    status: str
    said: str
    passing: Passing
    inside: tuple["Rung", ...]


@dataclass(frozen=True, slots=True)
class LadderShown:
    """A rule as a ladder: its conditions from the left, its conclusion at the right."""

    rule: str
    title: str
    cites: str
    concludes: str
    uri: str
    line: int
    passing: Passing
    rungs: tuple[Rung, ...]


@dataclass(frozen=True, slots=True)
class ProvisionShown:
    """A provision of a law: its rule or why none carries it, and in how many cases it is named."""

    name: str
    title: str
    cites: str
    says: str
    kind: Kind
    line: int
    cases: int


@dataclass(frozen=True, slots=True)
class MarkShown:
    """A line of a law that no worked case tries, or with a mistake that none would notice."""

    line: int
    kind: Literal["rule", "condition", "mutant"]
    said: str
