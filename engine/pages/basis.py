"""Which facts say where the values of a comparison come from, down to those that a case states."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from engine.answers.summary import Turn
from engine.answers.ways import facts_beside
from engine.pages.compared import without_nothing
from engine.proof.node import (
    Aggregated,
    Compared,
    Derived,
    Finding,
    ListedRow,
    Node,
    Stated,
)
from engine.proof.telling import says_nothing
from parser.datalog.tree import Apply, Var
from parser.datalog.variables import in_expression
from parser.values import Entity, Value

_DEEP = 6
"""Through how many steps the facts behind a value are looked for."""

_Fact = Stated | Finding | ListedRow


def spelled_out(turn: Turn) -> Turn:
    """Return a comparison with the calculation in place of a value that its rule works out.

    Where a rule says `the last = the start + 1 year` and `today <= the last`, the second is
    written as `today <= the start + 1 year`.
    """
    node, of = turn.node, turn.of
    if not isinstance(node, Compared) or of is None or node.comparison.op in ("=", "!="):
        return turn
    comparison, bindings = node.comparison, dict(node.bindings)
    for one in of.premises:
        if not isinstance(one, Compared) or one.comparison.op != "=" or one.status != "holds":
            continue
        sides = (one.comparison.left, one.comparison.right)
        for name, worked in (sides, sides[::-1]):
            if not isinstance(name, Var) or not isinstance(worked, Apply):
                continue
            if name == comparison.left:
                comparison = replace(comparison, left=worked)
            elif name == comparison.right:
                comparison = replace(comparison, right=worked)
            else:
                continue
            bindings = {**dict(one.bindings), **bindings}
    if comparison == node.comparison:
        return turn
    spelled = replace(node, comparison=comparison, bindings=tuple(bindings.items()))
    return replace(turn, node=spelled, facts=facts_beside(spelled, of))


def telling_facts(turn: Turn) -> tuple[Node, ...]:
    """Return of the facts beside a comparison one for each of its values, a stated one if any.

    Where two of its values are the same day there are two facts: of both something is so.
    """
    node = turn.node
    if not isinstance(node, Compared):
        return turn.facts
    bindings = dict(node.bindings)
    sides = (node.comparison.left, node.comparison.right)
    used = {name for side in sides for name in in_expression(without_nothing(side, bindings))}
    open_values = [(type(value), value) for name, value in node.bindings if name in used]
    kept: list[Node] = []
    for fact in sorted(turn.facts, key=lambda one: not isinstance(one, _Fact)):
        said = [(type(value), value) for value in _arguments(fact)]
        if any(one in said for one in open_values):
            for one in said:
                if one in open_values:
                    open_values.remove(one)
            kept.append(fact)
    return tuple(fact for fact in turn.facts if fact in kept)


def basis(node: Node, depth: int = _DEEP) -> tuple[_Fact, ...]:
    """Return the facts from which a value of a derived sentence is worked out, each once."""
    if not isinstance(node, Derived) or depth <= 0:
        return ()
    found: dict[_Fact, None] = {}
    for one in _sources(node):
        if isinstance(one, _Fact):
            found[one] = None
        else:
            found.update(dict.fromkeys(basis(one, depth - 1)))
    return tuple(found)


def _sources(node: Derived) -> Sequence[Node]:
    """Return what the values of a step come from: of a calculation or count, or handed on."""
    values = {(type(value), value) for value in _values(node)}
    worked = [*_worked(node, values)]
    if worked:
        return worked
    return [
        one
        for one in node.premises
        if any((type(value), value) in values for value in _values(one))
        and not isinstance(one, Aggregated)
    ]


def _worked(node: Derived, values: set[tuple[type, Value]]) -> Iterator[Node]:
    for one in node.premises:
        match one:
            case Compared(left=value) if (
                one.comparison.op == "="
                and not says_nothing(one)
                and (type(value), value) in values
                and (
                    isinstance(one.comparison.left, Apply)
                    or isinstance(one.comparison.right, Apply)
                )
            ):
                yield from (fact for fact in facts_beside(one, node) if fact is not one)
            case Aggregated(result=result, contributions=rows) if (type(result), result) in values:
                for _, parts in rows:
                    yield from parts
            case _:
                pass


def _values(node: Node) -> Sequence[Value]:
    """Return the values of a step that are no individuals: days, numbers, sums."""
    return [value for value in _arguments(node) if not isinstance(value, Entity)]


def _arguments(node: Node) -> Sequence[Value]:
    """Return what a step is about: individuals, and values."""
    if isinstance(node, Aggregated):
        return (node.result,)
    atom = getattr(node, "atom", None)
    return [arg for arg in (atom.args if atom is not None else ()) if arg is not None]
