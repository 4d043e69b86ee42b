"""One rule as one query: its conditions are joins and filters, what it concludes are columns."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import assert_never

from sqlglot import exp

from engine.backends.sql.built import paren
from engine.backends.sql.expressions import (
    comparison,
    covers,
    expression,
    failing,
    literal,
    stands,
)
from engine.backends.sql.keys import key_of
from engine.backends.sql.layouts import KEY, LOOSE, Layout
from engine.backends.sql.names import CASE, RULE, columns
from engine.backends.sql.typed import Sql, Typed, as_layout, call, key, same, text
from parser.datalog.tree import (
    Aggregate,
    Atom,
    Comparison,
    Const,
    Literal,
    Negation,
    Rule,
    Term,
    Var,
)
from parser.datalog.variables import in_atom, in_body


@dataclass(slots=True)
class Tables:
    """Where the rows of predicates are: their tables and what these hold.

    `aliases` numbers the tables of a whole statement.
    """

    table: Callable[[str], str]
    layouts: Mapping[str, tuple[Layout, ...]]
    aliases: "count[int]" = field(default_factory=lambda: count(1))


_TOTAL = "what an aggregate comes to"
_TERM = "what an aggregate is over"
"""Variables that no rule has."""


@dataclass(slots=True)
class Body:
    """What a body comes to so far: where its rows come from, and which of them it leaves.

    `known` are the values of its variables, `outer` those of the query around it. `needed` are
    the variables that the rule still speaks of; in an aggregate nobody says which these are.
    """

    tables: Tables
    known: dict[str, Typed]
    outer: frozenset[str] = frozenset()
    sources: list[Sql] = field(default_factory=list)
    conditions: list[Sql] = field(default_factory=list)
    checks: list[Sql] = field(default_factory=list)
    negated: bool = False
    needed: frozenset[str] | None = None

    def add(self, part: Literal, table: str = "") -> None:
        """Add one condition; an atom takes its rows from `table` if one is given."""
        match part:
            case Atom():
                self._atom(part, table)
            case Negation():
                self.conditions.append(exp.Not(this=self._negated(part)))
                self.negated = True
            case Comparison():
                self._comparison(part)
            case Aggregate():
                self._aggregate(part)
            case _:
                assert_never(part)

    def nest(self, needed: frozenset[str]) -> None:
        """Make what was met so far a query of its own, with the variables that are `needed`.

        What is negated is then looked at before the conditions that follow are joined: databases
        do not move it there themselves.
        """
        alias = f"t{next(self.tables.aliases)}"
        selected: list[Sql] = []
        known: dict[str, Typed] = {}
        for number, name in enumerate(sorted(needed & self.known.keys())):
            value = self.known[name]
            names = [f"v{number}", f"v{number}_to"][: len(value.parts)]
            selected += [
                exp.alias_(part.copy(), column, copy=False)
                for part, column in zip(value.parts, names, strict=True)
            ]
            parts = tuple(exp.column(column, table=alias) for column in names)
            known[name] = Typed(value.layout, parts)
        checks = [f"e{number}" for number, _ in enumerate(self.checks)]
        for check, column in zip(self.checks, checks, strict=True):
            selected.append(exp.alias_(check.copy(), column, copy=False))
        inner = self.query(selected or [exp.true()])
        if RULE in self.known:
            known[RULE] = self.known[RULE]
        self.sources, self.conditions = [inner.subquery(alias, copy=False)], []
        self.checks = [exp.column(column, table=alias) for column in checks]
        self.known, self.negated = known, False

    def named(
        self, values: Sequence[Typed], needed: frozenset[str], outer: Mapping[str, Typed]
    ) -> list[Typed]:
        """Return some values as columns: what was met so far becomes a query that works them out.

        A key of a value repeats it, and a value of other values repeats these: written out each
        time, a sum over stays is a query of a hundred thousand letters. `outer` are the variables
        of the query around it, which stay as they are.
        """
        called = {f"{_TERM} {number}": value for number, value in enumerate(values)}
        self.known.update(called)
        self.nest(needed | called.keys())
        found = [self.known.pop(name) for name in called]
        self.known = {**outer, **self.known}
        return found

    def _atom(self, atom: Atom, table: str) -> None:
        alias = f"t{next(self.tables.aliases)}"
        name = table or self.tables.table(atom.pred)
        self.sources.append(exp.table_(name, quoted=True, alias=alias))
        self.meet(atom, self._places(atom, alias))

    def meet(self, atom: Atom, places: Sequence[Typed]) -> None:
        """Take the values at the places of an atom for its variables, or as conditions."""
        for term, stored in zip(atom.args, places, strict=True):
            if isinstance(term, Const):
                self.conditions.append(same(stored, literal(term.value)))
            elif term.name in self.known:
                self.conditions.append(same(stored, self.known[term.name]))
            elif term.name != "_":
                self.known[term.name] = stored

    def _places(self, atom: Atom, alias: str) -> list[Typed]:
        layouts = self.tables.layouts[atom.pred]
        return [
            Typed(layout, tuple(exp.column(name, table=alias) for name in columns(place, layout)))
            for place, layout in enumerate(layouts)
        ]

    def _negated(self, negation: Negation) -> Sql:
        atom = negation.atom
        alias = f"t{next(self.tables.aliases)}"
        conditions = self.matching(negation, self._places(atom, alias))
        table = exp.table_(self.tables.table(atom.pred), quoted=True, alias=alias)
        found = exp.select(exp.Literal.number(1)).from_(table)
        return exp.Exists(this=found.where(*conditions) if conditions else found)

    def matching(self, negation: Negation, places: Sequence[Typed]) -> list[Sql]:
        """Return the conditions under which a row with these values is one that is negated."""
        conditions: list[Sql] = []
        for place, (term, stored) in enumerate(zip(negation.atom.args, places, strict=True)):
            wanted = self._value(term)
            if wanted is not None:
                exact = place in negation.exact
                if negation.covers and not exact:
                    conditions.append(covers(wanted, stored))
                else:
                    conditions.append(stands(wanted, stored, negation.lenient, exact))
        return conditions

    def _value(self, term: Term) -> Typed | None:
        return literal(term.value) if isinstance(term, Const) else self.known.get(term.name)

    def _comparison(self, part: Comparison) -> None:
        for side, other in ((part.left, part.right), (part.right, part.left)):
            if part.op == "=" and isinstance(side, Var) and side.name not in self.known:
                self._give(side.name, expression(other, self.known, part.lenient))
                return
        condition, check = comparison(part, self.known)
        self.conditions.append(condition)
        if check is not None:
            self.checks.append(check)

    def _give(self, name: str, value: Typed, is_total: bool = False) -> None:
        """Give a variable the value of an expression; null, after a division by zero, is none."""
        self.known[name] = value
        is_plain = isinstance(value.low, exp.Literal | exp.Column) and not is_total
        if value.layout.form == "key" and not is_plain:
            self.conditions.append(exp.Not(this=exp.Is(this=value.low, expression=exp.null())))
            self.checks.append(value.low)

    def _aggregate(self, part: Aggregate) -> None:
        certain = self._rows(part, part.body, lenient=False)
        bounds = part.possible is not None
        possible: Sql = exp.null()
        if part.possible is not None:
            possible = self._rows(part, part.possible, lenient=True)
        flags = (exp.Boolean(this=bounds), exp.Boolean(this=part.lenient))
        kind = part.kind if part.nothing == 0 else f"{part.kind} {key_of(part.nothing)}"
        called = call("zakonik_aggregate", text(kind), certain, possible, *flags)
        found = Typed(LOOSE, (called,))
        if self.needed is not None and self.sources:
            # what it comes to is long, and more than one condition speaks of it
            self.known[_TOTAL] = found
            self.nest(self.needed | {_TOTAL})
            found = self.known.pop(_TOTAL)
        wanted = self._value(part.result)
        if wanted is not None:
            self.conditions.append(same(found, wanted))
            self.checks.append(found.low)
        elif isinstance(part.result, Var) and part.result.name != "_":
            self._give(part.result.name, found, is_total=True)
        else:
            self.conditions.append(exp.Not(this=exp.Is(this=found.low, expression=exp.null())))

    def _rows(self, part: Aggregate, body: Sequence[Literal], lenient: bool) -> Sql:
        """Return the list of the rows that an aggregate is over, each once.

        Terms that have no value add nothing; with `lenient`, what could have one counts.
        """
        inside = Body(self.tables, dict(self.known), frozenset(self.known))
        for each in body:
            inside.add(each)
        own = sorted(set(inside.known) - set(self.known))
        if part.kind == "count" and part.terms:
            own = []
        found = [expression(term, inside.known, lenient) for term in part.terms]
        if any(
            not isinstance(one, exp.Column | exp.Literal) for each in found for one in each.parts
        ):
            found = inside.named(found, frozenset(own), self.known)
        terms = [key(one) for one in found]
        values = [*terms, *(key(inside.known[name]) for name in own)]
        for one, term in zip(found, terms, strict=True):
            if one.layout.form in ("day", "whole") and one.layout.ranged:
                continue  # it has a key whatever its ends are
            inside.conditions.append(exp.Not(this=exp.Is(this=term.copy(), expression=exp.null())))
        row = exp.Array(expressions=values or [text("n:1")])
        listed = call("list", exp.Distinct(expressions=[inside.checked(row)]))
        return paren(inside.query([listed]))

    def checked(self, value: Sql) -> Sql:
        """Return a value that is an error where one of the conditions met is an error."""
        for check in self.checks:
            failed = exp.EQ(
                this=exp.Left(this=check.copy(), expression=exp.Literal.number(1)),
                expression=text("!"),
            )
            met = failing(check.copy(), self.known)
            if CASE in self.known:
                none = exp.Is(this=met, expression=exp.null())
                met = exp.Case().when(none, value.copy(), copy=False).else_(exp.null(), copy=False)
            value = exp.Case().when(failed, met, copy=False).else_(value, copy=False)
        return value

    def query(self, selected: Sequence[Sql]) -> exp.Select:
        """Return the query of the body for some columns."""
        # each part is used once, and copies of copies would take most of the time
        found = exp.select(*selected, copy=False)
        for number, source in enumerate(self.sources):
            if number == 0:
                found = found.from_(source, copy=False)
            else:
                found.append("joins", exp.Join(this=source, kind="CROSS"))
        return found.where(*self.conditions, copy=False) if self.conditions else found


def query(rule: Rule, tables: Tables, delta: tuple[int, str] | None = None) -> exp.Select:
    """Return the query for what a rule concludes, each row perhaps more than once.

    `delta` is the place of a condition that takes its rows from another table.
    """
    body = Body(tables, of_rule(rule))
    for place, part in enumerate(rule.body):
        if isinstance(part, Atom) and body.negated and body.sources and not body.checks:
            body.nest(frozenset((*in_atom(rule.head), *in_body(rule.body[place:]))))
        if isinstance(part, Aggregate):
            body.needed = frozenset((*in_atom(rule.head), *in_body(rule.body[place:])))
        body.add(part, delta[1] if delta is not None and delta[0] == place else "")
    layouts = tables.layouts[rule.head.pred]
    parts: list[Sql] = []
    names: list[str] = []
    for place, (term, layout) in enumerate(zip(rule.head.args, layouts, strict=True)):
        value = literal(term.value) if isinstance(term, Const) else body.known[term.name]
        parts.extend(part.copy() for part in fitted(term, value, layout).parts)
        names.extend(columns(place, layout))
    if not parts:
        parts, names = [exp.true()], ["holds"]
    parts[0] = body.checked(parts[0])
    named = [exp.alias_(part, name, copy=False) for part, name in zip(parts, names, strict=True)]
    return body.query(named)


def of_rule(rule: Rule) -> dict[str, Typed]:
    """Return what is known before a body is looked at: which provision it is of, if any."""
    of = rule.provision
    return {RULE: Typed(KEY, (text(of.rule),))} if of is not None else {}


def fitted(term: Term, value: Typed, layout: Layout) -> Typed:
    """Return what a term of a conclusion comes to, in the layout of its place."""
    from engine.backends.sql.typed import constant

    return constant(term.value, layout) if isinstance(term, Const) else as_layout(value, layout)
