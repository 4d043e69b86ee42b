"""Recursion carried out: in one query, or round by round until nothing is new."""

from collections.abc import Sequence
from math import prod

from sqlglot import exp

from engine.arithmetic.errors import Endless, EvaluationError
from engine.backends.sql.built import and_
from engine.backends.sql.dialects import as_sql, quoted, string
from engine.backends.sql.names import CASE
from engine.backends.sql.statements import Concluded, Filled, Stratum, delta_of
from engine.backends.sql.store import Store
from parser.datalog.endless import endless
from parser.datalog.tree import Atom, Program, Rule, Var
from parser.datalog.variables import in_atom

ROWS = 1_000_000
"""More rows than this, concluded for one model by recursion, are taken for an endless program."""

STEPS = 5_000_000
"""More rows than this, out of which rules of one recursion work out values, are taken for endless.

The rounds of `n(X + Y)` for all X and Y of `n` double its rows and square what they look at, so
that a million rows would never be reached.
"""

ROUNDS = 20_000
"""After so many rounds of one recursion without an end, it is taken for endless."""

ROUNDS_OF_CASES = 500
"""After so many rounds of one recursion about many cases, those that go on are left to others."""

UNBOUNDED = 1_000
"""So many are enough where a rule counts up and nothing bounds it: a round costs milliseconds."""

SPREAD = 10
"""So many rounds are made where the tables are; a longer recursion may be finished nearby."""


def is_linear(stratum: Stratum) -> bool:
    """Tell whether a recursion looks at one row of its own at a time, and can only end.

    Then each rule joins its table once, and concludes nothing but values that some table has.
    """
    return _joins_once(stratum) and not any(works_out(one.rule) for one in stratum.again)


def _joins_once(stratum: Stratum) -> bool:
    rules = [one.rule for one in stratum.again]
    own = {table.pred for table in stratum.tables}
    return bool(rules) and len(own) == 1 and len(set(map(id, rules))) == len(rules)


def works_out(rule: Rule) -> bool:
    """Tell whether a rule concludes values that no row of its conditions has.

    >>> from parser.datalog.tree import Apply, Comparison, Const, Var
    >>> x, y = Var("x"), Var("y")
    >>> more = Comparison("=", y, Apply("+", (x, Const(1))))
    >>> works_out(Rule(Atom("n", (y,)), (Atom("n", (x,)), more)))
    True
    >>> works_out(Rule(Atom("n", (y,)), (Atom("n", (x,)), Atom("next", (x, y)))))
    False
    """
    met = {name for part in rule.body if isinstance(part, Atom) for name in in_atom(part)}
    return not set(in_atom(rule.head)) <= met


def in_one_query(store: Store, stratum: Stratum, start: str) -> bool:
    """Fill the table of a linear recursion in one query, which databases are far faster at.

    `start` asks for the rows to start from; it is empty if there are none. Returns whether that
    was possible: a recursion that works out values may be endless, so that it has only as many rows
    to end as it would have rounds, and looks for each at no more than is bearable for them all.
    """
    if not store.recursive or not _joins_once(stratum):
        return False
    (table,) = stratum.tables
    columns = ", ".join(table.columns)
    if not start:
        store.empty(table.name, table.columns, table.types)
        return True
    limit, most = "", _most(stratum)
    if not is_linear(stratum):
        if _beside(store, stratum) > STEPS // ROUNDS:
            return False
        limit = f" LIMIT {most + 1}"
    again = " UNION ALL ".join(one.text(store.dialect) for one in stratum.again)
    name = quoted(delta_of(table), store.dialect)
    rows = store.keep(
        table.name,
        f"WITH RECURSIVE {name} ({columns}) AS (SELECT * FROM ({start}) AS first "
        f"UNION ({again})) SELECT * FROM {name}{limit}",
    )
    return not limit or (_counted(store, table.name) if rows is None else rows) <= most


def _beside(store: Store, stratum: Stratum) -> int:
    """Return how many rows of other tables rules look at for each of their own, at most."""
    looked_at = 0
    for one in stratum.again:
        names = [found.name for found in one.query.find_all(exp.Table)]
        sizes = [_counted(store, name) for name in names if name != delta_of(one.table)]
        looked_at += prod(sizes)
    return looked_at


def saturate(store: Store, stratum: Stratum) -> None:
    """Repeat the recursive rules on what the last round concluded, until that is nothing.

    On a cluster a round costs much however few its rows: small tables are finished on one machine.
    """
    for table in stratum.tables:
        rows = f"SELECT * FROM {quoted(table.name, store.dialect)}"
        store.keep(delta_of(table), rows)
    try:
        _finish(store, stratum)
    except EvaluationError:
        if not _some_failed(store, stratum):
            raise
    for table in stratum.tables:
        store.drop(delta_of(table))


def _finish(store: Store, stratum: Stratum) -> None:
    """Make all rounds of a recursion; raises EvaluationError if it has no end."""
    done = _rounds(store, stratum, SPREAD)
    near = None if done else store.near(_read_by(stratum))
    limit = ROUNDS_OF_CASES if _is_by_case(store, stratum) else _most(stratum)
    if near is not None:
        done = _rounds(near, stratum, limit)
        for table in stratum.tables:
            store.take(table.name, near)
    elif not done:
        done = _rounds(store, stratum, limit)
    if not done:
        raise Endless


def _is_by_case(store: Store, stratum: Stratum) -> bool:
    """Tell whether a recursion is about many cases, of which each can fail alone."""
    heads = (one.rule.head for one in stratum.again)
    return store.recursive and all(head.args[:1] == (Var(CASE),) for head in heads)


def _some_failed(store: Store, stratum: Stratum) -> bool:
    """Note of each case that has rows of the last round that it failed; tell whether there are any.

    Of a query that is not about many cases there are none, nor where nothing can be noted.
    """
    if not _is_by_case(store, stratum):
        return False
    found = False
    for table in stratum.tables:
        rules = [one.rule for one in stratum.again if one.table == table]
        if rules:
            rows = f"SELECT DISTINCT a0 FROM {quoted(delta_of(table), store.dialect)}"
            rule = string(next((one.provision.rule for one in rules if one.provision), ""))
            failing = f"SELECT zakonik_fail(a0, '{Endless()}', {rule}) FROM ({rows}) AS d"
            found = bool(store.rows(failing)) or found
    return found


def _most(stratum: Stratum) -> int:
    """Return after how many rounds a recursion is taken for endless."""
    rules = Program(tuple(one.rule for one in stratum.again))
    return UNBOUNDED if any(endless(rules)) else ROUNDS


def _read_by(stratum: Stratum) -> set[str]:
    """Return the tables that the rounds of a recursion read or fill."""
    read = {found.name for one in stratum.again for found in one.query.find_all(exp.Table)}
    own = {name for table in stratum.tables for name in (table.name, delta_of(table))}
    return read | own


def _rounds(store: Store, stratum: Stratum, limit: int) -> bool:
    """Make the rounds of a recursion; tell whether so many were enough."""
    dialect = store.dialect
    recursive = [one.table for one in stratum.again]
    tables = [table for table in stratum.tables if table in recursive]
    # a table alone needs no second one for what is new while the others still read the old rows
    fresh = {table.name: delta_of(table) if len(tables) == 1 else _next(table) for table in tables}
    looked_at = [
        as_sql(_looked_at(one.query), dialect) if works_out(one.rule) else ""
        for one in stratum.again
    ]
    deltas = {table.pred: delta_of(table) for table in stratum.tables}
    wanted = [_wanted(one, deltas[one.delta], dialect) for one in stratum.again]
    steps = total = 0
    for _ in range(limit):
        live = _live(store, stratum, wanted)
        counting = [looked_at[place] for place in live if looked_at[place]]
        steps += _number_of_rows(store, counting, STEPS - steps + 1) if counting else 0
        if steps > STEPS:
            raise Endless
        counts: list[int] = []
        for table in tables:
            new = fresh[table.name]
            queries = [stratum.again[place] for place in live]
            texts = [one.text(dialect) for one in queries if one.table == table]
            if not texts:
                store.keep(new, f"SELECT * FROM {quoted(table.name, dialect)} WHERE FALSE")
                counts.append(0)
                continue
            kept = store.keep(new, _besides(table, " UNION ALL ".join(texts), dialect))
            counts.append(_counted(store, new) if kept is None else kept)
        if not any(counts):
            return True
        for table in stratum.tables:
            if table not in tables:
                store.empty(delta_of(table), table.columns, table.types)
                continue
            rows = f"SELECT * FROM {quoted(fresh[table.name], dialect)}"
            if fresh[table.name] != delta_of(table):
                store.keep(delta_of(table), rows)
            store.add(table.name, rows)
        total += sum(counts)
        if total > ROWS:
            raise Endless
    return False


def _wanted(one: Concluded, delta: str, dialect: str) -> str:
    """Return the condition that the new rows a rule looks at have, or nothing if any may do.

    A rule names constants for them, as one of the instructions of a machine names its place.
    """
    aliases = {found.alias for found in one.query.find_all(exp.Table) if found.name == delta}
    where = one.query.args.get("where")
    whole = where.this if where is not None else None
    conditions = whole.flatten(unnest=False) if isinstance(whole, exp.And) else [whole]
    named = [
        exp.EQ(this=exp.column(each.this.name), expression=each.expression.copy())
        for each in conditions
        if isinstance(each, exp.EQ)
        and isinstance(each.this, exp.Column)
        and each.this.table in aliases
        and isinstance(each.expression, exp.Literal)
    ]
    return as_sql(and_(*named), dialect) if named else ""


def _live(store: Store, stratum: Stratum, wanted: Sequence[str]) -> list[int]:
    """Return the places of the rules for which the last round has left rows to look at."""
    asked: dict[str, dict[str, None]] = {}
    for one, condition in zip(stratum.again, wanted, strict=True):
        if condition:
            asked.setdefault(one.delta, {})[condition] = None
    met: set[tuple[str, str]] = set()
    for table in stratum.tables:
        conditions = list(asked.get(table.pred, {}))
        if conditions:
            columns = ", ".join(f"bool_or({condition})" for condition in conditions)
            delta = quoted(delta_of(table), store.dialect)
            (found,) = store.rows(f"SELECT {columns} FROM {delta}")
            met |= {
                (table.pred, each) for each, is_met in zip(conditions, found, strict=True) if is_met
            }
    return [
        place
        for place, (one, condition) in enumerate(zip(stratum.again, wanted, strict=True))
        if not condition or (one.delta, condition) in met
    ]


def _besides(table: Filled, query: str, dialect: str) -> str:
    """Return the query for rows that are not in a table yet.

    The table grows and what a round concludes does not, so that it is looked through and not
    sorted again, as an `EXCEPT` would.
    """
    same = " AND ".join(f"known.{name} IS NOT DISTINCT FROM new.{name}" for name in table.columns)
    known = f"SELECT 1 FROM {quoted(table.name, dialect)} AS known WHERE {same}"
    return f"SELECT DISTINCT * FROM ({query}) AS new WHERE NOT EXISTS ({known})"


def _counted(store: Store, name: str) -> int:
    ((count,),) = store.rows(f"SELECT count(*) FROM {quoted(name, store.dialect)}")
    return int(count)


def _looked_at(query: exp.Select) -> exp.Select:
    """Return the query for the rows out of which another works out values, one column of each."""
    found = query.copy().select(exp.true(), append=False, copy=False)
    where = found.args.pop("where", None)
    whole = where.this if where is not None else None
    # the parts of anything but a conjunction are no conditions
    conditions = whole.flatten(unnest=False) if isinstance(whole, exp.And) else [whole]
    # what needs our functions is as slow as the query itself, and looks at the row to be counted
    kept = [one for one in conditions if one is not None and one.find(exp.Anonymous) is None]
    return found.where(*kept, copy=False) if kept else found


def _number_of_rows(store: Store, queries: list[str], limit: int) -> int:
    """Return how many rows some queries have together, or `limit` if there are more."""
    together = " UNION ALL ".join(queries)
    ((count,),) = store.rows(f"SELECT count(*) FROM ({together} LIMIT {limit}) AS looked_at")
    return int(count)


def _next(table: Filled) -> str:
    return f"{delta_of(table)}__next"
