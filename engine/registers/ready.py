"""A question made ready for a register, with the further questions that contradictions need."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from engine.rails.from_datalog import to_rails
from engine.rails.names import write
from engine.rails.presumed import shaking
from engine.registers.completions import Completions
from engine.registers.known import known_of
from engine.registers.prepared import Screening, on_rails, prepared
from engine.registers.rules.completed import may_split
from engine.registers.rules.names import DIRECTLY, SHAKEN, TWICE
from engine.registers.rules.subject import subject
from engine.registers.tables.register import Register
from parser.datalog.atoms import atoms
from parser.datalog.naming import AskedFor
from parser.datalog.tree import (
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
from parser.datalog.with_constants import names_values
from parser.resolved.tree import Constant, Question, Sentence
from parser.resolved.vocabulary import Predicate, entity_slots, value_slots
from parser.values import Entity, Value


def predicates_in(program: Program) -> frozenset[str]:
    """Return every predicate that the rules and constraints of a program speak of."""
    found: set[str] = set()
    for rule in program.rules:
        found |= {rule.head.pred, *(atom.pred for atom in atoms(rule.body))}
    found.update(atom.pred for one in program.constraints for atom in one.atoms)
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Shaken:
    """Whether more than is certain on rails takes a presumption back, asked on the rails.

    Where it may, `completions` are asked: what does not hold in one is not certain.
    """

    screening: Screening
    completions: Completions


@dataclass(frozen=True)
class Ready:
    """A question ready to be asked of all cases.

    `screening` asks it on the rails. `contrary` ask for the denials of what is asked, and `twice`
    whether there are two values where there can be only one: either makes a *yes* a conflict.
    `known` ask what is certain of all that takes presumptions back, by its name on rails (None if
    that cannot be asked so), `shaken` whether more of it may be certain, by cases.
    """

    program: Program
    question: Question
    day: date
    screening: Screening
    contrary: tuple[Screening, ...] = ()
    twice: Screening | None = None
    known: Mapping[str, Screening] | None = field(default_factory=dict)
    shaken: Shaken | None = None

    @cached_property
    def looked_at(self) -> frozenset[str]:
        """What the answer to the question can rest on, and what is asked."""
        return predicates_in(self.program) | {self.question.sentence.predicate}

    @cached_property
    def named(self) -> frozenset[Value]:
        """The individuals whose names count: those that the laws or the question name."""
        program = self.program
        found: set[Value] = {*program.entities, *self.screening.railed.enlisted}
        found.update(value for row in program.listed for value in row.row)
        found.update(one for members in program.closed.values() for one in members)
        found.update(
            term.value
            for term in self.question.sentence.args
            if isinstance(term, Constant) and not subject(term)
        )
        return frozenset(one for one in found if isinstance(one, Entity))

    @property
    def has_values(self) -> bool:
        """Tell whether what is asked has a value, so that a contradiction is about that."""
        predicate = self.program.predicates[self.question.sentence.predicate]
        return bool(value_slots(predicate))

    @cached_property
    def is_presumed(self) -> bool:
        """Tell whether a rule presumes what is asked, which then no open finding makes depend."""
        return _is_presumed(self.program, self.question.sentence.predicate)

    @cached_property
    def is_bounded(self) -> bool:
        """Tell whether a constraint may rule out what is asked for the values that it names."""
        pred = self.question.sentence.predicate
        stated = self.program.predicates[pred].origin != "derived"
        return stated and any(
            names_values(one) and any(atom.pred == pred for atom in one.atoms)
            for one in self.program.constraints
        )

    @cached_property
    def splits(self) -> bool:
        """Tell whether an answer that the rails leave open could be the same in every case."""
        sentence = self.question.sentence
        if self.program.predicates[sentence.predicate].origin != "derived":
            return self.is_bounded
        if not all(isinstance(term, Constant) for term in sentence.args):
            return False
        return may_split(self.screening.railed, sentence.predicate)

    @cached_property
    def completions(self) -> Completions | None:
        """Completions of the facts that may answer differently, unless none says what there is.

        So it is of a value that is asked for itself, and where something takes a presumption back
        for values that are asked for: those of a completion are others.
        """
        if self.is_bounded or self.known is None:
            return None
        return Completions(self.program, self.screening.railed, self.question, self.day)


def _is_presumed(program: Program, pred: str) -> bool:
    denials = {name for name, other in program.predicates.items() if other.denies == pred}
    return any(
        isinstance(literal, Negation) and literal.shown and literal.atom.pred in denials
        for rule in program.rules
        for literal in rule.body
    )


def ready(program: Program, question: Question, day: date, register: Register) -> Ready:
    """Return a question about the rules in force on a day, ready for the cases of a register."""
    pred = question.sentence.predicate
    predicate = program.predicates[pred]
    asked, about = program, question
    if predicate.origin in ("given", "decided") and value_slots(predicate):
        asked, about = _directly(program, question)
    screening = prepared(asked, about, day, register)
    contrary = tuple(
        prepared(program, _of(question, name), day, register)
        for name, other in program.predicates.items()
        if other.denies == pred and any(rule.head.pred == name for rule in program.rules)
    )
    twice = None
    if predicate.origin == "derived" and predicate.single is not None:
        wider, asks = _twice(program, question)
        railed = to_rails(wider, (TWICE,))
        twice = on_rails(railed, asks, day, register, supplier=question)
    known = known_of(screening.railed, question, day, register)
    shaken = _shaken(program, question, day, register)
    return Ready(program, question, day, screening, contrary, twice, known, shaken)


def _shaken(program: Program, question: Question, day: date, register: Register) -> Shaken | None:
    """Return the question whether something may take a presumption back by cases."""
    against = sorted(shaking(program))
    if not against:
        return None
    rules: list[Rule] = []
    for pred in against:
        predicate = program.predicates[pred]
        terms = tuple(Var(f"x{place}") for place in range(len(predicate.slots)))
        asked = tuple(terms[place] for place in predicate.asked)
        supplied = (Atom(write(AskedFor(pred)), asked),) if asked else ()
        more = Atom(pred, terms)
        rules.append(Rule(Atom(SHAKEN, ()), (*supplied, more, Negation(more, shown=True))))
    wider = replace(
        program,
        rules=(*program.rules, *rules),
        predicates={**program.predicates, SHAKEN: Predicate(SHAKEN, (), hidden=True)},
    )
    railed = to_rails(wider, (SHAKEN,))
    asks = replace(question, sentence=Sentence(SHAKEN, ()), open=())
    screening = on_rails(railed, asks, day, register, supplier=question)
    return Shaken(screening, Completions(wider, railed, asks, day, question))


def _of(question: Question, pred: str) -> Question:
    return replace(question, sentence=replace(question.sentence, predicate=pred))


def _directly(program: Program, question: Question) -> tuple[Program, Question]:
    """Return a program and a question that asks for a stated sentence through a rule.

    In a rule it counts that a value is denied, or that another is stated where there is only one.
    """
    sentence = question.sentence
    predicate = program.predicates[sentence.predicate]
    people = entity_slots(predicate)
    terms: list[Term] = [Var(f"x{place}") for place in range(len(predicate.slots))]
    body: list[Literal] = [Atom(predicate.name, tuple(terms))]
    body += [
        Comparison("=", terms[place], Const(term.value))
        for place, term in enumerate(sentence.args)
        if isinstance(term, Constant) and place not in people
    ]
    return _with_rule(program, question, DIRECTLY, people, terms, body)


def _twice(program: Program, question: Question) -> tuple[Program, Question]:
    """Return a program and the question whether a place for one value has two."""
    predicate = program.predicates[question.sentence.predicate]
    places = range(len(predicate.slots))
    terms: list[Term] = [Var(f"x{place}") for place in places]
    others = [Var("other") if place == predicate.single else terms[place] for place in places]
    assert predicate.single is not None, "only a single value can be there twice"
    body: list[Literal] = [
        Atom(predicate.name, tuple(terms)),
        Atom(predicate.name, tuple(others)),
        Comparison("!=", terms[predicate.single], Var("other")),
    ]
    kept = tuple(place for place in places if place != predicate.single)
    return _with_rule(program, question, TWICE, kept, terms, body)


def _with_rule(
    program: Program,
    question: Question,
    name: str,
    kept: tuple[int, ...],
    terms: list[Term],
    body: list[Literal],
) -> tuple[Program, Question]:
    """Return a program with one more rule, and the question that asks for what it concludes."""
    sentence = question.sentence
    slots = tuple(program.predicates[sentence.predicate].slots[place] for place in kept)
    head = Atom(name, tuple(terms[place] for place in kept))
    wider = replace(
        program,
        rules=(*program.rules, Rule(head, tuple(body))),
        predicates={**program.predicates, name: Predicate(name, slots, hidden=True)},
    )
    args = tuple(sentence.args[place] for place in kept)
    return wider, replace(question, sentence=Sentence(name, args))
