"""The order in which the checker closes rules: what a predicate rests on comes before it."""

from collections.abc import Iterator, Mapping, Sequence

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

    Predicates that rest on each other stand together. R. Tarjan, "Depth-first search and linear
    graph algorithms", SIAM Journal on Computing 1 (1972).
    """
    if goal in done:
        return []
    found: list[frozenset[str]] = []
    number: dict[str, int] = {goal: 0}
    lowest = {goal: 0}
    open_ = [goal]
    placed: set[str] = set()
    walk = [(goal, _below(rules, goal))]
    while walk:
        name, below = walk[-1]
        other = next(below, None)
        if other is None:
            walk.pop()
            if walk:
                above = walk[-1][0]
                lowest[above] = min(lowest[above], lowest[name])
            if lowest[name] == number[name]:
                cut = open_.index(name)
                found.append(frozenset(open_[cut:]))
                placed.update(open_[cut:])
                del open_[cut:]
        elif other not in number:
            if other not in done:
                number[other] = lowest[other] = len(number)
                open_.append(other)
                walk.append((other, _below(rules, other)))
        elif other not in placed:
            lowest[name] = min(lowest[name], number[other])
    return found


def _below(rules: ByHead, name: str) -> Iterator[str]:
    return iter(dict.fromkeys(pred for rule in rules.get(name, ()) for pred, _ in uses(rule.body)))


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
