"""The register of people who never lived: the same for the same seed, and of any size."""

from pathlib import Path

import duckdb
import pytest

from examples.population.generate import generate


def rows(folder: Path, table: str, below: int) -> list[tuple[object, ...]]:
    query = f"SELECT * FROM '{folder / table}.parquet' WHERE id <= 'P{below:08}' ORDER BY ALL"
    return duckdb.connect().execute(query).fetchall()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    generate(1000, folder)
    return folder


TABLES = ("people", "marriages", "marital_status", "nationalities", "convictions")


def test_the_same_seed_gives_the_same_bytes(small: Path, tmp_path: Path) -> None:
    generate(1000, tmp_path)
    for table in TABLES:
        name = f"{table}.parquet"
        assert (tmp_path / name).read_bytes() == (small / name).read_bytes()


def test_a_person_is_the_same_in_a_register_of_any_size(small: Path, tmp_path: Path) -> None:
    generate(2500, tmp_path)
    for table in TABLES:
        assert rows(tmp_path, table, 1000) == rows(small, table, 1000)


def test_another_seed_gives_other_people(small: Path, tmp_path: Path) -> None:
    generate(1000, tmp_path, seed=2)
    assert rows(tmp_path, "people", 1000) != rows(small, "people", 1000)


def test_some_of_everything_is_missing_and_nothing_is_absurd(small: Path) -> None:
    source = f"'{small / 'people.parquet'}'"
    for column in ("born", "accommodation", "taxes", "income", "interests"):
        found = duckdb.connect().execute(
            f"SELECT avg(CAST({column} IS NULL AS INTEGER)) FROM {source}"
        )
        (share,) = found.fetchone() or (0,)
        assert 0.02 < share < 0.8, column
    absurd = duckdb.connect().execute(
        f"SELECT count(*) FROM {source} WHERE resident_since <= born OR permanent_since < born"
    )
    assert absurd.fetchone() == (0,)
    young = duckdb.connect().execute(
        f"SELECT count(*) FROM '{small / 'marriages.parquet'}' m JOIN {source} p USING (id) "
        "WHERE m.wedding < p.born + INTERVAL 18 YEAR"
    )
    assert young.fetchone() == (0,)


def test_it_can_be_written_as_csv(tmp_path: Path) -> None:
    files = generate(50, tmp_path, form="csv")
    assert {file.suffix for file in files} == {".csv"}
    assert ".parquet" not in (tmp_path / "mapping.toml").read_text(encoding="utf-8")
