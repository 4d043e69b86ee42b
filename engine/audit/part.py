"""A conclusion -> the part of a program that its questions look at."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from engine.rails.in_force import in_force
from engine.rails.relevant_rules import reached_from
from parser.datalog.atoms import atoms
from parser.datalog.naming import Broken, Denial, Enumeration, read, write
from parser.datalog.tree import (
    Aggregate,
    Apply,
    Atom,
    Comparison,
    Const,
    Constraint,
    Expr,
    ListedRow,
    Literal,
    Program,
    Rule,
    Today,
)
from parser.frozen import dataclass
from parser.resolved.vocabulary import VALUE_KINDS, Predicate
from parser.values import Range, Value


@dataclass(frozen=True, slots=True)
class Part:
    """What can conclude or deny `goal` on a day, under choices of readings and bodies of law.

    `affirming` and `denying` are the clauses that do, each of one rule of the law, `rules` these
    and all that they rest on. `stated` are the sentences of it that a case may state; `in_part` is
    how many rows of its tables are left out because a value in them is known in part. Of `stated`
    those that are `taken` are concluded by rules, which are left out: that a case states them, as
    it may, is taken as given.
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
    in_part: int
    constraints: tuple[Constraint, ...]
    taken: tuple[str, ...] = ()

    @property
    def concluding(self) -> tuple[Rule, ...]:
        """The clauses that conclude or deny the goal, in the order of the laws."""
        return (*self.affirming, *self.denying)

    @property
    def predicate(self) -> Predicate:
        """The sentence that is concluded."""
        return self.program.predicates[self.goal]


def part_of(
    program: Program,
    goal: str,
    day: date,
    under: Iterable[tuple[str, str]],
    depth: int | None = None,
    beside: Sequence[str] = (),
) -> Part:
    """Return what a goal rests on: the rules in force, their tables, facts and constraints.

    With a `depth` what lies further from it, counted in sentences, is taken as given. What stands
    `beside` the goal is reached with it; a constraint among that is none of the part.
    """
    chosen = tuple(sorted(under))
    counting = in_force(program, day, dict(chosen))
    denial = write(Denial(goal))
    goals = (goal, denial, *beside)
    taken = _beyond(counting, goals, depth) if depth is not None else frozenset[str]()
    if taken:
        kept = tuple(rule for rule in counting.rules if rule.head.pred not in taken)
        counting = replace(counting, rules=kept)
    reached, rules = reached_from(counting, goals)
    rules = tuple(rule for rule in rules if rule.head.pred not in beside or not _is_broken(rule))
    asked = {name.rule for name in map(read, beside) if isinstance(name, Broken)}
    stated = tuple(
        predicate
        for name, predicate in program.predicates.items()
        if name in reached and (predicate.origin in ("given", "decided") or name in taken)
    )
    broken = [rule for rule in counting.rules if _is_broken(rule) and rule.head.pred not in beside]
    for rule in broken:
        own, needed = reached_from(counting, (rule.head.pred,))
        if all(name in reached or name == rule.head.pred for name in own):
            rules = (*rules, *(one for one in needed if one not in rules))
            reached |= own
    listed = tuple(row for row in program.listed if row.pred in reached)
    whole = tuple(row for row in listed if not any(isinstance(one, Range) for one in row.row))
    return Part(
        counting,
        goal,
        day,
        chosen,
        rules,
        _concluding(rules, goal),
        _concluding(rules, denial),
        stated,
        whole,
        len(listed) - len(whole),
        tuple(
            one
            for one in program.constraints
            if one.provision.rule not in asked and all(atom.pred in reached for atom in one.atoms)
        ),
        tuple(one.name for one in stated if one.name in taken),
    )


def _is_broken(rule: Rule) -> bool:
    return isinstance(read(rule.head.pred), Broken)


def _beyond(program: Program, goals: Iterable[str], depth: int) -> frozenset[str]:
    """Return the sentences that rules conclude and that lie more than so many from some goals."""
    by_head: dict[str, list[Rule]] = {}
    for rule in program.rules:
        if rule.role != "asked":
            by_head.setdefault(rule.head.pred, []).append(rule)
    near = dict.fromkeys(goals, 0)
    waiting = list(near)
    beyond: set[str] = set()
    for name in waiting:  # grows meanwhile; each sentence is met by its shortest way first
        for rule in by_head.get(name, ()):
            for atom in atoms(rule.body):
                far = near[name] + _is_sentence(program.predicates, atom.pred)
                if far > depth:
                    beyond.add(atom.pred)
                elif near.get(atom.pred, depth + 1) > far:
                    near[atom.pred] = far
                    waiting.append(atom.pred)
    return frozenset(
        name for name in beyond - near.keys() if name in by_head and name in program.predicates
    )


def _is_sentence(predicates: Mapping[str, Predicate], name: str) -> bool:
    found = predicates.get(name)
    return found is not None and not found.hidden and not found.denies and found.origin == "derived"


def free_value(predicate: Predicate) -> int | None:
    """Return the one place whose value a sentence gives for the others; None if there is none."""
    values = [
        place
        for place, slot in enumerate(predicate.slots)
        if slot.kind in VALUE_KINDS and place not in predicate.asked
    ]
    return values[0] if len(values) == 1 and len(predicate.slots) > 1 else None


def is_circular(part: Part) -> bool:
    """Tell whether something in a part rests on its own negation."""
    circle = part.program.circular
    rests: dict[str, set[str]] = {}
    for rule in part.rules:
        if rule.head.pred in circle:
            rests.setdefault(rule.head.pred, set()).update(atom.pred for atom in atoms(rule.body))
    return any(_returns(rests, name) for name in rests)


def _returns(rests: Mapping[str, set[str]], name: str) -> bool:
    """Tell whether what something rests on rests on it."""
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        for one in rests.get(waiting.pop(), ()):
            if one == name:
                return True
            if one in rests and one not in seen:
                seen.add(one)
                waiting.append(one)
    return False


def _concluding(rules: tuple[Rule, ...], pred: str) -> tuple[Rule, ...]:
    return tuple(
        rule
        for rule in rules
        if rule.head.pred == pred and rule.role == "rule" and rule.provision is not None
    )


def counts(part: Part) -> bool:
    """Tell whether a part counts or sums what there may be any number of."""
    return any(
        isinstance(literal, Aggregate) and not _is_numbered(literal.body)
        for rule in part.rules
        for literal in rule.body
    )


def _is_numbered(body: tuple[Literal, ...]) -> bool:
    """Tell whether what is counted are the items of an enumeration: `at least 2 of`."""
    return all(isinstance(one, Atom) and isinstance(read(one.pred), Enumeration) for one in body)


_DAYS = 2
"""How many of the first and of the last days that rules and tables name are looked at."""


def days_in(part: Part) -> tuple[date, ...]:
    """Return the first and last days that a part names, none if no comparison speaks of today."""
    constants: list[Value] = []
    speaks = False
    for rule in part.rules:
        for literal in rule.body:
            if isinstance(literal, Comparison):
                for leaf in (*_leaves(literal.left), *_leaves(literal.right)):
                    speaks |= isinstance(leaf, Today)
                    if isinstance(leaf, Const):
                        constants.append(leaf.value)
    constants += [value for row in part.listed for value in row.row]
    days = sorted({one for one in constants if isinstance(one, date)})
    return tuple(dict.fromkeys((*days[:_DAYS], *days[-_DAYS:]))) if speaks else ()


def _leaves(expression: Expr) -> Iterator[Expr]:
    if isinstance(expression, Apply):
        for arg in expression.args:
            yield from _leaves(arg)
    else:
        yield expression
