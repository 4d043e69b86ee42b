"""`python -m tests.benchmarks.rivals.classic ENGINE PROBLEM SIZE`: a classic of Datalog, once.

Transitive closure over a chain of SIZE edges or a random graph of SIZE nodes and twice as many
edges, and the same generation in a binary tree of SIZE nodes; all pairs are asked for.
"""

import json
import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable

from tests.benchmarks.figure import spent

Edges = list[tuple[int, int]]

REACH = """
reach(X, Y) :- edge(X, Y).
reach(X, Z) :- edge(X, Y), reach(Y, Z).
"""
GENERATION = """
reach(X, X) :- edge(_, X).
reach(X, Y) :- edge(A, X), reach(A, B), edge(B, Y).
"""


def chain(size: int) -> Edges:
    """Return a chain of so many edges."""
    return [(n, n + 1) for n in range(size)]


def graph(size: int) -> Edges:
    """Return a random graph of so many nodes, with twice as many edges."""
    draw = random.Random(size)
    return sorted({(draw.randrange(size), draw.randrange(size)) for _ in range(2 * size)})


def tree(size: int) -> Edges:
    """Return a binary tree of so many nodes, the edges leading away from its root."""
    return [((n - 1) // 2, n) for n in range(1, size)]


PROBLEMS: dict[str, tuple[str, Callable[[int], Edges]]] = {
    "chain": (REACH, chain),
    "graph": (REACH, graph),
    "generation": (GENERATION, tree),
}


def of_ours(engine: str, program: str, edges: Edges) -> int:
    """Return how many pairs one of our engines finds."""
    from engine.backends import backend
    from tests.parser.datalog.text import program as read

    model = backend(engine).load(read(program)).evaluate({"edge": [*edges]})
    return len(model.rows("reach", (None, None)))


def of_clingo(program: str, edges: Edges) -> int:
    """Return how many pairs clingo finds."""
    import clingo

    control = clingo.Control()
    control.add("base", [], program + _facts(edges))
    control.ground()
    return sum(1 for _ in control.symbolic_atoms.by_signature("reach", 2))


def of_prolog(program: str, edges: Edges) -> int:
    """Return how many pairs SWI-Prolog finds with tabling."""
    text = f":- table reach/2.\n{program}{_facts(edges)}"
    goal = "aggregate_all(count, reach(_, _), N), write(N)"
    with tempfile.NamedTemporaryFile("w", suffix=".pl") as file:
        file.write(text)
        file.flush()
        command = ["swipl", "-q", "--table-space=8g", "-g", goal, "-t", "halt", file.name]
        return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _facts(edges: Edges) -> str:
    return "".join(f"edge({a}, {b}).\n" for a, b in edges)


def main() -> None:
    """Print how many rows were found, in how many seconds, and the peak of memory in GiB."""
    engine, problem, size = sys.argv[1], sys.argv[2], int(sys.argv[3])
    program, make = PROBLEMS[problem]
    edges = make(size)
    start = spent()
    match engine:
        case "clingo":
            rows = of_clingo(program, edges)
        case "prolog":
            rows = of_prolog(program, edges)
        case _:
            rows = of_ours(engine, program, edges)
    seconds = spent() - start
    who = resource.RUSAGE_CHILDREN if engine == "prolog" else resource.RUSAGE_SELF
    peak = resource.getrusage(who).ru_maxrss / 2**20
    print(json.dumps({"rows": rows, "seconds": seconds, "peak": peak}))


if __name__ == "__main__":
    main()
