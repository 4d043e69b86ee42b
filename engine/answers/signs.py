"""What speaks for a goal and what against it, as the rules say, whatever a case states."""

from collections.abc import Iterator, Sequence

from engine.rails.from_datalog import Railed
from parser.datalog.tree import Aggregate, Atom, Literal, Negation


def signs(railed: Railed, goal: str) -> set[tuple[str, bool]]:
    """Return the predicates that `goal` rests on, with True if one speaks for it, False if against.

    One that does both stands there twice. What is counted or summed may do either.
    """
    heads: dict[str, list[tuple[Literal, ...]]] = {}
    for rule in railed.base.rules:
        heads.setdefault(rule.head.pred, []).append(rule.body)
    found: set[tuple[str, bool]] = set()
    waiting = [(goal, True)]
    while waiting:
        pred, sign = waiting.pop()
        if (pred, sign) in found:
            continue
        found.add((pred, sign))
        for body in heads.get(pred, ()):
            waiting.extend(_used(body, sign))
    return found


def _used(body: Sequence[Literal], sign: bool) -> Iterator[tuple[str, bool]]:
    for literal in body:
        match literal:
            case Atom(pred):
                yield pred, sign
            case Negation(atom):
                yield atom.pred, not sign
            case Aggregate(body=inner):
                for way in (True, False):
                    yield from _used(inner, way)
            case _:
                pass
