"""That nothing is as the statements of a case say, found by the checker's own means.

A case of several that contradicts itself proves anything, so that the checker must not take the
word of the search for it. A sentence is stated and denied, something has two values although it
has one, or constraints leave no value to what is known in part.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from engine.proof.checker.left_over import Instance, is_any_left
from engine.proof.checker.ordering import could_equal, lies_within
from engine.proof.checker.rows import Rows
from engine.proof.checker.solving import ways
from engine.rails.from_datalog import Railed
from engine.rails.in_force import TODAY_VARIABLE
from engine.rails.said import Said
from parser.datalog.tree import Atom, Comparison, Const, Constraint, Row, Var
from parser.datalog.variables import ANYTHING
from parser.resolved.tree import Constant
from parser.resolved.vocabulary import Predicate
from parser.values import UNKNOWN, Range, Value

Pattern = tuple[Value | None, ...]

_DAYS = 400
"""Of so many days at most it is looked at whether each is denied."""


def is_contradiction(railed: Railed, said: Sequence[Said], as_of: date) -> bool:
    """Tell whether statements contradict each other, or hold together although they never do."""
    rows: dict[str, list[Row]] = {}
    denied: dict[str, list[Pattern]] = {}
    for one in said:
        sentence = one.statement.sentence
        pattern = tuple(
            term.value if isinstance(term, Constant) else None for term in sentence.args
        )
        if one.statement.kind == "states":
            row = tuple(UNKNOWN if value is None else value for value in pattern)
            rows.setdefault(sentence.predicate, []).append(row)
        elif one.statement.kind == "denies":
            denied.setdefault(sentence.predicate, []).append(pattern)
    predicates = railed.base.predicates
    return (
        any(_is_denied(row, denied.get(name, ())) for name, found in rows.items() for row in found)
        or any(
            _is_shut_out(row, denied.get(name, ())) for name, found in rows.items() for row in found
        )
        or any(_has_two_values(predicates[name], found) for name, found in rows.items())
        or never_together(railed, rows, as_of)
    )


def never_together(railed: Railed, rows: Mapping[str, Iterable[Row]], as_of: date) -> bool:
    """Tell whether the constraints of a law leave no way in which these rows are all so.

    What its tables list is so beside them.
    """
    constraints = railed.base.constraints
    spoken = {atom.pred for one in constraints for atom in one.atoms}
    known: dict[str, Rows] = {}
    kinds: dict[str, str] = {}
    for name, found in rows.items():
        if name in spoken:
            named = [_with_names(name, row) for row in found]
            known[name] = Rows(named)
            for row in named:
                for value, slot in zip(row, railed.base.predicates[name].slots, strict=True):
                    if isinstance(value, Range):
                        kinds[value.of] = slot.kind
    for listed in railed.base.listed:
        if listed.pred in spoken:
            known.setdefault(listed.pred, Rows()).add(listed.row)
    instances = [
        Instance(one.comparisons, way, kinds)
        for one in (_apart(each, known) for each in constraints)
        if all(known.get(atom.pred) for atom in one.atoms)
        for way in ways(one.atoms, {TODAY_VARIABLE.name: as_of}, known)
    ]
    return not is_any_left(instances)


def _apart(one: Constraint, known: Mapping[str, Rows]) -> Constraint:
    """Return a constraint whose sentences share no value that is known in part.

    Each has one of its own instead, and the constraint holds where they are equal.
    """
    first: dict[str, Var] = {}
    atoms: list[Atom] = []
    equal: list[Comparison] = []
    for atom in one.atoms:
        args: list[Const | Var] = []
        for place, term in enumerate(atom.args):
            if isinstance(term, Var) and term.name != ANYTHING and _in_part(one, term, known):
                own = Var(f"{term.name} of {len(atoms)} at {place}")
                if term.name in first:
                    equal.append(Comparison("=", first[term.name], own))
                    args.append(own)
                    continue
                first[term.name] = term
            args.append(term)
        atoms.append(replace(atom, args=tuple(args)))
    return replace(one, atoms=tuple(atoms), comparisons=(*one.comparisons, *equal))


def _in_part(one: Constraint, term: Var, known: Mapping[str, Rows]) -> bool:
    """Tell whether the value for which a variable stands is known in part in some row."""
    return any(
        isinstance(row[place], Range)
        for atom in one.atoms
        for place, other in enumerate(atom.args)
        if other == term
        for row in known.get(atom.pred, ())
    )


def _with_names(pred: str, row: Row) -> Row:
    """Return a row in which each value that is known in part has a name, so that it is one value.

    Two sentences that both say *some day* may mean two days.
    """
    return tuple(
        replace(value, of=repr(f"{pred}{row!r} at {place}"))
        if isinstance(value, Range) and not value.of
        else value
        for place, value in enumerate(row)
    )


def _is_denied(row: Row, patterns: Iterable[Pattern]) -> bool:
    return any(
        all(
            wanted is None or _is_one(value, wanted)
            for value, wanted in zip(row, pattern, strict=True)
        )
        for pattern in patterns
    )


def _is_shut_out(row: Row, patterns: Sequence[Pattern]) -> bool:
    """Tell whether each day that a value known in part may be is denied by one of the patterns."""
    if not patterns:
        return False
    for place, value in enumerate(row):
        if not isinstance(value, Range):
            continue
        day, last = value.low, value.high
        if not isinstance(day, date) or not isinstance(last, date):
            continue
        if value.above:
            day += timedelta(days=1)
        if value.below:
            last -= timedelta(days=1)
        is_left = day > last or (last - day).days > _DAYS
        while not is_left and day <= last:
            is_left = not _is_denied((*row[:place], day, *row[place + 1 :]), patterns)
            day += timedelta(days=1)
        if not is_left:
            return True
    return False


def _is_one(value: Value, wanted: Value) -> bool:
    """Tell whether a value can only be one that a denial speaks of."""
    if isinstance(value, Range) or isinstance(wanted, Range):
        return value == wanted or lies_within(value, wanted)
    return type(value) is type(wanted) and value == wanted


def _has_two_values(predicate: Predicate, rows: Sequence[Row]) -> bool:
    single = predicate.single
    if single is None:
        return False
    found: dict[tuple[object, ...], list[Value]] = {}
    for row in rows:
        others = (*row[:single], *row[single + 1 :])
        if any(isinstance(one, Range) for one in others):
            continue  # two of which nobody knows when may be two
        values = found.setdefault(tuple((type(one), one) for one in others), [])
        if any(not could_equal(row[single], other) for other in values):
            return True
        values.append(row[single])
    return False
