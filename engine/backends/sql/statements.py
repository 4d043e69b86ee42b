"""A program as statements, stratum by stratum, each with the rules that it carries out."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from sqlglot import exp

from engine.backends.sql.dialects import as_sql
from engine.backends.sql.layouts import Layout
from engine.backends.sql.names import Names, all_columns, types
from engine.backends.sql.rules import Tables, query
from parser.datalog.atoms import atoms
from parser.datalog.by_head import by_head as rules_by_head
from parser.datalog.stratify import stratify
from parser.datalog.tree import Atom, Negation, Program, Rule

WRITTEN = 4096
"""The queries of so many rules are kept."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A predicate with its table; `stored` is the table of its rows that are facts."""

    pred: str
    name: str
    columns: tuple[str, ...]
    types: tuple[str, ...]
    stored: str = ""


@dataclass(frozen=True)
class Concluded:
    """A query for what one rule concludes, over `tables`.

    `delta` is the predicate whose new rows it looks at, and `fresh` the place of the condition on
    it and the table with these rows. The query is made when it is asked for: of a register most
    rules become columns, or need rows that are not there.
    """

    table: Filled
    rule: Rule
    tables: Tables = field(compare=False, repr=False)
    delta: str = ""
    fresh: tuple[int, str] | None = None
    texts: dict[str, str] = field(default_factory=dict, compare=False, repr=False)
    shorter: "dict[frozenset[str], Concluded]" = field(
        default_factory=dict, compare=False, repr=False
    )

    @cached_property
    def query(self) -> exp.Select:
        """The query, each row perhaps more than once."""
        return query(self.rule, self.tables, self.fresh)

    def text(self, dialect: str) -> str:
        """Return the query in a dialect, written once however many cases are asked about."""
        if dialect not in self.texts:
            preds = dict.fromkeys(atom.pred for atom in (self.rule.head, *atoms(self.rule.body)))
            self.texts[dialect] = _written(
                self.rule,
                tuple((pred, self.tables.table(pred)) for pred in preds),
                tuple((pred, self.tables.layouts[pred]) for pred in preds),
                self.fresh,
                dialect,
            )
        return self.texts[dialect]

    def without(self, empty: frozenset[str]) -> "Concluded":
        """Return the same for a database in which some predicates that are negated have no rows.

        Such a condition always holds: it needs no table, and a database no time to plan it.
        """
        if not empty:
            return self
        if empty not in self.shorter:
            kept = tuple(
                one
                for one in self.rule.body
                if not (isinstance(one, Negation) and one.atom.pred in empty)
            )
            rule = replace(self.rule, body=kept)
            self.shorter[empty] = Concluded(self.table, rule, self.tables)
        return self.shorter[empty]


@lru_cache(WRITTEN)
def _written(
    rule: Rule,
    named: tuple[tuple[str, str], ...],
    layouts: tuple[tuple[str, tuple[Layout, ...]], ...],
    fresh: tuple[int, str] | None,
    dialect: str,
) -> str:
    """Return the query of a rule over some tables in a dialect: many programs have the rule."""
    return as_sql(query(rule, Tables(dict(named).__getitem__, dict(layouts)), fresh), dialect)


@dataclass(frozen=True, slots=True)
class Stratum:
    """Tables that rest on each other: what fills them first, and what is repeated after that.

    `uses` are the strata below it by number.
    """

    tables: tuple[Filled, ...]
    first: tuple[Concluded, ...]
    again: tuple[Concluded, ...] = ()
    uses: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """All statements of a program; `of` finds the stratum of a predicate that rules conclude."""

    strata: tuple[Stratum, ...]
    of: Mapping[str, int]
    stored: Mapping[str, Filled]
    layouts: Mapping[str, tuple[Layout, ...]]
    used: Mapping[str, int]

    def table(self, pred: str) -> Filled:
        """Return the table of a predicate, concluded or stored."""
        if pred not in self.of:
            return self.stored[pred]
        return next(one for one in self.strata[self.of[pred]].tables if one.pred == pred)

    def users(self, pred: str) -> int:
        """Return how often rules look at a predicate; more than once in a recursion."""
        return self.used.get(pred, 0)


def delta_of(table: Filled) -> str:
    """Return the name of the table with the rows that the last round concluded."""
    return f"{table.name}__new"


def plan(
    program: Program,
    layouts: Mapping[str, tuple[Layout, ...]],
    stored: set[str],
    prefix: str = "",
) -> Plan:
    """Return the statements of a program; `stored` are the predicates with rows of their own.

    With a `prefix` its tables are others than those of a plan without.
    """
    names = Names(prefix)
    rules = rules_by_head(program.rules)

    def table(pred: str, name: str) -> Filled:
        return Filled(pred, name, all_columns(layouts[pred]), types(layouts[pred]))

    facts: dict[str, Filled] = {}
    for pred in layouts:
        if pred in rules:
            names.table(pred)
        if pred in stored or pred not in rules:
            name = names.table(f"{pred} facts") if pred in rules else names.table(pred)
            facts[pred] = table(pred, name)
    strata: list[Stratum] = []
    of: dict[str, int] = {}
    for group in stratify(program):
        concluded = sorted(pred for pred in group if pred in rules)
        if not concluded:
            continue
        own = {
            pred: Filled(
                pred,
                names.table(pred),
                all_columns(layouts[pred]),
                types(layouts[pred]),
                facts[pred].name if pred in facts else "",
            )
            for pred in concluded
        }
        strata.append(_stratum(own, rules, Tables(names.table, layouts), of))
        of.update(dict.fromkeys(concluded, len(strata) - 1))
    used = Counter(
        atom.pred
        for stratum in strata
        for one in (*stratum.first, *stratum.again, *stratum.again)
        for atom in atoms(one.rule.body)
    )
    return Plan(tuple(strata), of, facts, layouts, used)


def _stratum(
    own: Mapping[str, Filled],
    rules: Mapping[str, list[Rule]],
    tables: Tables,
    of: Mapping[str, int],
) -> Stratum:
    first: list[Concluded] = []
    again: list[Concluded] = []
    uses: set[int] = set()
    for pred, table in own.items():
        for rule in rules[pred]:
            uses.update(of[atom.pred] for atom in atoms(rule.body) if atom.pred in of)
            recursive = [
                (place, literal.pred)
                for place, literal in enumerate(rule.body)
                if isinstance(literal, Atom) and literal.pred in own
            ]
            if not recursive:
                first.append(Concluded(table, rule, tables))
            for place, used in recursive:
                fresh = (place, delta_of(own[used]))
                again.append(Concluded(table, rule, tables, used, fresh))
    return Stratum(tuple(own.values()), tuple(first), tuple(again), tuple(sorted(uses)))
