"""A case with some facts added, changed or taken back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeGuard

from parser.frozen import dataclass
from parser.resolved.tree import Case, Constant, Statement, Term, Variable
from parser.resolved.vocabulary import Predicate


@dataclass(frozen=True, slots=True)
class Changed:
    """A case after a supposition, with the statements that came in and those that gave way."""

    case: Case
    added: tuple[Statement, ...]
    removed: tuple[Statement, ...]


def suppose(
    case: Case,
    added: Sequence[Statement],
    predicates: Mapping[str, Predicate],
    removed: Iterable[Statement] = (),
) -> Changed:
    """Return `case` with `added` and without `removed`.

    A statement that the new ones contradict gives way: another value where there is one only,
    what is denied now, the denial or closure of what is stated now, and what says that something
    is known beside what says that it is not.
    """
    gone = list(removed)
    for old in case.statements:
        if old not in gone and any(_gives_way(old, new, predicates) for new in added):
            gone.append(old)
    kept = tuple(old for old in case.statements if old not in gone)
    fresh = tuple(new for new in added if new not in kept)
    names = {**case.names, **_named(fresh)}
    changed = replace(case, statements=(*kept, *fresh), names=names)
    return Changed(changed, fresh, tuple(one for one in gone if one in case.statements))


def difference(before: Case, after: Case) -> Changed:
    """Return what has to change in one version of a case to make it the other."""
    added = tuple(one for one in after.statements if one not in before.statements)
    removed = tuple(one for one in before.statements if one not in after.statements)
    return Changed(after, added, removed)


def _is_today(term: Term, day: date) -> TypeGuard[Constant]:
    """Tell whether a term is the word `today`: no other date on its day has five characters."""
    return (
        isinstance(term, Constant)
        and term.value == day
        and term.span.end - term.span.start == len("today")
    )


def lasting(case: Case, day: date) -> frozenset[tuple[str, int]]:
    """Return the sentences of a case with the places at which it says `today`, which is `day`."""
    return frozenset(
        (one.sentence.predicate, place)
        for one in case.statements
        for place, term in enumerate(one.sentence.args)
        if _is_today(term, day)
    )


def on_a_later_day(case: Case, before: date, day: date) -> Case:
    """Return the case as it is told on a later day: what lasts until `today` lasts on.

    `before` is the day that was meant by `today`.
    """

    def moved(term: Term) -> Term:
        return replace(term, value=day) if _is_today(term, before) else term

    def told(one: Statement) -> Statement:
        args = tuple(moved(term) for term in one.sentence.args)
        return replace(one, sentence=replace(one.sentence, args=args))

    return replace(case, as_of=day, statements=tuple(told(one) for one in case.statements))


def _gives_way(old: Statement, new: Statement, predicates: Mapping[str, Predicate]) -> bool:
    if old.sentence.predicate != new.sentence.predicate:
        return False
    here, there = old.sentence.args, new.sentence.args
    match old.kind, new.kind:
        case "states", "states":
            single = predicates[old.sentence.predicate].single
            if single is None or old == new:
                return False
            return all(
                _same(a, b)
                for place, (a, b) in enumerate(zip(here, there, strict=True))
                if place != single
            )
        case "states", "denies":
            return _covers(there, here)
        case "denies", "states":
            return _covers(here, there)
        case "closes", "states":
            return False
        case "opens", "states" | "denies" | "closes":
            return _covers(there, here)
        case "states" | "denies" | "closes", "opens":
            return _covers(there, here)
        case _:
            return False


def _covers(pattern: tuple[Term, ...], args: tuple[Term, ...]) -> bool:
    return all(isinstance(a, Variable) or _same(a, b) for a, b in zip(pattern, args, strict=True))


def _same(left: Term, right: Term) -> bool:
    return (
        isinstance(left, Constant) and isinstance(right, Constant) and left.value == right.value
    ) or (isinstance(left, Variable) and isinstance(right, Variable))


def _named(statements: Iterable[Statement]) -> dict[str, str]:
    """Return the individuals that statements speak of, with their kinds."""
    from parser.values import Entity

    return {
        term.value.name: term.value.kind
        for one in statements
        for term in one.sentence.args
        if isinstance(term, Constant) and isinstance(term.value, Entity)
    }
