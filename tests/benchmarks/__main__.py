"""Runs benchmarks and prints their figures: all, or the parts that are named.

`python -m tests.benchmarks facts chain` takes these two; `--parts` lists them all.
"""

import sys
from collections.abc import Callable, Iterator

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
from tests.benchmarks.figure import Figure, is_within, show, spent

PARTS: dict[str, Callable[[], Iterator[Figure]]] = {
    "start": start.measure,
    "answers": answers.measure,
    "chain": chain.measure,
    "facts": facts.measure,
    "presence": presence.measure,
    "interview": interview.measure,
    "growth": growth.measure,
    "classics": classics.measure,
    "editor": editor.measure,
    "register": register.measure,
    "served": served.measure,
}
"""What can be measured by itself, and what measures it."""


def main(words: list[str]) -> int:
    """Print the figures one by one as they are measured, and which limits are not met.

    Returns 0 whether or not they are: how fast a machine is is no fault of the code.
    """
    if "--parts" in words:
        print("\n".join(PARTS))
        return 0
    unknown = [word for word in words if word not in PARTS]
    if unknown:
        print(f"no such part: {', '.join(unknown)}; there are {', '.join(PARTS)}", file=sys.stderr)
        return 2
    met, missed = 0, []
    for part in words or PARTS:
        before = spent()
        print(f"-- {part}", flush=True)
        for figure in PARTS[part]():
            print(show(figure), flush=True)
            if is_within(figure):
                met += 1
            else:
                missed.append(figure.name)
        print(f"   {part} took {spent() - before:.0f} s of processor time", flush=True)
    print(f"limits met: {met}, not met: {len(missed)}", *missed, sep="\n   ")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
