"""What explanations are made from: the derivations of one model and the facts of one case."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field

from engine.proof.node import (
    Absent,
    Aggregated,
    Assumption,
    ByCases,
    Circular,
    Compared,
    Derived,
    Exception_,
    Finding,
    ListedRow,
    Node,
    Stated,
    Status,
)
from engine.proof.smallest import Key, Search
from engine.rails.facts import Facts
from engine.rails.rail import Rail
from parser.frozen import dataclass
from parser.resolved.vocabulary import GroundAtom
from parser.values import Value

Pattern = tuple[Value | None, ...]
Routes = Callable[["Grounds", str, Pattern, int], tuple[Node, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Grounds:
    """The search for derivations, the case, and the nodes made so far.

    `routes` explains why no rule concludes a sentence; it is passed in because explaining an
    absence and explaining a derivation need each other.
    """

    search: Search
    facts: Facts
    routes: Routes
    nodes: dict[Key, Node | None] = field(default_factory=dict)
    absences: dict[object, Absent] = field(default_factory=dict)
    """Why sentences do not hold, by the sentence, how deep it is explained, and the status."""
    under_way: set[Key] = field(default_factory=set)
    """The rows of circles whose nodes are being made."""
    shown: Mapping[Key, Node] = field(default_factory=dict)
    """What takes presumptions back and is certain only by cases, with the proofs."""

    def atom(self, key: Key) -> GroundAtom:
        """Return the sentence that a row of the plain program stands for."""
        return GroundAtom(self.meaning(key[0])[0], key[1])

    def meaning(self, name: str) -> tuple[str, Rail]:
        """Return the predicate and the rail behind a name of the plain program."""
        return self.search.railed.meaning.get(name, (name, "certain"))


_ORDER: dict[Status, int] = {
    "holds": 0,
    "defeated": 0,
    "conflict": 1,
    "open": 2,
    "unknown": 3,
    "fails": 4,
}


def status(node: Node) -> Status:
    """Return the status of a node."""
    match node:
        case Stated() | ListedRow() | Finding() | Assumption() | Absent() | Compared():
            return node.status
        case Aggregated() | Derived() | Circular() | Exception_() | ByCases():
            return node.status


def worst(nodes: Iterable[Node]) -> Status:
    """Return the status of a conclusion that needs all of `nodes`."""
    found: Status = "holds"
    for node in nodes:
        if _ORDER[status(node)] > _ORDER[found]:
            found = status(node)
    return "holds" if found == "defeated" else found
