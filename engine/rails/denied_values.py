"""What a case rules out for one value, looked at wherever a rule fixes that value.

A row that nobody stated has no values: on an open rail it says *some date*. When another
condition of the rule fixes the date, that very date may be the one that the case denies, or
for which it states the one value that there is.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice, product

from engine.rails.names import Denied, Taken, write
from engine.rails.naming import Naming
from engine.rails.rail import GRANTED, LENIENT, Rail
from engine.rails.ways_to_rule_out import key_of
from parser.datalog.tree import (
    Aggregate,
    Apply,
    Atom,
    Comparison,
    Const,
    Literal,
    Negation,
    Term,
    Var,
)
from parser.resolved.vocabulary import Predicate, entity_slots, value_slots
from parser.values import Exact, Range

_WAYS = 16
"""In how many ways the values of one condition are looked up at most."""


def denied_values(body: tuple[Literal, ...], rail: Rail, naming: Naming) -> tuple[Literal, ...]:
    """Return what must be added to the end of a linear `body` so that it respects denials.

    The atoms of `body` still have the names of the base program.
    """
    open_atoms = [
        (literal, predicate)
        for literal in body
        if isinstance(literal, Atom)
        and (predicate := naming.predicates.get(literal.pred)) is not None
        and _is_denied_on(predicate, rail)
    ]
    if not open_atoms:
        return ()
    equal = _equalities(body)
    added: dict[Negation, None] = {}
    for atom, predicate in open_atoms:
        for negation in (
            *_of_atom(atom, predicate, equal),
            *_of_single(atom, predicate, equal),
        ):
            added[negation] = None
    used = {term for negation in added for term in negation.atom.args}
    # what may divide by zero has no value that it must have, and yet may be none that is denied
    worked_out = [replace(one, lenient=True) for one in equal.worked_out if one.left in used]
    return (*worked_out, *added)


def _is_denied_on(predicate: Predicate, rail: Rail) -> bool:
    if not value_slots(predicate):
        return False
    match predicate.origin:
        case "given":
            return rail in LENIENT
        case "decided":
            return rail in LENIENT or rail == GRANTED
        case "listed" | "derived":
            return False


@dataclass(slots=True)
class _Equalities:
    """Which terms a body says to be equal, and the sides of equations that had no name."""

    classes: dict[Term, set[Term]] = field(default_factory=dict)
    worked_out: list[Comparison] = field(default_factory=list)

    def join(self, left: Term, right: Term) -> None:
        joined = self.classes.get(left, {left}) | self.classes.get(right, {right})
        for term in joined:
            self.classes[term] = joined

    def others(self, term: Term) -> list[Term]:
        """Return what else stands for the value of `term`, in a stable order."""
        return sorted(self.classes.get(term, set()) - {term}, key=repr)


def _equalities(body: tuple[Literal, ...]) -> _Equalities:
    found = _Equalities()
    bound: set[str] = set()
    for literal in body:
        match literal:
            case Atom(args=args):
                bound |= {term.name for term in args if isinstance(term, Var)}
            case Comparison("=", (Var() | Const()) as left, (Var() | Const()) as right):
                found.join(left, right)
            case Comparison("=", Var(name) as left, Apply() as right) if name in bound:
                result = Var(f"{name}'={len(found.worked_out)}")
                found.worked_out.append(Comparison("=", result, right, span=literal.span))
                found.join(left, result)
            case Comparison("=", Apply() as left, Var(name) as right) if name in bound:
                result = Var(f"{name}'={len(found.worked_out)}")
                found.worked_out.append(Comparison("=", result, left, span=literal.span))
                found.join(right, result)
            case Negation() | Comparison() | Aggregate():
                pass
        if isinstance(literal, Comparison) and literal.op == "=":
            bound |= {s.name for s in (literal.left, literal.right) if isinstance(s, Var)}
    for name, limits in _limits(body):
        found.join(Var(name), Const(limits))
    return found


def _limits(body: tuple[Literal, ...]) -> Iterator[tuple[str, Range]]:
    """Yield the variables for which a body gives both ends, as `on 2023-11` does, with these.

    Whoever denies every value from the one end to the other denies all that would do.
    """
    low: dict[str, Exact] = {}
    high: dict[str, Exact] = {}
    for literal in body:
        match literal:
            case Comparison(op, Var(name), Const(value)) if not isinstance(value, Range):
                at_least, at_most = op in (">", ">="), op in ("<", "<=")
            case Comparison(op, Const(value), Var(name)) if not isinstance(value, Range):
                at_least, at_most = op in ("<", "<="), op in (">", ">=")
            case Atom() | Negation() | Comparison() | Aggregate():
                continue
        if at_least:
            low.setdefault(name, value)
        if at_most:
            high.setdefault(name, value)
    for name in low:
        if name in high:
            yield name, Range(low[name], high[name])


def _of_atom(atom: Atom, predicate: Predicate, equal: _Equalities) -> Iterator[Negation]:
    people, values = entity_slots(predicate), value_slots(predicate)
    choices: list[list[Term | None]] = [[None, *equal.others(atom.args[i])] for i in values]
    for chosen in islice(product(*choices), _WAYS + 1):
        fixed = {i: term for i, term in zip(values, chosen, strict=True) if term is not None}
        if not fixed:
            continue
        args = {**{i: atom.args[i] for i in people}, **fixed}
        ordered = tuple(args[i] for i in sorted(args))
        name = write(Denied(predicate.name, tuple(sorted(fixed))))
        places = tuple(place for place, i in enumerate(sorted(args)) if i in people)
        yield Negation(Atom(name, ordered, span=atom.span), exact=places, covers=True)


def _of_single(atom: Atom, predicate: Predicate, equal: _Equalities) -> Iterator[Negation]:
    """Yield conditions that the single value is not stated for what the rule fixes.

    There is one for each way in which the rule says what it fixes.

    Only a row that nobody stated has no value of its own at the first place of values.
    """
    key, values = key_of(predicate), value_slots(predicate)
    fixed = [place for place in key if place in values]
    if not fixed:
        return
    choices = [equal.others(atom.args[place]) for place in fixed]
    for chosen in islice(product(*choices), _WAYS):
        args = dict(zip(fixed, chosen, strict=True))
        row = (*(args.get(place, atom.args[place]) for place in key), atom.args[fixed[0]])
        name = write(Taken(predicate.name, key))
        yield Negation(Atom(name, row, span=atom.span), exact=tuple(range(len(row))))
