"""The premises of a proof: which condition of a rule each of them is about."""

from collections.abc import Sequence

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
    pending, seen = list(roots), set[int]()
    while pending:
        node = pending.pop(0)
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, Derived) and _tries(node, name):
            return node
        pending.extend(premises(node))
    return None


def _tries(node: Derived, name: str) -> bool:
    """Tell whether a step tries the conditions of a rule: one that takes over a result does not."""
    provision = node.rule.provision
    if provision is None or provision.rule != name or node.rule.role not in ("rule", "applies"):
        return False
    own = [one for one in node.premises if isinstance(one, Derived) and one.rule.role == "applies"]
    return not any(one.rule.provision == provision for one in own)


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
