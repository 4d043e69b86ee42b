"""Which predicates can be changed by missing facts or open findings."""

from engine.rails.rail import SETTLED, Sensitivity
from parser.datalog.atoms import atoms
from parser.datalog.naming import OfKind, is_asked_for, read
from parser.datalog.tree import Program
from parser.resolved.vocabulary import Predicate, entity_slots
from parser.values import Range


def own_sensitivity(name: str, predicate: Predicate | None) -> Sensitivity:
    """Return what a predicate is sensitive to before any rule is looked at.

    A table is complete, but an individual that no file names may be any of its rows, so a
    table of individuals reads differently on the open rails.
    """
    if _is_made(predicate) and isinstance(read(name), OfKind):
        return Sensitivity(facts=True)
    if predicate is None:
        return SETTLED
    match predicate.origin:
        case "given":
            return Sensitivity(facts=True)
        case "decided":
            return Sensitivity(findings=True)
        case "listed":
            return Sensitivity(facts=bool(entity_slots(predicate)))
        case "derived":
            return SETTLED


def _is_made(predicate: Predicate | None) -> bool:
    """Tell whether lowering made a predicate, so that its name may say more than a sentence."""
    return predicate is None or predicate.hidden


def sensitivities(program: Program) -> dict[str, Sensitivity]:
    """Return the sensitivity of every predicate of a program, through all rules.

    Predicates that collect the values for which another is asked do so on one rail only and count
    as settled; what is asked for a value that is known only in part is open even where nothing
    but comparisons of that value decides it, and so is a table with a day of which only the month
    is known. What rests on its own negation may be undecided with
    all facts known, and what is certain of it is not what is possible.
    """
    users: dict[str, set[str]] = {}
    names: set[str] = set(program.predicates)
    for rule in program.rules:
        names.add(rule.head.pred)
        for atom in atoms(rule.body):
            names.add(atom.pred)
            users.setdefault(atom.pred, set()).add(rule.head.pred)
    asked = {
        name for name in names if _is_made(program.predicates.get(name)) and is_asked_for(name)
    }
    in_part = {row.pred for row in program.listed if any(isinstance(v, Range) for v in row.row)}
    found: dict[str, Sensitivity] = {}
    waiting: list[str] = []
    for name in names:
        own = own_sensitivity(name, program.predicates.get(name))
        if name in program.circular or name in in_part:
            own |= Sensitivity(facts=True)  # what certainly holds is not what may hold
        found[name] = own
        if own != SETTLED:
            waiting.append(name)
    while waiting:
        name = waiting.pop()
        for user in users.get(name, ()):
            merged = found[user] | found[name]
            if merged != found[user]:
                found[user] = merged
                waiting.append(user)
    return found | dict.fromkeys(asked, SETTLED)
