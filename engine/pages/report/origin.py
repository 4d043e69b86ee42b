"""Which proof node a statement about an answer as a whole, or about a missing fact, comes from."""

from collections.abc import Iterator

from engine.answers.reply import Answer
from engine.proof.identity import Known, node_id, premises
from engine.proof.node import Derived, Exception_, Node
from parser.resolved.vocabulary import Provision


class Origins:
    """All nodes of one answer, each once, in the order in which they are explained."""

    def __init__(self, answer: Answer, known: Known) -> None:
        self.known = known
        self.nodes: dict[str, Node] = {}
        roots = [node for node in (answer.proof, *answer.routes) if node is not None]
        roots += [node for one in answer.conflicts for node in (one.left, one.right)]
        pending = list(reversed(roots))
        while pending:
            node = pending.pop()
            identity = node_id(node, known)
            if identity not in self.nodes:
                self.nodes[identity] = node
                pending.extend(reversed(premises(node)))
        self.root = node_id(roots[0], known) if roots else ""
        self._by_predicate: dict[str, str] = {}
        for identity, node in self.nodes.items():
            atom = getattr(node, "atom", None)
            if atom is not None:
                self._by_predicate.setdefault(atom.pred, identity)

    def of(self, node: Node) -> str:
        """Return the identity of a node."""
        return node_id(node, self.known)

    def of_predicate(self, pred: str) -> str:
        """Return the first node that speaks of a predicate, or else the one explained first."""
        return self._by_predicate.get(pred, self.root)

    def of_provision(self, provision: Provision) -> str:
        """Return the first node that a provision decides, or else the one explained first."""
        key = (provision.law, provision.rule)
        found = (one for one, other in self.provisions() if (other.law, other.rule) == key)
        return next(found, self.root)

    def each(self) -> Iterator[tuple[str, Node]]:
        """Yield every node with its identity."""
        yield from self.nodes.items()

    def proved(self, answer: Answer) -> Iterator[tuple[str, Node]]:
        """Yield the nodes of the proof, or of the best way, with their identities."""
        pending = [answer.proof] if answer.proof is not None else []
        seen: set[str] = set()
        while pending:
            node = pending.pop()
            identity = self.of(node)
            if identity not in seen:
                seen.add(identity)
                yield identity, node
                pending.extend(reversed(premises(node)))

    def provisions(self) -> Iterator[tuple[str, Provision]]:
        """Yield each provision with the node that it decides first."""
        seen: set[tuple[str, str]] = set()
        for identity, node in self.nodes.items():
            provision = _provision(node)
            if provision is not None and (provision.law, provision.rule) not in seen:
                seen.add((provision.law, provision.rule))
                yield identity, provision


def _provision(node: Node) -> Provision | None:
    if isinstance(node, Derived):
        return node.rule.provision
    return node.provision if isinstance(node, Exception_) else None
