"""`python -m tests.benchmarks.rivals.own_run FOLDER QUESTION OUT`: the answers by the law."""

import json
import resource
import sys
from datetime import date
from pathlib import Path

from engine.backends.duckdb import connect
from engine.commands.screen import question_per_case
from engine.rails.in_force import in_force
from engine.rails.relevant_rules import relevant
from engine.registers.by_sets import decide_by_sets, in_database
from engine.registers.ready import ready
from engine.registers.tables.loading import load_register
from engine.registers.tables.mapping import read_mapping
from engine.registers.tables.run_tables import SETS
from kb.from_files import load
from tests.benchmarks.figure import spent

DAY = date(2026, 11, 23)


def main() -> None:
    """Answer for everybody at once; print seconds and memory, write a line for each person."""
    folder, text, out = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
    laws = load()
    database = connect()
    mapping = read_mapping(str(folder / "mapping.toml"), laws.predicates)
    start = spent()
    register = load_register(database, mapping, str(folder))
    loaded = spent()
    database.execute("CREATE VIEW cases AS FROM all_cases")
    question = question_per_case(laws, text, mapping.cases.kind, DAY)
    program = in_force(relevant(laws.program, question.sentence.predicate), DAY, {})
    asked = ready(program, question, DAY, register)
    decide_by_sets(database, asked, register, laws.predicates, in_database)
    answered = spent()
    database.execute(
        f"COPY (SELECT CAST(substr(key, 2) AS INTEGER) || ' ' || answer FROM {SETS.found} "
        f"JOIN cases USING (a0)) TO '{out}' (HEADER FALSE, QUOTE '')"
    )
    measured = {
        "loading": loaded - start,
        "seconds": answered - loaded,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20,
    }
    print(json.dumps(measured))


if __name__ == "__main__":
    main()
