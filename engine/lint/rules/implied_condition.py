"""L201: a condition that others of the same rule say already."""

from collections.abc import Iterator

from engine.lint.closure import follows_from
from engine.lint.conjunctions import Together, together
from engine.lint.laws import Laws
from engine.lint.rule import LintRule, finding
from parser.text.diagnostic import Diagnostic, Label
from parser.text.span import NOWHERE, Span

_ADVICE = "leave it out, or correct the one that was meant otherwise"


def _find(laws: Laws) -> Iterator[Diagnostic]:
    """Yield conditions that cannot fail where those beside and around them hold.

    An exception that consists of one is for L202: its rule never prevails.
    """
    for rule in laws.rules:
        for found in together(rule.body):
            if found.alone != "none":
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
        because = follows_from(own, others)
        if own.span != NOWHERE and because:
            idle.add(place)
            labels = [Label(one.span, "it follows from this") for one in because]
            yield finding("L201", *_said(found, own.span), *labels)


def _repeated(found: Together) -> Iterator[Diagnostic]:
    first = len(found.holds) - found.own_holds
    for place in range(first, len(found.holds)):
        held, span = found.holds[place]
        for other, before in found.holds[:place]:
            if held == other and span != NOWHERE:
                label = Label(before, "it is said here already")
                yield finding("L201", *_said(found, span, "this condition stands twice"), label)
                break


def _said(
    found: Together, at: Span, what: str = "this says nothing that is not said already"
) -> tuple[str, Span, str]:
    """Return message, place and way out: an alternative that always holds is not to be left out."""
    if found.alone in ("any", "at least"):
        return (
            "this always holds here, so that the alternatives beside it say nothing",
            at,
            "correct it, or leave the enumeration out",
        )
    return what, at, _ADVICE


RULE = LintRule("L201", "implied-condition", "a condition that others say already", _find)
