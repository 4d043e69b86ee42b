"""Of a question that two completions answer differently: one way to each answer."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from engine.answers.missing import beyond
from engine.answers.reply import Missing, Need, Verdict
from engine.rails.said import SUPPOSED, Said, Source
from engine.rails.supposing import Supposed, row_of
from parser.resolved.vocabulary import GroundAtom
from parser.values import Range

Ways = tuple[tuple[Verdict, tuple[Supposed, ...]], ...]
"""What is supposed in a world that comes out *yes*, and in one that comes out *no*."""


def both_ways(
    known: Iterable[tuple[Verdict, tuple[Supposed, ...]]], missing: Iterable[Missing]
) -> Ways:
    """Return what is supposed in a world that comes out *yes* and in one that comes out *no*.

    Nothing is returned unless both are found, among the `known` ways or by what is missing.
    """
    found: dict[Verdict, tuple[Supposed, ...]] = dict(known)
    for one in missing:
        found.setdefault(one.if_so, tuple(_needed(need) for need in one.needs))
        if len(one.needs) == 1 and (contrary := _contrary(one.needs[0])) is not None:
            found.setdefault(one.if_not, (contrary,))
    if not {"yes", "no"} <= found.keys():
        return ()
    return (("yes", found["yes"]), ("no", found["no"]))


def with_stated(ways: Ways, said: Sequence[Said]) -> Ways:
    """Return ways in which nothing of a kind is so, with what is stated of it, which stays so.

    Where Ana knows Bo, that she knows nobody would contradict it: she knows nobody else.
    """
    return tuple(
        (verdict, tuple(replace(one, stated=_stated(one, said)) for one in supposed))
        for verdict, supposed in ways
    )


def _stated(one: Supposed, said: Sequence[Said]) -> GroundAtom | None:
    if one.how != "not" or None not in one.atom.args:
        return one.stated
    rows = (row_of(each) for each in said if each.statement.kind == "states")
    alike = (row for row in rows if row.pred == one.atom.pred and _may_be(row, one.atom))
    return next(alike, None)


def _may_be(row: GroundAtom, wanted: GroundAtom) -> bool:
    beside = zip(row.args, wanted.args, strict=True)
    return all(arg in (None, value) or isinstance(value, Range) for value, arg in beside)


def _needed(need: Need) -> Supposed:
    """Return a missing fact as something that is supposed."""
    if need.negative:
        return Supposed("not", need.atom)
    args = list(need.atom.args)
    for limit in need.limits:
        is_one = limit.low is not None and limit.low == limit.high
        args[limit.place] = limit.low if is_one else Range(limit.low, limit.high)
    return Supposed("so", replace(need.atom, args=tuple(args)))


def _contrary(need: Need) -> Supposed | None:
    """Return what is so where a fact is not; a stated one has a value beyond the limits then."""
    if need.replaces is None:
        return _needed(replace(need, negative=not need.negative, limits=()))
    outside = [(limit.place, one) for limit in need.limits for one in beyond(limit)]
    if not outside:
        return None
    (place, value), *_ = outside
    args = list(need.atom.args)
    args[place] = value
    stated = row_of(Said(need.replaces, Source(who=SUPPOSED)))
    return Supposed("narrowed", GroundAtom(need.atom.pred, tuple(args)), stated)
