"""Values as keys and as columns, and the SQL that a law becomes."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlglot import exp

from engine.arithmetic import compare
from engine.backends.duckdb import connect
from engine.backends.sql.expressions import compared
from engine.backends.sql.keys import key_of, value_of
from engine.backends.sql.layouts import KEY, of_value
from engine.backends.sql.typed import Typed, as_layout, constant, key
from engine.registers.as_sql import show_sql
from kb.from_files import load
from parser.datalog.tree import Operator
from parser.values import Amount, Duration, Entity, Range, Share, Value, number
from tests.engine.commands.running import zakonik

DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, places=3).map(number)
EXACT = st.one_of(
    st.text(),
    st.integers(),
    DECIMALS,
    st.dates(),
    st.builds(Entity, st.sampled_from(["person", "land"]), st.text()),
    st.builds(Duration, st.integers(-99, 99), st.integers(-99, 99)),
    st.builds(lambda n: Share(Decimal(n)), st.integers()),
    st.builds(lambda n: Amount(Decimal(n), "EUR"), st.integers()),
)
VALUES = st.one_of(
    EXACT,
    st.builds(Range, st.none() | st.dates(), st.none() | st.dates()),
    st.builds(Range, st.none() | st.integers(), st.none() | st.integers()),
)


@pytest.fixture(scope="module")
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    """Return a database that is closed before Python ends, with the functions that it calls."""
    with connect() as opened:
        yield opened


@given(VALUES)
def test_a_key_is_that_of_one_value(value: Value) -> None:
    read = value_of(key_of(value))
    assert read == value
    assert type(read) is type(value)


@given(VALUES, VALUES)
def test_equal_keys_are_equal_values(one: Value, other: Value) -> None:
    same = type(one) is type(other) and one == other
    assert (key_of(one) == key_of(other)) == same


@given(VALUES.filter(lambda value: not isinstance(value, Range) or value.low != value.high))
def test_sql_writes_the_same_key(database: duckdb.DuckDBPyConnection, value: Value) -> None:
    layout = of_value(value)
    typed = constant(value, layout)
    found = database.execute(f"SELECT {key(typed).sql('duckdb')}").fetchone()
    assert found == (key_of(value),)
    wider = as_layout(typed, layout)
    assert database.execute(f"SELECT {key(wider).sql('duckdb')}").fetchone() == found


DURATIONS = st.builds(Duration, st.integers(-30, 30), st.sampled_from([0, 0, 1, -29, 31]))


@given(DURATIONS, DURATIONS, st.sampled_from(["=", "!=", "<", "<=", ">", ">="]), st.booleans())
def test_durations_compare_as_elsewhere(
    database: duckdb.DuckDBPyConnection, one: Duration, other: Duration, op: Operator, lenient: bool
) -> None:
    given_one = Typed(KEY, (exp.column("k"),))
    sql = compared(op, given_one, constant(other, KEY), lenient)[0].sql("duckdb")
    query = f"SELECT {sql} FROM (SELECT '{key_of(one)}' AS k)"
    assert database.execute(query).fetchone() == (compare(op, one, other, lenient),)


def test_the_sql_of_a_law_runs() -> None:
    shown = show_sql(load("examples/amendment").program, date(2026, 11, 23))
    assert "-- rule " in shown
    database = connect()
    for statement in shown.split(";\n"):
        lines = [line for line in statement.splitlines() if not line.startswith("--")]
        if any(lines) and "__new" not in statement:
            database.execute("\n".join(lines))


@pytest.mark.parametrize("dialect", ["spark", "postgres"])
def test_the_command_writes_other_dialects(
    capsys: pytest.CaptureFixture[str], dialect: str
) -> None:
    words = ("compile", "examples/amendment", "--to", "sql")
    ended = zakonik(capsys, *words, "--dialect", dialect, "--as-of", "2026-11-23")
    assert (ended.code, ended.err) == (0, "")
    assert f"({dialect})" in ended.out.splitlines()[0]


def test_no_extension_is_fetched() -> None:
    with pytest.raises(duckdb.Error):
        connect().execute("SELECT * FROM 'http://localhost:1/x.parquet'")
