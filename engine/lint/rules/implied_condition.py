"""L201: a condition that others of the same rule say already."""

from collections.abc import Iterator

from engine.lint.bounds import bounds_of, implies
from engine.lint.closure import follows
from engine.lint.conjunctions import Together, together
from engine.lint.laws import Laws
from engine.lint.rule import LintRule, finding
from parser.resolved.law_tree import Compares
from parser.text.diagnostic import Diagnostic, Label
from parser.text.span import NOWHERE

_ADVICE = "leave it out, or correct the one that was meant otherwise"


def _find(laws: Laws) -> Iterator[Diagnostic]:
    """Yield conditions that cannot fail where those beside and around them hold."""
    for rule in laws.rules:
        for found in together(rule.body):
            yield from _compared(found)
            yield from _repeated(found)


def _compared(found: Together) -> Iterator[Diagnostic]:
    first = len(found.compares) - found.own_compares
    idle: set[int] = set()
    for place in range(first, len(found.compares)):
        own = found.compares[place]
        others = [
            one
            for at, one in enumerate(found.compares)
            if at != place and at not in idle and one.span != NOWHERE
        ]
        because = _because(own, others)
        if own.span != NOWHERE and because:
            idle.add(place)
            labels = (Label(one.span, "it follows from this") for one in because)
            yield finding(
                "L201", "this says nothing that is not said already", own.span, _ADVICE, *labels
            )


def _because(own: Compares, others: list[Compares]) -> tuple[Compares, ...]:
    if own.op == "=":
        return tuple(one for one in others if one == own)[:1]
    for one in others:
        if any(implies(a, b) for a in bounds_of(one) for b in bounds_of(own)):
            return (one,)
    return follows(own, others)


def _repeated(found: Together) -> Iterator[Diagnostic]:
    first = len(found.holds) - found.own_holds
    for place in range(first, len(found.holds)):
        held, span = found.holds[place]
        for other, before in found.holds[:place]:
            if held == other and span != NOWHERE:
                yield finding(
                    "L201",
                    "this condition stands twice",
                    span,
                    _ADVICE,
                    Label(before, "it is said here already"),
                )
                break


RULE = LintRule("L201", "implied-condition", "a condition that others say already", _find)
