"""The resolved form of laws: conditions are sentences of known predicates. Data only."""

from dataclasses import field
from datetime import date
from typing import Literal

from parser.frozen import dataclass
from parser.provenance import UNSAID, Provenance
from parser.resolved.tree import Constant, Sentence, Variable
from parser.resolved.vocabulary import Predicate, Provision, Remedy, Switch
from parser.text.span import NOWHERE, Span


@dataclass(frozen=True, slots=True)
class Today:
    """The evaluation date."""


@dataclass(frozen=True, slots=True)
class Calculated:
    """A function of `parser.datalog.tree.Function` applied to expressions."""

    function: str
    args: tuple["Expression", ...]
    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


Expression = Variable | Constant | Today | Calculated


@dataclass(frozen=True, slots=True)
class Holds:
    """A condition that the sentence is true, or with `negative` that it is false."""

    sentence: Sentence
    negative: bool = False


@dataclass(frozen=True, slots=True)
class Compares:
    """A condition that a comparison of two expressions holds."""

    op: Literal["=", "!=", "<", "<=", ">", ">="]
    left: Expression
    right: Expression
    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Aggregates:
    """`a total = sum of ... where:` binds `result`; see `parser.datalog.tree.Aggregate`."""

    kind: Literal["count", "sum", "min", "max", "days"]
    result: Variable
    terms: tuple[Expression, ...]
    items: tuple["Item", ...]
    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Group:
    """`all of`, `any of`, `none of`, `at least N of`; `exception` when introduced by `unless`."""

    quantifier: Literal["all", "any", "none", "at least"]
    items: tuple["Item", ...]
    count: int = 0
    exception: bool = False
    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


Condition = Holds | Compares | Aggregates | Group


@dataclass(frozen=True, slots=True)
class Item:
    """A condition with its label as printed (`"(a)"`, or empty)."""

    condition: Condition
    label: str = ""
    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Rule:
    """`head if body`; `negative` concludes that the head is false.

    `notwithstanding` are ids of rules it takes precedence over (`subject to` is turned round
    when a whole knowledge base is put together); `starts`, `ends` are both included. `under`
    are the choices under which it counts, `instead_of` the rules whose place it then takes. One
    that is `presumed` gives way to whatever is known to say the contrary.
    """

    provision: Provision
    head: Sentence
    body: tuple[Item, ...] = ()
    negative: bool = False
    notwithstanding: tuple[tuple[str, Span], ...] = ()
    subject_to: tuple[tuple[str, Span], ...] = ()
    instead_of: tuple[tuple[str, Span], ...] = ()
    under: tuple[tuple[str, str], ...] = ()
    starts: date | None = None
    ends: date | None = None
    presumed: bool = False
    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Listed:
    """One row of a table."""

    sentence: Sentence
    cites: str = ""
    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Note:
    """A provision that no rule carries, with the reason (`discretion`, `garbled`, ...)."""

    provision: str
    title: str
    mark: str
    reason: str
    cites: str = ""
    says: str = ""
    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Constraint:
    """Sentences that never hold together, with what is compared between their values."""

    provision: Provision
    body: tuple[Item, ...]
    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Law:
    """One `.law` file after resolution.

    `names` maps a name to its kind, `called` another spelling of one to the name and its place,
    by kind, `closed` are the kinds of which it names all individuals
    (a list of names, or the column of a table). `switches` are the readings it declares and
    the body of law, `overlay`, that it belongs to. `provenance` is where its text was read.
    """

    id: str
    title: str
    published: str = ""
    starts: date | None = None
    ends: date | None = None
    uses: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    names: dict[str, str] = field(default_factory=dict)
    called: dict[str, dict[str, tuple[str, Span]]] = field(default_factory=dict)
    predicates: dict[str, Predicate] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    listed: tuple[Listed, ...] = ()
    notes: tuple[Note, ...] = ()
    switches: tuple[Switch, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    remedies: tuple[Remedy, ...] = ()
    overlay: str = ""
    provenance: Provenance = UNSAID
    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)
