"""A question -> the plan of queries that answers it for all cases of a register together."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from engine.backends.sql.layouts import KEY, Layout, inferred, of_value
from engine.backends.sql.statements import Plan, plan
from engine.rails.from_datalog import Railed, to_rails
from engine.rails.names import TODAY, Kind, Open, Shut, write
from engine.rails.rail import CERTAIN, GRANTED, POSSIBLE, Rail
from engine.rails.ways_to_rule_out import shut_masks
from engine.registers.rules.by_case import CASE, by_case, everywhere
from engine.registers.rules.fold_constants import with_fixed
from engine.registers.rules.magic_sets import Adornment, for_subjects, references, resting_on
from engine.registers.rules.names import CASES, SUBJECTS
from engine.registers.rules.partition_bodies import EVERYWHERE, in_parts
from engine.registers.rules.prune import simplified, with_closures, with_known
from engine.registers.rules.subject import subject
from engine.registers.tables.queries import queries_of, stored_layouts
from engine.registers.tables.register import CASE_NUMBER, Register
from parser.datalog.atoms import atoms
from parser.datalog.naming import AskedFor
from parser.datalog.tree import Atom, Const, Program
from parser.resolved.tree import Constant, Question
from parser.resolved.vocabulary import entity_slots
from parser.values import Entity, Value

ASKED_RAILS: tuple[Rail, ...] = (CERTAIN, POSSIBLE, GRANTED)


@dataclass(frozen=True)
class Screening:
    """A question made ready to be asked of many cases on one day.

    `program` are the rules that `plan` carries out. `own` tells of each name in the plan which
    predicate it is, and at which places of that the individual of the case stands. `goals` are what
    is asked on each rail, `opened` the decided predicates that an answer may depend on and that no
    constraint forbids once others are made, both with these places. `supplied` is the name of a
    predicate that gets a row from the question in every case, and the values in that row.
    """

    question: Question
    railed: Railed
    program: Program
    plan: Plan
    own: Mapping[str, Adornment]
    goals: Mapping[Rail, Adornment]
    opened: tuple[Adornment, ...]
    supplied: tuple[str, tuple[Value, ...]] | None

    @cached_property
    def assumed(self) -> Plan:
        """The plan again, with tables for what is so once findings are assumed.

        It is made when an answer turns out to depend on findings.
        """
        certain = resting_on(self.program, self.goals[CERTAIN].name)
        return plan(certain, self.plan.layouts, set(self.plan.stored), "assumed")


def prepared(program: Program, question: Question, day: date, register: Register) -> Screening:
    """Return a question about the rules in force on a day, ready for the cases of a register.

    Where it names `SUBJECT` it asks about the individual of each case.
    """
    railed = to_rails(program, (question.sentence.predicate,))
    return on_rails(railed, question, day, register)


def on_rails(
    railed: Railed,
    question: Question,
    day: date,
    register: Register,
    supplier: Question | None = None,
) -> Screening:
    """Return a question about a program on rails, ready for the cases of a register.

    `supplier` is the question whose values a predicate gets in every case, if it is another one.
    """
    supplied = _supplied(railed, supplier or question)
    open_name = supplied[0] if supplied else ""
    plain = with_fixed(railed.program, {TODAY: (day,)}, frozenset({open_name}))
    stored = stored_layouts(railed, _stored_names(plain, railed), register.known)
    for term in question.sentence.args:
        if (individual := subject(term)) is not None:
            stored[SUBJECTS] = (CASE_NUMBER, Layout("name", individual.kind))
    if supplied:
        stored[open_name] = (CASE_NUMBER, *(of_value(value) for value in supplied[1]))
    by_cases = _of_register(by_case(plain, open_name), railed, register, open_name)
    shared = everywhere(plain, open_name)
    many, done, goals, opened = _demanded(by_cases, railed, question, frozenset(stored), shared)
    many = in_parts(many)
    own = {asked.name: asked for asked in (*done, Adornment(SUBJECTS))}
    layouts = {
        name: asked.left(stored[asked.pred]) for name, asked in own.items() if asked.pred in stored
    }
    listed = {row.pred for row in many.listed}
    concluded = {rule.head.pred for rule in many.rules}
    for atom in (atom for rule in many.rules for atom in atoms(rule.body)):
        if atom.pred not in (concluded | listed) and atom.args[:1] == (CASE,):
            layouts.setdefault(atom.pred, (CASE_NUMBER, *(KEY for _ in atom.args[1:])))
    found = inferred(many, layouts)
    kept = (listed | set(layouts)) & set(found)
    made = plan(many, found, kept)
    return Screening(question, railed, many, made, own, goals, opened, supplied)


def _stored_names(program: Program, railed: Railed) -> set[str]:
    concluded = {rule.head.pred for rule in program.rules}
    return references(program) | concluded | set(railed.meaning) | {CASES}


def _of_register(program: Program, railed: Railed, register: Register, supplied: str) -> Program:
    """Return a program by case with what is known of every case of a register written into it.

    That is which predicates have no rows, and which are closed. What is stated of findings stays,
    since open ones are assumed to be stated later.
    """
    decided = [one for one in railed.base.predicates.values() if one.origin == "decided"]
    assumed = {railed.naming.stored(one.name) for one in decided}
    assumed |= {write(Shut(one.name, mask)) for one in decided for mask in shut_masks(one)}
    others = {rule.head.pred for rule in program.rules} | {row.pred for row in program.listed}
    empty = frozenset(
        name
        for name in references(program) - others - assumed - {supplied}
        if not queries_of(name, (), railed, register, ())
    )
    closed = frozenset(write(Shut(name, ())) for name in register.closed) - assumed
    return simplified(with_closures(program, EVERYWHERE, closed), EVERYWHERE, empty)


def _kinds(program: Program, railed: Railed) -> frozenset[Atom]:
    """Return the atoms that say of what kind each individual is that the laws name."""
    others = {rule.head.pred for rule in program.rules} | {row.pred for row in program.listed}
    named = (*railed.base.entities, *railed.enlisted)
    kinds = (
        Atom(write(Kind(one.kind, rail)), (CASE, Const(one)))
        for one in named
        if isinstance(one, Entity) and one.name
        for rail in (CERTAIN, POSSIBLE)
    )
    return frozenset(atom for atom in kinds if atom.pred not in others)


def _demanded(
    many: Program,
    railed: Railed,
    question: Question,
    stored: frozenset[str],
    shared: frozenset[str],
) -> tuple[Program, frozenset[Adornment], dict[Rail, Adornment], tuple[Adornment, ...]]:
    """Return the rules that the answers need, and what they ask for; the goals; the open findings.

    `many` is the program by case, `stored` names predicates that have rows beforehand, `shared`
    those that are the same in every case.
    """
    pred, terms = question.sentence.predicate, question.sentence.args
    places = tuple(n for n, term in enumerate(terms, 1) if subject(term))

    def goal(rail: Rail) -> Adornment:
        name = railed.naming.name(pred, rail)
        return Adornment(name, () if name in shared else places)

    _, certain = for_subjects(many, [goal(CERTAIN)], stored)
    doubtful = _constrained(railed)
    opened = tuple(
        Adornment(name, asked.subjects)
        for name, predicate in railed.base.predicates.items()
        if predicate.origin == "decided" and len(entity_slots(predicate)) == len(predicate.slots)
        if name not in doubtful
        for asked in sorted(certain, key=lambda one: one.name)
        if asked.pred in (railed.naming.stored(name), write(Shut(name, entity_slots(predicate))))
    )
    opened = tuple(dict.fromkeys(opened))
    wanted = [goal(rail) for rail in ASKED_RAILS]
    wanted += [Adornment(write(Open(one.pred)), one.subjects) for one in opened]
    found, done = for_subjects(many, wanted, stored)
    found = with_known(found, EVERYWHERE, _kinds(found, railed))
    found = simplified(found, EVERYWHERE, frozenset())
    goals: dict[Rail, Adornment] = {}
    for rail in ASKED_RAILS:
        asked = goal(rail)
        goals[rail] = asked if asked in done else Adornment(asked.pred)
    return found, done, goals, opened


def _constrained(railed: Railed) -> frozenset[str]:
    """Return the findings that may not be made together, or with what rules conclude.

    Whether an answer depends on one of them only the case engine says.
    """
    decided = {name for name, one in railed.base.predicates.items() if one.origin == "decided"}
    found = {name for one in railed.barred for name in one.rests_on & decided}
    for constraint in railed.base.constraints:
        spoken = [atom.pred for atom in constraint.atoms if atom.pred in decided]
        found.update(spoken if len(spoken) > 1 else ())
    return frozenset(found)


def _supplied(railed: Railed, question: Question) -> tuple[str, tuple[Value, ...]] | None:
    """Return the name of the predicate that gets the values of a question, and these values."""
    predicate = railed.base.predicates[question.sentence.predicate]
    terms = [question.sentence.args[place] for place in predicate.asked]
    values = tuple(term.value for term in terms if isinstance(term, Constant))
    return (write(AskedFor(predicate.name)), values) if predicate.asked else None
