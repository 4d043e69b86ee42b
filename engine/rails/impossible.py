"""What cannot be: facts that break a constraint, and what one rules out given the facts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from engine.arithmetic import compare, evaluate
from engine.arithmetic.errors import EvaluationError
from parser.datalog.tree import Atom, Comparison, Const, Constraint, Row, Var
from parser.datalog.variables import in_atom, in_expression
from parser.text.diagnostic import Diagnostic, SourceError
from parser.values import Entity, Range, Value

Pattern = tuple[Value | None, ...]
Bindings = dict[str, Value]
Held = tuple[str, Row]
"""A predicate with one of its rows."""


class Breach(NamedTuple):
    """Rows that hold together although `constraint` says they never do, one for each atom."""

    constraint: Constraint
    held: tuple[Held, ...]


class Excluded(NamedTuple):
    """What `constraint` rules out given that `held` is so (`None` in `pattern` is any)."""

    constraint: Constraint
    pred: str
    pattern: Pattern
    held: tuple[Held, ...]


class CannotBe(SourceError):
    """Facts that hold together although a law says that they never do, and what they break."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...], found: tuple[Breach, ...]) -> None:
        super().__init__(diagnostics)
        self.breaches = found


@dataclass(slots=True)
class Rows:
    """The rows of each predicate that are so, found by their individuals.

    `today` is bound in every constraint.
    """

    rows: Mapping[str, Sequence[Row]]
    start: Bindings
    _indexes: dict[tuple[str, tuple[int, ...]], dict[Row, list[Row]]] = field(default_factory=dict)

    def of(self, pred: str, fixed: Mapping[int, Value]) -> Sequence[Row]:
        """Return the rows with these individuals at their places."""
        if not fixed:
            return self.rows.get(pred, ())
        places = tuple(sorted(fixed))
        index = self._indexes.get((pred, places))
        if index is None:
            index = {}
            for row in self.rows.get(pred, ()):
                index.setdefault(tuple(row[place] for place in places), []).append(row)
            self._indexes[pred, places] = index
        return index.get(tuple(fixed[place] for place in places), ())


def breaches(constraints: Sequence[Constraint], known: Rows) -> Iterator[Breach]:
    """Yield what breaks a constraint, whatever the values are that are known only in part."""
    for one in constraints:
        if all(known.rows.get(atom.pred) for atom in one.atoms):
            for _, held in together(one.atoms, one.comparisons, known):
                yield Breach(one, held)


def broken_with(constraints: Sequence[Constraint], known: Rows, added: Held) -> Iterator[Breach]:
    """Yield what breaks a constraint once a row is added to the known ones, and needs it for that.

    Only what the row is joined with is looked at, so that to ask for many rows takes no longer for
    each because many are known.
    """
    for one in constraints:
        if all(atom.pred == added[0] or known.rows.get(atom.pred) for atom in one.atoms):
            for place, atom in enumerate(one.atoms):
                if atom.pred == added[0]:
                    for _, held in together(one.atoms, one.comparisons, known, (place, added)):
                        yield Breach(one, held)


def excluded(constraints: Sequence[Constraint], known: Rows) -> Iterator[Excluded]:
    """Yield what constraints rule out: where all sentences of one hold but one, rows of that one.

    Only where the others share an individual or a value with one another, so that there are no
    more ways than facts, and where no comparison speaks of what the last sentence alone says.
    """
    for one in constraints:
        for place, atom in enumerate(one.atoms):
            others = one.atoms[:place] + one.atoms[place + 1 :]
            if not all(known.rows.get(other.pred) for other in others):
                continue
            if not is_excluding(one, place):
                continue
            for bindings, held in together(others, one.comparisons, known):
                pattern = tuple(
                    term.value if isinstance(term, Const) else bindings.get(term.name)
                    for term in atom.args
                )
                if not any(isinstance(value, Range) for value in pattern):
                    yield Excluded(one, atom.pred, pattern, held)


def is_excluding(constraint: Constraint, place: int) -> bool:
    """Tell whether the other sentences of a constraint can rule out that at `place`."""
    atom = constraint.atoms[place]
    others = constraint.atoms[:place] + constraint.atoms[place + 1 :]
    outside = {name for other in others for name in in_atom(other)}
    own = [term.name for term in atom.args if isinstance(term, Var) and term.name not in outside]
    compared = {
        name
        for comparison in constraint.comparisons
        for side in (comparison.left, comparison.right)
        for name in in_expression(side)
    }
    if len(own) != len(set(own)) or not compared.isdisjoint(own):
        return False
    return _are_joined(others)


def _are_joined(atoms: Sequence[Atom]) -> bool:
    waiting = list(atoms[1:])
    names = set(in_atom(atoms[0])) if atoms else set()
    while waiting:
        following = next((one for one in waiting if not names.isdisjoint(in_atom(one))), None)
        if following is None:
            return False
        waiting.remove(following)
        names.update(in_atom(following))
    return True


def together(
    atoms: Sequence[Atom],
    comparisons: Sequence[Comparison],
    known: Rows,
    added: tuple[int, Held] | None = None,
) -> Iterator[tuple[Bindings, tuple[Held, ...]]]:
    """Yield bindings under which all comparisons must hold, with the known rows that atoms are.

    A row that is `added` to the known ones is the atom at its place.
    """
    order = _order(atoms, None if added is None else added[0])

    def rows(place: int, bindings: Bindings) -> Sequence[Row]:
        atom = atoms[place]
        if added is not None and added[0] == place:
            return (added[1][1],)
        fixed = {
            number: value
            for number, term in enumerate(atom.args)
            if isinstance(value := _value(term, bindings), Entity)
        }
        found = known.of(atom.pred, fixed)
        if added is not None and added[1][0] == atom.pred:
            return (*found, added[1][1])
        return found

    def ways(step: int, bindings: Bindings, held: dict[int, Held]) -> Iterator[Bindings]:
        if step == len(order):
            if all(must(comparison, bindings) for comparison in comparisons):
                found[:] = [held[place] for place in range(len(atoms))]
                yield bindings
            return
        atom = atoms[order[step]]
        for row in rows(order[step], bindings):
            extended = _bound(atom, row, bindings)
            if extended is not None:
                yield from ways(step + 1, extended, {**held, order[step]: (atom.pred, row)})

    found: list[Held] = []
    for bindings in ways(0, known.start, {}):
        yield bindings, tuple(found)


def _order(atoms: Sequence[Atom], first: int | None = None) -> list[int]:
    """Return the places of atoms, each after one that it shares something with, if there is one."""
    order = [] if first is None else [first]
    names = set() if first is None else {*in_atom(atoms[first])}
    while len(order) < len(atoms):
        left = [place for place in range(len(atoms)) if place not in order]
        following = max(left, key=lambda place: (len(names & {*in_atom(atoms[place])}), -place))
        order.append(following)
        names.update(in_atom(atoms[following]))
    return order


def _value(term: Const | Var, bindings: Bindings) -> Value | None:
    return term.value if isinstance(term, Const) else bindings.get(term.name)


def _bound(atom: Atom, row: Row, bindings: Bindings) -> Bindings | None:
    extended = dict(bindings)
    for term, value in zip(atom.args, row, strict=True):
        wanted = _value(term, extended)
        if wanted is None:
            assert isinstance(term, Var)
            extended[term.name] = value
        elif not _same(wanted, value):
            return None
    return extended


def _same(left: Value, right: Value) -> bool:
    try:
        return compare("=", left, right)
    except EvaluationError:
        return False


def must(comparison: Comparison, bindings: Bindings) -> bool:
    try:
        left, right = evaluate(comparison.left, bindings), evaluate(comparison.right, bindings)
        return left is not None and right is not None and compare(comparison.op, left, right)
    except EvaluationError:
        return False
