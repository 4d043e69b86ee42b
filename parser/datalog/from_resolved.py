"""Resolved laws -> Datalog: rules, enumerations, exceptions and asked values as clauses."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from parser.datalog import naming
from parser.datalog.asked_values import asked_clauses, take
from parser.datalog.base import Base, base_of
from parser.datalog.broken import broken_clauses
from parser.datalog.choices import choices_of
from parser.datalog.conditions import lower_items
from parser.datalog.draft import Draft, draft_of
from parser.datalog.level import Level
from parser.datalog.priorities import Priorities, priorities
from parser.datalog.terms import atom, comparison, rule_leaves
from parser.datalog.tree import Atom, Constraint, ListedRow, Negation, Program, Rule, Var
from parser.datalog.values import Place, traced
from parser.datalog.variables import ANYTHING, in_atom
from parser.datalog.with_constants import with_constants
from parser.resolved import law_tree
from parser.resolved import tree as resolved
from parser.resolved.lexicon import add_predicate
from parser.resolved.switches import switches_of
from parser.resolved.vocabulary import Predicate
from parser.text.diagnostic import Diagnostic, Label, SourceError
from parser.text.span import Span
from parser.values import Entity


def lower(laws: Sequence[law_tree.Law]) -> Program:
    """Return the program that laws state together.

    A rule becomes a clause, with clauses of their own for each item of an enumeration, for
    exceptions that defeat other rules, and for the values for which a sentence is asked; the
    predicates made for them are hidden. Linear in the size of the laws. Raises `SourceError`
    with all errors: `duplicate-id`, `unknown-rule`, `notwithstanding-elsewhere`,
    `exception-cycle`, `instead-elsewhere`, `empty-period`, `rule-too-long`, `unsafe-variable`.
    """
    problems: list[Diagnostic] = []
    predicates: dict[str, Predicate] = {}
    for law in laws:
        for predicate in law.predicates.values():
            add_predicate(predicate, predicates, problems)
    rules = [(rule, law) for law in laws for rule in law.rules]
    switches = switches_of(laws)
    choices = choices_of([rule for rule, _ in rules], switches, problems)
    order = priorities([rule for rule, _ in rules], choices.places, problems)
    problems.extend(_used_twice(laws))
    base = base_of(predicates, [rule for rule, _ in rules])
    clauses: list[Rule] = []
    flows: dict[Place, None] = {}
    for rule, law in rules:
        rule = replace(rule, provision=choices.noted(rule.provision))
        draft = draft_of(rule, base, *_period(rule, law, problems))
        if not draft.too_long():
            _lower(draft, order)
        under = choices.under.get(rule.provision.rule, ())
        clauses.extend(replace(one, under=under) if under else one for one in draft.clauses)
        predicates.update(draft.predicates)
        problems.extend(draft.problems)
        flows.update(draft.flows)
    if problems:
        raise SourceError(tuple(sorted(problems, key=_place)))
    constraints = tuple(_constraint(one) for law in laws for one in law.constraints)
    for clause, hidden in broken_clauses(constraints, predicates):
        clauses.append(clause)
        predicates[hidden.name] = hidden
    clauses.extend(asked_clauses(clauses, base))
    predicates.update(_asked_predicates(clauses, base))
    clauses, made = traced(clauses, flows, predicates, base.inputs)
    predicates.update(made)
    return Program(
        tuple(clauses),
        predicates,
        tuple(_listed(laws)),
        _entities(laws),
        _closed(laws),
        tuple(switches.values()),
        constraints,
    )


def _used_twice(laws: Sequence[law_tree.Law]) -> Iterator[Diagnostic]:
    """Yield an error for each constraint, note or reading with the id of something else.

    Rules are told apart among themselves where their priorities are settled.
    """
    known = {rule.provision.rule: rule.span for law in laws for rule in law.rules}
    for law in laws:
        for name, span in (
            *((one.provision.rule, one.span) for one in law.constraints),
            *((one.provision, one.span) for one in law.notes),
            *((one.id, one.span) for one in law.switches if not one.overlay),
        ):
            first = known.setdefault(name, span)
            if first is not span:
                yield Diagnostic(
                    "duplicate-id",
                    f"`{name}` is used twice",
                    span,
                    (Label(first, "first used here"),),
                    "give one of them another id",
                )


def _constraint(one: law_tree.Constraint) -> Constraint:
    conditions = [item.condition for item in one.body]
    atoms = tuple(atom(each.sentence) for each in conditions if isinstance(each, law_tree.Holds))
    compared = [comparison(each) for each in conditions if isinstance(each, law_tree.Compares)]
    return with_constants(Constraint(atoms, tuple(compared), one.provision, span=one.span))


def _closed(laws: Sequence[law_tree.Law]) -> dict[str, tuple[Entity, ...]]:
    found: dict[str, dict[Entity, None]] = {kind: {} for law in laws for kind in law.closed}
    for law in laws:
        for name, kind in law.names.items():
            if kind in found:
                found[kind][Entity(kind, name)] = None
    return {kind: tuple(named) for kind, named in found.items()}


def _place(problem: Diagnostic) -> tuple[str, int]:
    return problem.at.file, problem.at.start


def _period(
    rule: law_tree.Rule, law: law_tree.Law, problems: list[Diagnostic]
) -> tuple[date | None, date | None]:
    """Return the days on which both a rule and its law are in force."""
    starts = max((day for day in (rule.starts, law.starts) if day is not None), default=None)
    ends = min((day for day in (rule.ends, law.ends) if day is not None), default=None)
    if starts is not None and ends is not None and ends < starts:
        problems.append(
            Diagnostic(
                "empty-period",
                f"`{rule.provision.rule}` is never in force: it would have to be from {starts} "
                f"until {ends}",
                rule.span,
                (Label(law.span, "the law is in force only in its own period"),),
                "give the rule days on which its law is in force",
            )
        )
    return starts, ends


def _lower(draft: Draft, order: Priorities) -> None:
    """Add the clauses of one rule to its draft."""
    rule = draft.rule
    head, taken = take(atom(rule.head), draft)
    level = Level(draft, None, negated=False)
    for literal in taken:
        level.add(literal, frozenset())
    body = [*taken, *lower_items(rule.body, frozenset(in_atom(head)), level)]
    for exception, said in order.exceptions.get(rule.provision.rule, ()):
        unless = _unless_applies(exception, said, head, draft)
        body.append(replace(unless, shown=rule.presumed))
    if rule.presumed:
        body.append(Negation(replace(head, pred=_contrary(draft)), shown=True, span=rule.span))
    concluded = replace(head, pred=_concluded(draft))
    if rule.provision.rule in order.defeating:
        applies = replace(head, pred=naming.write(naming.Applies(rule.provision.rule)))
        concludes = draft.base.predicates[head.pred]
        draft.declare_like(applies.pred, concludes.slots, concludes.asked)
        draft.clause(applies, body, "applies")
        draft.conclude(concluded, applies)
    else:
        draft.clause(concluded, body, "rule")


def _concluded(draft: Draft) -> str:
    """Return what a rule concludes: its sentence, or the denial of it."""
    pred = draft.rule.head.predicate
    return _denial_of(pred, draft) if draft.rule.negative else pred


def _contrary(draft: Draft) -> str:
    """Return what says the contrary of what a rule concludes."""
    pred = draft.rule.head.predicate
    return pred if draft.rule.negative else _denial_of(pred, draft)


def _denial_of(pred: str, draft: Draft) -> str:
    name = naming.write(naming.Denial(pred))
    positive = draft.base.predicates[pred]
    draft.predicates[name] = Predicate(
        name,
        positive.slots,
        asked=positive.asked,
        denies=pred,
        law=positive.law,
        span=positive.span,
    )
    return name


def _unless_applies(exception: law_tree.Rule, said: Span, head: Atom, draft: Draft) -> Negation:
    """Return the condition that an exception does not apply; `said` is where it is made one.

    An exception that gives the one value of a slot defeats whatever value the rule gives.
    """
    single = draft.base.predicates[head.pred].single
    args = tuple(
        Var(ANYTHING) if place == single and not exception.negative else term
        for place, term in enumerate(head.args)
    )
    applies = naming.write(naming.Applies(exception.provision.rule))
    return Negation(Atom(applies, args, span=said), span=said)


def _asked_predicates(clauses: Sequence[Rule], base: Base) -> Iterator[tuple[str, Predicate]]:
    used = {clause.head.pred for clause in clauses if clause.role == "asked"}
    used |= {
        literal.pred for clause in clauses for literal in clause.body if isinstance(literal, Atom)
    }
    for name in sorted(used):
        read = naming.read(name)
        if not isinstance(read, naming.AskedFor):
            continue
        sentence = base.predicates[read.pred]
        slots = tuple(sentence.slots[place] for place in sentence.asked)
        yield name, Predicate(name, slots, hidden=True, law=sentence.law, span=sentence.span)


def _listed(laws: Sequence[law_tree.Law]) -> Iterator[ListedRow]:
    for law in laws:
        for row in law.listed:
            values = tuple(
                arg.value for arg in row.sentence.args if isinstance(arg, resolved.Constant)
            )
            yield ListedRow(row.sentence.predicate, values, row.cites, span=row.span)


def _entities(laws: Sequence[law_tree.Law]) -> tuple[Entity, ...]:
    """Return the individuals that rules name, in alphabetical order."""
    found = {
        leaf.value
        for law in laws
        for rule in law.rules
        for leaf in rule_leaves(rule)
        if isinstance(leaf, resolved.Constant) and isinstance(leaf.value, Entity)
    }
    return tuple(sorted(found, key=lambda each: (each.kind, each.name)))
