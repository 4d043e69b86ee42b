"""Why not: for each rule that could conclude a sentence, which conditions hold, fail or are open.

Rules are tried on the most open rail, condition by condition; a condition that fails does not
stop the look at the others. The nearest miss comes first.
"""

from collections.abc import Callable
from typing import NamedTuple

from engine.arithmetic.errors import EvaluationError
from engine.proof.absence import absence, denied_sentence, negated
from engine.proof.explain import aggregated, compared, is_generated, premise, prove
from engine.proof.gap import gap
from engine.proof.grounds import Grounds, Pattern, status, worst
from engine.proof.instances import (
    Bindings,
    free_variables,
    holds,
    negated_rows,
    pattern,
    satisfy,
    unify,
)
from engine.proof.node import (
    Absent,
    Assumption,
    Compared,
    Derived,
    Exception_,
    Finding,
    Node,
)
from engine.proof.smallest import Key, Search
from engine.rails.facts import Facts
from engine.rails.names import Shown, is_denial, is_of_case, is_sentence, read, write
from parser.datalog.naming import AskedFor
from parser.datalog.tree import Aggregate, Atom, Comparison, Const, Literal, Negation, Rule, Var
from parser.datalog.variables import in_expression, in_literal
from parser.resolved.vocabulary import GroundAtom
from parser.values import Amount, Duration, Entity, Share, Value

BEAM = 24
"""How many ways to satisfy the conditions so far are kept while looking for the nearest miss."""

NESTING = 6
"""How deep a failing condition is itself explained."""


class _Attempt(NamedTuple):
    """A way through the conditions of a rule: its bindings and what became of each condition.

    Beside a condition stands whether it is met, and of one that is not the bindings before it: what
    a later condition binds by chance is no part of why an earlier one fails.
    """

    bindings: Bindings
    fails: int = 0
    doubts: int = 0
    looked_at: tuple[tuple[Literal, bool, Bindings], ...] = ()
    missed_by: float = 0

    @property
    def score(self) -> tuple[int, int, float]:
        """How far it is from the conclusion: of two that fail as often, by how much they fail."""
        return (self.fails, self.doubts, self.missed_by)


def grounds_of(search: Search, facts: Facts) -> Grounds:
    """Return what explanations of a model need."""
    return Grounds(search, facts, routes)


def routes(grounds: Grounds, pred: str, wanted: Pattern, depth: int = NESTING) -> tuple[Node, ...]:
    """Return one node for each rule that could conclude `pred`, nearest miss first."""
    name = grounds.search.railed.naming.name(pred, "possible")
    shown = _shown(grounds, pred, wanted)
    nodes: list[tuple[tuple[int, int, float], int, Node]] = []
    for number, rule in enumerate(grounds.search.rules.get(name, ())):
        if rule.role in ("bridge", "context", "asked"):
            continue
        start = _start(rule, wanted)
        if start is None:
            continue
        attempt = _nearest(grounds, rule, start)
        node = _route(grounds, rule, GroundAtom(pred, wanted), attempt, depth, shown)
        nodes.append((attempt.score, number, node))
    return tuple(node for _, _, node in sorted(nodes, key=lambda entry: entry[:2]))


class _Shown(NamedTuple):
    """What may be shown of the conditions of a rule: `condition` of one, `row` of what it meets."""

    condition: Callable[[Literal, bool, Bindings], bool]
    row: Callable[[Key], bool]


_EVERYTHING = _Shown(lambda literal, met, bindings: True, lambda key: True)


def _shown(grounds: Grounds, pred: str, wanted: Pattern) -> _Shown:
    """Return what may explain that `pred` does not hold: in a circle, what was decided before."""
    if not grounds.search.railed.program.from_below:
        return _EVERYTHING
    from engine.proof.circles import ended, is_certain_before, may_be_shown

    search = grounds.search
    limit = ended(search, search.railed.naming.name(pred, "possible"), wanted)
    return _Shown(
        lambda literal, met, bindings: may_be_shown(search, literal, met, bindings, limit),
        lambda key: is_certain_before(search, key, limit),
    )


def _start(rule: Rule, wanted: Pattern) -> Bindings | None:
    bindings: Bindings = {}
    for term, value in zip(rule.head.args, wanted, strict=True):
        if value is None:
            continue
        extended = unify((term,), (value,), bindings)
        if extended is None:
            return None
        bindings = extended
    return bindings


def _nearest(grounds: Grounds, rule: Rule, start: Bindings) -> _Attempt:
    attempts = [_Attempt(start)]
    for literal in rule.body:
        following: list[_Attempt] = []
        for attempt in attempts:
            ways = _attempt(grounds, rule, literal, attempt)
            others = [way for way in ways if not _rests_on_itself(rule, literal, way.bindings)]
            following.extend(others or ways)
        following.sort(key=lambda attempt: attempt.score)
        attempts = following[:BEAM]
    return attempts[0]


def _rests_on_itself(rule: Rule, literal: Literal, bindings: Bindings) -> bool:
    """Tell whether a condition is met only by the conclusion itself."""
    if not isinstance(literal, Atom) or literal.pred != rule.head.pred:
        return False
    return pattern(literal, bindings) == pattern(rule.head, bindings)


def _attempt(grounds: Grounds, rule: Rule, literal: Literal, attempt: _Attempt) -> list[_Attempt]:
    given = grounds.search.giving(rule)
    if not _can_look(rule, literal, attempt.bindings) or _was_not_asked(grounds, literal, attempt):
        return [attempt]
    model = grounds.search.model
    try:
        ways = [
            way
            for _, way in zip(range(BEAM), satisfy(literal, attempt.bindings, model), strict=False)
        ]
    except EvaluationError:
        ways = []
    if not ways:
        return [
            _Attempt(
                attempt.bindings,
                attempt.fails + 1,
                attempt.doubts,
                (*attempt.looked_at, (literal, False, attempt.bindings)),
                attempt.missed_by + _missed_by(literal, attempt.bindings),
            )
        ]
    return [
        _Attempt(
            way,
            attempt.fails,
            attempt.doubts + (0 if literal in given else _doubtful(grounds, literal, way)),
            (*attempt.looked_at, (literal, True, way)),
            attempt.missed_by,
        )
        for way in ways
    ]


_DAYS_OF_A_MONTH = 31


def _missed_by(literal: Literal, bindings: Bindings) -> float:
    """Return by how much a comparison of sizes fails: in days, or in the unit of its sides."""
    if not isinstance(literal, Comparison) or literal.op in ("=", "!="):
        return 0
    found = gap(literal, bindings)
    match found.amount if found is not None else 0:
        case Duration(months, days):
            return months * _DAYS_OF_A_MONTH + days
        case Amount(value) | Share(value):
            return float(value)
        case number:
            return number


def _can_look(rule: Rule, literal: Literal, bindings: Bindings) -> bool:
    """Tell whether a condition can be judged although an earlier one left variables unbound."""
    match literal:
        case Atom():
            return True
        case Negation(atom):
            return all(
                isinstance(term, Const) or term.name == "_" or term.name in bindings
                for term in atom.args
            )
        case Comparison(op, left, right):
            unbound = {*in_expression(left), *in_expression(right)} - bindings.keys()
            sides = [{side.name} for side in (left, right) if isinstance(side, Var)]
            return not unbound or (op == "=" and unbound in sides)
        case Aggregate(body=body, possible=possible):
            inner = free_variables(body) | free_variables(possible or ())
            group = inner & _beside(rule, literal)
            if group and not group & bindings.keys():
                return False
            wanted = {name for term in literal.terms for name in in_expression(term)}
            return all(
                inner | wanted <= bindings.keys() | _given_inside(each)
                for each in (body, possible or ())
                if each
            )


def _beside(rule: Rule, literal: Literal) -> set[str]:
    """Return the variables of a rule that stand outside one of its conditions."""
    others = (one for one in (rule.head, *rule.body) if one is not literal)
    return {name for one in others for name in in_literal(one)}


def _was_not_asked(grounds: Grounds, literal: Literal, attempt: _Attempt) -> bool:
    """Tell whether a sentence was never asked for a value, since a comparison before it fails."""
    if not isinstance(literal, Atom | Negation) or not any(
        isinstance(one, Comparison) and not met for one, met, _ in attempt.looked_at
    ):
        return False
    atom = literal if isinstance(literal, Atom) else literal.atom
    pred = grounds.meaning(atom.pred)[0]
    predicate = grounds.search.railed.base.predicates.get(pred)
    name = write(AskedFor(pred))
    if predicate is None or not predicate.asked or name not in grounds.search.rules:
        return False
    values = pattern(atom, attempt.bindings)
    return not grounds.search.model.rows(name, tuple(values[place] for place in predicate.asked))


def _is_known_beside(atom: Atom, node: Node) -> bool:
    """Tell whether a contrary is known of all cases together, so that in one it has no proof."""
    if not isinstance(read(atom.pred), Shown):
        return False
    return not isinstance(node, Exception_) or status(node.route) not in ("holds", "conflict")


def _given_inside(body: tuple[Literal, ...]) -> set[str]:
    """Return the variables to which the conditions of an aggregate give values."""
    found: set[str] = set()
    for literal in body:
        match literal:
            case Atom(args=args):
                found |= {term.name for term in args if isinstance(term, Var)}
            case Comparison("=", left, right):
                found |= {side.name for side in (left, right) if isinstance(side, Var)}
            case Aggregate(result=result):
                found.update(in_expression(result))
            case Negation() | Comparison() | Aggregate():
                pass
    return found


def _doubtful(grounds: Grounds, literal: Literal, bindings: Bindings) -> int:
    match literal:
        case Atom(pred):
            meaning = grounds.meaning(pred)
            certain = grounds.search.railed.naming.name(meaning[0], "certain")
            if certain == pred:
                return 0
            return 0 if grounds.search.model.rows(certain, pattern(literal, bindings)) else 1
        case Comparison():
            return 0 if holds(literal, bindings, lenient=False) else 1
        case Negation():
            return 1 if grounds.search.could_hold(literal, bindings) else 0
        case Aggregate():
            return 0


def _route(
    grounds: Grounds, rule: Rule, atom: GroundAtom, attempt: _Attempt, depth: int, shown: _Shown
) -> Derived:
    premises: list[Node] = []
    given = grounds.search.giving(rule)
    for literal, met, known in attempt.looked_at:
        if not shown.condition(literal, met, attempt.bindings):
            continue
        gives = literal in given
        node = premise(grounds, literal, attempt.bindings, gives) if met else None
        if not met:
            try:
                then = known if isinstance(literal, Atom) else attempt.bindings
                node = _failed(grounds, rule, literal, then, depth, shown)
            except EvaluationError:  # never reached, since a condition before it fails
                node = None
        if node is None:
            continue
        if isinstance(literal, Negation) and is_denial(literal.atom.pred):
            premises = [one for one in premises if not _is_answered(one, node)]
        premises.append(node)
    args: tuple[Value | None, ...] = tuple(
        known if known is not None else pattern_value(term, attempt.bindings)
        for term, known in zip(rule.head.args, atom.args, strict=True)
    )
    found = worst(premises)
    if attempt.fails and found != "fails":
        found = "fails"
    bindings = tuple(sorted(attempt.bindings.items(), key=lambda pair: pair[0]))
    rail = grounds.meaning(rule.head.pred)[1]
    return Derived(GroundAtom(atom.pred, args), rule, rail, bindings, tuple(premises), found)


def _is_answered(open_premise: Node, denial: Node) -> bool:
    """Tell whether a premise is assumed that a denial then rules out for the value at hand.

    So is that its unknown value might be the one at hand.
    """
    if isinstance(open_premise, Compared):
        return open_premise.status == "unknown" and is_generated(open_premise.comparison)
    if not isinstance(open_premise, (Assumption, Finding)) or not isinstance(denial, Absent):
        return False
    return open_premise.atom.pred == denial.atom.pred and all(
        not isinstance(value, Entity) or other is None or value == other
        for value, other in zip(open_premise.atom.args, denial.atom.args, strict=True)
    )


def pattern_value(term: Const | Var, bindings: Bindings) -> Value | None:
    """Return the value of a term, or None if it is free."""
    return term.value if isinstance(term, Const) else bindings.get(term.name)


def _failed(
    grounds: Grounds,
    rule: Rule,
    literal: Literal,
    bindings: Bindings,
    depth: int,
    shown: _Shown,
) -> Node | None:
    match literal:
        case Atom(pred):
            meaning = grounds.meaning(pred)[0]
            if not is_sentence(pred):
                return None
            return absence(grounds, meaning, _of_one(grounds, meaning, literal, bindings), depth)
        case Comparison():
            return compared(literal, bindings)
        case Negation(atom):
            if is_denial(atom.pred):
                return absence(grounds, *denied_sentence(grounds, atom, bindings, rule), depth)
            if is_of_case(atom.pred):
                said = grounds.meaning(rule.head.pred)[0]
                return absence(grounds, said, pattern(rule.head, bindings), depth)
            if not negated_rows(literal, bindings, grounds.search.model):
                return None
            node = negated(grounds, literal, bindings, prove, depth, shown.row)
            return None if _is_known_beside(atom, node) else node
        case Aggregate():
            return aggregated(grounds, literal, bindings)


def _of_one(grounds: Grounds, pred: str, atom: Atom, bindings: Bindings) -> Pattern:
    """Return what an atom looks for; of somebody to themselves it is somebody who is known.

    That nobody is such to themselves is not that nobody is such to anybody.
    """
    free = [
        term.name
        for term in atom.args
        if isinstance(term, Var) and term.name != "_" and term.name not in bindings
    ]
    predicate = grounds.search.railed.base.predicates.get(pred)
    found = dict(bindings)
    for place, term in enumerate(atom.args):
        if predicate is not None and isinstance(term, Var) and free.count(term.name) > 1:
            known = grounds.facts.domain.get(predicate.slots[place].kind, ())
            if known:
                found[term.name] = known[0]
    return pattern(atom, found)
