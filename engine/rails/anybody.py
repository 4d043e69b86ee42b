"""Items of enumerations that are certain of anybody whom nobody names, whoever that is.

A row about somebody unnamed says on an open rail that there may be somebody who is such. On the
rail of what is certain there is none: there may be nobody else. But what only stands under a
negation, as an item of an enumeration and an exception do, is asked of one individual who is there
already, and may be certain of whoever that is: nobody is married where all marriages are given.
"""

from collections.abc import Iterator, Mapping

from parser.datalog.atoms import atoms
from parser.datalog.naming import Applies, Denial, Enumeration, OfKind, read, write
from parser.datalog.tree import Aggregate, Atom, Negation, Program, Rule, Term, Var
from parser.datalog.variables import in_literal
from parser.resolved.vocabulary import VALUE_KINDS, Predicate


def of_anybody(program: Program) -> dict[str, int]:
    """Return predicates that only negations read, each with the place of its one individual.

    One that a rule reads as so would say that there is somebody, unless the rule asks for it beside
    (`guards`); of two individuals it would not be known whether they are one.
    """
    found: dict[str, int] = {}
    for name in dict.fromkeys(rule.head.pred for rule in program.rules):
        if not isinstance(read(name), Applies | Enumeration) or name in program.circular:
            continue
        slots = program.predicates[name].slots
        people = [place for place, slot in enumerate(slots) if slot.kind not in VALUE_KINDS]
        if len(people) == 1:
            found[name] = people[0]
    while True:
        as_so = {atom.pred for rule in program.rules for atom in _read_as_so(rule, found)}
        if as_so.isdisjoint(found):
            return found
        found = {name: place for name, place in found.items() if name not in as_so}


def _read_as_so(rule: Rule, found: Mapping[str, int]) -> Iterator[Atom]:
    """Yield what a rule needs to be so; of whom it is about itself, it says nothing more."""
    about = rule.head.args[found[rule.head.pred]] if rule.head.pred in found else None
    for literal in rule.body:
        match literal:
            case Aggregate():
                yield from atoms((literal,))
            case Negation(atom) if atom.pred in found and _is_of_some(rule, literal, found):
                yield atom
            case Atom(pred, args) if pred not in found or not (
                _is_about(args[found[pred]], about) or _is_guarded(rule, args[found[pred]])
            ):
                yield literal
            case _:
                pass


def _is_of_some(rule: Rule, negation: Negation, found: Mapping[str, int]) -> bool:
    """Tell whether it is negated that there is somebody, not that one who is known is such."""
    term = negation.atom.args[found[negation.atom.pred]]
    others = {
        name for one in (rule.head, *rule.body) if one is not negation for name in in_literal(one)
    }
    return isinstance(term, Var) and (term.name == "_" or term.name not in others)


def _is_about(term: Term, about: Term | None) -> bool:
    return isinstance(term, Var) and term == about


def _is_guarded(rule: Rule, term: Term) -> bool:
    """Tell whether a rule concludes that something is false of the individual that it is about."""
    return isinstance(read(rule.head.pred), Denial) and isinstance(term, Var) and term.name != "_"


def guards(rule: Rule, found: Mapping[str, int], predicates: Mapping[str, Predicate]) -> list[Atom]:
    """Return that there is somebody of whom a rule concludes that something is false.

    That an exception is certain of whoever it is says of nobody that there is such a person.
    """
    if not isinstance(read(rule.head.pred), Denial):
        return []
    return [
        Atom(write(OfKind(predicates[atom.pred].slots[place].kind)), (atom.args[place],))
        for atom in rule.body
        if isinstance(atom, Atom) and (place := found.get(atom.pred, -1)) >= 0
    ]


def is_whoever(rule: Rule, atom: Atom, found: Mapping[str, int]) -> bool:
    """Tell whether an atom says of which kind the individual is that a predicate is about."""
    return (
        rule.head.pred in found
        and isinstance(read(atom.pred), OfKind)
        and _is_about(atom.args[0], rule.head.args[found[rule.head.pred]])
    )
