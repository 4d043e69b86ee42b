"""What a case states or denies of sentences that rules conclude -> a program that reads it.

What is stated holds beside what the rules conclude. What is denied they no longer conclude;
whether they would have is seen in the program without the denial.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product

from engine.rails.names import Stated, write
from engine.rails.ruled_out_rows import Domain, Pattern
from parser.datalog import naming
from parser.datalog.naming import Told
from parser.datalog.tree import Atom, Negation, Program, Row, Rule, Var
from parser.resolved.tree import Statement, Variable
from parser.resolved.vocabulary import Predicate, value_slots
from parser.values import SOMEONE, Entity


def told_of(
    statements: Iterable[Statement], predicates: Mapping[str, Predicate]
) -> frozenset[Told]:
    """Return what a case states and denies of sentences that rules conclude."""
    found: set[Told] = set()
    for one in statements:
        name = one.sentence.predicate
        if not name or predicates[name].origin != "derived":
            continue
        if one.kind == "states":
            found.add(Told(name))
        else:
            values = value_slots(predicates[name])
            blank = (place for place in values if isinstance(one.sentence.args[place], Variable))
            found.add(Told(name, True, tuple(blank)))
    return frozenset(found)


def with_told(program: Program, told: frozenset[Told]) -> Program:
    """Return a program that concludes what a case states, and not what it denies.

    Each of `told` is a given predicate of its own, closed in every case, of which no question
    speaks.
    """
    if not told:
        return program
    predicates = dict(program.predicates)
    rules = program.rules
    for one in sorted(told, key=naming.write):
        sentence = predicates[one.pred]
        name = naming.write(one)
        slots = tuple(slot for i, slot in enumerate(sentence.slots) if i not in one.blank)
        predicates[name] = Predicate(
            name, slots, "given", else_no=True, law=sentence.law, span=sentence.span
        )
        if one.denied:
            rules = tuple(_unless(rule, one) for rule in rules)
        else:
            args = tuple(Var(f"{slot.role}{i}") for i, slot in enumerate(sentence.slots))
            said = Rule(Atom(one.pred, args), (Atom(name, args),), "bridge", span=sentence.span)
            rules = (*rules, said)
    return replace(program, rules=rules, predicates=predicates)


def _unless(rule: Rule, denied: Told) -> Rule:
    """Return a rule that concludes a sentence only where that is not denied."""
    if rule.head.pred != denied.pred or rule.role in ("asked", "bridge"):
        return rule
    args = tuple(term for i, term in enumerate(rule.head.args) if i not in denied.blank)
    unless = Negation(Atom(naming.write(denied), args), covers=True)
    return replace(rule, body=(*rule.body, unless))


def stored(told: Told) -> str:
    """Return the name of the rows with what a case says of a sentence that rules conclude."""
    return write(Stated(naming.write(told)))


def denied_rows(
    predicate: Predicate, patterns: Sequence[Pattern], domain: Domain
) -> Iterator[tuple[str, Row]]:
    """Yield the rows that say of a sentence that rules conclude what a case denies of it.

    Where a denial leaves open whom it means it is everybody (`None` in a pattern is any).
    """
    for pattern in patterns:
        blank = tuple(place for place in value_slots(predicate) if pattern[place] is None)
        choices = [
            (value,)
            if value is not None
            else (*domain.get(slot.kind, ()), Entity(slot.kind, SOMEONE))
            for place, (value, slot) in enumerate(zip(pattern, predicate.slots, strict=True))
            if place not in blank
        ]
        for row in product(*choices):
            yield stored(Told(predicate.name, True, blank)), row
