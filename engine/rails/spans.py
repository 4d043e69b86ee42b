"""Durations that are only compared, with terms of one unit: these part them like numbers.

Whether 365 days are less than 12 months depends on the day from which both are counted, but on
each day they are less, as long, or more. A value of which rules do nothing but compare it with
months (or with nothing but days) lies in one of the parts into which these divide all durations,
whatever unit it has itself. As soon as a rule does something else with it, as adding it to a day,
that is another day to count from, and nothing is parted.
"""

from collections.abc import Iterator, Sequence

from engine.arithmetic import compare
from engine.rails.facts import Facts
from parser.datalog.atoms import atoms
from parser.datalog.naming import is_made
from parser.datalog.tree import (
    Aggregate,
    Atom,
    Comparison,
    Const,
    Negation,
    Operator,
    Program,
    Rule,
    Var,
)
from parser.datalog.variables import in_literal
from parser.values import Duration, Range, Value


def compared_with(program: Program, facts: Facts, pred: str, place: int) -> tuple[Duration, ...]:
    """Return the durations with which rules compare the values at a place, in their order.

    There are none if a rule, a constraint or the case does anything else with them, or if they
    are not of one unit.
    """
    for patterns in (facts.denied, facts.closed):
        if any(pattern[place] is not None for pattern, _ in patterns.get(pred, ())):
            return ()
    if any(atom.pred == pred for one in program.constraints for atom in one.atoms):
        return ()
    found: dict[Duration, None] = {}
    waiting, seen = [(pred, place)], {(pred, place)}
    while waiting:
        name, where = waiting.pop()
        for rule in program.rules:
            for term in _terms(rule, name, where):
                uses = _uses(rule, term) if isinstance(term, Var) else None
                if uses is None:
                    return ()
                found.update(dict.fromkeys(uses[0]))
                for further in uses[1]:
                    if further not in seen:
                        seen.add(further)
                        waiting.append(further)
    return _of_one_unit(tuple(found))


def _terms(rule: Rule, pred: str, place: int) -> Iterator[Const | Var]:
    """Yield what stands at a place of a predicate in the conditions of a rule."""
    for atom in atoms(rule.body):
        if atom.pred == pred and atom.args[place] != Var("_"):
            yield atom.args[place]


def _uses(rule: Rule, value: Var) -> tuple[list[Duration], list[tuple[str, int]]] | None:
    """Return with what a rule compares a value and to which places of made predicates it goes.

    None if it does anything else with it.
    """
    compared: list[Duration] = []
    met = 0
    for literal in rule.body:
        if value.name not in in_literal(literal):
            continue
        match literal:
            case Comparison():
                other = literal.right if literal.left == value else literal.left
                alone = value in (literal.left, literal.right)
                if not alone or not isinstance(other, Const):
                    return None
                if not isinstance(other.value, Duration) or literal.op in ("=", "!="):
                    return None
                compared.append(other.value)
            case Atom():
                met += 1
            case Negation() | Aggregate():
                return None
    places = [place for place, term in enumerate(rule.head.args) if term == value]
    if met != 1 or (places and not is_made(rule.head.pred)):
        return None
    return compared, [(rule.head.pred, place) for place in places]


def _of_one_unit(found: tuple[Duration, ...]) -> tuple[Duration, ...]:
    if any(one.days for one in found) and any(one.months for one in found):
        return ()
    return tuple(sorted(found, key=lambda one: (one.months, one.days)))


def parts(whole: Value, ends: Sequence[Duration]) -> tuple[Range, ...]:
    """Return the parts of a duration, or of those within limits, that some durations divide.

    Those of which it is certain that they are empty are left out.

    >>> [(one.low, one.high) for one in parts(Duration(days=366), (Duration(months=12),))][1]
    (Duration(months=12, days=0), Duration(months=0, days=366))
    """
    limits = whole if isinstance(whole, Range) else Range(whole, whole)
    found: list[Range] = []
    low, above = limits.low, limits.above
    for end in ends:
        found += (Range(low, end, above, True), Range(end, end))
        low, above = end, True
    found.append(Range(low, limits.high, above, limits.below))
    return tuple(
        one for one in found if _reach(one, one) and _reach(one, limits) and _reach(limits, one)
    )


def cover(given: Sequence[Value], whole: Value, ends: Sequence[Duration]) -> bool:
    """Tell whether each part of a duration, or of those within limits, lies in one of `given`.

    >>> months = (Duration(months=12),)
    >>> cover(parts(Range(), months), Range(), months), cover([Range()], Range(), ())
    (True, False)
    >>> cover(parts(Range(), months)[:2], Range(), months)
    False
    """
    wide = [one if isinstance(one, Range) else Range(one, one) for one in given]
    first = {None, *([] if isinstance(whole, Range) else [whole])}
    ranks: dict[object, int] = {end: place for place, end in enumerate(ends)}

    def starts(one: Range) -> tuple[int, bool]:
        return (-1, False) if one.low in first else (ranks[one.low], one.above)

    def stops(one: Range) -> tuple[int, bool]:
        return (len(ends), True) if one.high in first else (ranks[one.high], not one.below)

    limits = whole if isinstance(whole, Range) else Range(whole, whole)
    first |= {limits.low, limits.high} - set(ends)
    known = {*first, *ends}
    if not ends or not all(one.low in known and one.high in known for one in wide):
        return False
    return all(
        any(starts(one) <= starts(part) and stops(part) <= stops(one) for one in wide)
        for part in parts(whole, ends)
    )


def _reach(one: Range, other: Range) -> bool:
    """Tell whether the last of one range may lie after the first of another, or be it."""
    if one.high is None or other.low is None:
        return True
    op: Operator = ">" if one.below or other.above else ">="
    return compare(op, one.high, other.low, lenient=True)
