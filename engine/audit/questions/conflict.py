"""A101: a situation of which two rules conclude opposite things, and none takes precedence.

A102: one of which they conclude two values of one thing, in a sentence that may have several.
"""

from collections.abc import Iterator
from itertools import combinations_with_replacement, product

from engine.audit.bench import Ready
from engine.audit.finding import Finding, Kind, Undecided
from engine.audit.part import Part, free_value
from engine.audit.questions.asked import Asked, Told, finding, taken
from engine.audit.solving import Situation
from engine.audit.to_asp import Asp
from engine.audit.worked import Wanted
from parser.datalog.tree import Row

Pair = tuple[int, int]


def lines(asp: Asp) -> Iterator[str]:
    """Yield for each pair of conclusions when both are drawn and contradict each other."""
    part = asp.part
    yield from _many(asp)
    count = len(part.predicate.slots)
    for one, other in pairs(part):
        first = "".join(f",X{n}" for n in range(count))
        second = first
        differ = ""
        if not _opposite(part, one, other):
            single = _valued(part)
            second = "".join(f",Y{n}" if n == single else f",X{n}" for n in range(count))
            differ = f", X{single} < Y{single}" if one == other else f", X{single} != Y{single}"
        if part.predicate.single is None and differ:
            differ += ", not many"
        yield f"q_conflict({one},{other}) :- c{one}(1{first}), c{other}(1{second}){differ}."


def _many(asp: Asp) -> Iterator[str]:
    """Yield when what is taken as given has two values itself: they are told where they arise."""
    yield "#defined many/0."
    for name in asp.part.taken:
        predicate = asp.part.program.predicates[name]
        place = free_value(predicate)
        if place is not None:
            first = "".join(f",X{n}" for n in range(len(predicate.slots)))
            second = "".join(
                f",{'Y' if n == place else 'X'}{n}" for n in range(len(predicate.slots))
            )
            row = asp.name(name)
            yield f"many :- {row}(1{first}), {row}(1{second}), X{place} < Y{place}."


def pairs(part: Part) -> Iterator[Pair]:
    """Yield the places of conclusions that could contradict each other."""
    affirming = range(len(part.affirming))
    yield from product(affirming, range(len(affirming), len(part.concluding)))
    if _valued(part) is not None:
        yield from combinations_with_replacement(affirming, 2)


def _valued(part: Part) -> int | None:
    """Return the place of a sentence that has one value, or of which two are worth telling."""
    single = part.predicate.single
    return free_value(part.predicate) if single is None else single


def _opposite(part: Part, one: int, other: int) -> bool:
    return one < len(part.affirming) <= other


def conflicts(asked: Asked, ready: Ready) -> Iterator[Told]:
    """Yield what rules contradict each other."""
    part = asked.bench.part
    told: set[Kind] = set()
    for one, other in pairs(part):
        if not {one, other} & asked.own:
            continue
        kind: Kind = "conflict"
        if part.predicate.single is None and not _opposite(part, one, other):
            kind = "two-values"
            if kind in told:
                continue  # once for a sentence
        found = ready.solver.ask(f"q_conflict({one},{other})", smallest=True)
        names = asked.id(one), asked.id(other)
        if found == "none":
            continue
        if found == "undecided":
            yield Undecided(names[0], f"whether it contradicts `{names[1]}`")
            continue
        shown = _shown(asked, ready, found, (one, other), kind)
        if shown is None:
            no = "no contradiction" if kind == "conflict" else "no two values"
            yield Undecided(names[0], f"the engine sees {no} by it and `{names[1]}`")
            continue
        told.add(kind)
        yield shown


def _shown(
    asked: Asked, ready: Ready, situation: Situation, pair: Pair, kind: Kind
) -> Finding | None:
    """Return what two rules conclude in a situation, with the case; None if no case shows it."""
    part = asked.bench.part
    one, other = pair
    names = asked.id(one), asked.id(other)
    both = f"{asked.cited(one)} and {asked.cited(other)}"
    if kind == "two-values":
        by = asked.cited(one) if one == other else both
        message = f"{by} {'gives' if one == other else 'give'} two values of one thing"
        advice = (
            "say which of them counts, or declare the value `single`; where there may be several, "
            "pass over it with that reason"
        )
        title = "Two values of one thing"
    else:
        message = f"{both} contradict each other, and nobody said which of them prevails"
        advice = (
            f"write `notwithstanding {names[0]}` in the one that prevails, or a condition "
            "that keeps them apart"
        )
        title = f"{names[0]} and {names[1]} contradict each other"
        if one == other:
            message = f"{asked.cited(one)} gives two values for one thing"
    for row, further in _rows(
        ready.concluded(situation, one), ready.concluded(situation, other), part
    ):
        wanted: tuple[Wanted, ...] = (Wanted(row, "conflict", names),)
        if kind == "two-values":
            wanted = (Wanted(row, "yes", names[:1]), Wanted(further, "yes", names[1:]))
        case = asked.replay.worked(title, ready.statements(situation), wanted)
        if case is not None:
            bounds = taken(ready, situation)
            return finding(kind, message, advice, asked, pair, case, bounds)
    return None


def _rows(ones: tuple[Row, ...], others: tuple[Row, ...], part: Part) -> list[tuple[Row, Row]]:
    """Return the rows of which both speak, each with the one that contradicts it."""
    single = _valued(part)
    both = [(row, row) for row in ones if row in others]
    if single is None:
        return both
    differ = [
        (row, other)
        for row in ones
        for other in others
        if row != other and row[:single] + row[single + 1 :] == other[:single] + other[single + 1 :]
    ]
    return differ if part.predicate.single is None else [*both, *differ]
