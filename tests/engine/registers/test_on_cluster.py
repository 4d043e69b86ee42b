"""A register answered elsewhere: its tables go there as files, and the verdicts come back so."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from engine.backends.duckdb import connect
from engine.backends.sql.store import InDatabase
from engine.commands.screen import question_per_case
from engine.rails.in_force import in_force
from engine.rails.relevant_rules import relevant
from engine.registers.by_sets import in_database
from engine.registers.on_cluster import on_cluster
from engine.registers.prepared import prepared
from engine.registers.tables.loading import load_register
from engine.registers.tables.mapping import read_mapping
from examples.population.generate import generate
from tests.laws import shipped

DAY = date(2026, 11, 23)
QUESTION = "can {person} obtain citizenship by admittance"


@dataclass(slots=True)
class Elsewhere(InDatabase):
    """Another database, which knows of the register only what it reads from files."""

    def read(self, name: str, path: str) -> None:
        self.view(name, f"SELECT * FROM read_parquet('{path}')")

    def write(self, query: str, path: str) -> None:
        Path(path).mkdir()
        self.database.execute(f"COPY ({query}) TO '{path}/part-0.parquet' (FORMAT parquet)")


def test_the_answers_are_the_same(tmp_path: Path) -> None:
    generate(300, tmp_path / "people")
    laws = shipped()
    database = connect()
    mapping = read_mapping(str(tmp_path / "people" / "mapping.toml"), laws.predicates)
    register = load_register(database, mapping, str(tmp_path / "people"))
    database.execute("CREATE TABLE cases AS FROM all_cases")
    question = question_per_case(laws, QUESTION, mapping.cases.kind, DAY)
    program = in_force(relevant(laws.program, question.sentence.predicate), DAY, {})
    screening = prepared(program, question, DAY, register)
    elsewhere = on_cluster(Elsewhere(connect()), str(tmp_path))
    found = {}
    for name, answers in (("here", in_database), ("there", elsewhere)):
        query = answers(database, screening, register)
        found[name] = sorted(database.execute(query).fetchall())
    assert found["here"] == found["there"]
    decided = {verdict for _, verdict in found["here"] if verdict is not None}
    assert decided == {"yes", "no", "depends", "unknown"}  # others are for the engine of cases
