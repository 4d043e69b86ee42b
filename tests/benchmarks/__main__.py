"""Runs every benchmark and prints its figures."""

from tests.benchmarks import (
    answers,
    chain,
    classics,
    editor,
    facts,
    growth,
    interview,
    presence,
    register,
    served,
    start,
)
from tests.benchmarks.figure import show


def main() -> None:
    """Print the figures one by one as they are measured."""
    for benchmark in (
        start,
        answers,
        chain,
        facts,
        presence,
        interview,
        growth,
        classics,
        editor,
        register,
        served,
    ):
        for figure in benchmark.measure():
            print(show(figure), flush=True)


if __name__ == "__main__":
    main()
