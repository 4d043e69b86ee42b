"""Models that share their tables: each sees its own rows, and what is alike is worked out once."""

import pytest

from engine.backends.duckdb import connect
from engine.backends.sql import shared_tables
from engine.backends.sql.shared_tables import InShared, Shared

ROWS = "SELECT * FROM (VALUES (1), (2)) AS given (a0)"
MORE = 'SELECT a0 + 10 AS a0 FROM "one"'


@pytest.fixture
def shared() -> Shared:
    return Shared(connect())


def tables(shared: Shared) -> int:
    """Return how many tables and views there are in the database."""
    found = shared.database.execute("SELECT count(*) FROM information_schema.tables").fetchone()
    return int(found[0])


def test_what_reads_alike_is_worked_out_once(shared: Shared) -> None:
    for name in ("one", "another"):
        store = InShared(shared)
        assert store.keep("one", ROWS) == 2
        assert store.keep("more", MORE) == 2
        assert store.keep(name, MORE) == 2
        assert sorted(store.rows('SELECT a0 FROM "more"')) == [(11,), (12,)]
    assert tables(shared) == 2


def test_a_name_in_a_text_is_no_table(shared: Shared) -> None:
    store = InShared(shared)
    store.keep("one", ROWS)
    assert store.rows("""SELECT 'it''s "one"' FROM "one" LIMIT 1""") == [("""it's "one\"""",)]


def test_rows_are_added_to_the_table_of_one_model_alone(shared: Shared) -> None:
    first, second = InShared(shared), InShared(shared)
    for store in (first, second):
        store.keep("one", ROWS)
        store.view("more", MORE)
    first.add("one", "SELECT 3")
    first.add("one", 'SELECT a0 + 3 FROM "one" WHERE a0 = 1')
    assert sorted(first.rows('SELECT * FROM "one"')) == [(1,), (2,), (3,), (4,)]
    assert sorted(second.rows('SELECT * FROM "one"')) == [(1,), (2,)]
    assert first.keep("more", MORE) == 4
    first.add("one", "SELECT 5")
    assert first.keep("more", MORE) == 5
    assert sorted(second.rows('SELECT * FROM "more"')) == [(11,), (12,)]


def test_what_nobody_has_is_removed(shared: Shared, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_tables, "KEPT", 1)
    store = InShared(shared)
    for number in range(20):
        store.keep("one", f"SELECT {number} AS a0")
        store.view("seen", 'SELECT * FROM "one"')
        assert store.rows('SELECT * FROM "seen"') == [(number,)]
    assert tables(shared) < 8
