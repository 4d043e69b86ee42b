"""The premises of a proof: which condition of a rule each of them is about."""

from collections import deque
from collections.abc import Iterator, Sequence

from engine.proof.identity import premises
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
)
from parser.datalog.naming import Enumeration, read
from parser.datalog.terms import comparison
from parser.datalog.tree import Apply, Const, Expr, Today, Var
from parser.resolved.law_tree import Compares
from parser.resolved.vocabulary import GroundAtom
from parser.words.sentence import Predicates, is_hidden, sentence
from parser.words.values import value_words

_TODAY = Var("today")
"""What the evaluation date is called in clauses that are run."""


def applied(name: str, roots: Sequence[Node]) -> Derived | None:
    """Return the step of a proof that tries the conditions of a rule, the nearest to its roots."""
    return next((node for tried, node in _tries(roots) if tried == name), None)


def rules_of(roots: Sequence[Node]) -> Iterator[str]:
    """Yield the ids of the rules whose conditions a proof tries, the nearest to its roots first."""
    return (name for name, _ in _tries(roots))


def _tries(roots: Sequence[Node]) -> Iterator[tuple[str, Derived]]:
    """Yield the steps that try the conditions of rules: one that takes over a result does not."""
    pending, seen = deque(roots), set[int]()
    while pending:
        node = pending.popleft()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, Derived) and node.rule.role in ("rule", "applies"):
            provision = node.rule.provision
            if provision is not None and not _takes_over(node):
                yield provision.rule, node
        pending.extend(premises(node))


def _takes_over(node: Derived) -> bool:
    """Tell whether a step concludes only what an exception has concluded that applies."""
    return any(
        isinstance(one, Derived)
        and one.rule.role == "applies"
        and one.rule.provision == node.rule.provision
        for one in node.premises
    )


def speaks_of(node: Node) -> str:
    """Return the predicate that a premise is about, '' if it is no sentence.

    That of an exception inside a rule is what its route is about.
    """
    if isinstance(node, Exception_):
        return speaks_of(node.route) if node.provision is None else ""
    atom = _atom(node)
    return atom.pred if atom is not None else ""


def is_enumerated(node: Node) -> bool:
    """Tell whether a premise is about what a rule enumerates."""
    return isinstance(read(speaks_of(node)), Enumeration)


def is_counted(node: Node) -> bool:
    """Tell whether a premise compares how many items of an enumeration hold."""
    match node:
        case Compared() if isinstance(node.comparison.left, Var):
            return node.comparison.left.name.startswith("#count")
        case _:
            return False


def is_same(node: Node, condition: Compares) -> bool:
    """Tell whether a premise is about this comparison."""
    if not isinstance(node, Compared):
        return False
    one, other = node.comparison, comparison(condition)
    return (one.op, _plain(one.left), _plain(one.right)) == (
        other.op,
        _plain(other.left),
        _plain(other.right),
    )


def _plain(side: Expr) -> Expr:
    match side:
        case Today():
            return _TODAY
        case Apply(function, args):
            return Apply(function, tuple(_plain(one) for one in args))
        case Const() | Var():
            return side


def said_of(node: Node | None, predicates: Predicates) -> str:
    """Return in words what a premise comes to, '' if that is not for people."""
    match node:
        case None:
            return ""
        case Compared(comparison=compared, left=left, right=right):
            return f"{value_words(left)} {compared.op} {value_words(right)}"
        case Aggregated(result=result):
            return value_words(result)
        case Exception_(route=route):
            return said_of(route, predicates)
        case _:
            atom = _atom(node)
            hidden = atom is None or is_hidden(atom, predicates)
            return "" if atom is None or hidden else sentence(atom, predicates)


def _atom(node: Node) -> GroundAtom | None:
    match node:
        case Stated(atom=atom) | ListedRow(atom=atom) | Finding(atom=atom) | Assumption(atom=atom):
            return atom
        case Absent(atom=atom) | Derived(atom=atom) | Circular(atom=atom) | ByCases(atom=atom):
            return atom
        case Compared() | Aggregated() | Exception_():
            return None
