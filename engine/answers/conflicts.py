"""Two rules that both apply and contradict each other: shown with both, never resolved."""

from collections.abc import Iterator

from engine.answers.reply import Conflict
from engine.answers.world import Goal, World
from engine.arithmetic import compare
from engine.arithmetic.errors import EvaluationError
from engine.proof.explain import prove
from engine.proof.grounds import Pattern
from engine.rails.rail import CERTAIN, POSSIBLE
from parser.datalog.tree import Row
from parser.resolved.vocabulary import Predicate
from parser.values import Range, Value


def conflicts(world: World, pred: str, row: Pattern) -> tuple[Conflict, ...]:
    """Return the contradictions about one sentence.

    It is also concluded to be false, or a slot that has one value gets two.
    """
    return (*_denied(world, pred, row), *_two_values(world, pred, row))


def _denied(world: World, pred: str, row: Pattern) -> Iterator[Conflict]:
    """Yield each row that is concluded and denied.

    A value that is not known may be another one on either side, unless it has a name.
    """
    naming = world.railed.naming
    for other in opposed(world, pred):
        name, contrary = naming.name(pred, CERTAIN), naming.name(other, CERTAIN)
        for against in world.model.rows(contrary, row):
            if any(isinstance(value, Range) and not value.of for value in against):
                continue
            if not world.model.rows(name, against):
                continue
            left, right = (
                prove(world.grounds, (name, against)),
                prove(world.grounds, (contrary, against)),
            )
            if left is not None and right is not None:
                yield Conflict(left, right)


def contraries(world: World, pred: str, row: Pattern) -> Iterator[Goal]:
    """Yield what may not be so beside a sentence: its denial, another value where it has one."""
    for other in opposed(world, pred):
        yield Goal(other, row)
    predicate = world.railed.base.predicates[pred]
    slot = predicate.single
    if slot is None or predicate.origin != "derived":
        return
    wanted = tuple(None if place == slot else value for place, value in enumerate(row))
    own = row[slot]
    name = world.railed.naming.name(pred, POSSIBLE)
    for other_row in sorted(world.model.rows(name, wanted), key=repr):
        value = other_row[slot]
        if own is not None and not isinstance(value, Range) and _must_differ(own, value):
            yield Goal(pred, other_row)


def opposed(world: World, pred: str) -> Iterator[str]:
    """Yield the predicates that conclude the negation of `pred`."""
    for name, predicate in world.railed.base.predicates.items():
        if predicate.denies == pred:
            yield name


def _must_differ(left: Value, right: Value) -> bool:
    """Tell whether two values are certainly not the same one, whatever is not known of them."""
    try:
        return compare("!=", left, right)
    except EvaluationError:
        return True


def _two_values(world: World, pred: str, row: Pattern) -> Iterator[Conflict]:
    predicate: Predicate = world.railed.base.predicates[pred]
    if predicate.single is None or predicate.origin != "derived":
        return
    slot = predicate.single
    name = world.railed.naming.name(pred, CERTAIN)
    wanted = tuple(None if i == slot else value for i, value in enumerate(row))
    first: dict[Row, list[Row]] = {}
    for found in sorted(world.model.rows(name, wanted), key=repr):
        before = first.setdefault(tuple(v for i, v in enumerate(found) if i != slot), [])
        other = next((one for one in before if _must_differ(one[slot], found[slot])), None)
        before.append(found)
        if other is None:
            continue
        left, right = prove(world.grounds, (name, other)), prove(world.grounds, (name, found))
        if left is not None and right is not None:
            yield Conflict(left, right)
