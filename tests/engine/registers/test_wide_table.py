"""Columns give what joins give, on rules that go back and forth between the two."""

from itertools import product

import pytest
from sqlglot import exp

from engine.backends.duckdb import connect
from engine.backends.sql.layouts import Layout, inferred
from engine.backends.sql.rowwise import ALWAYS, Way
from engine.backends.sql.running import Filling
from engine.backends.sql.statements import plan
from engine.backends.sql.store import InDatabase
from engine.registers.rules.by_case import by_case
from engine.registers.rules.names import CASES
from engine.registers.rules.partition_bodies import in_parts
from engine.registers.tables.register import CASE_NUMBER
from engine.registers.wide_table import Wide
from tests.parser.datalog.text import program

RULES = """
a() :- f(), g().
q(X) :- a(), s(X).
again(X) :- q(X), not b().
b() :- h(), not q(_).
c() :- q(X), f(), h().
c() :- b(), not a().
d() :- not c(), f().
e() :- again(X), s(X), not d(), h().
e() :- f(), h().
never() :- f(), none().
"""
FLAGS = ("f", "g", "h")
WANTED = ("a", "b", "c", "d", "e", "q", "again", "never")


def rows_of(wide: bool) -> dict[str, set[tuple[object, ...]]]:
    """Return what every predicate comes to in cases with all combinations of facts."""
    found = in_parts(by_case(program(RULES)))
    text = Layout("name", "person")
    stored = {name: (CASE_NUMBER,) for name in (CASES, *FLAGS, "none")} | {"s": (CASE_NUMBER, text)}
    made = plan(found, inferred(found, stored), set(stored))
    database = connect()
    values = [
        f"({number}, {', '.join(map(str, flags))})"
        for number, flags in enumerate(product((True, False), repeat=4))
    ]
    listed = ", ".join(f"{name}_" for name in FLAGS)
    database.execute(
        f"CREATE TABLE cases AS FROM (VALUES {', '.join(values)}) AS v(a0, {listed}, s_)"
    )
    tables = {name: made.stored[name].name for name in stored}
    database.execute(f'CREATE VIEW "{tables[CASES]}" AS SELECT a0 FROM cases')
    database.execute(f'CREATE TABLE "{tables["none"]}" (a0 BIGINT)')
    some = "SELECT a0, unnest(['x', 'y']) AS a1 FROM cases WHERE s_"
    database.execute(f'CREATE VIEW "{tables["s"]}" AS {some}')
    for name in FLAGS:
        database.execute(f'CREATE VIEW "{tables[name]}" AS SELECT a0 FROM cases WHERE {name}_')
    filling = Filling(InDatabase(database), made, views=wide)
    if wide:
        ways = {name: (Way(exp.column(f"{name}_")),) for name in FLAGS}
        columns = Wide(filling, "cases", {CASES: (Way(ALWAYS),), "none": (), **ways})
        columns.place(WANTED, stored)
        columns.fill()
        assert max(columns.rows.values()) == 2  # columns, tables on them, and that twice
    answers: dict[str, set[tuple[object, ...]]] = {}
    for name in WANTED:
        filling.fill(made.of[name])
        answers[name] = set(filling.store.rows(f'SELECT * FROM "{made.table(name).name}"'))
    return answers


@pytest.fixture(scope="module")
def joined() -> dict[str, set[tuple[object, ...]]]:
    return rows_of(wide=False)


def test_joins_give_what_the_rules_say(joined: dict[str, set[tuple[object, ...]]]) -> None:
    for number, (f, g, h, s) in enumerate(product((True, False), repeat=4)):
        a = f and g
        q = a and s
        b = h and not q
        c = (q and f and h) or (b and not a)
        d = not c and f
        e = (q and not b and s and not d and h) or (f and h)
        expected = {"a": a, "b": b, "c": c, "d": d, "e": e, "never": False}
        assert {name: (number,) in joined[name] for name in expected} == expected
        assert ((number, "x") in joined["q"]) == q
        assert ((number, "y") in joined["again"]) == (q and not b)


@pytest.mark.parametrize("name", WANTED)
def test_columns_give_what_joins_give(
    name: str, joined: dict[str, set[tuple[object, ...]]]
) -> None:
    assert rows_of(wide=True)[name] == joined[name]
