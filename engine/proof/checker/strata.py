"""The order in which the checker closes rules: what a predicate rests on comes before it."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from parser.datalog.tree import Aggregate, Atom, Comparison, Literal, Negation, Rule

ByHead = Mapping[str, Sequence[Rule]]


def by_head(rules: Sequence[Rule]) -> dict[str, list[Rule]]:
    """Return rules by the predicate that they conclude."""
    found: dict[str, list[Rule]] = {}
    for rule in rules:
        found.setdefault(rule.head.pred, []).append(rule)
    return found


def strata(rules: ByHead, goal: str, done: set[str]) -> list[frozenset[str]]:
    """Return what `goal` rests on and itself, of which nothing is `done`, the lowest first.

    Predicates that rest on each other stand together.
    """

    def below(name: str) -> Iterator[str]:
        used = dict.fromkeys(pred for rule in rules.get(name, ()) for pred, _ in uses(rule.body))
        return (pred for pred in used if pred not in done)

    return [] if goal in done else [frozenset(one) for one in together((goal,), below)]


T = TypeVar("T", bound=Hashable)


def together(goals: Iterable[T], below: Callable[[T], Iterator[T]]) -> list[list[T]]:
    """Return goals and all that is below them, the lowest first; what is in a circle is together.

    R. Tarjan, "Depth-first search and linear graph algorithms", SIAM Journal on Computing 1 (1972).
    """
    found: list[list[T]] = []
    number: dict[T, int] = {}
    lowest: dict[T, int] = {}
    at: dict[T, int] = {}
    """Where in `open_` each is that is not placed yet."""
    open_: list[T] = []
    walk: list[tuple[T, Iterator[T]]] = []

    def begin(one: T) -> None:
        number[one] = lowest[one] = len(number)
        at[one] = len(open_)
        open_.append(one)
        walk.append((one, below(one)))

    for goal in goals:
        if goal not in number:
            begin(goal)
        while walk:
            one, rest = walk[-1]
            other = next(rest, None)
            if other is None:
                walk.pop()
                if walk:
                    above = walk[-1][0]
                    lowest[above] = min(lowest[above], lowest[one])
                if lowest[one] == number[one]:
                    found.append(open_[at[one] :])
                    del open_[at[one] :]
                    for member in found[-1]:
                        del at[member]
            elif other not in number:
                begin(other)
            elif other in at:
                lowest[one] = min(lowest[one], number[other])
    return found


def uses(body: tuple[Literal, ...]) -> Iterator[tuple[str, bool]]:
    """Yield each predicate of a body, and whether it must be complete before the rule runs."""
    for literal in body:
        match literal:
            case Atom(pred):
                yield pred, False
            case Negation(Atom(pred)):
                yield pred, True
            case Aggregate(body=inner, possible=possible):
                yield from ((pred, True) for pred, _ in uses(inner))
                yield from ((pred, True) for pred, _ in uses(possible or ()))
            case Comparison():
                pass
