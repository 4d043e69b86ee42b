"""The part of a program that a question can rest on."""

from dataclasses import replace

from engine.rails.sensitivity import atoms
from parser.datalog.tree import Program, Rule


def relevant(program: Program, goal: str) -> Program:
    """Return the rules and tables that the predicate `goal` can rest on.

    Rules that deny a sentence on the way stay in, so that a conflict is seen. The vocabulary
    is kept whole: a case may state facts that this question does not need.
    """
    by_head: dict[str, list[Rule]] = {}
    for rule in program.rules:
        by_head.setdefault(rule.head.pred, []).append(rule)
    denials: dict[str, list[str]] = {}
    for name, predicate in program.predicates.items():
        if predicate.denies:
            denials.setdefault(predicate.denies, []).append(name)
    reached: set[str] = set()
    waiting = [goal]
    while waiting:
        name = waiting.pop()
        if name in reached:
            continue
        reached.add(name)
        waiting.extend(denials.get(name, ()))
        for rule in by_head.get(name, ()):
            waiting.extend(atom.pred for atom in atoms(rule.body))
    rules = tuple(rule for rule in program.rules if rule.head.pred in reached)
    listed = tuple(row for row in program.listed if row.pred in reached)
    return replace(program, rules=rules, listed=listed)
