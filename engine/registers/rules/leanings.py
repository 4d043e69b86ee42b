"""The values of a completion: chosen so that the comparisons of the laws hold, or fail."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from engine.rails.from_datalog import Railed
from parser.datalog.atoms import atoms
from parser.datalog.tree import (
    Aggregate,
    Apply,
    Atom,
    Comparison,
    Const,
    Expr,
    Literal,
    Negation,
    Today,
    Var,
)
from parser.resolved.vocabulary import VALUE_KINDS, Predicate
from parser.values import SOMEONE, Amount, Duration, Entity, Share, Value

LIFE = timedelta(days=60 * 365)
"""How far from the day of the question a day lies that is early, or late, enough."""

Leanings = Mapping[tuple[str, int], int]
"""By predicate and place (from 0): above 0 where comparisons want it small or early, else below."""


Chosen = Callable[[Predicate, int], Value]
"""Chooses the value at a place of a predicate, counted from 0, where none is known."""


def chosen_values(railed: Railed, day: date, way: int) -> Chosen:
    """Return a function that chooses values with which comparisons hold (`way` 1) or fail (-1).

    `day` is the day of the question. Where an individual belongs, it is the one whom rules name
    there most often, or somebody without a name.
    """
    leanings = _leanings(railed)
    named = _named_at(railed)

    def chosen(predicate: Predicate, place: int) -> Value:
        kind = predicate.slots[place].kind
        if kind not in VALUE_KINDS:
            return named.get((predicate.name, place), Entity(kind, SOMEONE))
        # most places of which no comparison speaks are days on which something began: the earlier
        # they are, the more holds
        leaning = leanings.get((predicate.name, place), 0) or 1
        return _value(kind, day, way * leaning)

    return chosen


def _value(kind: str, day: date, leaning: int) -> Value:
    """Return a value of a kind: small or early if `leaning` is above 0, large or late if below."""
    chosen = (leaning < 0) - (leaning > 0)
    amount = (0, 1, 1_000_000)[chosen + 1]
    match kind:
        case "date":
            return day + chosen * LIFE
        case "amount":
            return Amount(Decimal(amount), "EUR")
        case "share":
            return Share(Decimal((0, 50, 100)[chosen + 1]))
        case "duration":
            return Duration(12 * (0, 1, 100)[chosen + 1], 0)
        case "text":
            return "-"
        case _:  # a number
            return amount


def _named_at(railed: Railed) -> dict[tuple[str, int], Entity]:
    """Return whom the rules name most often at each place of a predicate."""
    named = Counter(
        (atom.pred, place, term.value)
        for rule in railed.base.rules
        for atom in atoms(rule.body)
        for place, term in enumerate(atom.args)
        if isinstance(term, Const) and isinstance(term.value, Entity)
    )
    found: dict[tuple[str, int], Entity] = {}
    for (pred, place, value), _ in named.most_common():
        found.setdefault((pred, place), value)
    return found


def _leanings(railed: Railed) -> Leanings:
    found: dict[tuple[str, int], int] = {}
    for rule in railed.base.rules:
        _lean(rule.body, found)
    return found


def _lean(body: Sequence[Literal], found: dict[tuple[str, int], int]) -> None:
    """Count what the comparisons of a body want of the values that its atoms give."""
    places: dict[str, list[tuple[str, int]]] = {}
    for literal in body:
        match literal:
            case Atom(pred, args):
                for place, term in enumerate(args):
                    if isinstance(term, Var):
                        places.setdefault(term.name, []).append((pred, place))
            case Aggregate(body=inner):
                _lean(inner, found)
            case Negation() | Comparison():
                pass
    for literal in body:
        if isinstance(literal, Comparison) and literal.op not in ("=", "!="):
            smaller = 1 if literal.op in ("<", "<=") else -1
            for side, way in ((literal.left, smaller), (literal.right, -smaller)):
                for name, sign in _grows(side, 1):
                    for key in places.get(name, ()):
                        found[key] = found.get(key, 0) + way * sign


def _grows(side: Expr, sign: int) -> Iterator[tuple[str, int]]:
    """Yield the variables of an expression, and whether it grows (1) or falls (-1) with each."""
    match side:
        case Var(name):
            yield name, sign
        case Apply(function, args):
            falls = {
                "-": 1,
                "/": 1,
                "neg": 0,
                "days": 0,
                "months": 0,
                "years": 0,
                "working_days": 1,
            }.get(function)
            for place, arg in enumerate(args):
                yield from _grows(arg, -sign if place == falls else sign)
        case Const() | Today():
            return
