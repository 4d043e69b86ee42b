"""The premises of a proof: which condition of a rule each of them is about."""

from collections import deque
from collections.abc import Callable, Collection, Iterator, Sequence

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
from parser.resolved.law_tree import Aggregates, Compares
from parser.resolved.tree import Constant, Sentence, Term, Variable
from parser.resolved.vocabulary import GroundAtom
from parser.text.span import Span
from parser.values import Range, Value
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


class Left:
    """The premises of one step of a proof that stand for no condition yet, in their order.

    A premise stands for a condition only if it says the very same: the same sentence of the same
    individuals and values, as far as the step knows them, and denied or not as it is there. What
    could be taken for another condition is left alone, and then nothing is said of the condition.
    """

    def __init__(self, step: Derived | None) -> None:
        """Begin with all premises of a step; there are none without one."""
        self.nodes: list[Node] = list(step.premises) if step is not None else []
        self._bindings = dict(step.bindings) if step is not None else {}

    def sentence(self, said: Sentence, negative: bool) -> Node | None:
        """Take the premise that stands for a sentence, or for its denial."""
        return self._take(lambda node: self._is_about(node, said, negative))

    def comparison(self, compares: Compares) -> Node | None:
        """Take the premise that stands for a comparison."""
        return self._take(lambda node: is_same(node, compares))

    def aggregate(self, condition: Aggregates) -> Node | None:
        """Take the premise that stands for an aggregate: it has the kind and the result."""
        result = self._bindings.get(condition.result.name)
        return self._take(
            lambda node: (
                isinstance(node, Aggregated)
                and node.kind == condition.kind
                and (result is None or node.result == result)
            )
        )

    def enumerated(self, items: Collection[Span]) -> Node | None:
        """Take the premise about what is enumerated with items at these places."""
        return self._take(
            lambda node: (
                isinstance(read(speaks_of(node)), Enumeration)
                and not items_of(node).isdisjoint(items)
            )
        )

    def counted(self, items: Collection[Span]) -> Node | None:
        """Take the premises about how many items at these places hold; return the comparison."""
        total = self._take(
            lambda node: isinstance(node, Aggregated) and not items_of(node).isdisjoint(items)
        )
        if not isinstance(total, Aggregated):
            return None
        return self._take(lambda node: _is_count(node, total.result))

    def exceptions(self) -> Iterator[Exception_]:
        """Yield the premises about rules that take precedence."""
        for node in self.nodes:
            if isinstance(node, Exception_) and node.provision is not None:
                yield node

    def _take(self, fits: Callable[[Node], bool]) -> Node | None:
        for at, one in enumerate(self.nodes):
            if fits(one):
                return self.nodes.pop(at)
        return None

    def _is_about(self, node: Node, said: Sentence, negative: bool) -> bool:
        atom = _atom(node.route) if isinstance(node, Exception_) else _atom(node)
        if atom is None or speaks_of(node) != said.predicate:
            return False
        if isinstance(node, Absent) and node.status in ("holds", "fails"):
            if (node.status == "holds") != negative:
                return False
        elif isinstance(node, Exception_) != negative and not isinstance(node, Absent):
            return False
        return all(
            value is None or wanted is None or value == wanted or isinstance(value, Range)
            for value, wanted in zip(atom.args, map(self._value, said.args), strict=False)
        )

    def _value(self, term: Term) -> Value | None:
        match term:
            case Constant(value):
                return value
            case Variable(name):
                return self._bindings.get(name)


def items_of(node: Node) -> frozenset[Span]:
    """Return the places of the items of enumerations that stand nearest below a premise."""
    found: set[Span] = set()
    pending, seen = [node], set[int]()
    while pending:
        one = pending.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        if isinstance(one, Derived):
            if one.rule.role == "item":
                found.add(one.rule.span)
            continue
        pending.extend(premises(one))
    return frozenset(found)


def _is_count(node: Node, result: Value) -> bool:
    """Tell whether a premise compares how many items of an enumeration hold."""
    match node:
        case Compared() if isinstance(node.comparison.left, Var):
            return node.comparison.left.name.startswith("#count") and node.left == result
        case _:
            return False


def speaks_of(node: Node) -> str:
    """Return the predicate that a premise is about, '' if it is no sentence.

    That of an exception inside a rule is what its route is about.
    """
    if isinstance(node, Exception_):
        return speaks_of(node.route) if node.provision is None else ""
    atom = _atom(node)
    return atom.pred if atom is not None else ""


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
