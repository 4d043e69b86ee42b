"""A101: a situation of which two rules conclude opposite things, and none takes precedence."""

from collections.abc import Iterator
from itertools import combinations_with_replacement, product

from engine.audit.bench import Ready
from engine.audit.finding import Undecided
from engine.audit.part import Part
from engine.audit.questions.asked import Asked, Told, finding
from engine.audit.worked import Wanted
from parser.datalog.tree import Row

Pair = tuple[int, int]


def lines(part: Part) -> Iterator[str]:
    """Yield for each pair of conclusions when both are drawn and contradict each other."""
    count = len(part.predicate.slots)
    for one, other in pairs(part):
        first = "".join(f",X{n}" for n in range(count))
        second = first
        differ = ""
        if not _opposite(part, one, other):
            single = part.predicate.single
            second = "".join(f",Y{n}" if n == single else f",X{n}" for n in range(count))
            differ = f", X{single} < Y{single}" if one == other else f", X{single} != Y{single}"
        yield f"q_conflict({one},{other}) :- c{one}(1{first}), c{other}(1{second}){differ}."


def pairs(part: Part) -> Iterator[Pair]:
    """Yield the places of conclusions that could contradict each other."""
    affirming = range(len(part.affirming))
    yield from product(affirming, range(len(affirming), len(part.concluding)))
    if part.predicate.single is not None:
        yield from combinations_with_replacement(affirming, 2)


def _opposite(part: Part, one: int, other: int) -> bool:
    return one < len(part.affirming) <= other


def conflicts(asked: Asked, ready: Ready) -> Iterator[Told]:
    """Yield what rules contradict each other."""
    part = asked.bench.part
    for one, other in pairs(part):
        if not {one, other} & asked.own:
            continue
        found = ready.solver.ask(f"q_conflict({one},{other})", smallest=True)
        names = asked.id(one), asked.id(other)
        if found == "none":
            continue
        if found == "undecided":
            yield Undecided(names[0], f"whether it contradicts `{names[1]}`")
            continue
        rows = _rows(ready.concluded(found, one), ready.concluded(found, other), part)
        if one == other:
            message = f"{asked.cited(one)} gives two values for one thing"
        else:
            message = (
                f"{asked.cited(one)} and {asked.cited(other)} contradict each other, and nobody "
                "said which of them prevails"
            )
        title = f"{names[0]} and {names[1]} contradict each other"
        for row in rows:
            case = asked.replay.worked(
                title, ready.statements(found), (Wanted(row, "conflict", names),)
            )
            if case is not None:
                advice = (
                    f"write `notwithstanding {names[0]}` in the one that prevails, or a condition "
                    "that keeps them apart"
                )
                yield finding("conflict", message, advice, asked, (one, other), case)
                break
        else:
            yield Undecided(names[0], f"the engine sees no contradiction with `{names[1]}`")


def _rows(ones: tuple[Row, ...], others: tuple[Row, ...], part: Part) -> list[Row]:
    """Return the rows of which both speak."""
    single = part.predicate.single
    both = [row for row in ones if row in others]
    if single is None:
        return both
    return both or [
        row
        for row in ones
        for other in others
        if row != other and row[:single] + row[single + 1 :] == other[:single] + other[single + 1 :]
    ]
