"""The syntax tree: what a file says, before any word of it is understood. Data only.

A sentence is still a row of tokens here; matching it to the vocabulary is resolution's work.
"""

from dataclasses import field
from datetime import date
from typing import Literal

from parser.frozen import dataclass
from parser.provenance import UNSAID, Provenance
from parser.text.span import NOWHERE, Span
from parser.values import Value


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a sentence.

    `text` is as written (without the quotes for `text`), `value` the constant it denotes:
    a `number` an int or Decimal, a `date` a date or (for `2008-06`) a Range, a `duration`
    ("3 years": one token) a Duration, a `share` a Share, an `amount` ("100.50 EUR") an Amount.
    `mark` tokens are punctuation that belongs to a sentence, such as a comma or `'s`.
    """

    kind: Literal["word", "text", "number", "date", "duration", "share", "amount", "mark"]
    text: str
    value: Value | None = None
    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as it was written: a row of tokens."""

    tokens: tuple[Token, ...]
    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Reference:
    """`a wedding`, `the wedding`, `another person`, `the other person` in an expression.

    `written` is the noun as it was typed: where nothing introduced it, `the UN` may be a name.
    """

    determiner: Literal["a", "the", "another", "the other"]
    noun: str
    written: str = field(default="", compare=False, repr=False, kw_only=True)
    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name in an expression: `Montenegro`, `"Bosnia and Herzegovina"`."""

    text: str
    quoted: bool = False
    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, date, duration, share or amount."""

    value: Value
    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Today:
    """The word `today` in an expression."""

    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Call:
    """An operation of `parser.datalog.tree.Function`: `+`, `days`, `earlier`, ..."""

    function: str
    args: tuple["Expression", ...]
    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


Expression = Reference | Name | Quantity | Today | Call


@dataclass(frozen=True, slots=True)
class Holds:
    """A sentence as a condition; `negative` after `it is false that`."""

    sentence: Sentence
    negative: bool = False


@dataclass(frozen=True, slots=True)
class Compares:
    """A comparison as a condition: `the age >= 18`."""

    op: Literal["=", "!=", "<", "<=", ">", ">="]
    left: Expression
    right: Expression
    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Aggregates:
    """`a total = sum of EXPR where:` with its conditions."""

    kind: Literal["count", "sum", "min", "max", "days"]
    result: Reference
    terms: tuple[Expression, ...]
    items: tuple["Item", ...]
    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Group:
    """`all of:`, `any of:`, `none of:` or `at least COUNT of:`; `exception` after `unless`."""

    quantifier: Literal["all", "any", "none", "at least"]
    items: tuple["Item", ...]
    count: int = 0
    exception: bool = False
    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Quantifier:
    """The head of a group: `any of:`, or `at least 2 of:` with its count."""

    which: str
    count: int


Condition = Holds | Compares | Aggregates | Group


@dataclass(frozen=True, slots=True)
class Item:
    """A condition with its label as printed (`"(a)"`, or empty)."""

    condition: Condition
    label: str = ""
    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class SlotDecl:
    """`{person}` or `{spouse: person}` in a template; `role` equals `kind` in the short form."""

    role: str
    kind: str
    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Attribute:
    """`given`, `single wedding`, `decided by "Ministry"`: a word with its argument, or ''.

    `asks "…"`, `help "…"` and `proved by "…"` stand on lines of their own below the sentence.
    """

    word: Literal[
        "given",
        "else no",
        "listed",
        "decided by",
        "single",
        "asked",
        "irreflexive",
        "as",
        "all",
        "also",
        "asks",
        "help",
        "proved by",
    ]
    argument: str = ""
    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Template:
    """A line of the vocabulary: literal tokens and slots, then attributes in parentheses.

    `meaning` is the law whose sentence it is, if another law that is loaded beside it has a
    sentence like it (`parser.resolved.told_apart`).
    """

    parts: tuple[Token | SlotDecl, ...]
    attributes: tuple[Attribute, ...] = ()
    meaning: str = ""
    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class KindDecl:
    """`kind NAME`: a kind of individuals."""

    name: str
    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class NamesDecl:
    """`names of country: Montenegro, Serbia`: each name as one token.

    `called` are other names with the main one of what they stand for (`also called`).
    """

    kind: str
    names: tuple[Token, ...]
    called: tuple[tuple[Token, Token], ...] = ()
    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Column:
    """`{days}` in the sentence of a table: the header of the CSV column that fills it."""

    header: str
    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class TableDecl:
    """`table "PATH"`: the sentence that each row of a CSV file states; `cites` names a column."""

    path: str
    path_span: Span
    parts: tuple[Token | Column, ...]
    cites: str = ""
    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class RemedyDecl:
    """`remedy to "BODY" within "LIMIT" against A-1`: what can be done against a decision.

    It is against what the rules `against` conclude, or against its `refusal`; of one that is
    `unseen` the source that was read does not say what can be done.
    """

    against: tuple[tuple[str, Span], ...]
    refusal: bool = False
    unseen: bool = False
    body: str = ""
    limit: str = ""


@dataclass(frozen=True, slots=True)
class RuleDecl:
    """`rule ID "title"` with its properties, conclusion and conditions.

    `negative` concludes that the head is false; `starts` and `ends` are both included. The ids of
    other rules stand with their places. It is `presumed` unless the contrary is shown.
    """

    id: str
    title: str
    head: Sentence
    body: tuple[Item, ...] = ()
    negative: bool = False
    cites: str = ""
    says: str = ""
    reads: tuple[str, ...] = ()
    confidence: str = ""
    notwithstanding: tuple[tuple[str, Span], ...] = ()
    subject_to: tuple[tuple[str, Span], ...] = ()
    instead_of: tuple[tuple[str, Span], ...] = ()
    under: tuple["UnderDecl", ...] = ()
    starts: date | None = None
    ends: date | None = None
    presumed: bool = False
    remedy: RemedyDecl | None = None
    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class ImpossibleDecl:
    """`impossible ID "title"` with `that …`: sentences that never hold together."""

    id: str
    title: str
    body: tuple[Item, ...]
    cites: str = ""
    says: str = ""
    reads: tuple[str, ...] = ()
    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class UnderDecl:
    """`under CONV-7 in-time`: a reading with its choice, or a body of law and nothing."""

    switch: str
    choice: str = ""
    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class ReadingDecl:
    """`reading ID "title"`: the ways in which a text can be read, the default first."""

    id: str
    title: str
    choices: tuple[tuple[str, str], ...]
    cites: str = ""
    says: str = ""
    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class NoteDecl:
    """`provision ID "title"` with `mark WORD "reason"`: text that no rule carries."""

    id: str
    title: str
    mark: str
    reason: str
    cites: str = ""
    says: str = ""
    remedy: RemedyDecl | None = None
    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class LawDecl:
    """`law ID "title"` with its properties: the head of a law file.

    `published` is where it was published, `provenance` where its text was read.
    It `uses` other laws, by id and place; `overlay` is the body of law that it belongs to,
    `calendar` names the country or the table with the holidays that its working days rest on.
    """

    id: str
    title: str
    published: str = ""
    starts: date | None = None
    ends: date | None = None
    uses: tuple[tuple[str, Span], ...] = ()
    overlay: str = ""
    calendar: Token | None = None
    provenance: Provenance = UNSAID
    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


Declaration = (
    KindDecl | NamesDecl | Template | TableDecl | RuleDecl | NoteDecl | ReadingDecl | ImpossibleDecl
)


@dataclass(frozen=True, slots=True)
class LawFile:
    """A `.law` file: its head, and its declarations in the order of the text."""

    law: LawDecl
    declarations: tuple[Declaration, ...] = ()


@dataclass(frozen=True, slots=True)
class StatementDecl:
    """A line under `given`; `closes` after `all cases where ... are given` or a plural.

    `closes all` is `all facts are given`, which has no sentence; `opens` stands after `it is not
    known whether`.
    """

    kind: Literal["states", "denies", "closes", "closes plural", "closes all", "opens"]
    sentence: Sentence
    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class ExpectationDecl:
    """`QUESTION: ANSWER [by RULE, ...]`; `answer` is a verdict word or the values as tokens."""

    question: Sentence
    answer: tuple[Token, ...]
    by: tuple[tuple[str, Span], ...] = ()
    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class CaseDecl:
    """`case "title"`: what is given in a situation, and what is expected of it.

    `meaning` is the law, with its place, whose sentence is meant where several laws have it.
    """

    title: str
    as_of: date | None = None
    under: tuple[UnderDecl, ...] = ()
    statements: tuple[StatementDecl, ...] = ()
    expectations: tuple[ExpectationDecl, ...] = ()
    meaning: tuple[str, Span] | None = None
    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class BackgroundDecl:
    """`background`: what all cases of a file have.

    `as_of` is the day of those that name none, `meaning` the law of those that name none.
    """

    as_of: date | None = None
    statements: tuple[StatementDecl, ...] = ()
    meaning: tuple[str, Span] | None = None
    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A `.case` file: its cases in the order of the text, each with the background of all."""

    cases: tuple[CaseDecl, ...]
