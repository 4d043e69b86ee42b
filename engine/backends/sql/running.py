"""A plan carried out: tables filled stratum by stratum, recursion until nothing is new."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from engine.backends.sql.dialects import as_sql, quoted
from engine.backends.sql.layouts import Layout
from engine.backends.sql.recursion import in_one_query, saturate
from engine.backends.sql.statements import Concluded, Filled, Plan, Stratum
from engine.backends.sql.store import Store
from engine.backends.sql.typed import constant
from parser.datalog.atoms import atoms
from parser.datalog.tree import Atom, Negation, Row, Rule, Var
from parser.datalog.variables import in_atom

MERGED = 8
"""A query that becomes part of another looks at so many tables at most."""

CHUNK = 1000
"""How many rows one statement puts into a table."""


def create(store: Store, table: Filled, name: str = "") -> None:
    """Make an empty table."""
    store.empty(name or table.name, table.columns, table.types)


def insert(store: Store, table: Filled, layouts: Sequence[Layout], rows: Iterable[Row]) -> None:
    """Put rows into a table."""
    for query in _listings(table, layouts, rows, store.dialect):
        store.add(table.name, query)


def of_given(store: Store, table: Filled, layouts: Sequence[Layout], rows: Iterable[Row]) -> None:
    """Make a table of some rows."""
    made = False
    for query in _listings(table, layouts, rows, store.dialect):
        if made:
            store.add(table.name, query)
        else:
            store.keep(table.name, query)
            made = True
    if not made:
        create(store, table)


def _listings(
    table: Filled, layouts: Sequence[Layout], rows: Iterable[Row], dialect: str
) -> Iterator[str]:
    waiting = list(dict.fromkeys(rows))
    named = ", ".join(table.columns)
    for start in range(0, len(waiting), CHUNK):
        listed = ", ".join(
            _written(row, layouts, dialect) for row in waiting[start : start + CHUNK]
        )
        yield f"SELECT * FROM (VALUES {listed}) AS given ({named})"


def _written(row: Row, layouts: Sequence[Layout], dialect: str) -> str:
    parts = [
        as_sql(part, dialect)
        for value, layout in zip(row, layouts, strict=True)
        for part in constant(value, layout).parts
    ]
    return f"({', '.join(parts or ['TRUE'])})"


@dataclass(slots=True)
class Filling:
    """A plan as far as it is carried out: the strata that are filled, and which tables are empty.

    A stratum is filled when something asks for it; a rule that needs a row of an empty table does
    not ask for its other conditions. With `views`, what one rule alone asks for is not kept: it
    becomes part of the query for that rule. `given` are the rows of stored tables that are made
    only when something looks at them.
    """

    store: Store
    plan: Plan
    done: set[int] = field(default_factory=set)
    empty: dict[str, bool] = field(default_factory=dict)
    views: bool = False
    merged: dict[str, int] = field(default_factory=dict)
    given: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    made: set[str] = field(default_factory=set)

    def fill(self, wanted: int) -> None:
        """Fill a stratum, and those that it turns out to rest on."""
        waiting = [] if wanted in self.done else [self._steps(wanted)]
        while waiting:
            below = next(waiting[-1], None)
            if below is None:
                waiting.pop()
            elif below not in self.done:
                waiting.append(self._steps(below))

    def _steps(self, number: int) -> Iterator[int]:
        """Yield the strata that have to be filled before one can be, and fill it."""
        stratum = self.plan.strata[number]
        live: list[Concluded] = []
        for one in stratum.first:
            alive = True
            for atom in self._in_order(one.rule):
                if atom.pred in self.plan.of:
                    yield self.plan.of[atom.pred]
                if self.is_empty(atom.pred):
                    alive = False
                    break
            if alive:
                live.append(one)
                yield from self._uses(one.rule)
        for one in stratum.again:
            yield from (used for used in self._uses(one.rule) if used != number)
        live = [one.without(self._negated_empty(one.rule)) for one in live]
        if number not in self.done:
            self._make_given(table.pred for table in stratum.tables)
            for one in (*live, *stratum.again):
                self._make_given(atom.pred for atom in atoms(one.rule.body))
            if not self._merge(stratum, live):
                self.empty.update(fill(self.store, replace(stratum, first=tuple(live))))
            self.done.add(number)

    def _negated_empty(self, rule: Rule) -> frozenset[str]:
        """Return the predicates that a rule negates of which it is known that they have no rows."""
        negated = {part.atom.pred for part in rule.body if isinstance(part, Negation)}
        return frozenset(
            pred
            for pred in negated
            if self.empty.get(pred) or (pred not in self.plan.of and self.given.get(pred) == [])
        )

    def _make_given(self, preds: Iterable[str]) -> None:
        """Make the tables of given rows that are looked at for the first time."""
        for pred in preds:
            if pred in self.given and pred not in self.made:
                self.made.add(pred)
                of_given(
                    self.store, self.plan.stored[pred], self.plan.layouts[pred], self.given[pred]
                )

    def _merge(self, stratum: Stratum, live: Sequence[Concluded]) -> bool:
        """Make the table of a stratum a view, if one rule alone asks for it; tell whether."""
        (table, *more) = stratum.tables
        if not self.views or more or stratum.again or table.stored or not live:
            return False
        size = sum(self.merged.get(atom.pred, 1) for one in live for atom in atoms(one.rule.body))
        if size > MERGED or self.plan.users(table.pred) != 1:
            return False
        self.merged[table.pred] = size
        self.empty[table.pred] = False
        self.store.view(table.name, _union(table, list(live), self.store.dialect, " UNION ALL "))
        return True

    def _in_order(self, rule: Rule) -> list[Atom]:
        """Return what a rule needs rows of, first that whose rows are there already."""
        of = self.plan.of
        met = [literal for literal in rule.body if isinstance(literal, Atom)]
        return sorted(met, key=lambda atom: atom.pred in of and of[atom.pred] not in self.done)

    def _uses(self, rule: Rule) -> Iterator[int]:
        for atom in atoms(rule.body):
            if atom.pred in self.plan.of:
                yield self.plan.of[atom.pred]

    def is_empty(self, pred: str) -> bool:
        """Tell whether a predicate, which is filled, has no rows."""
        if pred in self.given and pred not in self.plan.of:
            return not self.given[pred]
        if pred not in self.empty:
            table = self.plan.table(pred)
            name = quoted(table.name, self.store.dialect)
            self.empty[pred] = not self.store.rows(f"SELECT 1 FROM {name} LIMIT 1")
        return self.empty[pred]


def fill(store: Store, stratum: Stratum) -> dict[str, bool]:
    """Fill the tables of a stratum; those below it are filled.

    Returns which predicates of it have no rows, as far as that turned out on the way.
    """
    start = union_of(stratum.tables[0], stratum.first, store.dialect)
    if in_one_query(store, stratum, start):
        return {}
    empty: dict[str, bool] = {}
    for table in stratum.tables:
        concluded = [one for one in stratum.first if one.table == table]
        if concluded and not stratum.again and all(map(is_bridge, concluded)):
            store.view(table.name, _union(table, concluded, store.dialect, " UNION ALL "))
            if any(map(_hands_on_all, concluded)):
                empty[table.pred] = False
            continue
        union = union_of(table, stratum.first, store.dialect)
        if union:
            rows = store.keep(table.name, union)
            if rows is not None:
                empty[table.pred] = not rows
        else:
            create(store, table)
            empty[table.pred] = True
    if stratum.again:
        saturate(store, stratum)
        return {}
    return empty


def is_bridge(concluded: Concluded) -> bool:
    """Tell whether a rule only hands on rows: then they are not kept a second time."""
    return concluded.rule.role == "bridge" and len(concluded.rule.body) == 1


def _hands_on_all(concluded: Concluded) -> bool:
    """Tell whether a rule that hands on rows does so with each: what it asks for has some."""
    (part,) = concluded.rule.body
    if not isinstance(part, Atom):
        return False
    named = [one.name for one in part.args if isinstance(one, Var) and one.name != "_"]
    return len({*named}) == len(named) and all(isinstance(one, Var) for one in part.args)


def union_of(table: Filled, concluded: Iterable[Concluded], dialect: str) -> str:
    """Return the query for all rows of a table that some rules conclude, and those stored."""
    own = [one for one in concluded if one.table == table]
    union = _union(table, own, dialect, " UNION ")
    if len(own) + bool(table.stored) == 1 and not (own and keeps_apart(own[0].rule)):
        return f"SELECT DISTINCT * FROM ({union}) AS one"
    return union


def keeps_apart(rule: Rule) -> bool:
    """Tell whether a rule leaves nothing out, so that it concludes no more rows than there are.

    >>> from parser.datalog.tree import Atom, Var
    >>> keeps_apart(Rule(Atom("p", (Var("x"),)), (Atom("q", (Var("x"), Var("y"))),)))
    False
    """
    met = (atom for atom in rule.body if isinstance(atom, Atom))
    unnamed = any(Var("_") in atom.args for atom in met)
    variables = {name for atom in rule.body if isinstance(atom, Atom) for name in in_atom(atom)}
    return not unnamed and variables <= set(in_atom(rule.head))


def _union(table: Filled, concluded: list[Concluded], dialect: str, between: str) -> str:
    parts = [one.text(dialect) for one in concluded]
    if table.stored:
        parts.append(f"SELECT {', '.join(table.columns)} FROM {quoted(table.stored, dialect)}")
    return between.join(parts)
