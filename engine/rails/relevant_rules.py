"""The part of a program that a question can rest on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from parser.datalog.atoms import atoms
from parser.datalog.by_head import by_head as rules_by_head
from parser.datalog.naming import Broken, write
from parser.datalog.tree import Program, Rule


def relevant(program: Program, goal: str) -> Program:
    """Return the rules and tables that the predicate `goal` can rest on.

    So can the case itself, which the constraints of the laws may refuse: what they rest on stays
    in too. Rules that deny a sentence on the way stay in, so that a conflict is seen, and of those
    that collect the values for which a sentence is asked the ones that a rule on the way asks for.
    The vocabulary is kept whole: a case may state facts that this question does not need.
    """
    denials: dict[str, list[str]] = {}
    for name, predicate in program.predicates.items():
        if predicate.denies:
            denials.setdefault(predicate.denies, []).append(name)
    concluded = {rule.head.pred for rule in program.rules}
    broken = (write(Broken(one.provision.rule)) for one in program.constraints)
    goals = [goal, *(name for name in broken if name in concluded)]
    reached, rules = reached_from(program, goals, denials)
    reached |= {atom.pred for one in program.constraints for atom in one.atoms}
    listed = tuple(row for row in program.listed if row.pred in reached)
    return replace(program, rules=rules, listed=listed)


def reached_from(
    program: Program, goals: Iterable[str], beside: Mapping[str, Sequence[str]] | None = None
) -> tuple[set[str], tuple[Rule, ...]]:
    """Return all predicates that goals rest on, and the rules that conclude these.

    What stands `beside` a predicate is reached with it.
    """
    also = beside or {}
    by_head = rules_by_head(program.rules)
    asking = [rule for rule in program.rules if rule.role == "asked"]
    reached: set[str] = set()
    taken: set[int] = set()
    waiting = list(goals)
    while waiting:
        while waiting:
            name = waiting.pop()
            if name in reached:
                continue
            reached.add(name)
            waiting.extend(also.get(name, ()))
            for rule in by_head.get(name, ()):
                if rule.role != "asked":
                    waiting.extend(atom.pred for atom in atoms(rule.body))
        for rule in asking:
            if id(rule) in taken or rule.head.pred not in reached:
                continue
            if not rule.askers or not rule.askers.isdisjoint(reached):
                taken.add(id(rule))
                waiting.extend(atom.pred for atom in atoms(rule.body))
    rules = tuple(
        rule
        for rule in program.rules
        if rule.head.pred in reached and (rule.role != "asked" or id(rule) in taken)
    )
    return reached, rules
