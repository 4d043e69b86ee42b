"""Which ways an answer has, nearest first, and the conditions on which each stands or falls."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import get_args

from engine.answers.in_waiting import end_of, ends_today, is_past, is_settled
from engine.answers.reasons import nodes, steps_above
from engine.answers.summary import State, Turn, Way
from engine.proof.grounds import status
from engine.proof.node import (
    Absent,
    Aggregated,
    Assumption,
    ByCases,
    Circular,
    Compared,
    Derived,
    Exception_,
    Finding,
    ListedRow,
    Node,
    Stated,
    Status,
)
from engine.proof.telling import says_nothing
from engine.rails.in_force import TODAY_VARIABLE
from engine.rails.presumed import is_presumed
from engine.rails.said import UNLESS_STATED
from parser.datalog.tree import Apply, Comparison, Expr, Today, Var
from parser.datalog.variables import in_expression
from parser.resolved.verbs import AUXILIARIES
from parser.resolved.vocabulary import Predicate
from parser.values import Entity, Value

_NEARNESS: tuple[State, ...] = get_args(State)
_DEEP = 60
"""How many steps a decisive condition is looked for below a way; proofs can be far deeper."""

_MOST = 6
"""How many ways stand side by side, unless the rules themselves are more."""

Predicates = Mapping[str, Predicate]
_Options = tuple[Turn, ...]


class Ways:
    """The ways of one answer; what was found below a node is kept while the answer is summed up."""

    def __init__(self, predicates: Predicates, as_of: date) -> None:
        self.predicates = predicates
        self.as_of = as_of
        self._found: dict[int, tuple[Node, _Options]] = {}
        self._above: dict[int, Derived] = {}

    def of(self, roots: Sequence[Node]) -> tuple[Way, ...]:
        """Return the ways that some routes or proofs are, nearest first.

        A route that fails by one condition which has several ways itself is these ways, as long as
        they are not too many to be read.
        """
        found = list(roots)
        for root in roots:
            self._above = steps_above((root,)) | self._above
        place = 0
        while place < len(found):
            inner = _split(found[place])
            if inner and (len(found) == 1 or len(found) + len(inner) <= _MOST + 1):
                found[place : place + 1] = inner
            else:
                place += 1
        ways = [self.way(node) for node in found]
        return tuple(sorted(ways, key=self.nearness))

    def nearness(self, way: Way) -> tuple[int, date, bool, int]:
        """Return how far a way is: of two that wait, the one that waits longer is the farther.

        Of others what somebody does, such as to consent, is nearer than what is so of somebody.
        What the law itself excepts tells more than that a table does not list it.
        """
        days = [one.day for one in way.turns if one.day is not None]
        acts = bool(way.turns) and self._is_act(way.turns[0].node)
        far = 2 * _NEARNESS.index(way.state)
        if way.state == "never" and isinstance(way.turns[0].node, Exception_):
            far = 2 * _NEARNESS.index("not listed") - 1
        return far, max(days, default=date.min), not acts, len(way.turns)

    def _is_act(self, node: Node) -> bool:
        """Tell whether a sentence says what somebody does: its verb stands after who does it."""
        atom = getattr(node, "atom", None)
        predicate = self.predicates.get(atom.pred) if atom is not None else None
        if predicate is None or len(predicate.parts) <= 1:
            return False
        who, verb = predicate.parts[:2]
        return isinstance(who, int) and isinstance(verb, str) and verb not in AUXILIARIES

    def way(self, node: Node) -> Way:
        """Return one way with what it turns on."""
        turns = self._known_so_far(self.turns(node, None))
        hardest: State = turns[0].state if turns else "met"
        falls = status(node) == "fails"
        decisive = tuple(one for one in turns if _is_telling(one, falls))
        then = tuple(one for one in turns if not _is_telling(one, falls)) if falls else ()
        days = [one.day for one in decisive if one.day is not None]
        ends = any(isinstance(one.node, Exception_) for one in decisive)
        day = max(days) if hardest == "waits" and days and not ends else None
        inside = _split(node)
        few = falls and 1 < len(inside) <= _MOST
        kinds = tuple(sorted(map(self.way, inside), key=self.nearness)) if few else ()
        return Way(node, hardest, head_of(node), decisive, then, day, max(len(inside), 1), kinds)

    def _known_so_far(self, turns: _Options) -> _Options:
        """Return the conditions of a way that waits, what is known up to today as not stated yet.

        What lasts to the day of the question, as far as is known, may well last on.
        """
        if all(one.state != "waits" for one in turns):
            return turns
        found = (
            replace(one, state="to state")
            if one.state == "short" and ends_today(one.node, self.as_of)
            else one
            for one in turns
        )
        return tuple(sorted(found, key=_hardness, reverse=True))

    def turns(self, node: Node, of: Derived | None, depth: int = _DEEP) -> _Options:
        """Return the conditions below a node that are not (surely) met, hardest first."""
        kept = self._found.get(id(node))
        if kept is not None and not isinstance(node, Compared):
            return kept[1]
        found = tuple(dict.fromkeys(self._turns(node, of, depth)))
        found = tuple(sorted(found, key=_hardness, reverse=True))
        self._found[id(node)] = (node, found)
        return found

    def _turns(self, node: Node, of: Derived | None, depth: int) -> Iterator[Turn]:
        if depth <= 0:
            yield self._leaf(node, of)
            return
        match node:
            case Derived(premises=premises):
                telling = [one for one in premises if status(one) in _OPEN]
                if not telling and node.status in _OPEN:
                    yield self._leaf(node, of)
                for one in telling:
                    if not (isinstance(one, Compared) and _waits_for_a_fact(one, telling)):
                        yield from self.turns(one, node, depth - 1)
            case Absent(reason="no route", routes=routes) if routes and node.status != "holds":
                options = [self.turns(route, of, depth - 1) for route in routes]
                nearest = min(options, key=_difficulty)
                yield from _used_up(nearest, options)
                yield from nearest
            case Exception_(status="unknown" | "open", route=route):
                inner = self.turns(route, of, depth - 1)
                if not inner or self._is_told_whole(node, inner):
                    yield self._leaf(node, of)
                else:
                    yield from inner
            case ByCases(cases=cases):
                each = [self.turns(case.proof, of, depth - 1) for case in cases]
                if node.status == "fails" and all(each):
                    for turns in each:
                        yield turns[0]
                elif node.status != "holds":
                    yield self._leaf(node, of)
            case (
                Absent()
                | Exception_()
                | Stated()
                | ListedRow()
                | Finding()
                | Assumption()
                | Compared()
                | Aggregated()
                | Circular()
            ):
                if status(node) in _OPEN:
                    yield self._leaf(node, of)

    def _is_told_whole(self, node: Exception_, inner: _Options) -> bool:
        """Tell whether what must not be so is told by its own sentence, not by its conditions.

        Of several conditions that nobody stated it is enough that one is not so: to name each as
        open would read as if all were wanted.
        """
        if node.provision is not None or any(one.state != "to state" for one in inner):
            return False
        if len(inner) == 1 and isinstance(inner[0].node, Compared):
            return False  # two values that cannot be compared, as days with a year
        predicate = self.predicates.get(getattr(getattr(node.route, "atom", None), "pred", ""))
        return predicate is not None and not predicate.hidden

    def _leaf(self, node: Node, of: Derived | None) -> Turn:
        state, day = self.state(node)
        facts = self._facts(node, of) if isinstance(node, Compared) and of is not None else ()
        if state == "short" and isinstance(node, Compared) and self._is_planned(node, facts):
            state = "planned"
        return Turn(node, state, of, facts, day)

    def _facts(self, node: Compared, of: Derived) -> tuple[Node, ...]:
        """Return the conditions that give the values of a comparison their meaning.

        A day that a sentence is about, such as that of a birth on which somebody serves, is given
        by a condition beside that sentence.
        """
        found = list(facts_beside(node, of))
        step = of
        while id(step) in self._above and (left := _without_meaning(node, found)):
            step = self._above[id(step)]
            found += [
                one
                for one in facts_beside(node, step)
                if one not in found and any(_gives(one, value) for value in left)
            ]
        return tuple(found)

    def _is_planned(self, node: Compared, facts: Sequence[Node]) -> bool:
        """Tell whether a side of a comparison is a stated day to come, which may be changed."""
        plans = {
            arg
            for one in facts
            if isinstance(one, Stated)
            for arg in one.atom.args
            if isinstance(arg, date) and arg > self.as_of
        }
        return node.left in plans or node.right in plans

    def state(self, node: Node) -> tuple[State, date | None]:
        """Return how a condition stands, and the day on which time meets it."""
        found = status(node)
        if found in ("holds", "defeated"):
            return "met", None
        if found == "open":
            return "to decide", None
        if found in ("unknown", "conflict"):
            return "to state", None
        match node:
            case Compared(gap=gap):
                if gap is not None and gap.reached is not None:
                    return "waits", gap.reached
                if _is_of_today(node.comparison) or is_past(node.comparison, self.as_of):
                    return "never", None
                if is_settled(node, self.as_of):
                    return "never", None
                return "short", None
            case Finding():
                return "refused", None
            case Absent(atom, reason):
                if reason == "not listed":
                    return "not listed", None
                if reason in ("no route", "itself", "impossible", "contradicted"):
                    return "never", None
                if reason == "settled" and all(isinstance(arg, Entity) for arg in atom.args):
                    return "never", None  # what something is, such as a visa for transit
                if node.source is not None and node.source.who == UNLESS_STATED:
                    return "assumed", None
                predicate = self.predicates.get(atom.pred)
                decided = predicate is not None and predicate.origin == "decided"
                return ("refused" if decided else "denied"), None
            case Exception_(route=route):
                day = end_of(route)
                if day is not None:
                    return "waits", day
                if _is_presumed(route):
                    return "assumed", None
                return ("never" if _is_of_law(route) else "barred"), None
            case _:
                return "denied", None


def _is_presumed(node: Node) -> bool:
    """Tell whether something is so only as long as the contrary is not known."""
    return isinstance(node, Derived) and is_presumed(node.rule)


def _used_up(nearest: _Options, others: Sequence[_Options]) -> Iterator[Turn]:
    """Yield the values that fall short until a time limit begins anew, as those of another way.

    Thirty days of a stay are used up until six new months begin: that these begin is nearer, since
    time alone brings it, but what they are waited for is that the days are used.
    """
    if len(nearest) != 1 or nearest[0].state != "waits":
        return
    ends = nearest[0]
    if not isinstance(ends.node, Exception_) or ends.node.provision is not None:
        return
    for turns in others:
        short = [one for one in turns if one.state == "short" and isinstance(one.node, Compared)]
        if turns is not nearest and short and len(short) == len(turns):
            yield replace(short[0], state="waits", day=ends.day)
            return


def _is_of_law(route: Node) -> bool:
    """Tell whether something is so whatever a case states: by rules and tables of the law alone."""
    of_a_case = (Stated, Finding, Assumption, Absent)
    return not any(isinstance(one, of_a_case) for one in nodes((route,)))


_OPEN: tuple[Status, ...] = ("fails", "unknown", "open", "conflict")


def _is_telling(turn: Turn, falls: bool) -> bool:
    return not falls or turn.state not in ("to decide", "to state")


def _hardness(turn: Turn) -> tuple[int, date]:
    return _NEARNESS.index(turn.state), turn.day or date.min


def _difficulty(turns: _Options) -> tuple[tuple[int, date], int]:
    return (_hardness(turns[0]) if turns else (0, date.min)), len(turns)


def _split(node: Node) -> tuple[Node, ...]:
    """Return the ways in which the only condition that a way fails by can be met, if several."""
    for _ in range(_DEEP):
        match node:
            case Derived(premises=premises):
                failing = [one for one in premises if status(one) == "fails"]
                if len(failing) != 1:
                    return ()
                node = failing[0]
            case Absent(reason="no route", routes=(only,)):
                node = only
            case Absent(reason="no route", routes=routes):
                return routes
            case _:
                return ()
    return ()


def head_of(node: Node) -> Derived | None:
    """Return the step that names a way: below an item its only condition, if a rule has it."""
    for _ in range(_DEEP):
        match node:
            case Derived(rule=rule, premises=premises):
                inside = [one for one in premises if not _is_idle(one)]
                below = inside[0] if len(inside) == 1 else None
                if rule.role in ("item", "bridge", "asked") and _has_rule(below):
                    assert below is not None
                    node = below
                    continue
                return node
            case Absent(routes=(only,)):
                node = only
            case _:
                return None
    return None


def _is_idle(node: Node) -> bool:
    return (isinstance(node, Compared) and says_nothing(node)) or (
        isinstance(node, Derived) and node.rule.role == "context"
    )


def _has_rule(node: Node | None) -> bool:
    match node:
        case Derived():
            return True
        case Absent(routes=routes):
            return len(routes) == 1 and isinstance(routes[0], Derived)
        case _:
            return False


def facts_beside(node: Compared, of: Derived) -> tuple[Node, ...]:
    """Return the conditions of a step that give the values of a comparison their meaning."""
    used = {*in_expression(node.comparison.left), *in_expression(node.comparison.right)}
    known = [(name, value) for name, value in node.bindings if name in used]
    values = {_value(value) for name, value in known if not _is_today_name(name)}
    found: list[Node] = []
    for one in of.premises:
        match one:
            case Stated(atom) | ListedRow(atom) | Finding(atom) | Derived(atom) | Assumption(atom):
                if any(arg is not None and _value(arg) in values for arg in atom.args):
                    found.append(one)
            case Aggregated(result=result):
                if _value(result) in values:
                    found.append(one)
            case Absent() | Compared() | Circular() | Exception_() | ByCases():
                pass
    return tuple(found)


def _without_meaning(node: Compared, facts: Sequence[Node]) -> list[Value]:
    """Return the days and individuals of a comparison that no condition beside it gives."""
    used = {*in_expression(node.comparison.left), *in_expression(node.comparison.right)}
    given = [
        value
        for name, value in node.bindings
        if name in used and isinstance(value, date | Entity) and not _is_today_name(name)
    ]
    return [value for value in given if not any(_gives(one, value) for one in facts)]


def _gives(node: Node, value: Value) -> bool:
    atom = getattr(node, "atom", None)
    return atom is not None and value in atom.args


def _value(value: Value) -> tuple[type, Value]:
    return type(value), value


def is_today(expr: Expr) -> bool:
    """Tell whether one side of a comparison is the day of the question."""
    return isinstance(expr, Today) or (isinstance(expr, Var) and _is_today_name(expr.name))


def _is_today_name(name: str) -> bool:
    return name.split("'")[0] == TODAY_VARIABLE.name


def _is_of_today(comparison: Comparison) -> bool:
    return any(_speaks_of_today(side) for side in (comparison.left, comparison.right))


def _speaks_of_today(expr: Expr) -> bool:
    if isinstance(expr, Apply):
        return any(_speaks_of_today(arg) for arg in expr.args)
    return is_today(expr)


def _waits_for_a_fact(node: Compared, beside: Sequence[Node]) -> bool:
    """Tell whether a comparison is open only since a fact beside it is not stated."""
    return node.status == "unknown" and any(
        isinstance(one, Assumption | Finding | Derived | Stated | ListedRow) for one in beside
    )
