"""Datalog with missing facts and open findings -> plain Datalog on rails."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace

from engine.rails.anybody import guards, is_whoever, of_anybody
from engine.rails.bridges import anyone, bridges
from engine.rails.contradicted import always, contradicted, implied, with_oneself
from engine.rails.denied_values import denied_values
from engine.rails.in_force import with_today
from engine.rails.individuals import OfKind, of_kinds
from engine.rails.linear import Place, Places, linear
from engine.rails.naming import Naming
from engine.rails.needing import Needs, needed_for
from engine.rails.rail import (
    CERTAIN,
    DUAL,
    GRANTED,
    LENIENT,
    POSSIBLE,
    RAILS,
    SETTLED,
    Rail,
    canonical,
)
from engine.rails.sensitivities import sensitivities
from engine.rails.tables import enlisted, read_directly
from parser.datalog.atoms import atoms
from parser.datalog.by_head import by_head as rules_by_head
from parser.datalog.naming import (
    Applies,
    AskedFor,
    Authored,
    Broken,
    Context,
    Enumeration,
    Told,
    read,
    write,
)
from parser.datalog.tree import (
    Aggregate,
    Atom,
    Comparison,
    Constraint,
    ListedRow,
    Literal,
    Negation,
    Program,
    Row,
    Rule,
    Var,
)
from parser.datalog.variables import in_expression
from parser.frozen import dataclass
from parser.resolved.vocabulary import VALUE_KINDS, Predicate, value_slots
from parser.values import Entity, Range


@dataclass(frozen=True, slots=True)
class Barred:
    """A constraint over conclusions: `name` has a row on *certain* for each way it is broken.

    Nothing breaks it unless the case states something of a predicate of `rests_on`, and of one of
    each of its `needs`.
    """

    constraint: Constraint
    name: str
    rests_on: frozenset[str]
    needs: Needs = ()


@dataclass(frozen=True, slots=True)
class Railed:
    """A program on rails, and what its names mean.

    `base` is the program it came from, `program` the plain Datalog. `meaning` maps each name
    of the plain program to the predicate and the rail it stands for; `cited` finds the citation
    of a listed row; `enlisted` are individuals of tables that every case has to reckon with.
    `barred` are the constraints over what rules conclude. What every case needs is worked out once:
    the `kinds` of individuals in the vocabulary, in its order, the predicates whose rows in a case
    are `looked_up`, and those that the rules conclude (`ruled`), not only what a case says of them.
    """

    base: Program
    program: Program
    naming: Naming
    meaning: dict[str, tuple[str, Rail]]
    cited: dict[tuple[str, Row], ListedRow]
    enlisted: tuple[Entity, ...] = ()
    barred: tuple["Barred", ...] = ()
    kinds: dict[str, OfKind] = field(default_factory=dict)
    looked_up: tuple[str, ...] = ()
    ruled: frozenset[str] = frozenset()

    def names_all(self, kind: str) -> bool:
        """Tell whether every individual of a kind is known by name, so that there is no other."""
        return kind in self.kinds and self.kinds[kind].complete


def to_rails(program: Program, goals: Iterable[str]) -> Railed:
    """Return `program`, of which `goals` are asked, on the rails that its open sources need.

    The rules of `program` must be safe and ordered; so are the rules of the result. Predicates
    that no rule and no question speaks of stay in the vocabulary, for facts about them, and
    have no rows on any rail.
    """
    program = with_today(program)
    concluded = frozenset(rule.head.pred for rule in program.rules)
    naming = Naming(program.predicates, sensitivities(program), concluded)
    places = _places(program, naming)
    by_head = rules_by_head(program.rules)
    anybody = of_anybody(program)
    rules: list[Rule] = []
    for rule in program.rules:
        # a circle leaves sentences undecided, of which a rule may ask and not ask at once
        more = {} if program.circular else implied(rule, by_head)
        fuller = replace(rule, body=(*rule.body, *more)) if more else rule
        never = contradicted(fuller, by_head, program.predicates) | with_oneself(
            rule, program.predicates
        )
        if never.isdisjoint(more):
            kept = [
                one
                for one, shared in more.items()
                if (
                    isinstance(one, Atom)
                    and (shared or isinstance(read(one.pred), Authored))
                    and not _is_of_other_values(one, rule, program.predicates)
                )
                or (isinstance(one, Negation) and shared and _is_about_nobody(one.atom))
                or _tells(one, rule, program.predicates)
            ]
            fuller = replace(rule, body=(*rule.body, *kept)) if kept else rule
        if program.circular:  # in a circle each rail reads the negations of the other, and no more
            never = frozenset(
                one
                for one in never
                if not isinstance(one, Negation) or one.atom.pred not in program.circular
            )
        sure = always(rule, by_head)
        for rail in _rails(rule, naming):
            looked_at = fuller if rail == POSSIBLE else rule
            rules.append(_rule(looked_at, rail, naming, places, never, sure, anybody))
    used = sorted(_used(program, goals))
    for name in used:
        if naming.is_stored(name):
            rules.extend(bridges(program.predicates[name], naming))
    listed = tuple(replace(row, pred=naming.stored(row.pred)) for row in program.listed)
    plain = Program(
        tuple(rules),
        {},
        listed + anyone(program.listed),
        program.entities,
        from_below=_from_below(program, naming),
    )
    cited = {(row.pred, row.row): row for row in plain.listed}
    meaning = _meaning(used, naming)
    everywhere = enlisted(program)
    return Railed(
        program,
        plain,
        naming,
        meaning,
        cited,
        everywhere,
        tuple(_barred(program, naming)),
        of_kinds(program, everywhere),
        tuple(name for name in program.predicates if naming.stored(name) in meaning),
        frozenset(rule.head.pred for rule in program.rules if rule.role != "bridge"),
    )


def _is_of_other_values(atom: Atom, rule: Rule, predicates: Mapping[str, Predicate]) -> bool:
    """Tell whether a sentence may be so of the values of a rule and not be found with them.

    Where values unify, one that is not known is found only by itself. The items of the rule itself
    have the very values that it has, and all rules have those that a question supplies.
    """
    name, predicate = read(atom.pred), predicates.get(atom.pred)
    own = rule.provision.rule if rule.provision is not None else ""
    if predicate is None or (isinstance(name, Enumeration) and name.rule == own):
        return False
    supplied = {
        term
        for one in rule.body
        if isinstance(one, Atom) and isinstance(read(one.pred), AskedFor)
        for term in one.args
    }
    return any(
        slot.kind in VALUE_KINDS
        and (predicate.hidden or place in predicate.asked)
        and term not in supplied
        for place, (term, slot) in enumerate(zip(atom.args, predicate.slots, strict=True))
    )


def _is_about_nobody(atom: Atom) -> bool:
    """Tell whether a sentence is the same for everybody a rule may be about."""
    return not any(isinstance(term, Var) for term in atom.args)


def _tells(literal: Literal, rule: Rule, predicates: Mapping[str, Predicate]) -> bool:
    """Tell whether what exceptions leave says more on a rail than these do: of no value at all.

    That an exception applies for a value that is not known is neither certain nor excluded.
    """

    def has_values(atom: Atom) -> bool:
        slots = predicates[atom.pred].slots if atom.pred in predicates else ()
        return any(slot.kind in VALUE_KINDS for slot in slots)

    return any(
        isinstance(one, Negation)
        and isinstance(read(one.atom.pred), Applies)
        and has_values(one.atom)
        for one in rule.body
    ) and not (isinstance(literal, Negation) and has_values(literal.atom))


def _from_below(program: Program, naming: Naming) -> frozenset[str]:
    """Return the names of what rests on its own negation on the rails that say what is certain.

    Values for which a sentence is asked, and those that items of an enumeration need, are gathered
    from all that is possible.
    """
    return frozenset(
        naming.name(pred, rail)
        for pred in program.circular
        if not isinstance(read(pred), AskedFor | Context)
        for rail in (CERTAIN, GRANTED)
    )


def _rails(rule: Rule, naming: Naming) -> tuple[Rail, ...]:
    """Return the rails on which a rule is looked at."""
    if rule.role == "asked":
        return (POSSIBLE,)
    if isinstance(read(rule.head.pred), Broken):
        return (CERTAIN,)  # what may break a constraint need not
    return naming.rails(rule.head.pred)


def _barred(program: Program, naming: Naming) -> Iterator[Barred]:
    heads = rules_by_head(program.rules)
    broken = {write(Broken(one.provision.rule)): one for one in program.constraints}
    broken = {name: one for name, one in broken.items() if name in heads}
    needs = needed_for(broken, heads, program.predicates) if broken else {}
    for name, one in broken.items():
        reached: set[str] = set()
        waiting = [name]
        while waiting:
            pred = waiting.pop()
            if pred not in reached:
                reached.add(pred)
                waiting.extend(
                    atom.pred for rule in heads.get(pred, ()) for atom in atoms(rule.body)
                )
        rests_on = frozenset(filter(naming.is_stored, reached))
        yield Barred(one, naming.name(name, CERTAIN), rests_on, needs[name])


def _used(program: Program, goals: Iterable[str]) -> set[str]:
    names = set(goals)
    for rule in program.rules:
        names.add(rule.head.pred)
        names.update(atom.pred for atom in atoms(rule.body))
    return names


def _meaning(names: Iterable[str], naming: Naming) -> dict[str, tuple[str, Rail]]:
    meaning: dict[str, tuple[str, Rail]] = {}
    for name in names:
        made = read(name)
        meant = made.pred if isinstance(made, Told) and not made.denied else name
        for rail in reversed(RAILS):
            meaning[naming.name(name, rail)] = (meant, canonical(rail, naming.of(name)))
        if naming.is_stored(name):
            meaning[naming.stored(name)] = (meant, CERTAIN)
    return meaning


def _rule(
    rule: Rule,
    rail: Rail,
    naming: Naming,
    places: Places,
    never: frozenset[Literal],
    sure: frozenset[Literal],
    anybody: Mapping[str, int],
) -> Rule:
    """Return a rule on a rail; what it negates and says at once is read on that very rail.

    What is `sure` to hold is no condition on any. What only negations read may be certain of
    `anybody`, of whom it is asked.
    """
    body = linear((*rule.body, *guards(rule, anybody, naming.predicates)), places)
    granted = _found(body, naming) if rail == GRANTED else frozenset()
    direct = read_directly(rule, body, naming)
    return replace(
        rule,
        head=replace(rule.head, pred=naming.name(rule.head.pred, rail)),
        body=(
            *(
                replace(literal, pred=naming.stored(literal.pred))
                if isinstance(literal, Atom) and literal in direct
                else _literal(literal, DUAL[rail], naming)
                if literal in never and rail != CERTAIN
                else _literal(literal, POSSIBLE, naming)
                if isinstance(literal, Atom) and is_whoever(rule, literal, anybody)
                else _literal(literal, rail, naming, granted, never)
                for literal in body
                if literal not in sure
            ),
            *denied_values(body, rail, naming),
        ),
    )


def _found(body: tuple[Literal, ...], naming: Naming) -> frozenset[str]:
    """Return the variables whose values a finding fixes: whoever makes it can choose them."""
    return frozenset(
        term.name
        for atom in body
        if isinstance(atom, Atom)
        and (predicate := naming.predicates.get(atom.pred)) is not None
        and predicate.origin == "decided"
        for place in value_slots(predicate)
        if isinstance(term := atom.args[place], Var)
    )


def _literal(
    literal: Literal,
    rail: Rail,
    naming: Naming,
    granted: frozenset[str] = frozenset(),
    never: frozenset[Literal] = frozenset(),
) -> Literal:
    match literal:
        case Atom(pred):
            return replace(literal, pred=naming.name(pred, rail))
        case Negation(atom):
            other = CERTAIN if literal.shown else DUAL[rail]
            return replace(
                literal,
                atom=replace(atom, pred=naming.name(atom.pred, other)),
                lenient=other in LENIENT,
                exact=_parameters(atom.pred, naming),
            )
        case Comparison(left=left, right=right):
            chosen = not granted.isdisjoint((*in_expression(left), *in_expression(right)))
            return replace(literal, lenient=chosen or rail in LENIENT)
        case Aggregate(body=body):
            lower, upper = _bounds(rail)
            certain = tuple(_literal(part, lower, naming) for part in body)
            possible = (
                *(_literal(part, DUAL[upper] if part in never else upper, naming) for part in body),
                *(
                    part
                    for part in denied_values(body, upper, naming)
                    if isinstance(part, Negation)
                ),
            )
            same = all(naming.of(atom.pred) == SETTLED for atom in atoms(body))
            return replace(
                literal,
                body=certain,
                possible=None if same else possible,
                lenient=rail in LENIENT,
            )


def _parameters(pred: str, naming: Naming) -> tuple[int, ...]:
    """Return the places of a predicate that hold what whoever asks supplies."""
    predicate = naming.predicates.get(pred)
    return predicate.asked if predicate is not None else ()


def _bounds(rail: Rail) -> tuple[Rail, Rail]:
    """Return the rails from which the lower and the upper end of an aggregate come.

    With the findings granted the ends come from `granted` and `refused`: a candidate that the
    answer confirms by evaluating again, so that a range upside down does no harm.
    """
    return (CERTAIN, POSSIBLE) if rail in (CERTAIN, POSSIBLE) else ("granted", "refused")


def _places(program: Program, naming: Naming) -> Places:
    """Return which places of an atom unify and which can hold a range."""
    rangy = {name for name in program.predicates if naming.of(name) != SETTLED}
    rangy |= {row.pred for row in program.listed if any(isinstance(v, Range) for v in row.row)}

    def kind(atom: Atom, place: int) -> Place:
        predicate = program.predicates.get(atom.pred)
        if predicate is None or predicate.hidden or place in predicate.asked:
            return "exact"
        if predicate.slots[place].kind not in VALUE_KINDS:
            return "exact"
        return "rangy" if atom.pred in rangy else "value"

    return kind
