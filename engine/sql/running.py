"""A plan carried out: tables filled stratum by stratum, recursion until nothing is new."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from sqlglot import exp

from engine.backends.protocol import EvaluationError
from engine.rails.sensitivity import atoms
from engine.sql.layouts import Layout
from engine.sql.statements import Concluded, Plan, Stratum, Table, delta_of
from engine.sql.typed import constant
from parser.datalog.tree import Atom, Row, Rule, Var
from parser.datalog.variables import in_atom

ROWS = 1_000_000
"""More rows than this, concluded for one model by recursion, are taken for an endless program."""

ROUNDS = 20_000
"""After so many rounds of one recursion without an end, it is taken for endless."""

CHUNK = 1000
"""How many rows one statement puts into a table."""


class Database(Protocol):
    """What runs statements, such as a connection to DuckDB."""

    def execute(self, query: str, /) -> Any:
        """Run a statement; what it returns has `fetchone` and `fetchall`."""
        ...


def quoted(name: str) -> str:
    """Return a name as SQL has it, whatever is in it.

    >>> quoted("limit")
    '"limit"'
    """
    return exp.to_identifier(name, quoted=True).sql()


def create(database: Database, table: Table, name: str = "") -> None:
    """Make an empty table."""
    listed = ", ".join(f"{c} {t}" for c, t in zip(table.columns, table.types, strict=True))
    database.execute(f"CREATE OR REPLACE TABLE {quoted(name or table.name)} ({listed})")


def insert(
    database: Database,
    table: Table,
    layouts: Sequence[Layout],
    rows: Iterable[Row],
    dialect: str = "duckdb",
) -> None:
    """Put rows into a table."""
    waiting = list(dict.fromkeys(rows))
    for start in range(0, len(waiting), CHUNK):
        listed = ", ".join(
            _written(row, layouts, dialect) for row in waiting[start : start + CHUNK]
        )
        database.execute(f"INSERT INTO {quoted(table.name)} VALUES {listed}")


def _written(row: Row, layouts: Sequence[Layout], dialect: str) -> str:
    parts = [
        part.sql(dialect)
        for value, layout in zip(row, layouts, strict=True)
        for part in constant(value, layout).parts
    ]
    return f"({', '.join(parts or ['TRUE'])})"


@dataclass(slots=True)
class Filling:
    """A plan as far as it is carried out: the strata that are filled, and which tables are empty.

    A stratum is filled when something asks for it; a rule that needs a row of an empty table does
    not ask for its other conditions.
    """

    database: Database
    plan: Plan
    dialect: str = "duckdb"
    done: set[int] = field(default_factory=set)
    empty: dict[str, bool] = field(default_factory=dict)

    def fill(self, wanted: int) -> None:
        """Fill a stratum, and those that it turns out to rest on."""
        waiting = [self._steps(wanted)]
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
                if self._is_empty(atom.pred):
                    alive = False
                    break
            if alive:
                live.append(one)
                yield from self._uses(one.rule)
        for one in stratum.again:
            yield from (used for used in self._uses(one.rule) if used != number)
        if number not in self.done:
            fill(self.database, replace(stratum, first=tuple(live)), self.dialect)
            self.done.add(number)

    def _in_order(self, rule: Rule) -> list[Atom]:
        """Return what a rule needs rows of, first that whose rows are there already."""
        met = [literal for literal in rule.body if isinstance(literal, Atom)]
        return sorted(met, key=lambda atom: self.plan.of.get(atom.pred, -1) not in {-1, *self.done})

    def _uses(self, rule: Rule) -> Iterator[int]:
        for atom in atoms(rule.body):
            if atom.pred in self.plan.of:
                yield self.plan.of[atom.pred]

    def _is_empty(self, pred: str) -> bool:
        if pred not in self.empty:
            table = self.plan.table(pred)
            query = f"SELECT 1 FROM {quoted(table.name)} LIMIT 1"
            self.empty[pred] = not self.database.execute(query).fetchall()
        return self.empty[pred]


def fill(database: Database, stratum: Stratum, dialect: str = "duckdb") -> None:
    """Fill the tables of a stratum; those below it are filled."""
    if is_linear(stratum):
        _recurse(database, stratum, dialect)
        return
    for table in stratum.tables:
        concluded = [one for one in stratum.first if one.table == table]
        if concluded and not stratum.again and all(map(is_bridge, concluded)):
            view = _union(table, concluded, dialect, " UNION ALL ")
            database.execute(f"CREATE OR REPLACE VIEW {quoted(table.name)} AS {view}")
            continue
        union = union_of(table, stratum.first, dialect)
        if union:
            database.execute(f"CREATE OR REPLACE TABLE {quoted(table.name)} AS {union}")
        else:
            create(database, table)
    if stratum.again:
        _saturate(database, stratum, dialect)


def is_bridge(concluded: Concluded) -> bool:
    """Whether a rule only hands on rows: then they are not kept a second time."""
    return concluded.rule.role == "bridge" and len(concluded.rule.body) == 1


def union_of(table: Table, concluded: Iterable[Concluded], dialect: str) -> str:
    """Return the query for all rows of a table that some rules conclude, and those stored."""
    own = [one for one in concluded if one.table == table]
    union = _union(table, own, dialect, " UNION ")
    if len(own) + bool(table.stored) == 1 and not (own and keeps_apart(own[0].rule)):
        return f"SELECT DISTINCT * FROM ({union}) AS one"
    return union


def keeps_apart(rule: Rule) -> bool:
    """Whether a rule leaves nothing out, so that it concludes no more rows than there are.

    >>> from parser.datalog.tree import Atom, Var
    >>> keeps_apart(Rule(Atom("p", (Var("x"),)), (Atom("q", (Var("x"), Var("y"))),)))
    False
    """
    met = (atom for atom in rule.body if isinstance(atom, Atom))
    unnamed = any(Var("_") in atom.args for atom in met)
    variables = {name for atom in rule.body if isinstance(atom, Atom) for name in in_atom(atom)}
    return not unnamed and variables <= set(in_atom(rule.head))


def _union(table: Table, concluded: list[Concluded], dialect: str, between: str) -> str:
    parts = [one.query.sql(dialect) for one in concluded]
    if table.stored:
        parts.append(f"SELECT {', '.join(table.columns)} FROM {quoted(table.stored)}")
    return between.join(parts)


def is_linear(stratum: Stratum) -> bool:
    """Whether a recursion looks at one row of its own at a time, and can only end.

    Then each rule joins its table once, and concludes nothing but values that some table has.
    """
    rules = [one.rule for one in stratum.again]
    own = {table.pred for table in stratum.tables}
    if not rules or len(own) > 1 or len(set(map(id, rules))) < len(rules):
        return False
    return all(
        set(in_atom(rule.head))
        <= {name for part in rule.body if isinstance(part, Atom) for name in in_atom(part)}
        for rule in rules
    )


def _recurse(database: Database, stratum: Stratum, dialect: str) -> None:
    """Fill the table of a linear recursion in one statement, which databases are far faster at."""
    (table,) = stratum.tables
    columns = ", ".join(table.columns)
    start = union_of(table, stratum.first, dialect)
    if not start:
        create(database, table)
        return
    again = " UNION ALL ".join(one.query.sql(dialect) for one in stratum.again)
    name = quoted(delta_of(table))
    database.execute(
        f"CREATE OR REPLACE TABLE {quoted(table.name)} AS WITH RECURSIVE {name} ({columns}) AS "
        f"(SELECT * FROM ({start}) AS first UNION ({again})) SELECT * FROM {name}"
    )


def _saturate(database: Database, stratum: Stratum, dialect: str) -> None:
    """Repeat the recursive rules on what the last round concluded, until that is nothing."""
    recursive = [one.table for one in stratum.again]
    tables = [table for table in stratum.tables if table in recursive]
    queries = {
        table.name: " UNION ".join(
            one.query.sql(dialect) for one in stratum.again if one.table == table
        )
        for table in tables
    }
    for table in stratum.tables:
        name = quoted(delta_of(table))
        database.execute(f"CREATE OR REPLACE TABLE {name} AS FROM {quoted(table.name)}")
    total = 0
    for _ in range(ROUNDS):
        fresh = 0
        for table in tables:
            known, new = quoted(table.name), quoted(f"{delta_of(table)}__next")
            query = f"({queries[table.name]}) EXCEPT SELECT * FROM {known}"
            database.execute(f"CREATE OR REPLACE TABLE {new} AS {query}")
        for table in stratum.tables:
            old, new = quoted(delta_of(table)), quoted(f"{delta_of(table)}__next")
            database.execute(f"DROP TABLE {old}")
            if table not in tables:
                create(database, table, delta_of(table))
                continue
            database.execute(f"ALTER TABLE {new} RENAME TO {old}")
            found = database.execute(f"INSERT INTO {quoted(table.name)} FROM {old}").fetchone()
            fresh += int(found[0])
        total += fresh
        if not fresh:
            break
        if total > ROWS:
            raise EvaluationError("the rules conclude more and more without end")
    else:
        raise EvaluationError("the rules conclude more and more without end")
    for table in stratum.tables:
        database.execute(f"DROP TABLE {quoted(delta_of(table))}")
