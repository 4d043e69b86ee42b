"""What follows from the conditions of a rule, and what they leave of another rule."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from engine.rails.never import OPPOSITE, has_value
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
    Rule,
    Term,
    Today,
    Var,
)
from parser.datalog.variables import in_expression
from parser.values import Range

_DEPTH = 4
"""Through how many rules what is negated is followed."""

_Bound = Mapping[str, Expr]
"""What the variables of another rule stand for in the one that is looked at."""


Rules = Mapping[str, Sequence[Rule]]
"""Rules by what they conclude."""


@dataclass(slots=True)
class Said:
    """The positive conditions of a rule, and the rules by which something follows from them."""

    body: Sequence[Literal]
    rules: Rules

    def follows(self, atom: Atom) -> bool:
        """Tell whether a sentence holds wherever the conditions do."""
        return next(self.ways(atom, {}, _DEPTH), None) is not None

    def has_some(self, body: Sequence[Literal], known: frozenset[str]) -> bool:
        """Tell whether sentences hold together for some values of the variables not `known`."""
        if not all(isinstance(one, Atom) for one in body):
            return False

        def own(term: Term) -> Term:
            return term if isinstance(term, Var) and term.name in known else _term(term)

        atoms = [
            replace(one, args=tuple(map(own, one.args))) for one in body if isinstance(one, Atom)
        ]
        return next(self._conditions(atoms, {}, _DEPTH), None) is not None

    def ways(self, atom: Atom, bound: _Bound, depth: int) -> Iterator[_Bound]:
        """Yield what the free variables of a sentence may stand for so that it follows."""
        if isinstance(naming.read(atom.pred), naming.OfKind):
            yield bound  # whoever the conditions are about is of the kind
            return
        for number, literal in enumerate(self.body):
            if isinstance(literal, Atom) and literal.pred == atom.pred:
                found = self.met(atom.args, _as_it_is(literal, number), bound)
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
                if is_some(other):
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
                            if side == expr and not is_some(other) and _is_later(expr, other):
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
        as_written = {
            _OTHER + theirs.name: ours
            for theirs, ours in reversed([*zip(rule.head.args, atom.args, strict=True)])
            if isinstance(theirs, Var)
        }
        for start, left in self._begun(rule, atom, {}):
            for place, one in enumerate(rule.body):
                rest = tuple(map(_literal, (*rule.body[:place], *rule.body[place + 1 :])))
                found = next(self._conditions(rest, start, _DEPTH), None)
                if found is None or any(self.stands_for(t, found) != value for t, value in left):
                    continue
                contrary = self._contrary(one, found, as_written)
                if contrary is not None:
                    yield contrary

    def _contrary(
        self, literal: Literal, bound: _Bound, as_written: Mapping[str, Term]
    ) -> Literal | None:
        """Return the contrary of a sentence, or of its negation, in the terms of this rule.

        An item is about the very values that its rule has, be they known or not, so that of one
        nothing is said in other terms than those that are written.
        """
        if isinstance(literal, Comparison):
            sides = [
                self.stands_for(_expression(one), bound) for one in (literal.left, literal.right)
            ]
            left, right = sides
            if left is None or right is None or not (has_value(left) and has_value(right)):
                return None
            if (
                is_some(left)
                or is_some(right)
                or any(map(_is_its, (*in_expression(left), *in_expression(right))))
            ):
                return None
            return Comparison(OPPOSITE[literal.op], left, right, span=literal.span)
        if not isinstance(literal, Atom | Negation):
            return None
        atom = literal if isinstance(literal, Atom) else literal.atom
        if says_of_whom(atom) or isinstance(naming.read(atom.pred), naming.AskedFor):
            return None  # for which values it is asked is nothing that a case says
        exactly = self._is_exact(atom.pred)
        terms: list[Term] = []
        for term in atom.args:
            if isinstance(term, Var) and term.name != "_":
                value: Expr | None = bound.get(_OTHER + term.name)
                if exactly:
                    value = as_written.get(_OTHER + term.name)
                if not isinstance(value, Var | Const) or is_some(value):
                    return None  # it is some value, or one that is calculated
                if isinstance(value, Var) and _is_its(value.name):
                    return None
                terms.append(value)
            else:
                terms.append(term)
        own = Atom(atom.pred, tuple(terms), span=atom.span)
        return Negation(own, span=atom.span) if isinstance(literal, Atom) else own

    def _is_exact(self, pred: str) -> bool:
        """Tell whether the values of a predicate are those that a rule, or a question, gives it."""
        return not isinstance(naming.read(pred), naming.Authored) or (
            naming.write(naming.AskedFor(pred)) in self.rules
        )

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
            if value is None or is_some(value):
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
        if comparison.op == "=" and all(
            one is None or self._has_value(one) for one in (left, right)
        ):
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

    def _has_value(self, expr: Expr) -> bool:
        """Tell whether an expression has a value wherever the conditions hold.

        Six divided by a number has none where that is zero, unless a condition asks for it too.
        """
        return has_value(expr) or any(
            expr in (self.canonical(one.left), self.canonical(one.right))
            for one in self.body
            if isinstance(one, Comparison)
        )


_OTHER = "\x00"
"""Begins the variables of another rule."""


_ITS = "\x01"
"""Begins the value that is meant by a partly known one in a condition."""


def is_some(expr: Expr) -> bool:
    """Tell whether an expression is a constant that is partly known: any value within limits."""
    return isinstance(expr, Const) and isinstance(expr.value, Range)


def _is_its(name: str) -> bool:
    return name.startswith(_ITS)


def _as_it_is(atom: Atom, number: int) -> list[Term]:
    """Return the arguments of a condition, a value that is partly known as the one that it is.

    Some day of 2020 is one day wherever the same condition is met, and two need not be the same.
    """
    return [
        Var(f"{_ITS}{number} at {place}") if is_some(term) else term
        for place, term in enumerate(atom.args)
    ]


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


def says_of_whom(literal: Literal) -> bool:
    """Tell whether a condition only says whom an item is about, or of which kind somebody is."""
    return isinstance(literal, Atom) and isinstance(
        naming.read(literal.pred), naming.Context | naming.OfKind
    )
