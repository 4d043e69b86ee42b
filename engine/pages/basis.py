"""Which facts say where the values of a comparison come from, down to those that a case states."""

from collections.abc import Iterator, Sequence

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
from parser.datalog.tree import Apply
from parser.datalog.variables import in_expression
from parser.values import Entity, Value

_DEEP = 6
"""Through how many steps the facts behind a value are looked for."""

_Fact = Stated | Finding | ListedRow


def telling_facts(turn: Turn) -> tuple[Node, ...]:
    """Return of the facts beside a comparison one for each of its values, a stated one if any."""
    node = turn.node
    if not isinstance(node, Compared):
        return turn.facts
    bindings = dict(node.bindings)
    sides = (node.comparison.left, node.comparison.right)
    used = {name for side in sides for name in in_expression(without_nothing(side, bindings))}
    open_values = [(type(value), value) for name, value in node.bindings if name in used]
    kept: list[Node] = []
    for fact in sorted(turn.facts, key=lambda one: not isinstance(one, _Fact)):
        said = {(type(value), value) for value in _arguments(fact)}
        if any(one in said for one in open_values):
            open_values = [one for one in open_values if one not in said]
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
