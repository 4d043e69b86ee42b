"""Conditions of a rule that deny what its other conditions say.

No value lies beyond one end and before another that comes first, and none differs from itself.
A rule with `p and not p` never concludes anything, whoever and whatever is missing. On an open
rail each half could be so, since it does not know that both are about one and the same fact. What
is negated may also follow from a rule whose own conditions are all among those of the first.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from engine.arithmetic import compare
from engine.arithmetic.errors import EvaluationError
from engine.rails.never import OPPOSITE, has_value, is_always, is_never, is_no_square
from parser.datalog import naming
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
from parser.resolved.vocabulary import Predicate, entity_slots
from parser.values import Exact, Range

_DEPTH = 4
"""Through how many rules what is negated is followed."""

_LEFT = 12
"""How many conditions are noted at most that exceptions leave."""

_Bound = Mapping[str, Expr]
"""What the variables of another rule stand for in the one that is looked at."""


Rules = Mapping[str, Sequence[Rule]]
"""Rules by what they conclude."""


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
        and is_never(literal.op, said.canonical(literal.left), said.canonical(literal.right), whole)
    )
    inside = frozenset(
        one
        for literal in rule.body
        if isinstance(literal, Aggregate)
        for one in contradicted(replace(rule, body=literal.body), rules, predicates)
    )
    whole_body = (*rule.body, *further)
    beyond = frozenset((*_beyond_each_other(whole_body), *_without_root(whole_body)))
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
                one.args[place] == Var("_") or _is_some(one.args[place]) for one in (atom, other)
            ):
                yield Comparison("=", other.args[place], atom.args[place])


def _concluded_by(body: Sequence[Literal], rules: Rules) -> Iterator[Literal]:
    """Yield what must be so where a body holds because one rule alone concludes what it says."""
    for number, literal in enumerate(body):
        if not isinstance(literal, Atom):
            continue
        those = rules.get(literal.pred, ())
        if len(those) != 1 or _says_of_whom(literal) or those[0].body == body:
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
            shared = sum(not _says_of_whom(one) for one in other.body) > 1
            for one in said.left_by(other, literal.atom):
                if one not in found and one not in rule.body:
                    found[one] = shared
                    waiting += [one] if isinstance(one, Negation) else []
    return found


def _says_of_whom(literal: Literal) -> bool:
    """Tell whether a condition only says whom an item is about, or of which kind somebody is."""
    return isinstance(literal, Atom) and isinstance(
        naming.read(literal.pred), naming.Context | naming.OfKind
    )


@dataclass(slots=True)
class Said:
    """The positive conditions of a rule, and the rules by which something follows from them."""

    body: Sequence[Literal]
    rules: Rules

    def follows(self, atom: Atom) -> bool:
        """Tell whether a sentence holds wherever the conditions do."""
        return next(self.ways(atom, {}, _DEPTH), None) is not None

    def ways(self, atom: Atom, bound: _Bound, depth: int) -> Iterator[_Bound]:
        """Yield what the free variables of a sentence may stand for so that it follows."""
        if isinstance(naming.read(atom.pred), naming.OfKind):
            yield bound  # whoever the conditions are about is of the kind
            return
        for literal in self.body:
            if isinstance(literal, Atom) and literal.pred == atom.pred:
                found = self.met(atom.args, literal.args, bound)
                if found is not None:
                    yield found
        for rule in self.rules.get(atom.pred, ()) if depth else ():
            yield from self._by_rule(rule, atom, bound, depth - 1)

    def met(self, wanted: Sequence[Term], given: Sequence[Expr], bound: _Bound) -> _Bound | None:
        """Return what free variables stand for if the arguments of two sentences are the same."""
        found = dict(bound)
        for one, other in zip(wanted, given, strict=True):
            if isinstance(one, Var) and one.name == "_":
                continue
            value = self.stands_for(one, found)
            if value is None and isinstance(one, Var):
                if _is_some(other):
                    return None  # some day of 2020 twice need not be the same day
                found[one.name] = self.canonical(other)
            elif value != self.canonical(other):
                return None
        return found

    def stands_for(self, expr: Expr, bound: _Bound) -> Expr | None:
        """Return what an expression of another rule is here, or None if it has a free variable.

        With no other rule (nothing bound) its variables are those of the conditions.
        """
        match expr:
            case Var(name):
                own = name if name.startswith(_OTHER) else None
                return bound.get(name) if own else self.canonical(expr)
            case Apply(function, args):
                values = [self.stands_for(arg, bound) for arg in args]
                known = tuple(value for value in values if value is not None)
                return Apply(function, known) if len(known) == len(values) else None
            case _:
                return expr

    def canonical(self, expr: Expr, seen: frozenset[str] = frozenset()) -> Expr:
        """Return an expression with each variable that has a definition put in its terms."""
        match expr:
            case Var(name) if name not in seen:
                for literal in self.body:
                    if isinstance(literal, Comparison) and literal.op == "=":
                        for side, other in (
                            (literal.left, literal.right),
                            (literal.right, literal.left),
                        ):
                            if side == expr and not _is_some(other) and _is_later(expr, other):
                                return self.canonical(other, seen | {name})
                return expr
            case Apply(function, args):
                return Apply(function, tuple(self.canonical(arg, seen) for arg in args))
            case _:
                return expr

    def _by_rule(self, rule: Rule, atom: Atom, bound: _Bound, depth: int) -> Iterator[_Bound]:
        """Yield that a sentence follows by a rule that asks for nothing but what is said."""
        body = tuple(map(_literal, rule.body))
        for start, left in self._begun(rule, atom, bound):
            for found in self._conditions(body, start, depth):
                if all(self.stands_for(theirs, found) == value for theirs, value in left):
                    yield bound
                    return

    def left_by(self, rule: Rule, atom: Atom) -> Iterator[Literal]:
        """Yield the contrary of the one condition of a rule, for a sentence, that is not said."""
        for start, left in self._begun(rule, atom, {}):
            for place, one in enumerate(rule.body):
                rest = tuple(map(_literal, (*rule.body[:place], *rule.body[place + 1 :])))
                found = next(self._conditions(rest, start, _DEPTH), None)
                if found is None or any(self.stands_for(t, found) != value for t, value in left):
                    continue
                contrary = self._contrary(one, found)
                if contrary is not None:
                    yield contrary

    def _contrary(self, literal: Literal, bound: _Bound) -> Literal | None:
        """Return the contrary of a sentence, or of its negation, in the terms of this rule."""
        if isinstance(literal, Comparison):
            sides = [
                self.stands_for(_expression(one), bound) for one in (literal.left, literal.right)
            ]
            left, right = sides
            if left is None or right is None or not (has_value(left) and has_value(right)):
                return None
            if _is_some(left) or _is_some(right):
                return None
            return Comparison(OPPOSITE[literal.op], left, right, span=literal.span)
        if not isinstance(literal, Atom | Negation):
            return None
        atom = literal if isinstance(literal, Atom) else literal.atom
        if _says_of_whom(atom):
            return None
        terms: list[Term] = []
        for term in atom.args:
            if isinstance(term, Var) and term.name != "_":
                value = bound.get(_OTHER + term.name)
                if not isinstance(value, Var | Const) or _is_some(value):
                    return None  # it is some value, or one that is calculated
                terms.append(value)
            else:
                terms.append(term)
        own = Atom(atom.pred, tuple(terms), span=atom.span)
        return Negation(own, span=atom.span) if isinstance(literal, Atom) else own

    def _begun(
        self, rule: Rule, atom: Atom, bound: _Bound
    ) -> Iterator[tuple[dict[str, Expr], list[tuple[Term, Expr]]]]:
        """Yield what the head of a rule stands for as a sentence, and what is still to be met."""
        head = _literal(rule.head)
        assert isinstance(head, Atom)
        start: dict[str, Expr] = {}
        left: list[tuple[Term, Expr]] = []
        for theirs, ours in zip(head.args, atom.args, strict=True):
            value = self.stands_for(ours, bound)
            if isinstance(ours, Var) and ours.name == "_":
                continue
            if value is None or _is_some(value):
                return  # what is free in a sentence that a rule concludes is not looked for
            if isinstance(theirs, Var) and theirs.name not in start:
                start[theirs.name] = value
            else:
                left.append((theirs, value))
        yield start, left

    def _conditions(self, body: Sequence[Literal], bound: _Bound, depth: int) -> Iterator[_Bound]:
        if not body:
            yield bound
            return
        match body[0]:
            case Atom() as atom:
                for found in self.ways(atom, bound, depth):
                    yield from self._conditions(body[1:], found, depth)
            case Comparison() as comparison:
                given = self._compared(comparison, bound)
                if given is not None:
                    yield from self._conditions(body[1:], given, depth)
            case Negation() | Aggregate():
                return

    def _compared(self, comparison: Comparison, bound: _Bound) -> _Bound | None:
        """Return that a comparison of another rule holds: it stands here too, or gives a value."""
        left = self.stands_for(comparison.left, bound)
        right = self.stands_for(comparison.right, bound)
        if comparison.op == "=":
            if left is None and right is not None and isinstance(comparison.left, Var):
                return {**bound, comparison.left.name: right}
            if right is None and left is not None and isinstance(comparison.right, Var):
                return {**bound, comparison.right.name: left}
            if left is not None and left == right:
                return bound
        if left is None or right is None:
            return None
        stands = any(
            isinstance(one, Comparison)
            and one.op == comparison.op
            and (self.canonical(one.left), self.canonical(one.right)) == (left, right)
            for one in self.body
        )
        return bound if stands else None


_OTHER = "\x00"
"""Begins the variables of another rule."""


def _is_some(expr: Expr) -> bool:
    """Tell whether an expression is a constant that is partly known: any value within limits."""
    return isinstance(expr, Const) and isinstance(expr.value, Range)


def _term(term: Term) -> Term:
    return Var(_OTHER + term.name) if isinstance(term, Var) and term.name != "_" else term


def _expression(expr: Expr) -> Expr:
    match expr:
        case Var() | Const():
            return _term(expr)
        case Apply(function, args):
            return Apply(function, tuple(_expression(arg) for arg in args))
        case Today():
            return expr


def _literal(literal: Literal) -> Literal:
    match literal:
        case Atom(pred, args):
            return Atom(pred, tuple(map(_term, args)))
        case Comparison(op, left, right):
            return Comparison(op, _expression(left), _expression(right))
        case Negation() | Aggregate():
            return literal  # a rule with one is not followed


def _is_later(one: Var, other: Expr) -> bool:
    """Tell whether a variable is put in terms of another, so that two go the same way."""
    return not isinstance(other, Var) or other.name < one.name
