"""What would exclude a finding that is open: facts beside which a law says that it is never so."""

from collections.abc import Iterator, Mapping

from engine.answers.interview.query import Query, needed_by
from engine.answers.world import World
from engine.proof.grounds import Pattern
from parser.datalog.tree import Atom, Const, Var
from parser.resolved.vocabulary import entity_slots
from parser.values import Value


def excluding_facts(where: World, pred: str, args: Pattern) -> Iterator[Query]:
    """Yield what to ask of facts that never hold beside a finding about named individuals.

    Where a constraint speaks of what rules conclude, these are the facts on which that rests.
    """
    base = where.railed.base
    for constraint in base.constraints:
        for own in constraint.atoms:
            if own.pred != pred:
                continue
            known = {
                term.name: value
                for term, value in zip(own.args, args, strict=True)
                if isinstance(term, Var) and value is not None
            }
            for other in constraint.atoms:
                if other is not own:
                    yield from _facts_of(where, other, known)


def _facts_of(where: World, atom: Atom, known: Mapping[str, Value]) -> Iterator[Query]:
    """Yield what to ask of the given sentences that an atom rests on, about whom it names."""
    base = where.railed.base
    waiting = [(atom, dict(known))]
    seen = {atom.pred}
    while waiting:
        one, names = waiting.pop()
        predicate = base.predicates.get(one.pred)
        if predicate is not None and predicate.origin in ("given", "decided"):
            people = entity_slots(predicate)
            args = tuple(
                _value(term, names) if place in people else None
                for place, term in enumerate(one.args)
            )
            if people and args[people[0]] is not None:
                yield Query(one.pred, args, needed_by(base, one.pred))
            continue
        for rule in base.rules:
            if rule.head.pred != one.pred:
                continue
            inner = {
                head.name: value
                for head, term in zip(rule.head.args, one.args, strict=True)
                if isinstance(head, Var) and (value := _value(term, names)) is not None
            }
            for literal in rule.body:
                if isinstance(literal, Atom) and literal.pred not in seen:
                    seen.add(literal.pred)
                    waiting.append((literal, inner))


def _value(term: Const | Var, known: Mapping[str, Value]) -> Value | None:
    return term.value if isinstance(term, Const) else known.get(term.name)
