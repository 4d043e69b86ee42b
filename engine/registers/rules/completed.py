"""Completions of the facts, of which a question is asked for all cases of a register together.

What the rails leave open may still come out the same in every completion. Where two completions
answer differently it does not: the answer is *unknown*, and the case engine need not be asked. A
completion here is the program on rails in which some predicates hold wherever nobody stated
otherwise, with one value at each place, and all others only where somebody stated so.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import combinations

from engine.answers.signs import signs
from engine.rails.from_datalog import Railed
from engine.rails.in_force import TODAY_VARIABLE
from engine.rails.names import TODAY, Anyone, Denied, OnRail, Open, read, write
from engine.rails.ways_to_rule_out import key_of
from engine.registers.rules.leanings import Chosen, chosen_values
from engine.registers.rules.names import BROKEN
from parser.datalog.atoms import with_conditions
from parser.datalog.tree import (
    Aggregate,
    Atom,
    Comparison,
    Const,
    Literal,
    Negation,
    Program,
    Rule,
    Term,
    Var,
)
from parser.frozen import dataclass
from parser.resolved.vocabulary import Predicate, entity_slots, value_slots

Signs = Mapping[str, frozenset[bool]]
"""By predicate whether it speaks for what is asked (True), against it (False), or both."""


def signs_of(railed: Railed, goal: str) -> Signs:
    """Return how the predicates that a goal rests on speak for or against it.

    What is counted or summed may do either.
    """
    found: dict[str, frozenset[bool]] = {}
    for pred, sign in signs(railed, goal):
        found[pred] = found.get(pred, frozenset()) | {sign}
    return found


def may_split(railed: Railed, goal: str) -> bool:
    """Tell whether what the rails leave open could come out the same in every completion.

    It cannot where each open sentence only helps or only harms and none of them has a value: then
    two completions that differ always exist.
    """
    leanings = signs_of(railed, goal)
    if constrains_any(railed.base, frozenset(leanings)):
        return True
    for name, predicate in railed.base.predicates.items():
        if name in leanings and predicate.origin in ("given", "decided"):
            individuals = entity_slots(predicate)
            if len(leanings[name]) > 1 or value_slots(predicate) or len(individuals) > 1:
                return True
    return False


@dataclass(frozen=True, slots=True)
class Supposition:
    """A completion: every row of the predicates in `so` holds that nobody stated or ruled out.

    Of all other predicates only what is stated holds. Stated values that are not known are chosen
    so that comparisons hold (1) or fail (-1), or are left as they are (0).
    """

    so: frozenset[str]
    values: int = 0


def suppositions(railed: Railed, goal: str) -> tuple[Supposition, ...]:
    """Return what to suppose, so that a goal comes out both ways where it can, likeliest first."""
    leanings = signs_of(railed, goal)
    able = {
        name
        for name, predicate in railed.base.predicates.items()
        if name in leanings and _can_be_so(predicate)
    }
    helping = frozenset(name for name in able if leanings[name] == {True})
    harming = frozenset(name for name in able if leanings[name] == {False})
    both = frozenset(name for name in able if len(leanings[name]) > 1)
    nothing: frozenset[str] = frozenset()
    found = (
        Supposition(nothing),
        Supposition(helping, 1),
        Supposition(helping | both, 1),
        Supposition(harming, -1),
        Supposition(helping, -1),
        Supposition(nothing, -1),
        Supposition(harming | both, -1),
    )
    return tuple(dict.fromkeys(found))


def _can_be_so(predicate: Predicate) -> bool:
    """Tell whether all open rows of a predicate can hold together, with the same values."""
    return predicate.origin in ("given", "decided") and not key_of(predicate)


def completed(railed: Railed, supposition: Supposition, day: date) -> Railed:
    """Return the program on rails of a completion, in which nothing is open any more.

    `day` is the day of the question, near which values are chosen.
    """
    base = railed.base
    chosen = chosen_values(railed, day, 1)
    renamed: dict[str, str] = {}
    added: list[Rule] = []
    for name in sorted(supposition.so):
        predicate = base.predicates[name]
        stored = railed.naming.stored(name)
        variables = tuple(Var(f"x{place}") for place in range(len(predicate.slots)))
        for rail in railed.naming.rails(name):
            head = railed.naming.name(name, rail)
            if head == stored:
                head = renamed[stored] = write(OnRail(name, rail))
                added.append(Rule(Atom(head, variables), (Atom(stored, variables),), "bridge"))
            added.append(_made_so(predicate, head, chosen))
    kept = [
        rule if rule.role == "bridge" else _renamed(rule, renamed)
        for rule in railed.program.rules
        if not (rule.role == "bridge" and _opens(rule))
    ]
    return replace(railed, program=replace(railed.program, rules=(*kept, *added)))


def _opens(rule: Rule) -> bool:
    source = rule.body[0] if len(rule.body) == 1 else None
    return isinstance(source, Atom) and isinstance(read(source.pred), Open | Anyone)


def _made_so(predicate: Predicate, head: str, chosen: Chosen) -> Rule:
    """Return the rule that concludes all open rows of a predicate whose values are not denied."""
    people, values = entity_slots(predicate), value_slots(predicate)
    fixed_ones = {*values} if predicate.single is None else {*values, predicate.single}
    args: tuple[Term, ...] = tuple(
        Const(chosen(predicate, place)) if place in fixed_ones else Var(f"x{place}")
        for place in range(len(predicate.slots))
    )
    body: list[Literal] = [Atom(write(Open(predicate.name)), tuple(args[i] for i in people))]
    for size in range(1, len(values) + 1):
        for fixed in combinations(values, size):
            places = sorted((*people, *fixed))
            exact = tuple(number for number, place in enumerate(places) if place in people)
            denied = Atom(write(Denied(predicate.name, fixed)), tuple(args[i] for i in places))
            body.append(Negation(denied, exact=exact, covers=True))
    return Rule(Atom(head, args), tuple(body), "bridge")


def _renamed(rule: Rule, names: Mapping[str, str]) -> Rule:
    return replace(rule, body=tuple(_literal(one, names) for one in rule.body))


def _literal(literal: Literal, names: Mapping[str, str]) -> Literal:
    match literal:
        case Atom(pred):
            return replace(literal, pred=names.get(pred, pred))
        case Negation(atom):
            return replace(literal, atom=replace(atom, pred=names.get(atom.pred, atom.pred)))
        case Aggregate():
            return with_conditions(literal, lambda one: _literal(one, names))
        case Comparison():
            return literal


def constrains_any(program: Program, preds: frozenset[str]) -> bool:
    """Tell whether a constraint of a program speaks of any of some predicates."""
    return any(atom.pred in preds for one in program.constraints for atom in one.atoms)


def with_breaches(program: Program) -> Program:
    """Return a program that concludes `BROKEN` where the sentences of a constraint hold together.

    A completion in which they may do so is not one that the laws allow.
    """
    today = Atom(TODAY, (TODAY_VARIABLE,))
    rules = tuple(
        Rule(Atom(BROKEN, ()), (today, *one.atoms, *one.comparisons)) for one in program.constraints
    )
    predicates = {**program.predicates, BROKEN: Predicate(BROKEN, (), hidden=True)}
    return replace(program, rules=(*program.rules, *rules), predicates=predicates)
