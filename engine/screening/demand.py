"""What is only ever asked about whom a case is about, concluded about nobody else.

The simplest magic set: a place of a predicate that every rule on the way fills with the individual
the question is about needs rows for that individual alone, not for spouses or people unnamed.
F. Bancilhon et al., "Magic sets and other strange ways to implement logic programs", PODS 1986.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from engine.screening.by_case import CASE
from parser.datalog.tree import Aggregate, Atom, Literal, Negation, Program, Rule, Var

SUBJECTS = "subject:"
"""The predicate with one row for each case: the case, and whom it is about."""

Place = tuple[str, int]


def for_subjects(program: Program, asked: Iterable[Place]) -> Program:
    """Return a program by case whose rules conclude no more than its question needs.

    `asked` are the places of predicates where the question names whom each case is about.
    """
    only = _only_subjects(program, frozenset(asked))
    rules = tuple(_restricted(rule, only) for rule in program.rules)
    return replace(program, rules=rules)


def _only_subjects(program: Program, asked: frozenset[Place]) -> frozenset[Place]:
    """Return the places that are filled with the subject wherever they are used."""
    concluded = {rule.head.pred for rule in program.rules}
    uses: dict[Place, list[tuple[Rule, object]]] = {}
    for rule in program.rules:
        for atom in _atoms(rule.body):
            if atom.pred in concluded:
                for place, term in enumerate(atom.args):
                    uses.setdefault((atom.pred, place), []).append((rule, term))
    questioned = {pred for pred, _ in asked}
    found = {place for place in uses if place[0] not in questioned} | set(asked)
    shrinking = True
    while shrinking:
        lost = {
            place
            for place in found
            if not all(_is_subject(rule, term, found) for rule, term in uses.get(place, ()))
        }
        found -= lost
        shrinking = bool(lost)
    return frozenset(found)


def _is_subject(rule: Rule, term: object, found: set[Place]) -> bool:
    """Whether a term of a rule's body is a variable that its head has for the subject."""
    return (
        isinstance(term, Var)
        and term != CASE
        and any(
            term == other and (rule.head.pred, place) in found
            for place, other in enumerate(rule.head.args)
        )
    )


def _atoms(body: Sequence[Literal]) -> Iterator[Atom]:
    for literal in body:
        match literal:
            case Atom():
                yield literal
            case Negation(atom):
                yield atom
            case Aggregate(body=inner, possible=possible):
                yield from _atoms(inner)
                yield from _atoms(possible or ())
            case _:
                pass


def _restricted(rule: Rule, only: frozenset[Place]) -> Rule:
    subjects = [
        term
        for place, term in enumerate(rule.head.args)
        if isinstance(term, Var) and (rule.head.pred, place) in only
    ]
    if not subjects or rule.head.args[:1] != (CASE,):
        return rule
    added = tuple(Atom(SUBJECTS, (CASE, term)) for term in dict.fromkeys(subjects))
    return replace(rule, body=(*added, *rule.body))
