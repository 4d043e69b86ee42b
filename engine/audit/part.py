"""A conclusion -> the part of a program that its questions look at."""

from collections.abc import Iterable, Iterator
from datetime import date

from engine.rails.in_force import in_force
from engine.rails.relevant_rules import reached_from
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
from parser.resolved.vocabulary import Predicate
from parser.values import Range, Value


@dataclass(frozen=True, slots=True)
class Part:
    """What can conclude or deny `goal` on a day, under choices of readings and bodies of law.

    `affirming` and `denying` are the clauses that do, each of one rule of the law, `rules` these
    and all that they rest on. `stated` are the sentences of it that a case may state; `in_part` is
    how many rows of its tables are left out because a value in them is known in part.
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
    reached, rules = reached_from(counting, (goal, denial))
    stated = tuple(
        predicate
        for name, predicate in program.predicates.items()
        if name in reached and predicate.origin in ("given", "decided")
    )
    broken = [rule for rule in counting.rules if isinstance(read(rule.head.pred), Broken)]
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
