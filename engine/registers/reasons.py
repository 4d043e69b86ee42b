"""Why one case comes out as it does, for three columns of a table."""

from engine.answers.reply import Answer
from engine.pages.arithmetic import comparison_words
from engine.pages.measures import gap_words
from engine.proof.grounds import status
from engine.proof.identity import premises
from engine.proof.node import Compared, Derived, Node
from parser.frozen import dataclass
from parser.resolved.vocabulary import GroundAtom
from parser.words.sentence import Predicates, is_hidden, sentence


@dataclass(frozen=True, slots=True)
class Reasons:
    """The provision that decides, the first condition that falls short, and what is missing."""

    provision: str
    condition: str
    missing: str


def reasons_of(answer: Answer, predicates: Predicates) -> Reasons:
    """Return the reasons of an answer: of its proof, or else of the route that comes nearest."""
    node = answer.proof or (answer.routes[0] if answer.routes else None)
    short = node is not None and answer.verdict != "yes"
    path = _path(node) if node is not None and short else ()
    needs = answer.missing[0].needs if answer.missing else ()
    said = [f"{'not: ' if one.negative else ''}{sentence(one.atom, predicates)}" for one in needs]
    if answer.verdict == "depends":
        said = [sentence(one.atom, predicates) for one in answer.findings]
        said += [f"not: {sentence(one.atom, predicates)}" for one in answer.refusals]
    provision = _most_particular(path) if short else _provision(node)
    return Reasons(provision, _condition(path, predicates), "; ".join(said))


def _provision(node: Node | None) -> str:
    """Return the rule that decides: the deepest one as long as each rests on one other alone."""
    found = ""
    while isinstance(node, Derived):
        if node.rule.provision is not None:
            found = node.rule.provision.rule
        below = [one for one in node.premises if isinstance(one, Derived) and one.rule.provision]
        if len(node.premises) != 1 or not below:
            break
        node = below[0]
    return found


def _path(node: Node) -> tuple[Node, ...]:
    """Return the nodes from one down to the first below it that falls short by itself."""
    wanted = status(node)
    found = [node]
    while below := [one for one in premises(found[-1]) if status(one) == wanted]:
        found.append(below[0])
    return tuple(found)


def _most_particular(path: tuple[Node, ...]) -> str:
    """Return the id of the last rule on a path, '' if there is none."""
    rules = [node.rule for node in path if isinstance(node, Derived)]
    return next((one.provision.rule for one in reversed(rules) if one.provision), "")


def _condition(path: tuple[Node, ...], predicates: Predicates) -> str:
    """Return the last sentence or comparison on a path that a reader is shown."""
    for node in reversed(path):
        atom = getattr(node, "atom", None)
        if isinstance(atom, GroundAtom) and not is_hidden(atom, predicates):
            return sentence(atom, predicates)
        if isinstance(node, Compared):
            gap = f" ({gap_words(node.gap)})" if node.gap else ""
            return f"{comparison_words(node)}{gap}"
    return ""
