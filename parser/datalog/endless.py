"""Rules that could conclude new values from their own conclusions without end."""

from collections.abc import Iterator

from parser.datalog.graph import components
from parser.datalog.tree import Aggregate, Apply, Atom, Comparison, Program, Rule, Var
from parser.datalog.variables import atoms, in_expression
from parser.text.diagnostic import Diagnostic

_BOUNDS = frozenset({"<", "<=", ">", ">=", "!="})


def endless(program: Program) -> Iterator[Rule]:
    """Yield the rules of a recursion that work out a value from its own and do not bound it.

    A value is bounded where a comparison of the rule speaks of it, or of one that it is worked out
    from, or where another condition must have it. Linear.
    """
    graph: dict[str, list[str]] = {}
    for rule in program.rules:
        graph.setdefault(rule.head.pred, []).extend(atom.pred for atom, _ in atoms(rule.body))
    together: dict[str, frozenset[str]] = {}
    for members in components(graph):
        first = members[0]
        if len(members) > 1 or first in graph.get(first, ()):
            together.update(dict.fromkeys(members, frozenset(members)))
    for rule in program.rules:
        if rule.role != "asked" and _grows(rule, together.get(rule.head.pred, frozenset())):
            yield rule


def endless_rules(program: Program) -> Iterator[Diagnostic]:
    """Yield a warning for each rule that could go on without end (see `endless`), once."""
    seen: set[str] = set()
    for rule in endless(program):
        name = rule.provision.rule if rule.provision is not None else rule.head.pred
        if name not in seen:
            seen.add(name)
            yield Diagnostic(
                "endless-recursion",
                f"`{name}` works out new values from its own conclusions, and nothing bounds them",
                rule.span,
                help="add a condition that ends it, such as `and the number < 100`",
                severity="warning",
            )


def _grows(rule: Rule, own: frozenset[str]) -> bool:
    """Tell whether a rule concludes a value worked out from one of its recursion, unbounded."""
    source = {
        term.name
        for literal in rule.body
        if isinstance(literal, Atom) and literal.pred in own
        for term in literal.args
        if isinstance(term, Var)
    }
    source |= {
        literal.result.name
        for literal in rule.body
        if isinstance(literal, Aggregate)
        and isinstance(literal.result, Var)
        and any(atom.pred in own for atom, _ in atoms(literal.body))
    }
    given = {
        term.name
        for literal in rule.body
        if isinstance(literal, Atom) and literal.pred not in own
        for term in literal.args
        if isinstance(term, Var)
    }
    made: dict[str, set[str]] = {}
    for literal in rule.body:
        if not isinstance(literal, Comparison) or literal.op != "=":
            continue
        for side, other in ((literal.left, literal.right), (literal.right, literal.left)):
            if isinstance(side, Var) and isinstance(other, Apply):
                made.setdefault(side.name, set()).update(in_expression(other))
    bounded = {
        name
        for literal in rule.body
        if isinstance(literal, Comparison) and literal.op in _BOUNDS
        for side in (literal.left, literal.right)
        for name in in_expression(side)
    }
    for term in rule.head.args:
        if isinstance(term, Var) and term.name in made and term.name not in given | source:
            reached: set[str] = set()
            waiting = [term.name]
            while waiting:
                name = waiting.pop()
                if name not in reached:
                    reached.add(name)
                    waiting.extend(made.get(name, ()))
            if reached & source and not reached & bounded:
                return True
    return False
