"""A part of a program -> the same in the language of the solver (answer-set programming).

An answer set is one situation in which nothing is open: every row that a case could state is so or
not, and the rules conclude what they conclude. With several worlds it is as many situations that
differ in one value. A predicate keeps its places behind the number of its world, a value is the
number of it in `engine.audit.symbols`, and a rule stays a rule.
"""

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import assert_never

from engine.audit.bounds import TooLarge
from engine.audit.domains import Domains
from engine.audit.part import Part
from engine.audit.symbols import Symbols
from parser.datalog.naming import AskedFor, OfKind, write
from parser.datalog.tree import (
    Aggregate,
    Apply,
    Atom,
    Comparison,
    Const,
    Expr,
    Literal,
    Negation,
    Term,
    Today,
    Var,
)
from parser.datalog.variables import ANYTHING, in_atom, in_body, in_expression
from parser.resolved.vocabulary import VALUE_KINDS, Predicate
from parser.values import Entity, Value

OUTER = "W"
"""The variable that holds the world."""


class Asp:
    """The text of one program, and what its predicates are called there."""

    def __init__(self, part: Part, domains: Domains, symbols: Symbols, worlds: int = 1) -> None:
        """Write the rules, the tables and what a case may state of a part."""
        self.part = part
        self.domains = domains
        self.symbols = symbols
        self.lines: list[str] = [f"w(1..{worlds})."]
        self._names: dict[str, str] = {}
        self._made = 0
        for kind, people in domains.people.items():
            for one in people:
                self.lines.append(
                    f"{self.name(write(OfKind(kind)))}(W,{self._value(one)}) :- w(W)."
                )
        for row in part.listed:
            if all(self._is_there(value) for value in row.row):
                args = ",".join(map(self._value, row.row))
                self.lines.append(f"{self.name(row.pred)}(W{_after(args)}) :- w(W).")
        for predicate in part.stated:
            self._open(predicate)
        self._asked()
        for rule in part.rules:
            if rule not in part.concluding:
                self.rule(self._atom(rule.head), rule.body)
        for at, rule in enumerate(part.concluding):
            self.rule(concludes(at, ",".join(map(self._term, rule.head.args))), rule.body)
            head = Atom(rule.head.pred, tuple(Var(f"H{n}") for n in range(len(rule.head.args))))
            body = concludes(at, ",".join(map(self._term, head.args)))
            self.lines.append(f"{self._atom(head)} :- {body}.")
        for constraint in part.constraints:
            self.rule("", (*constraint.atoms, *constraint.comparisons))
        for rule in part.rules:
            if rule.head.pred.startswith("broken:"):
                self.lines.append(f":- {self._atom(rule.head)}.")

    def name(self, pred: str) -> str:
        """Return what a predicate is called in the program."""
        return self._names.setdefault(pred, f"p{len(self._names)}")

    def rule(self, head: str, body: Iterable[Literal]) -> None:
        """Add a rule with a head that is written already; without one it forbids its body."""
        conditions = tuple(body)
        literals = [f"w({OUTER})", *self.body(conditions, set())]
        plain = sorted(
            {name for one in conditions if isinstance(one, Atom) for name in in_atom(one)}
        )
        if len(plain) > 1:  # so that rows which are joined are counted, too
            literals.append(f"@seen({','.join(map(variable, plain))}) = 1")
        self.lines.append(f"{head} :- {', '.join(literals)}.")

    def terms(self, args: Sequence[Term]) -> str:
        """Return terms in brackets, none where there are none."""
        return f"({','.join(map(self._term, args))})" if args else ""

    def anything(self, args: Sequence[Term]) -> str:
        """Return as many places in brackets, of whatever."""
        return f"({','.join('_' for _ in args)})" if args else ""

    def body(self, body: Sequence[Literal], bound: set[str]) -> list[str]:
        """Return the literals of an ordered body; `bound` are the variables that have values."""
        found: list[str] = []
        for at, literal in enumerate(body):
            match literal:
                case Atom():
                    found.append(self._atom(literal))
                    bound.update(in_body((literal,)))
                case Negation(atom):
                    found.append(f"not {self._atom(atom)}")
                case Comparison():
                    found.append(self._comparison(literal, bound))
                case Aggregate():
                    found.extend(self._aggregate(literal, body[:at], tuple(found), bound))
                case _:
                    assert_never(literal)
        return found

    def _atom(self, atom: Atom) -> str:
        return f"{self.name(atom.pred)}({OUTER}{_after(','.join(map(self._term, atom.args)))})"

    def _term(self, term: Term) -> str:
        match term:
            case Const(value):
                return self._value(value)
            case Var(name):
                return "_" if name == ANYTHING else variable(name)
            case _:
                assert_never(term)

    def _value(self, value: Value) -> str:
        return str(self.symbols.of(value))

    def _is_there(self, value: Value) -> bool:
        return not isinstance(value, Entity) or value in self.domains.people.get(value.kind, ())

    def _comparison(self, one: Comparison, bound: set[str]) -> str:
        if one.op == "=":
            for side, other in ((one.left, one.right), (one.right, one.left)):
                if isinstance(side, Var) and side.name not in bound:
                    free = set(in_expression(other)) - bound
                    if free:
                        raise TooLarge("a comparison of two values that nothing gives")
                    bound.add(side.name)
                    return f"{variable(side.name)} = {self._expression(other)}"
        left, right = self._expression(one.left), self._expression(one.right)
        return f'@cmp("{one.op}",{left},{right}) = 1'

    def _expression(self, one: Expr) -> str:
        match one:
            case Const() | Var():
                return self._term(one)
            case Today():
                return self._value(self.part.day)
            case Apply(function, args):
                return f'@calc("{function}",{",".join(map(self._expression, args))})'
            case _:
                assert_never(one)

    def _aggregate(
        self, one: Aggregate, before: Sequence[Literal], said: Sequence[str], bound: set[str]
    ) -> list[str]:
        """Return the literals of an aggregate; its rows become a predicate of their own."""
        self._made += 1
        made = f"a{self._made}"
        inner = set(bound)
        rows = self.body(one.body, inner)
        groups = sorted(set(in_body(one.body)) & bound)
        own = sorted(inner - bound)
        terms = [f"T{self._made}_{n}" for n in range(len(one.terms))]
        given = [
            f"{name} = {self._expression(term)}"
            for name, term in zip(terms, one.terms, strict=True)
        ]
        outer = [f"w({OUTER})", *said]
        around = ",".join([OUTER, *map(variable, groups)])
        own_text = ",".join(map(variable, own))
        number, result = f"N{self._made}", f"R{self._made}"
        match one.kind:
            case "count":
                counted = ",".join(terms) or own_text or "0"
                head = f"{made}({around},{counted})"
                self.lines.append(f"{head} :- {', '.join((*outer, *rows, *given))}.")
                found = [
                    f"{number} = #count {{ {counted} : {head} }}",
                    f"{result} = @whole({number})",
                ]
            case "sum":
                weight = f"G{self._made}"
                head = f"{made}({around},{weight}{_after(own_text)})"
                weighed = f"{weight} = @weight({terms[0]})"
                body = ", ".join((*outer, *rows, *given, weighed))
                self.lines.append(f"{head} :- {body}.")
                like = self._value(self._unit(one))
                nothing = self._value(one.nothing)
                found = [
                    f"{number} = #sum {{ {weight}{_after(own_text)} : {head} }}",
                    f"{result} = @total({like},{nothing},{number})",
                ]
            case "min" | "max":
                op = "<" if one.kind == "min" else ">"
                self.lines.append(
                    f"{made}({around},{terms[0]}) :- {', '.join((*outer, *rows, *given))}."
                )
                self.lines.append(
                    f"{made}_no({around},{result}) :- {made}({around},{result}), "
                    f'{made}({around},{number}), @cmp("{op}",{number},{result}) = 1.'
                )
                found = [f"{made}({around},{result})", f"not {made}_no({around},{result})"]
            case "days":
                piece = f"(B{self._made},L{self._made})"
                head = f"{made}({around},B{self._made},L{self._made})"
                cut = f"{piece} = @pieces({','.join(terms)})"
                self.lines.append(f"{head} :- {', '.join((*outer, *rows, *given, cut))}.")
                found = [
                    f"{number} = #sum {{ L{self._made},B{self._made} : {head} }}",
                    f"{result} = @whole({number})",
                ]
            case _:
                assert_never(one.kind)
        if isinstance(one.result, Var) and one.result.name not in bound:
            bound.add(one.result.name)
            return [*found, f"{variable(one.result.name)} = {result}"]
        return [*found, f'@cmp("=",{result},{self._expression(one.result)}) = 1']

    def _unit(self, one: Aggregate) -> Value:
        """Return some value of the unit in which an aggregate sums."""
        sizes = [
            value
            for values in self.domains.values.values()
            for value in values
            if type(value) is type(one.nothing)
        ]
        return sizes[0] if sizes else one.nothing

    def _open(self, predicate: Predicate) -> None:
        """Say that each row of a sentence may be stated or not, and what cannot be so at once."""
        stated = f"f_{self.name(predicate.name)}"
        places = range(len(predicate.slots))
        args = ",".join(f"X{n}" for n in places)
        conditions: list[str] = []
        for place, slot in enumerate(predicate.slots):
            own = f"d_{stated}_{place}"
            if slot.kind in VALUE_KINDS:
                values = self.domains.values[predicate.name, place]
            else:
                values = self.domains.people.get(slot.kind, ())
            for rank, value in enumerate(values):
                self.lines.append(f"{own}({self._value(value)},{rank}).")
            conditions.append(f"{own}(X{place},_)")
            self.lines.append(f"#defined {own}/2.")
        if predicate.irreflexive:
            people = [n for n in places if predicate.slots[n].kind not in VALUE_KINDS]
            conditions += [f"X{one} != X{other}" for one, other in combinations(people, 2)]
        guard = f" : {', '.join(conditions)}" if conditions else ""
        self.lines.append(f"{{ {stated}({args or '0'}){guard} }}.")
        self.lines.append(f"#minimize {{ 1@1,{stated}{_after(args)} : {stated}({args or '0'}) }}.")
        row = f"{self.name(predicate.name)}({OUTER}{_after(args)})"
        self.lines.append(f"{row} :- w({OUTER}), {stated}({args or '0'}).")
        self._single(predicate, row, args)

    def _single(self, predicate: Predicate, row: str, args: str) -> None:
        """Say that values which the others determine are one."""
        if predicate.single is None:
            return
        free = {predicate.single, *predicate.together}
        other = ",".join(f"Y{n}" if n in free else f"X{n}" for n in range(len(predicate.slots)))
        second = f"{self.name(predicate.name)}({OUTER}{_after(other)})"
        for place in sorted(free):
            self.lines.append(f":- {row}, {second}, X{place} < Y{place}.")

    def _asked(self) -> None:
        """Say for which values the goal is asked: one of each."""
        predicate = self.part.predicate
        if not predicate.asked:
            return
        pools = [self._asked_values(predicate, place) for place in predicate.asked]
        args = ",".join(f"X{n}" for n in range(len(pools)))
        conditions = []
        for n, values in enumerate(pools):
            pool = ";".join(map(self._value, values))
            conditions.append(f"X{n} = ({pool})" if len(values) > 1 else f"X{n} = {pool}")
        head = f"{self.name(write(AskedFor(predicate.name)))}({OUTER},{args})"
        self.lines.append(f"{head} :- w({OUTER}), {', '.join(conditions)}.")

    def _asked_values(self, predicate: Predicate, place: int) -> tuple[Value, ...]:
        kind = predicate.slots[place].kind
        if kind in VALUE_KINDS:
            return self.domains.values[predicate.name, place]
        return self.domains.people.get(kind, ())


def concludes(at: int, args: str) -> str:
    """Return the atom that a clause concludes something, by its number."""
    return f"c{at}({OUTER}{_after(args)})"


def variable(name: str) -> str:
    """Return the variable of the solver for one of a rule.

    >>> variable("birthday"), variable("first-day")
    ('V_birthday', 'V_first_45_day')
    """
    return "V_" + "".join(
        each if each.isascii() and (each.isalnum() or each == "_") else f"_{ord(each)}_"
        for each in name
    )


def _after(args: str) -> str:
    return f",{args}" if args else ""
