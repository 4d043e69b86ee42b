"""Recursion through negation: the well-founded model, by turns of plain programs on any engine.

A. Van Gelder, "The alternating fixpoint of logic programs with negation", Journal of Computer and
System Sciences 47 (1993). Predicates that rest on each other's negations run twice on rails: as
what certainly holds (`Program.from_below`) and as what may hold. First nothing is certain; what may
hold then is all that follows where whatever is negated is not certain; what is certain follows
where whatever is negated may not hold; and so on, until a turn changes nothing. In each turn the
other side stands still: its rows are stored rows, and the rest is a program without negation of its
own. What may hold in the end and is not certain is undecided.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from engine.backends.protocol import Backend, Facts, Loaded, Model, Pattern
from parser.datalog.atoms import atoms
from parser.datalog.graph import components
from parser.datalog.tree import Atom, Negation, Program, Row, Rule

Key = tuple[str, Row]


@dataclass(slots=True)
class Turns:
    """In which turn each row of a circle became certain, and in which one could no longer hold.

    Turns are counted through all circles, from 1, a lower circle before those that rest on it. What
    is certain from a turn on denies nothing but what could no longer hold in that turn, and that
    rests on what was certain before.
    """

    certain: dict[Key, int] = field(default_factory=dict)
    ended: dict[Key, int] = field(default_factory=dict)
    starts: dict[str, int] = field(default_factory=dict)
    """In which turn what may hold of a predicate is worked out for the first time."""
    last: int = 0


@dataclass(frozen=True, slots=True)
class _Circle:
    """Predicates that rest on their own negation; `reads` are others that their rules look at.

    `above` says what may hold, and `below` what certainly does; `lower` are the places of the
    circles that this one rests on, in order.
    """

    reads: tuple[tuple[str, int], ...]
    over: tuple[tuple[str, int], ...]
    under: tuple[tuple[str, int], ...]
    above: Loaded
    below: Loaded
    lower: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Loaded:
    """A program: `needs` are the places of the circles that a predicate rests on, in order."""

    circles: tuple[_Circle, ...]
    rest: Loaded
    needs: Mapping[str, tuple[int, ...]]

    def evaluate(
        self, facts: Facts, beside: Model | None = None, far: int | None = None
    ) -> "WellFounded":
        near = beside if isinstance(beside, WellFounded) and beside.is_of(self) else None
        return WellFounded(self, {pred: tuple(rows) for pred, rows in facts.items()}, near, far)


class WellFounded:
    """A model of which each circle is worked out when something that rests on it is asked for."""

    def __init__(
        self,
        loaded: _Loaded,
        facts: dict[str, tuple[Row, ...]],
        near: "WellFounded | None" = None,
        far: int | None = None,
    ) -> None:
        """Prepare for the program of `loaded` over facts; `near` is its model over others."""
        self._far = far
        self._loaded = loaded
        self._facts = facts
        self._near = near
        self._models: dict[tuple[int, ...], Model] = {}
        self._found: dict[int, dict[str, tuple[Row, ...]]] = {}
        self._turns = Turns()

    def rows(self, pred: str, pattern: Pattern) -> Collection[Row]:
        """Return all rows of `pred` that agree with `pattern`."""
        return self._over(self._loaded.needs.get(pred, ())).rows(pred, pattern)

    def is_of(self, loaded: _Loaded) -> bool:
        """Tell whether this is a model of that very program."""
        return self._loaded is loaded

    @property
    def turns(self) -> Turns:
        """The turns in which the rows of circles were decided, as far as these were asked for."""
        return self._turns

    def _over(self, needs: tuple[int, ...]) -> Model:
        """Return the model of what rests on no circles but these."""
        model = self._models.get(needs)
        if model is None:
            facts = dict(self._facts)
            for number in needs:
                if number not in self._found:
                    circle = self._loaded.circles[number]
                    below = self._over(circle.lower)
                    self._found[number] = _decided(circle, below, self._facts, self._turns)
                facts |= self._found[number]
            known = self._models if self._near is None else {**self._near._models, **self._models}
            beside = known.get(needs, next(iter(known.values()), None))
            model = self._models[needs] = self._loaded.rest.evaluate(facts, beside, self._far)
        return model


def load(backend: Backend, program: Program) -> Loaded:
    """Return a program on rails made ready to run on `backend`, its circles by turns.

    Each predicate of a circle is either `from_below` or not; rules of the first negate only the
    second within their circle, and rules of the second only the first.
    """
    graph: dict[str, list[str]] = {}
    for rule in program.rules:
        graph.setdefault(rule.head.pred, []).extend(atom.pred for atom in atoms(rule.body))
    found = [frozenset(members) for members in components(graph)]
    place = {pred: number for number, members in enumerate(found) for pred in members}
    rules: dict[int, list[Rule]] = {}
    for rule in program.rules:
        own = place[rule.head.pred]
        if any(place[one.pred] == own for one in _negated(rule)):
            rules[own] = []
    rest: list[Rule] = []
    for rule in program.rules:
        rules.get(place[rule.head.pred], rest).append(rule)
    if not rules:
        return backend.load(program)
    needs = _needs(found, graph, frozenset(rules))
    order = {number: count for count, number in enumerate(sorted(rules))}
    circles = tuple(
        _circle(backend, program, found[number], rules[number], needs) for number in order
    )
    return _Loaded(circles, backend.load(replace(program, rules=tuple(rest))), needs)


def _needs(
    found: Sequence[frozenset[str]], graph: Mapping[str, Sequence[str]], circles: AbstractSet[int]
) -> dict[str, tuple[int, ...]]:
    """Return the circles that each predicate rests on, the lowest first.

    `found` are all sets of predicates that rest on each other, the lowest first; the circles among
    them are counted in this order.
    """
    order = {number: count for count, number in enumerate(sorted(circles))}
    needs: dict[str, tuple[int, ...]] = {}
    for number, members in enumerate(found):
        own = {order[number]} if number in order else set()
        for pred in members:
            for used in graph.get(pred, ()):
                own.update(needs.get(used, ()))
        needs.update(dict.fromkeys(members, tuple(sorted(own))))
    return needs


def _negated(rule: Rule) -> Iterator[Atom]:
    return (literal.atom for literal in rule.body if isinstance(literal, Negation))


def _circle(
    backend: Backend,
    program: Program,
    members: frozenset[str],
    rules: list[Rule],
    needs: Mapping[str, tuple[int, ...]],
) -> _Circle:
    below = program.from_below
    arities = {rule.head.pred: len(rule.head.args) for rule in rules}
    read = {atom.pred: len(atom.args) for rule in rules for atom in atoms(rule.body)}
    parts = [
        replace(
            program,
            rules=tuple(rule for rule in rules if (rule.head.pred in below) == is_below),
            listed=(),
        )
        for is_below in (False, True)
    ]
    return _Circle(
        tuple(sorted((pred, n) for pred, n in read.items() if pred not in members)),
        tuple(sorted((pred, n) for pred, n in arities.items() if pred not in below)),
        tuple(sorted((pred, n) for pred, n in arities.items() if pred in below)),
        backend.load(parts[0]),
        backend.load(parts[1]),
        needs[next(iter(members))][:-1],
    )


_Rows = dict[str, frozenset[Row]]


def _decided(
    circle: _Circle, model: Model, facts: Facts, turns: Turns
) -> dict[str, tuple[Row, ...]]:
    """Return what holds, and what may hold, of a circle; note in which turn each was decided.

    What may hold never grows from one turn to the next, and what is certain never shrinks. Each is
    worked out from the other: once one of them is as it was, the next turn would change nothing,
    and is counted but not taken.
    """
    read = _rows_of(model, circle.reads)
    stated = {pred: frozenset(facts.get(pred, ())) for pred, _ in (*circle.over, *circle.under)}
    under: _Rows = {pred: stated[pred] for pred, _ in circle.under}
    over: _Rows = {}
    turn = turns.last
    turns.starts.update({pred: turn + 1 for pred, _ in circle.over})
    above: Model | None = None
    below: Model | None = None
    while True:
        turn += 1
        before = under, over
        start = {pred: stated[pred] for pred, _ in circle.over}
        above = circle.above.evaluate({**read, **under, **start}, above)
        over = _rows_of(above, circle.over)
        if over == before[1]:
            break
        start = {pred: stated[pred] for pred, _ in circle.under}
        below = circle.below.evaluate({**read, **over, **start}, below)
        under = _rows_of(below, circle.under)
        for pred, rows in under.items():
            turns.certain.update({(pred, row): turn for row in rows - before[0][pred]})
        for pred, rows in before[1].items():
            turns.ended.update({(pred, row): turn for row in rows - over[pred]})
        if under == before[0]:
            turn += 1
            break
    turns.last = turn
    return {pred: tuple(rows) for pred, rows in (*over.items(), *under.items())}


def _rows_of(model: Model, wanted: tuple[tuple[str, int], ...]) -> _Rows:
    return {pred: frozenset(model.rows(pred, (None,) * arity)) for pred, arity in wanted}
