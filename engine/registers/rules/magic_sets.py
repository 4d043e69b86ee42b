"""What is asked about the very individual that a case is about, concluded for it alone.

A predicate that some rule asks of that individual gets a second form without the place, since the
case determines who stands there; the rules of this form need not go through spouses, or people
nobody names. Where it is asked of others too, its rules for these stay. Values that a rule asks for
are put into the rules that conclude them. This is the magic set transformation, with those bindings
that are known beforehand; see F. Bancilhon et al., "Magic sets and other strange ways to implement
logic programs", PODS 1986.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from engine.backends.sql.keys import key_of
from engine.registers.rules.by_case import CASE
from engine.registers.rules.fold_constants import substituted
from engine.registers.rules.names import CASES, SUBJECTS
from parser.datalog.atoms import atoms, with_conditions
from parser.datalog.by_head import by_head as rules_by_head
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
from parser.datalog.variables import in_atom, in_literal
from parser.values import Value

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Adornment:
    """A predicate as it is asked: where the individual of the case stands, and given values.

    Places are those of the program by case: that of the case is 0.
    """

    pred: str
    subjects: tuple[int, ...] = ()
    given: tuple[tuple[int, Value], ...] = ()

    @property
    def name(self) -> str:
        """The name of the form of the predicate that has only the other places.

        >>> Adornment("was_born_on", (1,)).name
        'was_born_on~1'
        """
        listed = [*map(str, self.subjects)]
        listed += [f"{place}={key_of(value)}" for place, value in self.given]
        return f"{self.pred}~{','.join(listed)}" if listed else self.pred

    def left(self, places: Sequence[T]) -> tuple[T, ...]:
        """Return what stands at the other places."""
        lost = {*self.subjects, *(place for place, _ in self.given)}
        return tuple(one for place, one in enumerate(places) if place not in lost)


def for_subjects(
    program: Program, asked: Iterable[Adornment], stored: frozenset[str]
) -> tuple[Program, frozenset[Adornment]]:
    """Return the rules of a program by case that answer what is `asked`, and all that they ask for.

    `stored` are predicates with rows that no rule concludes; one that rules conclude too keeps all
    its places.
    """
    rules = rules_by_head(program.rules)
    mixed = frozenset(rules) & (stored | {row.pred for row in program.listed})
    waiting = [Adornment(one.pred) if one.pred in mixed else one for one in asked]
    done: set[Adornment] = set()
    found: list[Rule] = []
    while waiting:
        wanted = waiting.pop(0)
        if wanted in done:
            continue
        done.add(wanted)
        for rule in rules.get(wanted.pred, ()):
            rewriting = _Rewriting(frozenset(rules), mixed)
            rewritten = rewriting.rule(rule, wanted)
            if rewritten is not None:
                found.append(rewritten)
                waiting.extend(rewriting.asked)
    return replace(program, rules=tuple(found)), frozenset(done)


def resting_on(program: Program, pred: str) -> Program:
    """Return the rules of a program that a predicate rests on."""
    rules = rules_by_head(program.rules)
    found: set[str] = set()
    waiting = [pred]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(atom.pred for rule in rules.get(name, ()) for atom in atoms(rule.body))
    return replace(program, rules=tuple(one for one in program.rules if one.head.pred in found))


def references(program: Program) -> set[str]:
    """Return every predicate in the conditions of a program's rules."""
    return {atom.pred for rule in program.rules for atom in atoms(rule.body)}


@dataclass(slots=True)
class _Rewriting:
    """How one rule is rewritten.

    `concluded` are the predicates with rules, `mixed` those with stored rows besides; `subjects`
    are the variables of the rule for the individual of the case, `asked` is what its conditions ask
    for.
    """

    concluded: frozenset[str]
    mixed: frozenset[str]
    subjects: frozenset[str] = frozenset()
    asked: list[Adornment] = field(default_factory=list)

    def rule(self, rule: Rule, wanted: Adornment) -> Rule | None:
        """Return a rule for what is wanted, or None if it concludes nothing of the kind."""
        values: dict[str, Const] = {}
        for place, value in wanted.given:
            term = rule.head.args[place]
            known = term if isinstance(term, Const) else values.setdefault(term.name, Const(value))
            if known != Const(value):
                return None
        rule = substituted(rule, values)
        places = tuple(rule.head.args[place] for place in wanted.subjects)
        self.subjects = frozenset(term.name for term in places if isinstance(term, Var))
        body = tuple(map(self.literal, rule.body))
        head = Atom(wanted.name, wanted.left(rule.head.args))
        used = {name for literal in body for name in in_literal(literal)} | set(in_atom(head))
        looked_up = [term for term in places if isinstance(term, Const) or term.name in used]
        first = tuple(Atom(SUBJECTS, (CASE, term)) for term in dict.fromkeys(looked_up))
        return replace(rule, head=head, body=(*first, *body))

    def literal(self, literal: Literal) -> Literal:
        match literal:
            case Atom():
                asked = self.ask(literal, range(len(literal.args)))
                return replace(literal, pred=asked.name, args=asked.left(literal.args))
            case Negation(atom):
                asked = self.ask(atom, literal.exact)
                kept = asked.left(range(len(atom.args)))
                return replace(
                    literal,
                    atom=replace(atom, pred=asked.name, args=asked.left(atom.args)),
                    exact=tuple(n for n, place in enumerate(kept) if place in literal.exact),
                )
            case Aggregate():
                return with_conditions(literal, self.literal)
            case Comparison():
                return literal

    def ask(self, atom: Atom, exact: Iterable[int]) -> Adornment:
        """Return how an atom asks; values are given only where nothing but they will do."""
        asked = Adornment(atom.pred)
        if atom.args[:1] == (CASE,) and atom.pred not in (CASES, SUBJECTS, *self.mixed):
            places = frozenset(exact) if atom.pred in self.concluded else frozenset()
            asked = Adornment(
                atom.pred,
                tuple(n for n, term in enumerate(atom.args) if self._is_subject(term)),
                tuple(
                    (n, term.value)
                    for n, term in enumerate(atom.args)
                    if isinstance(term, Const) and n in places
                ),
            )
        self.asked.append(asked)
        return asked

    def _is_subject(self, term: Term) -> bool:
        return isinstance(term, Var) and term.name in self.subjects
