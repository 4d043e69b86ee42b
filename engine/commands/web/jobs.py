"""What is asked of a worker and what comes back: plain data, for they cross between processes."""

from datetime import date
from typing import Any, Literal

from parser.frozen import dataclass

ReportForm = Literal["html", "pdf", "docx", "md", "txt", "json"]


@dataclass(frozen=True, slots=True)
class Told:
    """A situation: the text of a case file, which of its cases is meant, and what is said besides.

    `text` may be empty: then nothing is known but the law and `facts`. `readings` are written
    `CONV-7=in-time`; `laws` are the bodies of law that are chosen; `language` is that of the
    answer, empty for that of the question.
    """

    text: str = ""
    title: str = ""
    facts: tuple[str, ...] = ()
    as_of: date | None = None
    readings: tuple[str, ...] = ()
    laws: tuple[str, ...] = ()
    language: str = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """Questions about a situation: their answers with every node of the proofs."""

    told: Told
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """What would settle a question about a situation."""

    told: Told
    question: str


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The answer with other facts, or without any what would turn a *no*."""

    told: Told
    question: str
    facts: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """What was said of one thing that a question of an interview asks.

    Of what has blanks *yes* goes with `rows` of what was typed for each (empty: not known), which
    are the `whole` list or not.
    """

    so: Literal["yes", "no", "unsure"]
    rows: tuple[tuple[str, ...], ...] = ()
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """The next question of an interview, after what was said so far of each question.

    With `with_names` each blank has all names that are known for it, for a page to offer, and the
    question may ask for values; the step has its `trail`: the queries of each question up to this
    one. Given back with the next answer they are not worked out again. Its end has the case and
    not the answer, which the page asks for with all that it shows.
    """

    told: Told
    question: str
    said: tuple[tuple[Given, ...], ...] = ()
    with_names: bool = False
    trail: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """What is wrong with the text of a case file."""

    text: str


@dataclass(frozen=True, slots=True)
class Explain:
    """What there is to say about the id of a rule, provision or reading, or about a word."""

    word: str


@dataclass(frozen=True, slots=True)
class Report:
    """An explanation to hand on, in one of its forms."""

    told: Told
    questions: tuple[str, ...]
    form: ReportForm = "html"


@dataclass(frozen=True, slots=True)
class Find:
    """In which sentences, titles, names and readings a word occurs."""

    word: str


@dataclass(frozen=True, slots=True)
class Index:
    """The questions that the laws answer: of one law, with one word, or those no rule goes on from.

    `law` and `word` may be empty.
    """

    law: str = ""
    word: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """The id and the title of every rule and provision."""


@dataclass(frozen=True, slots=True)
class Paged:
    """A job, done with the page that people read and the provisions to be cited beside its object.

    With `every` step an answer has all nodes of its proofs, and its page tells them.
    """

    job: "Job"
    every: bool = False


@dataclass(frozen=True, slots=True)
class AsJson:
    """A job whose object comes as bytes of JSON: the worker writes it, and not the server."""

    job: "Job"


Job = (
    Ask
    | Missing
    | WhatIf
    | Step
    | Check
    | Explain
    | Report
    | Find
    | Index
    | Contents
    | Paged
    | AsJson
)


@dataclass(frozen=True, slots=True)
class Made:
    """What was asked for: an object of JSON, or the bytes of a file of this media type."""

    value: Any
    media: str = "application/json"


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a job cannot be done, with the diagnostics as objects of JSON.

    `key` is what pages in other languages know the reason by, '' for one without.
    """

    title: str
    diagnostics: tuple[dict[str, Any], ...] = ()
    status: int = 422
    key: str = ""


Outcome = Made | Refused
