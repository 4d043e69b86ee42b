"""Recursion through negation: the well-founded model, by turns of plain programs on any engine.

A. Van Gelder, "The alternating fixpoint of logic programs with negation", Journal of Computer and
System Sciences 47 (1993). Predicates that rest on each other's negations run twice on rails: as
what certainly holds (`Program.from_below`) and as what may hold. First nothing is certain; what may
hold then is all that follows where whatever is negated is not certain; what is certain follows
where whatever is negated may not hold; and so on, until a turn changes nothing. In each turn the
other side stands still: its rows are stored rows, and the rest is a program without negation of its
own. What may hold in the end and is not certain is undecided.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace

from engine.backends.protocol import Backend, Facts, Loaded, Model, Pattern
from parser.datalog.atoms import atoms
from parser.datalog.graph import components
from parser.datalog.tree import Atom, Negation, Program, Row, Rule

Key = tuple[str, Row]


@dataclass(slots=True)
class Turns:
    """In which turn each row of a circle became certain, and in which one could no longer hold.

    Turns are counted through all circles, lower ones first, from 1. What is certain from a turn on
    denies nothing but what could no longer hold in that turn, and that rests on what was certain
    before.
    """

    certain: dict[Key, int] = field(default_factory=dict)
    ended: dict[Key, int] = field(default_factory=dict)
    starts: dict[str, int] = field(default_factory=dict)
    """In which turn what may hold of a predicate is worked out for the first time."""


@dataclass(frozen=True, slots=True)
class _Circle:
    """Predicates that rest on their own negation; `reads` are others that their rules look at.

    `above` says what may hold, and `below` what certainly does.
    """

    reads: tuple[tuple[str, int], ...]
    over: tuple[tuple[str, int], ...]
    under: tuple[tuple[str, int], ...]
    above: Loaded
    below: Loaded


@dataclass(frozen=True, slots=True)
class _Loaded:
    circles: tuple[_Circle, ...]
    rest: Loaded

    def evaluate(self, facts: Facts, beside: Model | None = None) -> "WellFounded":
        return WellFounded(self, {pred: tuple(rows) for pred, rows in facts.items()})


class WellFounded:
    """A model whose circles are worked out when it is first asked."""

    def __init__(self, loaded: _Loaded, facts: dict[str, tuple[Row, ...]]) -> None:
        """Prepare for the program of `loaded` over facts."""
        self._loaded = loaded
        self._facts = facts
        self._model: Model | None = None
        self._turns = Turns()

    def rows(self, pred: str, pattern: Pattern) -> Collection[Row]:
        """Return all rows of `pred` that agree with `pattern`."""
        return self._settled().rows(pred, pattern)

    @property
    def turns(self) -> Turns:
        """The turns in which the rows of circles were decided."""
        self._settled()
        return self._turns

    def _settled(self) -> Model:
        if self._model is None:
            facts = dict(self._facts)
            turn = 1
            for circle in self._loaded.circles:
                below = self._loaded.rest.evaluate(facts)
                turn = _turn(circle, below, facts, self._turns, turn)
            self._model = self._loaded.rest.evaluate(facts)
        return self._model


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
    circles = tuple(
        _circle(backend, program, found[number], rules[number]) for number in sorted(rules)
    )
    return _Loaded(circles, backend.load(replace(program, rules=tuple(rest))))


def _negated(rule: Rule) -> Iterator[Atom]:
    return (literal.atom for literal in rule.body if isinstance(literal, Negation))


def _circle(
    backend: Backend, program: Program, members: frozenset[str], rules: list[Rule]
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
    )


_Rows = dict[str, frozenset[Row]]


def _turn(
    circle: _Circle, model: Model, facts: dict[str, tuple[Row, ...]], turns: Turns, turn: int
) -> int:
    """Add to facts what holds, and may hold, of a circle; return the number of the next turn.

    What may hold never grows from one turn to the next, and what is certain never shrinks.
    """
    read = _rows_of(model, circle.reads)
    stated = {pred: frozenset(facts.get(pred, ())) for pred, _ in (*circle.over, *circle.under)}
    under: _Rows = {pred: stated[pred] for pred, _ in circle.under}
    over: _Rows = {}
    turns.starts.update({pred: turn for pred, _ in circle.over})
    while True:
        before = under, over
        start = {pred: stated[pred] for pred, _ in circle.over}
        over = _rows_of(circle.above.evaluate({**read, **under, **start}), circle.over)
        start = {pred: stated[pred] for pred, _ in circle.under}
        under = _rows_of(circle.below.evaluate({**read, **over, **start}), circle.under)
        for pred, rows in under.items():
            new = rows - before[0][pred]
            turns.certain.update({(pred, row): turn for row in new})
        for pred, rows in before[1].items():
            turns.ended.update({(pred, row): turn for row in rows - over[pred]})
        turn += 1
        if (under, over) == before:
            break
    for pred, known in (*over.items(), *under.items()):
        facts[pred] = tuple(known)
    return turn


def _rows_of(model: Model, wanted: tuple[tuple[str, int], ...]) -> _Rows:
    return {pred: frozenset(model.rows(pred, (None,) * arity)) for pred, arity in wanted}
