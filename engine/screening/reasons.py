"""Why one case comes out as it does, in three words for a table: by what, for want of what."""

from dataclasses import dataclass

from engine.answer import Answer
from engine.proof.grounds import status
from engine.proof.identity import premises
from engine.proof.node import Derived, Finding, GroundAtom, Node
from engine.render.sentence import Predicates, is_hidden, sentence


@dataclass(frozen=True, slots=True)
class Reasons:
    """The provision that decides, the first condition that falls short, and what is missing."""

    provision: str
    condition: str
    missing: str


def reasons_of(answer: Answer, predicates: Predicates) -> Reasons:
    """Return the reasons of an answer: of its proof, or else of the way that comes nearest."""
    node = answer.proof or (answer.routes[0] if answer.routes else None)
    found = () if node is None or answer.verdict == "yes" else _first(node, predicates)
    needs = answer.missing[0].needs if answer.missing else ()
    said = [f"{'not: ' if one.negative else ''}{sentence(one.atom, predicates)}" for one in needs]
    if answer.verdict == "depends":
        said = [sentence(one.atom, predicates) for one in answer.findings]
        said += [f"not: {sentence(one.atom, predicates)}" for one in answer.refusals]
    return Reasons(_provision(node), found[0] if found else "", "; ".join(said))


def _provision(node: Node | None) -> str:
    """Return the rule that decides: the most particular one on the only way."""
    found = ""
    while isinstance(node, Derived):
        if node.rule.provision is not None:
            found = node.rule.provision.rule
        below = [one for one in node.premises if isinstance(one, Derived) and one.rule.provision]
        if len(node.premises) != 1 or not below:
            break
        node = below[0]
    return found


def _first(node: Node, predicates: Predicates) -> tuple[str, ...]:
    """Return the first sentence below a node that falls short and rests on nothing that does."""
    wanted = status(node)
    waiting = [node]
    while waiting:
        current = waiting.pop(0)
        below = [one for one in premises(current) if status(one) == wanted]
        if below:
            waiting.insert(0, below[0])
            continue
        atom = getattr(current, "atom", None)
        if isinstance(atom, GroundAtom) and not is_hidden(atom, predicates):
            return (sentence(atom, predicates),)
        text = _comparison(current)
        return (text,) if text else ()
    return ()


def _comparison(node: Node) -> str:
    from engine.proof.node import Compared
    from engine.render.arithmetic import comparison_words

    if isinstance(node, Compared):
        return comparison_words(node) + (f" ({node.gap})" if node.gap else "")
    return node.authority if isinstance(node, Finding) else ""
