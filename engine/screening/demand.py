"""What is asked about the very individual that a case is about, concluded for it alone.

A predicate that a rule on the way asks of that individual becomes one of its own, without the
place, which the case determines; its rules do not go through spouses, or people nobody names.
What is asked of others too keeps its rules for these. This is the magic set transformation with
the one binding that every question has; see F. Bancilhon et al., "Magic sets and other strange
ways to implement logic programs", PODS 1986.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from engine.rails.sensitivity import atoms
from engine.screening.by_case import CASE, CASES
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
from parser.datalog.variables import in_literal

SUBJECTS = "subject:"
"""The predicate with one row for each case: the case, and whom it is about."""

Asked = tuple[str, tuple[int, ...]]
"""A predicate with its places at which the individual of the case stands."""


def own_name(pred: str, places: Iterable[int]) -> str:
    """Return what a predicate is called that is asked of the individual of each case.

    >>> own_name("was_born_on", [1])
    'was_born_on~1'
    """
    listed = ".".join(map(str, places))
    return f"{pred}~{listed}" if listed else pred


def for_subjects(
    program: Program, asked: Iterable[Asked], stored: frozenset[str]
) -> tuple[Program, frozenset[Asked]]:
    """Return the rules of a program by case that answer for what is `asked`, and all they ask.

    `stored` are predicates with rows that nobody concludes; one that rules conclude too is left
    as it is.
    """
    rules: dict[str, list[Rule]] = {}
    for rule in program.rules:
        rules.setdefault(rule.head.pred, []).append(rule)
    mixed = frozenset(rules) & (stored | {row.pred for row in program.listed})
    waiting = [(pred, () if pred in mixed else places) for pred, places in asked]
    done: set[Asked] = set()
    found: list[Rule] = []
    while waiting:
        pred, places = wanted = waiting.pop(0)
        if wanted in done:
            continue
        done.add(wanted)
        if pred in rules:
            for rule in rules[pred]:
                own = _Own(mixed, _subjects(rule, places))
                found.append(_rule(rule, places, own))
                waiting.extend(own.asked)
    return replace(program, rules=tuple(found)), frozenset(done)


def references(program: Program) -> set[str]:
    """Return every predicate that the rules of a program look at."""
    return {atom.pred for rule in program.rules for atom in atoms(rule.body)}


def _subjects(rule: Rule, places: tuple[int, ...]) -> frozenset[str]:
    terms = (rule.head.args[place] for place in places)
    return frozenset(term.name for term in terms if isinstance(term, Var))


@dataclass(slots=True)
class _Own:
    """How the atoms of one rule are rewritten; `subjects` are variables for the individual."""

    mixed: frozenset[str]
    subjects: frozenset[str]
    asked: list[Asked] = field(default_factory=list)

    def atom(self, atom: Atom) -> tuple[Atom, tuple[int, ...]]:
        """Return an atom without the individual, and the places that it lost."""
        places: tuple[int, ...] = ()
        if atom.args[:1] == (CASE,) and atom.pred not in (CASES, SUBJECTS, *self.mixed):
            places = tuple(n for n, term in enumerate(atom.args) if self._is_subject(term))
        self.asked.append((atom.pred, places))
        left = tuple(term for n, term in enumerate(atom.args) if n not in places)
        return replace(atom, pred=own_name(atom.pred, places), args=left), places

    def _is_subject(self, term: Term) -> bool:
        return isinstance(term, Var) and term.name in self.subjects

    def literal(self, literal: Literal) -> Literal:
        match literal:
            case Atom():
                return self.atom(literal)[0]
            case Negation(atom):
                found, lost = self.atom(atom)
                exact = tuple(
                    place - sum(one < place for one in lost)
                    for place in literal.exact
                    if place not in lost
                )
                return replace(literal, atom=found, exact=exact)
            case Aggregate(body=body, possible=possible):
                return replace(
                    literal,
                    body=tuple(map(self.literal, body)),
                    possible=None if possible is None else tuple(map(self.literal, possible)),
                )
            case Comparison():
                return literal


def _rule(rule: Rule, places: tuple[int, ...], own: _Own) -> Rule:
    body = tuple(own.literal(literal) for literal in rule.body)
    used = {name for literal in body for name in in_literal(literal)}
    left = tuple(term for n, term in enumerate(rule.head.args) if n not in places)
    used.update(term.name for term in left if isinstance(term, Var))
    needed: list[Term] = [
        term
        for place in places
        if isinstance(term := rule.head.args[place], Const) or term.name in used
    ]
    first = tuple(Atom(SUBJECTS, (CASE, term)) for term in dict.fromkeys(needed))
    return replace(rule, head=Atom(own_name(rule.head.pred, places), left), body=(*first, *body))
