"""What one reads of a reply first: what it turns on, what to ask, the ways, the dates. Data only.

`engine.answers.summing` makes it in one pass over a reply; pages word it.
"""

from datetime import date
from typing import Literal

from engine.answers.reply import Need, Values, Verdict
from engine.proof.node import Compared, Derived, Node
from parser.datalog.tree import Expr
from parser.frozen import dataclass
from parser.resolved.vocabulary import Provision
from parser.values import Entity

State = Literal[
    "met",
    "to decide",
    "to state",
    "planned",
    "waits",
    "refused",
    "barred",
    "denied",
    "short",
    "assumed",
    "not listed",
    "never",
]
"""How a condition stands, nearest to being met first.

`to decide`: an authority has yet to find it; `to state`: nobody stated it; `planned`: a stated day
to come, such as one on which to leave, falls on the wrong side, and may still be changed; `waits`:
time alone brings it; `refused`: by an authority; `barred`: all else is met and another rule takes
precedence; `denied`: the case says that it is not so; `short`: a value falls short of another;
`assumed`: not so, since nobody said otherwise; `not listed`: in a table of the law; `never`:
nothing that can still happen brings it.
"""

OPEN: tuple[State, ...] = ("to decide", "to state", "planned", "waits")
"""How the hardest condition of a way stands that may still lead there, on the facts as stated."""

SETTLED: tuple[State, ...] = ("not listed", "never")
"""How it stands where no step and no day changes it: what it falls with is so for good."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A condition on which a way stands or falls.

    `of` is the step whose condition it is, `facts` the conditions beside it that say what the
    values of a comparison are. `day` is the first on which time alone meets it. Where nobody states
    it of somebody or something without a name, `beside` are those of whom it is so. Of whom the
    question does not speak, `ties` say who that is, from those of whom it does.
    """

    node: Node
    state: State
    of: Derived | None = None
    facts: tuple[Node, ...] = ()
    day: date | None = None
    beside: tuple[Entity, ...] = ()
    ties: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Way:
    """A way to the conclusion: what it is called, how it stands, and what it turns on.

    `head` is the step that names it, if any, `node` all that is explained of it. `turns` are
    hardest first, and `then` are those that only findings or facts nobody stated leave open
    beside them. `inside` is how many ways there are in it, if it is one of several kinds, and
    `kinds` are these, nearest first, where each of them fails and they are few.
    """

    node: Node
    state: State
    head: Derived | None = None
    turns: tuple[Turn, ...] = ()
    then: tuple[Turn, ...] = ()
    day: date | None = None
    inside: int = 1
    kinds: tuple["Way", ...] = ()


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing to find out: what, of whom (an authority, or "" for whoever knows the case).

    `if_not` is the verdict if it alone turns out not to be so. Of a list that is to be complete
    `known` are the facts of it among the reasons.
    """

    need: Need
    authority: str = ""
    if_not: Verdict = "unknown"
    known: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Asks:
    """Things to find out, the most telling first; `if_so` is the verdict if all of them are so.

    First stand those that settle the answer if they are not so, and what an authority decides
    stands last. `then` is what to find out after them where the answer then depends on it, `next`
    where the only one is not so and leaves it open.
    """

    each: tuple[Ask, ...]
    if_so: Verdict
    then: "Asks | None" = None
    next: "Asks | None" = None


Given = Literal["", "so", "not so", "next"]
"""What an answer under another body of law takes for granted of what the answer asks."""


@dataclass(frozen=True, slots=True)
class Otherwise:
    """Another choice of a reading or body of law, and the answer under it.

    `day` is the first on which time alone turns a *no* there, by its nearest way, and `waits` the
    condition that waits for it; on that day it is a *yes* if it is `certain`, and open if not.
    `meaning` is what the choice means, '' where the switch is a body of law; `rule` is the one that
    settles it there. Of an open answer `asks` are what would decide it, on the `same_way` that the
    answer takes if that is open there, or `waits` what is open. Where it is `given` that what the
    answer asks is so, it is another verdict than the one promised for that. Of an open question
    `found` is what is found there instead. Of a *no* `instead` is what is so there, with another
    value, in place of what is asked. `then` are all conditions of the way that are open: of the
    `same_way`, and of a *no* that waits for a `day` those beside it; `provision` is the one that is
    the first reason for the answer.
    """

    switch: str
    choice: str
    verdict: Verdict
    day: date | None = None
    meaning: str = ""
    rule: str = ""
    waits: Turn | None = None
    certain: bool = True
    asks: Asks | None = None
    same_way: bool = False
    given: Given = ""
    found: Values | None = None
    instead: tuple[Node, ...] = ()
    then: tuple[Turn, ...] = ()
    provision: Provision | None = None


@dataclass(frozen=True, slots=True)
class Dated:
    """A day that a condition works out on one `side`, and the step whose condition it is."""

    day: date
    side: Expr
    node: Compared
    of: Derived


@dataclass(frozen=True, slots=True)
class Summary:
    """The summary of an answer.

    `turns` are the conditions of its first way (for *no* the nearest) on which it stands or falls,
    `met` the conditions of that way that are so. `ways` stand nearest first. `dates` are
    those worked out in the reasons, in order; `relied` the facts, findings, rows and closures on
    which it rests; `cited` the provisions that decide it, each once. `decides` tells whether an
    authority has a say in it. `to_come` are facts that are counted or added up with a day after
    that of the question. `asked` are those of whom the question is.
    """

    verdict: Verdict
    as_of: date
    under: tuple[tuple[str, str], ...] = ()
    turns: tuple[Turn, ...] = ()
    met: tuple[Turn, ...] = ()
    asks: tuple[Asks, ...] = ()
    ways: tuple[Way, ...] = ()
    dates: tuple[Dated, ...] = ()
    relied: tuple[Node, ...] = ()
    cited: tuple[Provision, ...] = ()
    decides: bool = False
    to_come: tuple[Node, ...] = ()
    asked: tuple[Entity, ...] = ()
