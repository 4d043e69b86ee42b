"""What a derivation still rests on: missing facts, open findings, and the values they need.

The derivation on an open rail says *someone* and *some date*. Walking it from the goal down,
each of these becomes a symbol, so that two conditions about the same someone share it and the
comparisons along the way become constraints on it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from engine.proof.grounds import Grounds, Pattern
from engine.proof.instances import Bindings, holds
from engine.proof.smallest import Instance, Key
from engine.rails.names import Open, Stated, read
from parser.datalog.tree import (
    Aggregate,
    Atom,
    Comparison,
    Const,
    Literal,
    Negation,
    Rule,
    Term,
    Var,
)
from parser.datalog.variables import in_expression
from parser.values import SOMEONE, UNKNOWN, Entity, Range, Value


@dataclass(frozen=True, slots=True)
class Symbol:
    """An individual or a value that nobody has named. `hint` is what a rule calls it."""

    number: int
    hint: str
    kind: str


Arg = Value | Symbol


@dataclass(frozen=True, slots=True)
class Leaf:
    """A sentence that a derivation assumes; `stated` if only some value of it is missing."""

    pred: str
    args: tuple[Arg, ...]
    row: tuple[Value, ...]
    stated: bool = False


@dataclass(frozen=True, slots=True)
class Constraint:
    """A comparison that holds only if the symbols in it have the right values."""

    comparison: Comparison
    bindings: tuple[tuple[str, Arg], ...]


@dataclass(frozen=True, slots=True)
class Blocked:
    """A negated condition that holds only if what it negates turns out not to be so."""

    negation: Negation
    bindings: tuple[tuple[str, Value], ...]


@dataclass(slots=True)
class Leaves:
    """All that one derivation assumes."""

    leaves: list[Leaf] = field(default_factory=list)
    constraints: list[Constraint] = field(default_factory=list)
    blocked: list[Blocked] = field(default_factory=list)


def leaves_of(grounds: Grounds, goal: Key, wanted: Pattern = ()) -> Leaves:
    """Return what the smallest derivation of `goal` assumes.

    `wanted` are the values that were asked about, where the row has values that are not known.
    """
    steps = grounds.search.derive(goal).steps
    found = Leaves()
    fresh = _Symbols()
    asked = wanted or (None,) * len(goal[1])
    start = tuple(
        named if isinstance(value, Range) and named is not None else fresh.lift(value, "", i)
        for i, (value, named) in enumerate(zip(goal[1], asked, strict=True))
    )
    waiting: list[tuple[Key, tuple[Arg, ...]]] = [(goal, start)]
    seen: set[tuple[Key, tuple[Arg, ...]]] = set()
    while waiting:
        key, args = waiting.pop()
        if (key, args) in seen or key not in steps:
            continue
        seen.add((key, args))
        waiting.extend(_visit(grounds, key, args, steps[key], fresh, found))
    return found


class _Symbols:
    """Hands out symbols."""

    def __init__(self) -> None:
        self.count = 0

    def new(self, hint: str, kind: str) -> Symbol:
        self.count += 1
        return Symbol(self.count, hint, kind)

    def lift(self, value: Value, hint: str, place: int) -> Arg:
        if isinstance(value, Entity) and value.name == SOMEONE:
            return self.new(hint or value.kind, value.kind)
        if isinstance(value, Range):
            return self.new(hint or f"value {place}", "")
        return value


def _visit(
    grounds: Grounds,
    key: Key,
    args: tuple[Arg, ...],
    step: Instance,
    fresh: _Symbols,
    found: Leaves,
) -> Iterator[tuple[Key, tuple[Arg, ...]]]:
    if step.rule is None:
        if step.premises:
            yield (step.premises[0], args)
        elif isinstance(read(key[0]), Stated) and _is_missing(grounds, key, args):
            found.leaves.append(Leaf(grounds.meaning(key[0])[0], args, key[1], stated=True))
        return
    if step.rule.role == "bridge":
        source = step.rule.body[0]
        assert isinstance(source, Atom)
        if isinstance(read(source.pred), Open):
            found.leaves.append(Leaf(grounds.meaning(key[0])[0], args, key[1]))
        elif step.premises:
            yield (step.premises[0], args)
        return
    env = _environment(step.rule, args, step.bindings, fresh)
    for literal in step.rule.body:
        match literal:
            case Atom(pred, terms):
                row = tuple(_value(term, step.bindings) for term in terms)
                yield ((pred, row), tuple(_arg(term, env) for term in terms))
            case Comparison():
                if literal.lenient and not holds(literal, step.bindings, lenient=False):
                    used = {*in_expression(literal.left), *in_expression(literal.right)}
                    bound = tuple((name, env[name]) for name in sorted(used) if name in env)
                    found.constraints.append(Constraint(literal, bound))
            case Negation():
                if grounds.search.could_hold(literal, step.bindings):
                    found.blocked.append(Blocked(literal, tuple(step.bindings.items())))
            case Aggregate():
                pass


def _is_missing(grounds: Grounds, key: Key, args: tuple[Arg, ...]) -> bool:
    """Tell whether a value of a stated row is missing, or of a finding one that is asked for."""
    predicate = grounds.search.railed.base.predicates[grounds.meaning(key[0])[0]]
    return any(
        isinstance(arg, Symbol)
        or (predicate.origin == "decided" and isinstance(value, Range) and arg != value)
        for arg, value in zip(args, key[1], strict=True)
    )


def _environment(
    rule: Rule, args: tuple[Arg, ...], bindings: Bindings, fresh: _Symbols
) -> dict[str, Arg]:
    """Return what each variable of a rule stands for, with one symbol for each unknown."""
    env: dict[str, Arg] = {}
    for term, arg in zip(rule.head.args, args, strict=True):
        if isinstance(term, Var):
            env.setdefault(term.name, arg)
    for name, value in bindings.items():
        if name not in env:
            env[name] = fresh.lift(value, name.split("'")[0], 0)
    _unify_equal(rule.body, env)
    return env


def _unify_equal(body: tuple[Literal, ...], env: dict[str, Arg]) -> None:
    """Make two symbols one where the rule says that their values are the same."""
    for literal in body:
        match literal:
            case Comparison("=", Var(left), Var(right)):
                if isinstance(env.get(left), Symbol):
                    env[left] = env[right]
                elif isinstance(env.get(right), Symbol):
                    env[right] = env[left]
            case Comparison("=", Var(left), Const(value)) if isinstance(env.get(left), Symbol):
                env[left] = value
            case Atom() | Negation() | Comparison() | Aggregate():
                pass


def _value(term: Term, bindings: Bindings) -> Value:
    return term.value if isinstance(term, Const) else bindings.get(term.name, UNKNOWN)


def _arg(term: Term, env: dict[str, Arg]) -> Arg:
    return term.value if isinstance(term, Const) else env.get(term.name, UNKNOWN)
