"""Strata: predicates in an order in which each is complete before it is negated or counted."""

from collections import deque
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from parser.datalog.graph import components
from parser.datalog.naming import Describe, describer, is_made
from parser.datalog.tree import Aggregate, Atom, Comparison, Negation, Program, Rule
from parser.datalog.variables import atoms
from parser.text.diagnostic import Diagnostic, Label, SourceError
from parser.text.span import NOWHERE, Span

_SHOWN = 8

_How = Literal["needs", "denies", "counts", "presumes"]

_UNDECIDED: frozenset[_How] = frozenset({"counts", "presumes"})
"""What a predicate may not rest on itself by: nothing would say what comes first."""

_NEGATIVE: frozenset[_How] = frozenset({"denies", "counts", "presumes"})
"""What must be complete before it is looked at, in a plain program."""


class _Edge(NamedTuple):
    """`rule` concludes `user`, which rests on `used`."""

    user: str
    used: str
    how: _How
    rule: Rule
    span: Span


def stratify(program: Program) -> tuple[frozenset[str], ...]:
    """Return sets of predicates that rest on each other, the lowest first.

    Each set rests on itself and on earlier ones only, and on no negation or aggregate within
    itself; a predicate that no rule concludes is a set of its own. Raises `SourceError` with
    one `negation-through-recursion` for each set for which that is impossible.

    >>> from parser.datalog.tree import Atom, Negation
    >>> p, q = Atom("p", ()), Atom("q", ())
    >>> [sorted(s) for s in stratify(Program((Rule(p, (Negation(q),)), Rule(q, ()))))]
    [['q'], ['p']]
    """
    strata = _components(program)
    problems = cycles(program, strata, _NEGATIVE)
    if problems:
        raise SourceError(problems)
    return strata


def circular(program: Program) -> frozenset[str]:
    """Return the predicates of the strata that rest on their own negation (see `Program`).

    Raises `SourceError` with one `negation-through-recursion` for each stratum that rests on an
    aggregate over itself, or on what is presumed until the contrary of it is shown. Linear.

    >>> from parser.datalog.tree import Atom, Negation
    >>> p, q = Atom("p", ()), Atom("q", ())
    >>> sorted(circular(Program((Rule(p, (Negation(q),)), Rule(q, (Negation(p),))))))
    ['p', 'q']
    """
    strata = _components(program)
    problems = cycles(program, strata, _UNDECIDED)
    if problems:
        raise SourceError(problems)
    return frozenset().union(*_denying(program, strata))


def _denying(program: Program, strata: tuple[frozenset[str], ...]) -> Iterator[frozenset[str]]:
    place = {name: i for i, members in enumerate(strata) for name in members}
    found = {
        place[rule.head.pred]
        for rule in program.rules
        for literal in rule.body
        if isinstance(literal, Negation) and place[literal.atom.pred] == place[rule.head.pred]
    }
    return (strata[i] for i in sorted(found))


def _components(program: Program) -> tuple[frozenset[str], ...]:
    graph: dict[str, dict[str, None]] = {}
    for rule in program.rules:
        used = graph.setdefault(rule.head.pred, {})
        used.update(dict.fromkeys(atom.pred for atom, _ in atoms(rule.body)))
    for row in program.listed:
        graph.setdefault(row.pred, {})
    found = components({name: tuple(used) for name, used in graph.items()})
    return tuple(frozenset(members) for members in found)


def cycles(
    program: Program, strata: tuple[frozenset[str], ...], refused: frozenset[_How]
) -> tuple[Diagnostic, ...]:
    """Return an error for each stratum that rests on itself in a way that is `refused`."""
    place = {name: i for i, members in enumerate(strata) for name in members}
    edges: dict[int, list[_Edge]] = {}
    broken: dict[int, _Edge] = {}
    for rule in program.rules:
        own = place[rule.head.pred]
        for edge in _edges(rule):
            if place[edge.used] == own:
                edges.setdefault(own, []).append(edge)
                if edge.how in refused:
                    broken.setdefault(own, edge)
    describe = describer(program)
    return tuple(_cycle(edge, edges[i], describe) for i, edge in sorted(broken.items()))


def _edges(rule: Rule) -> Iterator[_Edge]:
    for literal in rule.body:
        how: _How = "needs"
        match literal:
            case Negation(shown=shown):
                how = "presumes" if shown else "denies"
            case Aggregate():
                how = "counts"
            case Atom() | Comparison():
                pass
        for atom, _ in atoms((literal,)):
            span = atom.span if atom.span != NOWHERE else rule.span
            yield _Edge(rule.head.pred, atom.pred, how, rule, span)


def _cycle(broken: _Edge, edges: list[_Edge], describe: Describe) -> Diagnostic:
    path = (broken, *_path(broken.used, broken.user, edges))
    labels = [
        Label(edge.span, _step(edge, describe)) for edge in path[1:_SHOWN] if edge.span != NOWHERE
    ]
    itself = {
        "denies": "its own negation",
        "counts": "an aggregate over itself",
        "presumes": "a presumption that ends once it is shown",
    }[broken.how]
    return Diagnostic(
        "negation-through-recursion",
        f"{describe(broken.user)} rests on {itself}: {_round(path, describe)}{_rules(path)}",
        broken.span,
        tuple(labels),
        "take one of these conditions away, or put it in a sentence that does not rest on the "
        "others",
    )


def _rules(path: tuple[_Edge, ...]) -> str:
    names = list(dict.fromkeys(name for edge in path if (name := _rule_name(edge.rule))))
    shown = ", ".join(f"`{name}`" for name in names[:_SHOWN])
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return f" (through {shown}{more})" if names else ""


def _round(path: tuple[_Edge, ...], describe: Describe) -> str:
    """Write the cycle as a row of sentences, without those that only lowering made."""
    words = [describe(path[0].user)]
    sign = ""
    for count, edge in enumerate(path):
        sign = {"needs": sign, "counts": "aggregate of "}.get(edge.how, "not ")
        if is_made(edge.used) and count < len(path) - 1:
            continue
        words.append(sign + describe(edge.used))
        sign = ""
    if len(words) > _SHOWN + 2:
        words = [*words[:_SHOWN], "…", words[-1]]
    return " → ".join(words)


def _step(edge: _Edge, describe: Describe) -> str:
    verb = {"needs": "needs", "counts": "aggregates"}.get(edge.how, "needs the absence of")
    rule = _rule_name(edge.rule)
    return f"{f'`{rule}`' if rule else describe(edge.user)} {verb} {describe(edge.used)}"


def _rule_name(rule: Rule) -> str:
    return rule.provision.rule if rule.provision else ""


def _path(start: str, goal: str, edges: list[_Edge]) -> tuple[_Edge, ...]:
    """Return a shortest way from `start` to `goal` (they rest on each other)."""
    outgoing: dict[str, list[_Edge]] = {}
    for edge in edges:
        outgoing.setdefault(edge.user, []).append(edge)
    came: dict[str, _Edge] = {}
    waiting = deque([start])
    while waiting and goal not in came and start != goal:
        name = waiting.popleft()
        for edge in outgoing.get(name, ()):
            if edge.used not in came and edge.used != start:
                came[edge.used] = edge
                waiting.append(edge.used)
    return tuple(_back(start, goal, came))


def _back(start: str, goal: str, came: Mapping[str, _Edge]) -> list[_Edge]:
    path: list[_Edge] = []
    while goal != start:
        path.append(came[goal])
        goal = came[goal].user
    return path[::-1]
