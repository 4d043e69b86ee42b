"""A conclusion -> the part of a program that its questions look at."""

from collections.abc import Iterable
from datetime import date

from engine.rails.in_force import in_force
from parser.datalog.atoms import atoms
from parser.datalog.naming import Broken, Denial, read, write
from parser.datalog.tree import Constraint, ListedRow, Program, Rule
from parser.datalog.variables import atoms as signed_atoms
from parser.frozen import dataclass
from parser.resolved.vocabulary import Predicate


@dataclass(frozen=True, slots=True)
class Part:
    """What can conclude or deny `goal` on a day, under choices of readings and bodies of law.

    `affirming` and `denying` are the clauses that do, each of one rule of the law, `rules` these
    and all that they rest on. `stated` are the sentences of it that a case may state.
    """

    program: Program
    goal: str
    day: date
    under: tuple[tuple[str, str], ...]
    rules: tuple[Rule, ...]
    affirming: tuple[Rule, ...]
    denying: tuple[Rule, ...]
    stated: tuple[Predicate, ...]
    listed: tuple[ListedRow, ...]
    constraints: tuple[Constraint, ...]

    @property
    def concluding(self) -> tuple[Rule, ...]:
        """The clauses that conclude or deny the goal, in the order of the laws."""
        return (*self.affirming, *self.denying)

    @property
    def predicate(self) -> Predicate:
        """The sentence that is concluded."""
        return self.program.predicates[self.goal]


def part_of(program: Program, goal: str, day: date, under: Iterable[tuple[str, str]]) -> Part:
    """Return what a goal rests on: the rules in force, their tables, facts and constraints."""
    chosen = tuple(sorted(under))
    counting = in_force(program, day, dict(chosen))
    denial = write(Denial(goal))
    reached, rules = _reached(counting, (goal, denial))
    stated = tuple(
        predicate
        for name, predicate in program.predicates.items()
        if name in reached and predicate.origin in ("given", "decided")
    )
    broken = [rule for rule in counting.rules if isinstance(read(rule.head.pred), Broken)]
    for rule in broken:
        own, needed = _reached(counting, (rule.head.pred,))
        if all(name in reached or name == rule.head.pred for name in own):
            rules = (*rules, *(one for one in needed if one not in rules))
            reached |= own
    return Part(
        counting,
        goal,
        day,
        chosen,
        rules,
        _concluding(rules, goal),
        _concluding(rules, denial),
        stated,
        tuple(row for row in program.listed if row.pred in reached),
        tuple(
            one for one in program.constraints if all(atom.pred in reached for atom in one.atoms)
        ),
    )


def is_circular(part: Part) -> bool:
    """Tell whether something in a part rests on its own negation."""
    return any(rule.head.pred in part.program.circular for rule in part.rules)


def _concluding(rules: tuple[Rule, ...], pred: str) -> tuple[Rule, ...]:
    return tuple(
        rule
        for rule in rules
        if rule.head.pred == pred and rule.role == "rule" and rule.provision is not None
    )


def _reached(program: Program, goals: Iterable[str]) -> tuple[set[str], tuple[Rule, ...]]:
    """Return all predicates that goals rest on, and the rules that conclude these."""
    by_head: dict[str, list[Rule]] = {}
    for rule in program.rules:
        by_head.setdefault(rule.head.pred, []).append(rule)
    asking = [rule for rule in program.rules if rule.role == "asked"]
    reached: set[str] = set()
    asked: dict[int, Rule] = {}
    waiting = list(goals)
    while waiting:
        while waiting:
            name = waiting.pop()
            if name in reached:
                continue
            reached.add(name)
            for rule in by_head.get(name, ()):
                if rule.role != "asked":
                    waiting.extend(atom.pred for atom in atoms(rule.body))
        for rule in asking:
            if id(rule) in asked or rule.head.pred not in reached:
                continue
            if not rule.askers or not rule.askers.isdisjoint(reached):
                asked[id(rule)] = rule
                waiting.extend(atom.pred for atom in atoms(rule.body))
    rules = tuple(
        rule
        for rule in program.rules
        if rule.head.pred in reached and (rule.role != "asked" or id(rule) in asked)
    )
    return reached, rules


def positive(rules: Iterable[Rule]) -> frozenset[str]:
    """Return the predicates that rules ask for, without those that they only exclude."""
    return frozenset(
        atom.pred for rule in rules for atom, negative in signed_atoms(rule.body) if not negative
    )
