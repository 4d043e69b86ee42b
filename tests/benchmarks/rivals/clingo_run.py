"""`python -m tests.benchmarks.rivals.clingo_run FOLDER OUT`: the answers by clingo."""

import sys
import tempfile
from pathlib import Path

import clingo

from tests.benchmarks.figure import spent
from tests.benchmarks.rivals.facts import as_text

PROGRAM = Path(__file__).parent / "admittance.lp"


def main() -> None:
    """Ground and solve; print the seconds it took, write a line for each person."""
    folder, out = Path(sys.argv[1]), Path(sys.argv[2])
    with tempfile.NamedTemporaryFile("w", suffix=".lp") as facts:
        facts.writelines(as_text(folder))
        facts.flush()
        start = spent()
        control = clingo.Control(["-c", "today=20261123"])
        control.load(str(PROGRAM))
        control.load(facts.name)
        control.ground()
        with control.solve(yield_=True) as solutions:
            model = next(iter(solutions))
            symbols = model.symbols(shown=True)
        seconds = spent() - start
    lines = (f"{one.arguments[0]} {one.arguments[1]}\n" for one in symbols)
    out.write_text("".join(lines), encoding="utf-8")
    print(seconds)


if __name__ == "__main__":
    main()
