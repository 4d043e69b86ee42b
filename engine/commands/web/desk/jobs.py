"""What the pages of the desk ask of a worker: plain data, for they cross between processes."""

from typing import Literal

from engine.commands.web.jobs import ReportForm
from parser.frozen import dataclass

So = Literal["yes", "no", "unsure", "whole"]
"""What is said of a sentence: it is so, it is not, it is not known, these are all."""


@dataclass(frozen=True, slots=True)
class Told:
    """The text of a case file, its name, which of its cases is meant, and the language of pages.

    Cases are counted from 1.
    """

    text: str
    name: str = "case"
    number: int = 1
    language: str = "en"


@dataclass(frozen=True, slots=True)
class About:
    """Which laws there are, and in which languages they speak."""

    language: str = "en"


@dataclass(frozen=True, slots=True)
class Listing:
    """What the cases of some files are about: `files` are names with texts."""

    files: tuple[tuple[str, str], ...]
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Look:
    """A case with all that its page shows.

    `question` is what is asked, '' for nothing; `find` are words of sentences that are looked for,
    `fill` is the predicate whose blanks are to be filled in; `chapter` is the law whose questions
    are listed, and `ask` the predicate that is to be asked about.
    """

    told: Told
    question: str = ""
    find: str = ""
    fill: str = ""
    chapter: str = ""
    ask: str = ""


@dataclass(frozen=True, slots=True)
class InWords:
    """What texts of a case file say in the language of pages, a line for each thing."""

    texts: tuple[str, ...]
    name: str
    language: str


@dataclass(frozen=True, slots=True)
class Choices:
    """The questions that can be asked, by chapter, and the form of one of them.

    `find` are words of questions that are looked for, `chapter` the law whose are listed, and `ask`
    the predicate whose blanks are to be filled in.
    """

    language: str = "en"
    find: str = ""
    chapter: str = ""
    ask: str = ""


@dataclass(frozen=True, slots=True)
class Say:
    """A sentence as somebody typed it."""

    sentence: str


@dataclass(frozen=True, slots=True)
class Fill:
    """A predicate with what was typed for each of its slots: empty for what is not known."""

    pred: str
    so: So
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Remove:
    """The statement with this number, from 1; `was` is what the page said of it, if it is known."""

    number: int
    was: str = ""


@dataclass(frozen=True, slots=True)
class Replace:
    """A sentence as somebody typed it, in the place of the statement with this number, from 1."""

    number: int
    was: str
    sentence: str


@dataclass(frozen=True, slots=True)
class SetDay:
    """The day for which is asked, as YYYY-MM-DD."""

    day: str


@dataclass(frozen=True, slots=True)
class Choose:
    """A reading or body of law, and what is chosen of it."""

    switch: str
    choice: str


Action = Say | Fill | Remove | Replace | SetDay | Choose


@dataclass(frozen=True, slots=True)
class Change:
    """The text of a case after something was done to it; `by` is who says so."""

    told: Told
    action: Action
    by: str = ""


@dataclass(frozen=True, slots=True)
class Compose:
    """The question that a predicate makes with what was typed for its slots."""

    told: Told
    pred: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Offers:
    """How a sentence that is being typed can go on."""

    told: Told
    typed: str
    asking: bool = False


@dataclass(frozen=True, slots=True)
class Supposing:
    """The answer to a question beside that to a copy: with sentences, without facts by number."""

    told: Told
    question: str
    facts: tuple[str, ...] = ()
    without: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """A report on a question about a case, as the bytes of a file."""

    told: Told
    question: str
    form: ReportForm = "html"


@dataclass(frozen=True, slots=True)
class LawPage:
    """A page of the law, by its address below that of its language, as `zakonik site` has it.

    `title` and `change` are the words of what leads back to the desk, and to changing a rule.
    """

    language: str
    address: str
    title: str
    change: str


@dataclass(frozen=True, slots=True)
class RuleText:
    """A rule as its file has it, by its id."""

    rule: str
    language: str = "en"


@dataclass(frozen=True, slots=True)
class TryLaw:
    """What a text in the place of a law file changes: errors, changes, answers of worked cases.

    `rule` is the one that was changed, of which is told how often the cases try it.
    """

    path: str
    content: str
    language: str = "en"
    rule: str = ""


Wanted = Literal["offers", "about"]
"""What is asked about a place in a text: what can stand there, what is to be said about it."""


@dataclass(frozen=True, slots=True)
class AtPlace:
    """A place in the text of a rule that is being written, and what is asked about it.

    The line is counted from 0 within the rule, the character in units of UTF-16, as browsers do.
    """

    rule: str
    text: str
    line: int
    character: int
    wanted: Wanted


DeskJob = (
    About
    | Choices
    | InWords
    | Listing
    | Look
    | Change
    | Compose
    | Offers
    | Supposing
    | Written
    | LawPage
    | RuleText
    | TryLaw
    | AtPlace
)
