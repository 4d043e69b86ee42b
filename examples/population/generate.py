"""A register of people who never lived: births, marriages, residence, convictions, with gaps.

`python -m examples.population.generate 100000 build/register` writes the tables and beside them
`mapping.toml`. Everything about a person is drawn from a hash of the seed and the person's number,
so that a person is the same in a register of any size.
"""

import argparse
import shutil
from pathlib import Path

import duckdb

TABLES = Path(__file__).parent / "tables.sql"
MAPPING = Path(__file__).parent / "mapping.toml"


def generate(people: int, folder: Path, seed: int = 1, form: str = "parquet") -> list[Path]:
    """Write the tables for `people` people, and the mapping, to `folder`; return the files.

    `form` is `parquet` or `csv`. Memory stays bounded: each table is written as it is made.
    """
    folder.mkdir(parents=True, exist_ok=True)
    database = duckdb.connect(config={"memory_limit": "1GiB"})
    database.execute("SET threads = 1")
    database.execute(f"CREATE MACRO people() AS {int(people)}")
    database.execute(f"CREATE MACRO seed() AS {int(seed)}")
    files: list[Path] = []
    for statement in TABLES.read_text(encoding="utf-8").split(";\n"):
        name = statement.strip().partition("-- table: ")[2].partition("\n")[0]
        if not name:
            database.execute(statement)
            continue
        file = folder / f"{name}.{form}"
        query = statement.partition("\n")[2] if statement.startswith("-- table") else statement
        database.execute(f"COPY ({query.strip()}) TO '{file}' (FORMAT {form})")
        files.append(file)
    text = MAPPING.read_text(encoding="utf-8")
    (folder / "mapping.toml").write_text(text.replace(".parquet", f".{form}"), encoding="utf-8")
    return files


def main() -> None:
    """Read the size, the folder, the seed and the form from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("people", type=int, help="how many people, 1,000 to 10,000,000")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--form", choices=("parquet", "csv"), default="parquet")
    args = parser.parse_args()
    if args.people < 1:
        parser.error("at least one person")
    shutil.rmtree(args.folder, ignore_errors=True)
    for file in generate(args.people, args.folder, args.seed, args.form):
        print(file)


if __name__ == "__main__":
    main()
