"""Facts that break a constraint, and facts of the same sentences that break none: by trying.

What a constraint forbids is easier to judge by an example than by its words, and that something is
left beside all constraints together is only shown by one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import islice, product
from typing import NamedTuple

from engine.rails.impossible import Held, Rows, breaches
from engine.rails.in_force import TODAY_VARIABLE
from parser.datalog.tree import Atom, Const, Constraint, Expr, Program, Var
from parser.datalog.variables import in_atom
from parser.resolved.vocabulary import Predicate
from parser.values import Amount, Duration, Entity, Exact, Share, Value

TRIED = 5_000
"""How many ways to fill in the sentences of a constraint are tried for one example."""

_NAMES = ("Ana", "Boris", "Cleo", "Dora")


class Example(NamedTuple):
    """Facts that a constraint forbids, and facts beside which every constraint is kept.

    Either is empty where none was found.
    """

    constraint: Constraint
    forbidden: tuple[Held, ...]
    allowed: tuple[Held, ...]


def examples(program: Program, today: date) -> Iterator[Example]:
    """Yield an example of each constraint over facts alone; `program` is in force on that day."""
    predicates = program.predicates
    over_facts = [
        one
        for one in program.constraints
        if all(predicates[atom.pred].origin in ("given", "decided") for atom in one.atoms)
    ]
    for one in over_facts:
        ways = islice(_facts(one.atoms, one, program, today), TRIED)
        breaking = (facts for facts in ways if _breaks(facts, (one,), today))
        apart = tuple(_apart(atom, place) for place, atom in enumerate(one.atoms))
        kept = (
            facts
            for atoms in (one.atoms, apart)
            for facts in islice(_facts(atoms, one, program, today), TRIED)
            if not _breaks(facts, over_facts, today)
        )
        yield Example(one, next(breaking, ()), next(kept, ()))


def _breaks(facts: Sequence[Held], constraints: Sequence[Constraint], today: date) -> bool:
    rows: dict[str, list[tuple[Value, ...]]] = {}
    for pred, row in facts:
        rows.setdefault(pred, []).append(row)
    known = Rows(rows, {TODAY_VARIABLE.name: today})
    return next(breaches(constraints, known), None) is not None


def _facts(
    atoms: Sequence[Atom], constraint: Constraint, program: Program, today: date
) -> Iterator[tuple[Held, ...]]:
    """Yield the ways to fill in atoms, the same value wherever a variable is the same."""
    kinds = {
        term.name: slot.kind
        for atom in atoms
        for term, slot in zip(atom.args, program.predicates[atom.pred].slots, strict=True)
        if isinstance(term, Var)
    }
    names = tuple(dict.fromkeys(name for atom in atoms for name in in_atom(atom)))
    constants = list(_constants(constraint))
    choices: list[tuple[Exact, ...]] = []
    for name in names:
        values = tuple(_values(kinds[name], constants, program, today))
        # of several individuals each begins with one of its own
        first = sum(kinds[other] == kinds[name] for other in names[: len(choices)])
        start = first % len(values) if isinstance(values[0], Entity) else 0
        choices.append((*values[start:], *values[:start]))
    for chosen in product(*choices):
        way = dict(zip(names, chosen, strict=True))
        facts = tuple((atom.pred, _row(atom, way)) for atom in atoms)
        stand = all(_may_stand(program.predicates[pred], row) for pred, row in facts)
        if stand and _are_single(facts, program.predicates):
            yield facts


def _row(atom: Atom, way: Mapping[str, Exact]) -> tuple[Value, ...]:
    return tuple(term.value if isinstance(term, Const) else way[term.name] for term in atom.args)


def _may_stand(predicate: Predicate, row: tuple[Value, ...]) -> bool:
    people = [value for value in row if isinstance(value, Entity)]
    return not predicate.irreflexive or len(people) == len(set(people))


def _are_single(facts: Sequence[Held], predicates: Mapping[str, Predicate]) -> bool:
    """Tell whether no two facts give two values where there is one."""
    seen: dict[tuple[str, tuple[Value, ...]], Value] = {}
    for pred, row in facts:
        place = predicates[pred].single
        if place is None:
            continue
        key = (pred, (*row[:place], *row[place + 1 :]))
        if seen.setdefault(key, row[place]) != row[place]:
            return False
    return True


def _apart(atom: Atom, number: int) -> Atom:
    """Return an atom whose variables are those of no other."""
    args = tuple(Var(f"{one.name}'{number}") if isinstance(one, Var) else one for one in atom.args)
    return replace(atom, args=args)


def _constants(constraint: Constraint) -> Iterator[Value]:
    sides: list[Expr] = [side for one in constraint.comparisons for side in (one.left, one.right)]
    while sides:
        side = sides.pop()
        if isinstance(side, Const):
            yield side.value
        sides.extend(getattr(side, "args", ()))


def _values(
    kind: str, constants: Sequence[Value], program: Program, today: date
) -> Iterator[Exact]:
    """Yield values of a kind: those beside which a comparison may change, in several orders."""
    match kind:
        case "date":
            yield from (date(today.year - back, 1, 1) for back in (40, 20))
            yield from (today - timedelta(days=1), today, today + timedelta(days=1))
        case "number":
            known = [one for one in constants if isinstance(one, int | Decimal)]
            beside = (one + more for one in known for more in (0, 1, -1))
            yield from dict.fromkeys((1, 2, 0, *beside))
        case "amount":
            money = [one for one in constants if isinstance(one, Amount)]
            currency = money[0].currency if money else "EUR"
            sizes = (Decimal(1), Decimal(2), Decimal(0), *(one.value for one in money))
            yield from dict.fromkeys(Amount(size, currency) for size in sizes)
        case "share":
            yield from (Share(Decimal(part)) for part in (50, 100, 0, 51))
        case "duration":
            yield from (Duration(months) for months in (1, 12, 120))
        case "text":
            yield from dict.fromkeys(
                ("a", "b", *(one for one in constants if isinstance(one, str)))
            )
        case _:
            named = program.closed.get(kind, ())
            yield from named[:3] or (Entity(kind, name) for name in _NAMES[:3])
