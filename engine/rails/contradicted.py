"""Conditions of a rule that deny what its other conditions say.

No value lies beyond one end and before another that comes first, and none differs from itself.
A rule with `p and not p` never concludes anything, whoever and whatever is missing. On an open
rail each half could be so, since it does not know that both are about one and the same fact. What
is negated may also follow from a rule whose own conditions are all among those of the first.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from engine.arithmetic import compare
from engine.arithmetic.compare import SIGNS
from engine.arithmetic.errors import EvaluationError
from engine.rails.following import Rules, Said, is_some, says_of_whom
from engine.rails.never import is_always, is_never, is_no_square
from parser.datalog.tree import (
    Aggregate,
    Apply,
    Atom,
    Comparison,
    Const,
    Expr,
    Literal,
    Negation,
    Operator,
    Rule,
    Term,
    Today,
    Var,
)
from parser.datalog.variables import in_literal
from parser.resolved.vocabulary import Predicate, entity_slots
from parser.values import Exact, Range

_LEFT = 12
"""How many conditions are noted at most that exceptions leave."""


def contradicted(
    rule: Rule, rules: Rules, predicates: Mapping[str, Predicate] | None = None
) -> frozenset[Literal]:
    """Return the negations and comparisons of a rule that its other conditions contradict.

    >>> paid = Atom("paid", (Var("P"), Var("Fee")))
    >>> free = Rule(Atom("free", (Var("P"),)), (paid, Negation(paid)))
    >>> len(contradicted(free, {"free": [free]}))
    1
    """
    further = (*_concluded_by(rule.body, rules), *_one_value(rule.body, predicates or {}))
    said = Said((*rule.body, *further), rules)
    found = frozenset[Literal](
        literal
        for literal in rule.body
        if isinstance(literal, Negation) and said.follows(literal.atom)
    )
    whole = _counted(rule.body)
    apart = frozenset(
        literal
        for literal in rule.body
        if isinstance(literal, Comparison)
        and any(
            is_never(literal.op, left, right, whole)
            for left, right in (
                (literal.left, literal.right),  # which may define a variable by the other side
                (said.canonical(literal.left), said.canonical(literal.right)),
            )
        )
    )
    inside = frozenset(
        one
        for literal in rule.body
        if isinstance(literal, Aggregate)
        for one in contradicted(replace(rule, body=literal.body), rules, predicates)
    )
    whole_body = (*rule.body, *further, *_counts_some(rule, said))
    beyond = frozenset(
        (*_beyond_each_other(whole_body), *_the_other_way(said), *_without_root(whole_body))
    )
    return found | apart | inside | (beyond & frozenset(rule.body))


def _one_value(body: Sequence[Literal], predicates: Mapping[str, Predicate]) -> Iterator[Literal]:
    """Yield that what has one value has the same one wherever a rule speaks of it."""
    atoms = [one for one in body if isinstance(one, Atom)]
    for number, atom in enumerate(atoms):
        predicate = predicates.get(atom.pred)
        if predicate is None or predicate.single is None or predicate.origin == "derived":
            continue
        place = predicate.single
        for other in atoms[:number]:
            if other.pred != atom.pred or atom.args[place] == other.args[place]:
                continue
            rest = [i for i in range(len(atom.args)) if i != place]
            if all(atom.args[i] == other.args[i] != Var("_") for i in rest) and not any(
                one.args[place] == Var("_") or is_some(one.args[place]) for one in (atom, other)
            ):
                yield Comparison("=", other.args[place], atom.args[place])


def _concluded_by(body: Sequence[Literal], rules: Rules) -> Iterator[Literal]:
    """Yield what must be so where a body holds because one rule alone concludes what it says."""
    for number, literal in enumerate(body):
        if not isinstance(literal, Atom):
            continue
        those = rules.get(literal.pred, ())
        if len(those) != 1 or those[0].body == body:
            continue
        (rule,) = those
        own: dict[str, Term] = {}
        for theirs, ours in zip(rule.head.args, literal.args, strict=True):
            if not isinstance(theirs, Var) or theirs.name in own:
                break
            own[theirs.name] = ours
        else:
            if Var("_") not in own.values():
                yield from (_renamed(one, own, f" {number}") for one in rule.body)


def _renamed(literal: Literal, own: Mapping[str, Term], mark: str) -> Literal:
    """Return a condition of another rule in the terms of one, its other variables marked."""

    def term(one: Term) -> Term:
        if isinstance(one, Var) and one.name != "_":
            return own.get(one.name, Var(one.name + mark))
        return one

    def expression(one: Expr) -> Expr:
        match one:
            case Var() | Const():
                return term(one)
            case Apply(function, args):
                return Apply(function, tuple(map(expression, args)))
            case Today():
                return one

    match literal:
        case Atom(pred, args):
            return Atom(pred, tuple(map(term, args)))
        case Negation(atom):
            return Negation(Atom(atom.pred, tuple(map(term, atom.args))))
        case Comparison(op, left, right):
            return Comparison(op, expression(left), expression(right))
        case Aggregate():
            return literal  # nothing is taken from what it counts


def _without_root(body: Sequence[Literal]) -> Iterator[Comparison]:
    """Yield that a number is one divided by itself where no number is.

    >>> six = Comparison("=", Var("R"), Apply("/", (Const(6), Var("X"))))
    >>> len(list(_without_root((six, Comparison("=", Var("R"), Var("X"))))))
    2
    """
    same: dict[str, str] = {}

    def root(name: str) -> str:
        while name in same:
            name = same[name]
        return name

    equal = [one for one in body if isinstance(one, Comparison) and one.op == "="]
    for one in equal:
        if isinstance(one.left, Var) and isinstance(one.right, Var):
            left, right = root(one.left.name), root(one.right.name)
            if left != right:
                same[left] = right
    for one in equal:
        for side, other in ((one.left, one.right), (one.right, one.left)):
            match side, other:
                case Var(name), Apply("/", (Const(int() | Fraction() as size), Var(by))):
                    if root(name) == root(by) and is_no_square(Fraction(size)):
                        yield one
                        yield from (
                            each
                            for each in equal
                            if isinstance(each.left, Var)
                            and isinstance(each.right, Var)
                            and root(each.left.name) == root(name)
                        )
                case _:
                    pass


def with_oneself(rule: Rule, predicates: Mapping[str, Predicate]) -> frozenset[Literal]:
    """Return the conditions that somebody is to themselves what nobody can be to themselves."""
    return frozenset(
        literal
        for literal in rule.body
        if isinstance(literal, Atom)
        and (predicate := predicates.get(literal.pred)) is not None
        and predicate.irreflexive
        and _meets_itself(predicate, literal)
    )


def _meets_itself(predicate: Predicate, atom: Atom) -> bool:
    people = [atom.args[place] for place in entity_slots(predicate)]
    named = [one for one in people if one != Var("_")]
    return len(set(named)) < len(named)


def always(rule: Rule, rules: Rules) -> frozenset[Literal]:
    """Return the comparisons of a rule that hold whatever its variables are.

    >>> whole = Apply("whole", (Var("X"),))
    >>> other = Comparison("!=", whole, Const(0))
    >>> len(always(Rule(Atom("free", (Var("X"),)), (other,)), {}))
    0
    """
    said, whole = Said(rule.body, rules), _counted(rule.body)
    return frozenset(
        literal
        for literal in rule.body
        if isinstance(literal, Comparison)
        and is_always(
            literal.op, said.canonical(literal.left), said.canonical(literal.right), whole
        )
    )


def _counted(body: Sequence[Literal]) -> frozenset[str]:
    """Return the variables that stand for a number of things or days."""
    return frozenset(
        literal.result.name
        for literal in body
        if isinstance(literal, Aggregate)
        and literal.kind in ("count", "days")
        and isinstance(literal.result, Var)
    )


_TURNED: dict[Operator, Operator] = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "="}


def _beyond_each_other(body: Sequence[Literal]) -> Iterator[Comparison]:
    """Yield comparisons of one variable with two constants that no value meets together.

    >>> least = Comparison(">=", Var("N"), Const(2))
    >>> most = Comparison("<=", Var("N"), Const(0))
    >>> len(set(_beyond_each_other((least, most))))
    2
    """
    ends: list[tuple[str, Operator, Exact, Comparison]] = []
    for literal in body:
        if not isinstance(literal, Comparison) or literal.op == "!=":
            continue
        match literal.left, literal.right:
            case Var(name), Const(value) if not isinstance(value, Range):
                ends.append((name, literal.op, value, literal))
            case Const(value), Var(name) if not isinstance(value, Range):
                ends.append((name, _TURNED[literal.op], value, literal))
            case _:
                pass
    for name, op, low, one in ends:
        for other_name, other_op, high, other in ends:
            if name == other_name and op in (">", ">=", "=") and other_op in ("<", "<=", "="):
                strict = op == ">" or other_op == "<"
                try:
                    apart = compare(">=" if strict else ">", low, high)
                except EvaluationError:
                    continue
                if apart:
                    yield from (one, other)


def _counts_some(rule: Rule, said: Said) -> Iterator[Comparison]:
    """Yield that a count is one at least where the rule itself names one that counts.

    >>> from parser.values import Entity
    >>> knows = Atom("knows", (Var("P"), Const(Entity("person", "Ana"))))
    >>> friend = Atom("knows", (Var("P"), Var("F")))
    >>> count = Aggregate("count", Var("N"), (Var("F"),), (friend,))
    >>> rule = Rule(Atom("alone", (Var("P"),)), (knows, count, Comparison("<", Var("N"), Const(1))))
    >>> len(contradicted(rule, {}))
    1
    """
    for literal in rule.body:
        if not isinstance(literal, Aggregate) or literal.kind != "count":
            continue
        others = (rule.head, *(one for one in rule.body if one is not literal))
        known = frozenset(name for one in others for name in in_literal(one))
        plain = all(isinstance(term, Var) for term in literal.terms)
        if isinstance(literal.result, Var) and plain and said.has_some(literal.body, known):
            yield Comparison(">=", literal.result, Const(1))


def _the_other_way(said: Said) -> Iterator[Comparison]:
    """Yield comparisons of the same two expressions that never hold together.

    >>> entry, exit = Var("Entry"), Var("Exit")
    >>> both = (Comparison(">=", entry, exit), Comparison(">", exit, entry))
    >>> len(set(_the_other_way(Said(both, {}))))
    2
    """
    found: dict[tuple[Expr, Expr], list[tuple[frozenset[int], Comparison]]] = {}
    for one in said.body:
        if isinstance(one, Comparison):
            sides = said.canonical(one.left), said.canonical(one.right)
            if one.op == "=":  # by which one of its sides is put in terms of the other
                sides = one.left, one.right
            signs = SIGNS[one.op]
            found.setdefault(sides, []).append((signs, one))
            turned = frozenset(-sign for sign in signs)
            found.setdefault((sides[1], sides[0]), []).append((turned, one))
    for each in found.values():
        for number, (signs, one) in enumerate(each):
            for others, other in each[:number]:
                if other is not one and not signs & others:
                    yield from (one, other)


def implied(rule: Rule, rules: Rules) -> dict[Literal, bool]:
    """Return what must be so besides where the conditions of a rule hold: what exceptions leave.

    An exception may ask for all that the rule asks for, and for one thing more: then that one is
    not so wherever the rule concludes anything. With it stands whether the exception asks for
    anything else at all.

    >>> paid, lives = Atom("paid", (Var("P"), Var("Fee"))), Atom("lives", (Var("P"),))
    >>> unless = Rule(Atom("unless", (Var("P"),)), (paid, Negation(lives)))
    >>> due = Rule(Atom("due", (Var("P"),)), (paid, Negation(unless.head)))
    >>> implied(due, {"due": [due], "unless": [unless]}) == {lives: True}
    True
    """
    said = Said(rule.body, rules)
    found: dict[Literal, bool] = {}
    waiting = [one for one in rule.body if isinstance(one, Negation) and not one.shown]
    while waiting and len(found) < _LEFT:
        literal = waiting.pop()
        for other in rules.get(literal.atom.pred, ()):
            shared = sum(not says_of_whom(one) for one in other.body) > 1
            for one in said.left_by(other, literal.atom):
                if one not in found and one not in rule.body:
                    found[one] = shared
                    waiting += [one] if isinstance(one, Negation) else []
    return found
