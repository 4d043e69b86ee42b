"""Everything that follows from stored rows, computed the plainest way there is.

Only the proof checker uses it, for what has no premises to be checked from: that something does
*not* follow. It shares no code with the engines or with the search for derivations.
"""

from collections.abc import Collection, Iterator, Mapping

from engine.proof.checker.giving import gives
from engine.proof.checker.ordering import compare, lies_within
from engine.proof.checker.totals import named, total
from engine.proof.checker.working import evaluate
from engine.rails.names import OnRail, read
from engine.rails.rail import CERTAIN, GRANTED
from parser.datalog.tree import (
    Aggregate,
    Atom,
    Comparison,
    Const,
    Literal,
    Negation,
    Program,
    Row,
    Rule,
    Term,
    Var,
)
from parser.values import Entity, Range, Value

Known = dict[str, set[Row]]

Facts = Mapping[str, Collection[Row]]
"""The stored rows of each predicate."""


def closure(program: Program, facts: Facts, goal: str) -> Known:
    """Return all rows of `goal` and of every predicate it rests on, in the well-founded model.

    That is the least model, stratum by stratum, where nothing rests on its own negation.
    """
    rules = _reachable(program, goal)
    known: Known = {}
    for listed in program.listed:
        known.setdefault(listed.pred, set()).add(listed.row)
    for name, rows in facts.items():
        known.setdefault(name, set()).update(rows)
    level = _levels(rules)
    for number in sorted(set(level.values())):
        stratum = [rule for rule in rules if level[rule.head.pred] == number]
        if any(pred in level and level[pred] == number for pred in _completed(stratum)):
            _alternate(stratum, known)
        else:
            _saturate(stratum, known)
    return known


def _saturate(rules: list[Rule], known: Known) -> None:
    """Add what rules conclude, until there is nothing new for any of them to look at."""
    waiting = rules
    while waiting:
        grown: set[str] = set()
        for rule in waiting:
            for row in concluded(rule, known):
                rows = known.setdefault(rule.head.pred, set())
                if row not in rows:
                    rows.add(row)
                    grown.add(rule.head.pred)
        waiting = [rule for rule in rules if any(pred in grown for pred, _ in _uses(rule.body))]


def _alternate(rules: list[Rule], known: Known) -> None:
    """Add the well-founded model of rules that rest on their own negation.

    Each sentence is there twice: as what certainly holds, and as what is not yet excluded. First
    nothing is certain. What is excluded, all together, has no way to hold that does not need
    another excluded sentence, or the absence of a certain one; and what is certain needs only the
    absence of excluded ones. So the certain ones only grow, and the others only shrink.
    """
    sure = [rule for rule in rules if _is_sure(rule.head.pred)]
    open_ = [rule for rule in rules if not _is_sure(rule.head.pred)]
    stored = {name: set(known.get(name, ())) for name in {rule.head.pred for rule in rules}}
    found = {rule.head.pred: set(stored[rule.head.pred]) for rule in sure}
    while True:
        before = {name: set(rows) for name, rows in found.items()}
        known.update({name: set(rows) for name, rows in stored.items()})
        known.update({name: set(rows) for name, rows in before.items()})
        _saturate(open_, known)
        known.update({name: set(stored[name]) for name in found})
        _saturate(sure, known)
        found = {name: known[name] for name in found}
        if found == before:
            return


def _is_sure(name: str) -> bool:
    """Tell whether the rows under a name say what certainly holds, not what may."""
    rail = read(name)
    return isinstance(rail, OnRail) and rail.rail in (CERTAIN, GRANTED)


def rested_on(program: Program, goal: str) -> set[str]:
    """Return `goal` and every predicate that it rests on: what `closure` has all rows of."""
    used = (pred for rule in _reachable(program, goal) for pred, _ in _uses(rule.body))
    return {goal, *used}


def concluded(rule: Rule, known: Known) -> list[Row]:
    """Return the rows that one rule concludes from known ones, some perhaps more than once."""
    return [
        tuple(_value(term, bindings) for term in rule.head.args)
        for bindings in ways(rule.body, {}, known)
    ]


def _reachable(program: Program, goal: str) -> list[Rule]:
    found: list[Rule] = []
    names, waiting = {goal}, [goal]
    while waiting:
        name = waiting.pop()
        for rule in program.rules:
            if rule.head.pred == name:
                found.append(rule)
                for other, _ in _uses(rule.body):
                    if other not in names:
                        names.add(other)
                        waiting.append(other)
    return found


def _uses(body: tuple[Literal, ...]) -> Iterator[tuple[str, bool]]:
    """Yield each predicate of a body, and whether it must be complete before the rule runs."""
    for literal in body:
        match literal:
            case Atom(pred):
                yield pred, False
            case Negation(Atom(pred)):
                yield pred, True
            case Aggregate(body=inner, possible=possible):
                yield from ((pred, True) for pred, _ in _uses(inner))
                yield from ((pred, True) for pred, _ in _uses(possible or ()))
            case Comparison():
                pass


def _completed(rules: list[Rule]) -> set[str]:
    """Return what must be complete before the rules run."""
    return {pred for rule in rules for pred, complete in _uses(rule.body) if complete}


def _reach(rules: list[Rule]) -> dict[str, set[str]]:
    """Return all that each predicate rests on."""
    reach: dict[str, set[str]] = {}
    for rule in rules:
        reach.setdefault(rule.head.pred, set()).update(pred for pred, _ in _uses(rule.body))
    grown = True
    while grown:
        grown = False
        for names in reach.values():
            further = set[str]().union(*(reach.get(name, ()) for name in names)) - names
            names |= further
            grown = grown or bool(further)
    return reach


def _levels(rules: list[Rule]) -> dict[str, int]:
    """Return a level for each predicate; what rests on its own negation is on the same as that."""
    return _ranked(rules, {}) or _ranked(rules, _reach(rules))


def _ranked(rules: list[Rule], reach: Mapping[str, set[str]]) -> dict[str, int]:
    """Return levels above all that must be complete, or none if there is no end to them.

    What rests on each other, as far as `reach` knows, may be on one level.
    """
    level = {rule.head.pred: 0 for rule in rules}
    changed = True
    while changed:
        changed = False
        for rule in rules:
            for pred, complete in _uses(rule.body):
                around = rule.head.pred in reach.get(pred, ())
                needed = level.get(pred, 0) + (1 if complete and not around else 0)
                if needed > len(level):
                    return {}
                if pred in level and level[rule.head.pred] < needed:
                    level[rule.head.pred] = needed
                    changed = True
    return level


def _value(term: Term, bindings: Mapping[str, Value]) -> Value:
    return term.value if isinstance(term, Const) else bindings[term.name]


def _same(left: Value, right: Value) -> bool:
    return type(left) is type(right) and left == right


def ways(
    body: tuple[Literal, ...], bindings: dict[str, Value], known: Known
) -> Iterator[dict[str, Value]]:
    """Yield `bindings` extended in each way in which a body holds in known rows."""
    if not body:
        yield bindings
        return
    for found in _met(body[0], bindings, known):
        yield from ways(body[1:], found, known)


def _met(literal: Literal, bindings: dict[str, Value], known: Known) -> Iterator[dict[str, Value]]:
    match literal:
        case Atom(pred, args):
            for row in list(known.get(pred, ())):
                extended = _bind(args, row, bindings)
                if extended is not None:
                    yield extended
        case Negation():
            if not any(blocks(literal, bindings, row) for row in known.get(literal.atom.pred, ())):
                yield bindings
        case Comparison(op, left, right, lenient):
            given = gives(literal, frozenset(bindings))
            one, two = evaluate(left, bindings, lenient), evaluate(right, bindings, lenient)
            if given is not None:
                value = two if left == Var(given) else one
                if value is not None:
                    yield {**bindings, given: value}
            elif one is not None and two is not None and compare(op, one, two, lenient):
                yield bindings
        case Aggregate():
            value = aggregate_of(literal, bindings, known)
            if value is not None:
                extended = _bind((literal.result,), (value,), bindings)
                if extended is not None:
                    yield extended


def _bind(
    args: tuple[Term, ...], row: Row, bindings: Mapping[str, Value]
) -> dict[str, Value] | None:
    for term, value in zip(args, row, strict=True):
        known = term.value if isinstance(term, Const) else bindings.get(term.name)
        if known is not None and not _same(known, value):
            return None
    extended = dict(bindings)
    for term, value in zip(args, row, strict=True):
        if isinstance(term, Var) and term.name == "_":
            continue
        wanted = term.value if isinstance(term, Const) else extended.setdefault(term.name, value)
        if not _same(wanted, value):
            return None
    return extended


def blocks(negation: Negation, bindings: Mapping[str, Value], row: Row) -> bool:
    """Tell whether a row makes a negated condition false.

    Two unknown values are compared even if they look the same: they may differ.
    """
    for place, (term, value) in enumerate(zip(negation.atom.args, row, strict=True)):
        wanted = term.value if isinstance(term, Const) else bindings.get(term.name)
        if wanted is None:
            continue
        ranged = isinstance(wanted, Range) or isinstance(value, Range)
        if place in negation.exact or isinstance(wanted, Entity) or not ranged:
            if not _same(wanted, value):
                return False
            continue
        if negation.covers:
            if not lies_within(wanted, value):
                return False
        elif not compare("=", wanted, value, negation.lenient):
            return False
    return True


def aggregate_of(literal: Aggregate, bindings: Mapping[str, Value], known: Known) -> Value | None:
    """Return the value of an aggregate over known rows."""
    rows = [
        _assignments(literal, body, bindings, known, lenient=place > 0)
        for place, body in enumerate(_bodies(literal))
    ]
    found = total(literal.kind, rows[0], rows[1] if len(rows) > 1 else None, literal.lenient)
    return found if literal.kind != "sum" or found is None else named(found, literal.nothing)


def _bodies(literal: Aggregate) -> list[tuple[Literal, ...]]:
    return [literal.body] if literal.possible is None else [literal.body, literal.possible]


def _assignments(
    literal: Aggregate,
    body: tuple[Literal, ...],
    bindings: Mapping[str, Value],
    known: Known,
    lenient: bool,
) -> list[Row]:
    found: dict[object, Row] = {}
    for way in ways(body, dict(bindings), known):
        own = sorted(
            ((name, value) for name, value in way.items() if name not in bindings),
            key=lambda pair: pair[0],
        )
        worked_out = [evaluate(term, way, lenient) for term in literal.terms]
        terms = tuple(value for value in worked_out if value is not None)
        if len(terms) < len(worked_out):
            continue  # a term divides by zero: there is nothing to add up
        if literal.kind == "count":
            terms = terms or tuple(value for _, value in own)
            found[terms] = terms
        else:
            key = tuple((name, repr(value)) for name, value in own)
            found[key] = (*terms, *(value for _, value in own))
    return list(found.values())
