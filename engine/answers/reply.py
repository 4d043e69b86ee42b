"""What an answer is: a verdict with its reasons. Data only; renderers print it."""

from dataclasses import field
from datetime import date
from typing import TYPE_CHECKING, Literal

from engine.proof.node import Absent, Finding, Limit, Node
from parser.datalog.tree import Row, Rule
from parser.frozen import dataclass
from parser.resolved.tree import Question, Statement
from parser.resolved.vocabulary import GroundAtom
from parser.values import Entity, Value

if TYPE_CHECKING:
    from engine.rails.supposing import Supposed

Verdict = Literal["yes", "no", "depends", "unknown", "silent", "conflict"]


@dataclass(frozen=True, slots=True)
class Need:
    """One missing fact, with its negation if `negative` (that nobody of the kind exists).

    `limits` says which values would do at the places where the atom has none (`None`, "any").
    With `closing` it is that nothing more of the kind is so than is stated. `examples` are the
    places of individuals that stand for any other of which nothing is said, but for those whom
    `other_than` names at their place; `replaces` is the statement whose missing value it supplies.
    `if_none` is the verdict if there is no value at all, where that may well be.
    """

    atom: GroundAtom
    limits: tuple[Limit, ...] = ()
    negative: bool = False
    closing: bool = False
    examples: tuple[int, ...] = ()
    replaces: Statement | None = field(default=None, compare=False)
    other_than: tuple[tuple[int, Entity], ...] = ()
    if_none: "Verdict | None" = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Missing:
    """A set of missing facts that would decide the question, and the answer each way.

    `if_so` is the verdict once all of them are recorded, `if_not` once one of them is denied,
    with everything of its kind where it has an example; both are confirmed by evaluating again.
    `each` has the verdict if one of them alone is denied, of each in their order. Where the
    question is for a value of which only the ends are known, `found` is the row that then answers
    it.
    """

    needs: tuple[Need, ...]
    if_so: Verdict
    if_not: Verdict
    each: tuple[Verdict, ...] = ()
    found: Row = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two rules that both apply and contradict each other, with no stated priority."""

    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a closed question (or for one row of an open one).

    `proof` is the smallest proof of a *yes*, and for *depends* and *unknown* the best route
    with what it still rests on. `routes` are why each rule fails or is open, nearest miss
    first (for *no*, *unknown*, *depends*). *depends* depends on `findings` being made and
    `refusals` being refused. `nearest` are sentences that a *silent* knowledge base does know,
    `outside` the rules that would conclude its sentence on another day or under another choice,
    `under` the readings and bodies of law that were chosen. An *unknown* is `decided` if
    two completions have been shown to differ, and `ways` are what is supposed in one that comes out
    *yes* and in one that comes out *no*; `looked_at` is after how many supposed worlds the search
    for cases ended, where it was cut short. Two rules that contradict each other make a
    *conflict* of it, in `conflicts`; where findings would only bring one about, `contested` says
    that the answer depends between *yes* and *conflict*. `rests_on` says of each finding, and
    then of each refusal, what would have to be stated, and `otherwise` the verdict if the contrary
    of it alone is. Beside a *no* about some value, `instead` are proofs of the same sentence with
    the few other values of which it is so, and `beside` are sentences that are stated of somebody
    where its reasons leave them open of somebody without a name. `complete` are the lists that the
    case declares complete and with whose rows reasons fall. Where what is to be asked does not
    settle an open answer, `if_so` and `if_not` are what it is then (`engine.answers.asked_next`).
    """

    question: Question
    as_of: date
    verdict: Verdict
    proof: Node | None = None
    routes: tuple[Node, ...] = ()
    missing: tuple[Missing, ...] = ()
    findings: tuple[Finding, ...] = ()
    refusals: tuple[Finding, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    nearest: tuple[str, ...] = ()
    outside: tuple[Rule, ...] = field(default=(), compare=False)
    under: tuple[tuple[str, str], ...] = ()
    decided: bool = True
    looked_at: int = 0
    contested: bool = False
    rests_on: tuple[Need, ...] = ()
    otherwise: tuple[Verdict, ...] = ()
    ways: "tuple[tuple[Verdict, tuple[Supposed, ...]], ...]" = ()
    instead: tuple[Node, ...] = ()
    beside: tuple[GroundAtom, ...] = ()
    complete: tuple[Absent, ...] = field(default=(), compare=False)
    if_so: "Answer | None" = field(default=None, compare=False)
    if_not: "Answer | None" = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Values:
    """The answer to an open question: each tuple of values with its own answer.

    `others` is the verdict for whatever is not among the rows ("nobody else": *no*, or
    *unknown* where the relation is open). `how_many` asks only for the number. Without any row,
    `none` is the answer to whether there is one at all: why not, or what would decide it.
    """

    question: Question
    as_of: date
    rows: tuple[tuple[tuple[Value, ...], Answer], ...]
    others: Literal["no", "unknown"]
    how_many: bool = False
    under: tuple[tuple[str, str], ...] = ()
    none: Answer | None = None


Reply = Answer | Values
