"""A proof is a value: immutable nodes that form a DAG. Data only.

The same tree serves *why* (every node holds) and *why not* (some node fails or is open).
"""

from datetime import date
from typing import TYPE_CHECKING, Literal

from engine.rails.said import Source
from parser.datalog.tree import Comparison, Rule
from parser.frozen import dataclass
from parser.resolved.vocabulary import GroundAtom, Provision
from parser.text.span import Span
from parser.values import Amount, Duration, Exact, Share, Value

if TYPE_CHECKING:
    from engine.rails.supposing import Supposed

Status = Literal["holds", "fails", "unknown", "open", "defeated", "conflict"]
"""`unknown`: rests on a missing fact; `open`: on a finding nobody has made yet."""


Reason = Literal[
    "denied",
    "closed",
    "settled",
    "not listed",
    "no route",
    "not shown",
    "nobody",
    "itself",
    "impossible",
    "possible",
    "contradicted",
    "no more",
]
"""Why a sentence is not so (see `Absent`)."""


@dataclass(frozen=True, slots=True)
class Gap:
    """By how much a comparison fails: its left side is too small (`short`) or too big (`over`).

    `amount` is how far the sides are apart, never negative: calendar time between two days and
    between two durations, or a number, a sum of money or a share. Where time alone makes the
    comparison hold, `reached` is the first day on which it does, and `amount` the time till then.
    """

    side: Literal["short", "over"]
    amount: Duration | Amount | Share | int
    reached: date | None = None


@dataclass(frozen=True, slots=True)
class Limit:
    """Which values would do at one place of a sentence, counted from 0: from `low` to `high`.

    Both ends would do; `None` is an open end, and at most one of them is open.
    """

    place: int
    low: Exact | None
    high: Exact | None


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact somebody stated."""

    atom: GroundAtom
    source: Source
    status: Status = "holds"


@dataclass(frozen=True, slots=True)
class ListedRow:
    """A row of a table, with its citation."""

    atom: GroundAtom
    cites: str
    span: Span
    status: Status = "holds"


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding of an authority: recorded (`holds`), refused (`fails`) or not yet made (`open`).

    `limits` says which values an open one would need at the places that it leaves open.
    """

    atom: GroundAtom
    authority: str
    source: Source | None
    status: Status
    limits: tuple[Limit, ...] = ()


@dataclass(frozen=True, slots=True)
class Assumption:
    """A missing fact on which an answer depends: neither stated nor denied."""

    atom: GroundAtom
    status: Status = "unknown"


@dataclass(frozen=True, slots=True)
class Absent:
    """A sentence that is not so (or cannot be shown to be so), and why.

    In a condition `unless ...` its status is `holds` when the sentence cannot hold. `reason` is a
    short phrase; `source` the statement that denies or closes it; `routes` why each rule that
    could conclude it does not. With the reason `impossible` the source is a constraint of the law
    (`who` its id, `text` its title), and `routes` are the facts beside which it cannot be. With the
    reason `contradicted` it stands for the proof of a case that contradicts what is stated. With
    `no more` no sentence of the kind is so but those stated, since the source closes them. With
    `settled` the first of `routes` states another value of what has only one. With `not shown`
    there are rules that do not conclude it, and why is left out for its depth. With `not listed`
    the first of `routes` may be such a row of the table, and the source names the table
    (`who`), how many rows it has (`text`), and its file.
    """

    atom: GroundAtom
    reason: Reason
    source: Source | None = None
    routes: tuple["Node", ...] = ()
    status: Status = "holds"


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison with both sides worked out.

    `bindings` are the values of its variables; `gap` says by how much it fails, if that can be
    said. One that `gives` a variable its value holds whatever that value is, even one that is
    partly known.
    """

    comparison: Comparison
    bindings: tuple[tuple[str, Value], ...]
    left: Value | None
    right: Value | None
    gap: Gap | None = None
    status: Status = "holds"
    gives: bool = False


@dataclass(frozen=True, slots=True)
class Aggregated:
    """An aggregate with what contributed to it, and why nothing else does: what is `closed`."""

    kind: str
    result: Value
    contributions: tuple[tuple[tuple[Value, ...], tuple["Node", ...]], ...]
    bindings: tuple[tuple[str, Value], ...] = ()
    status: Status = "holds"
    closed: tuple["Node", ...] = ()


@dataclass(frozen=True, slots=True)
class Derived:
    """A sentence concluded by a rule, or in *why not* one that a rule fails to conclude.

    `rule` is the clause that ran (it names its provision, item and law), `rail` what kind of
    truth it carries; `premises` stand in the order of the rule's conditions.
    """

    atom: GroundAtom
    rule: Rule
    rail: str
    bindings: tuple[tuple[str, Value], ...]
    premises: tuple["Node", ...]
    status: Status = "holds"


@dataclass(frozen=True, slots=True)
class Circular:
    """A sentence whose explanation comes back to it, so that the rules leave it undecided."""

    atom: GroundAtom
    status: Status = "unknown"


@dataclass(frozen=True, slots=True)
class Exception_:
    """An exception (`unless`, `notwithstanding`) that was looked at.

    `holds` when it does not apply, `defeated` when another rule overrides it, `fails` when it
    applies; `route` says why.
    """

    provision: Provision | None
    route: "Node"
    status: Status


@dataclass(frozen=True, slots=True)
class OneCase:
    """What a proof by cases supposes in one of them, and the proof under that supposition."""

    supposed: tuple["Supposed", ...]
    proof: "Node"


@dataclass(frozen=True, slots=True)
class ByCases:
    """A sentence that `holds` (or `fails`) in each of several cases, of which one must be so.

    The cases are a sentence and its denial (the sentence perhaps with its value in several parts),
    the parts of a stated value that is partly known, or the ranges in which whatever nobody has
    stated must lie. In the last it is shown of all ranges
    together, since two rows may lie in two of them; the cases say why in each. In every case a
    presumption gives way to what is `known`, which is itself certain only by cases.
    """

    atom: GroundAtom
    cases: tuple[OneCase, ...]
    status: Status
    known: tuple["Node", ...] = ()


Node = (
    Stated
    | ListedRow
    | Finding
    | Assumption
    | Absent
    | Compared
    | Aggregated
    | Derived
    | Circular
    | Exception_
    | ByCases
)
