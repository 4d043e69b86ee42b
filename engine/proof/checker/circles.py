"""The well-founded model of rules that rest on their own negation, along what rests on what.

Each way in which a rule could conclude a row is written out once, with the rows that it needs and
those that would deny it. Rows that rest on each other are decided together, after all that they
rest on: so a chain of years, of which each rests on the year before, is decided year by year, in
time that grows with the years.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import NamedTuple

from engine.proof.checker.rows import Rows
from engine.proof.checker.solving import blocking, ways
from engine.proof.checker.strata import together
from engine.rails.names import OnRail, read
from engine.rails.rail import CERTAIN, GRANTED
from parser.datalog.tree import Atom, Const, Literal, Negation, Row, Rule, Term, Var
from parser.values import Value

Known = dict[str, Rows]

Sentence = tuple[str, Row]
"""A row of a predicate."""


class Way(NamedTuple):
    """One way in which a sentence could hold: `needs` hold, and nothing of `denied_by` does."""

    head: Sentence
    needs: tuple[Sentence, ...]
    denied_by: tuple[Sentence, ...]


def upper(rules: Sequence[Rule], known: Known) -> list[Rule]:
    """Return rules in which what they deny of each other is denied only where it is stored.

    What follows from these is all that could follow. `known` gets what is stored under new names.
    """
    names = {rule.head.pred for rule in rules}
    for name in names:
        known[_stored(name)] = Rows(known.get(name, ()))
    return [
        replace(rule, body=tuple(_of_stored(one, names, n) for n, one in enumerate(rule.body)))
        for rule in rules
    ]


def _stored(name: str) -> str:
    return f"{name} stored"


def _of_stored(literal: Literal, names: AbstractSet[str], place: int) -> Literal:
    match literal:
        case Negation(atom) if atom.pred in names:
            return replace(literal, atom=replace(atom, pred=_stored(atom.pred)))
        case Atom(args=args):  # so that a way tells which row it needs
            named = (
                Var(f"_ {place} {number}") if term == Var("_") else term
                for number, term in enumerate(args)
            )
            return replace(literal, args=tuple(named))
        case _:
            return literal


def decide(rules: Sequence[Rule], widest: Sequence[Rule], known: Known) -> None:
    """Put the well-founded model of rules in the place of all that could follow from them.

    `widest` are the rules that `upper` returned, and `known` has what follows from these.
    """
    names = {rule.head.pred for rule in rules}
    leading: dict[Sentence, set[Way]] = {}
    for rule, wide in zip(rules, widest, strict=True):
        for way in _ways(rule, wide, names, known):
            leading.setdefault(way.head, set()).add(way)
    holds = {(name, row) for name in names for row in known[_stored(name)]}

    def below(one: Sentence) -> Iterator[Sentence]:
        for way in leading.get(one, ()):
            yield from way.needs
            yield from way.denied_by

    for members in together(leading, below):
        own = [way for one in members for way in leading.get(one, ())]
        holds |= _decided(own, members, holds)
    for name in names:
        known[name] = known.pop(_stored(name))
    for name, row in holds:
        known[name].add(row)


def _ways(rule: Rule, wide: Rule, names: AbstractSet[str], known: Known) -> Iterator[Way]:
    needed = [one for one in wide.body if isinstance(one, Atom) and one.pred in names]
    denied = [one for one in rule.body if isinstance(one, Negation) and one.atom.pred in names]
    for bindings in ways(wide.body, {}, known):
        yield Way(
            (rule.head.pred, _row(rule.head.args, bindings)),
            tuple((one.pred, _row(one.args, bindings)) for one in needed),
            tuple(
                (one.atom.pred, row)
                for one in denied
                for row in blocking(one, bindings, known.get(one.atom.pred, ()))
            ),
        )


def _row(args: Sequence[Term], bindings: Mapping[str, Value]) -> Row:
    return tuple(term.value if isinstance(term, Const) else bindings[term.name] for term in args)


def _decided(
    own: Sequence[Way], members: Collection[Sentence], holds: AbstractSet[Sentence]
) -> set[Sentence]:
    """Return which of some sentences hold that rest on each other and on what is decided.

    Each is there twice: as what certainly holds, and as what is not yet excluded. First nothing is
    certain. What is excluded, all together, has no way to hold that does not need another excluded
    sentence, or the absence of a certain one; and what is certain needs only the absence of
    excluded ones. So the certain ones only grow, and the others only shrink.
    """
    sure = [way for way in own if _is_sure(way.head[0])]
    open_ = [way for way in own if not _is_sure(way.head[0])]
    inside = frozenset(members)
    certain = {one for one in inside & holds if _is_sure(one[0])}
    while True:
        before = len(certain)
        may = _following(open_, inside, holds, certain)
        certain |= _following(sure, inside, holds, may)
        if len(certain) == before or not (sure and open_):
            return may | certain


def _following(
    own: Sequence[Way],
    inside: AbstractSet[Sentence],
    holds: AbstractSet[Sentence],
    against: AbstractSet[Sentence],
) -> set[Sentence]:
    """Return what some ways lead to where nothing that holds, or is `against` them, denies them.

    What they need has to hold, or to be led to by others of them.
    """
    found: set[Sentence] = set()
    waiting: dict[Sentence, list[Way]] = {}
    missing: dict[Way, int] = {}
    new: list[Sentence] = []
    for way in own:
        if any(one in holds or one in against for one in way.denied_by):
            continue
        left = {one for one in way.needs if one not in holds}
        if not left <= inside:
            continue
        missing[way] = len(left)
        for one in left:
            waiting.setdefault(one, []).append(way)
        if not left:
            new.append(way.head)
    while new:
        head = new.pop()
        if head in found:
            continue
        found.add(head)
        for way in waiting.get(head, ()):
            missing[way] -= 1
            if not missing[way]:
                new.append(way.head)
    return found


def _is_sure(name: str) -> bool:
    """Tell whether the rows under a name say what certainly holds, not what may."""
    rail = read(name)
    return isinstance(rail, OnRail) and rail.rail in (CERTAIN, GRANTED)
