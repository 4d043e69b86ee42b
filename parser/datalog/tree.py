"""The core form: constant, variable, atom, negation, comparison, arithmetic, aggregate, rule.

Data only. Everything above this form is lowered to it; every engine runs it and nothing else.
"""

from dataclasses import field
from datetime import date
from typing import Literal as OneOf

from parser.frozen import dataclass
from parser.resolved.vocabulary import Predicate, Provision, Switch
from parser.text.span import NOWHERE, Span
from parser.values import Entity, Exact, Value


@dataclass(frozen=True, slots=True)
class Const:
    """A value that a rule names."""

    value: Value


@dataclass(frozen=True, slots=True)
class Var:
    """A variable of one rule; the name `_` is anonymous: each occurrence is its own."""

    name: str


Function = OneOf[
    "+",
    "-",
    "*",
    "/",
    "%",
    "**",
    "neg",
    "whole",  # whole(a): the whole part of a number, rounded toward zero
    "days",  # days(a, b): days from a to b, both counted
    "months",  # months(a, b): completed months
    "years",  # years(a, b): completed years
    "earlier",  # the smaller of two values
    "later",  # the larger of two values
    "rounded",  # rounded(a, unit): to the nearest multiple of the unit, a half away from zero
    "rounded_up",  # to the next multiple above
    "rounded_down",  # to the next multiple below
    "year",  # year(a): the number of the year that a day lies in
    "month",  # month(a): 1 to 12
    "weekday",  # weekday(a): the English name of the day, a text
    "first_of_month",  # the first or last day of the month, quarter or year that a day lies in
    "last_of_month",
    "first_of_quarter",
    "last_of_quarter",
    "first_of_year",
    "last_of_year",
    "date",  # date(a, m, d): the day d of the month m of the year a, or the last of that month
    "working_days",  # working_days(c, a, b): those of a calendar from a to b, both counted
    "working_after",  # working_after(c, a, n): the day n working days of a calendar after a
]


@dataclass(frozen=True, slots=True)
class Today:
    """The evaluation date; `engine.rails.in_force` makes it a condition that gives the day."""


@dataclass(frozen=True, slots=True)
class Apply:
    """A function applied to expressions; `+` and `-` also move a date by a duration."""

    function: Function
    args: tuple["Expr", ...]


Term = Const | Var
Expr = Const | Var | Apply | Today


@dataclass(frozen=True, slots=True)
class Atom:
    """`pred(args)`. Arguments are terms, never expressions."""

    pred: str
    args: tuple[Term, ...]
    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Negation:
    """`not pred(args)`; `_` among the arguments is existential inside the negation.

    With `lenient`, a row whose value is a range counts as matching when the range could hold
    the argument; otherwise only when it must. Places in `exact` hold parameters: there only the
    very same value matches. With `covers` a row with a range speaks of every value in it, as the
    denial of a month does of its days: it matches whatever can only be one of them. With `shown` it
    fails only where the atom is certain, whatever the rule is looked at for: what is presumed holds
    until the contrary is shown.
    """

    atom: Atom
    lenient: bool = False
    exact: tuple[int, ...] = ()
    covers: bool = False
    shown: bool = False
    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


Operator = OneOf["=", "!=", "<", "<=", ">", ">="]

MIRRORED: dict[Operator, Operator] = {
    "=": "=",
    "!=": "!=",
    "<": ">",
    "<=": ">=",
    ">": "<",
    ">=": "<=",
}
"""The operator that says the same of two sides in the other order."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """`left op right`. `=` binds when one side is a variable that nothing else binds.

    On ranges and unnamed individuals a comparison holds if it must (the default), or, when
    `lenient`, if it could.
    """

    op: Operator
    left: Expr
    right: Expr
    lenient: bool = False
    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


AggregateKind = OneOf["count", "sum", "min", "max", "days"]


@dataclass(frozen=True, slots=True)
class Aggregate:
    """`result = kind of terms over body`, over the distinct assignments of the body.

    Variables of the body that also occur elsewhere in the rule (outside this aggregate) are
    its grouping and are bound before it runs. `count` has no terms or counts distinct values
    of its terms, `sum`, `min` and `max` have one, `days` has two (from, to: the days covered,
    overlaps counted once). `count` and `days` over nothing give 0, `sum` gives `nothing`, which is
    `0 EUR` if all laws speak of euros alone; `min` and `max` over nothing give no row.

    With `possible`, `body` gives the rows that are certain and `possible` all that could be
    (a superset over the same variables): the result is then a `Range` where they differ.
    `lenient` says whether one possible row is enough for a `min` or `max` to exist.
    """

    kind: AggregateKind
    result: Term
    terms: tuple[Expr, ...]
    body: tuple["Literal", ...]
    possible: tuple["Literal", ...] | None = None
    lenient: bool = False
    nothing: Exact = 0
    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


Literal = Atom | Negation | Comparison | Aggregate


Role = OneOf[
    "rule",  # concludes what an authored rule concludes
    "item",  # one item of an enumeration: `any of`, `none of`, `at least`
    "applies",  # an exception's conditions hold, so that it defeats another rule
    "context",  # repeats conditions so that an item is safe on its own
    "bridge",  # connects a rail with the facts behind it
    "asked",  # collects the values for which a question is asked
]


@dataclass(frozen=True, slots=True)
class Rule:
    """`head :- body.` with its origin; an empty body is a fact.

    `starts` and `ends` (both included) say on which evaluation dates it is in force, `under`
    with which choices of each switch. One that is `asked` says for which predicates' rules it
    is: where none of these is looked at, nobody asks.
    """

    head: Atom
    body: tuple[Literal, ...]
    role: Role = "rule"
    provision: Provision | None = None
    starts: date | None = None
    ends: date | None = None
    under: tuple[tuple[str, tuple[str, ...]], ...] = ()
    askers: frozenset[str] = field(default=frozenset(), compare=False, repr=False, kw_only=True)
    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Constraint:
    """Atoms that never hold together where the comparisons hold.

    The atoms bind every variable of the comparisons but that of the evaluation date. Where one is
    of a predicate that rules conclude, a rule concludes `parser.datalog.naming.Broken` from them;
    no engine runs the others.
    """

    atoms: tuple[Atom, ...]
    comparisons: tuple[Comparison, ...]
    provision: Provision
    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class ListedRow:
    """One row of a table, with its citation and the line of the CSV file it stands on."""

    pred: str
    row: Row
    cites: str = ""
    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Program:
    """Rules, the predicates they speak of, and the rows of listed tables.

    `entities` are the individuals that the rules themselves name (not the rows of tables),
    `closed` all individuals of each kind of which the laws name every one, `switches` what can
    be chosen, `constraints` what cannot be.

    `circular` are the predicates that rest on their own negation. Of a program on rails
    `from_below` are those that they run as to say what certainly holds, where the others say what
    may hold: one is computed from the other in turns (see `engine.backends.well_founded`).
    """

    rules: tuple[Rule, ...]
    predicates: dict[str, Predicate] = field(default_factory=dict)
    listed: tuple[ListedRow, ...] = ()
    entities: tuple[Value, ...] = ()
    closed: dict[str, tuple[Entity, ...]] = field(default_factory=dict)
    switches: tuple[Switch, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    circular: frozenset[str] = frozenset()
    from_below: frozenset[str] = frozenset()
