"""L204: two rules that conclude opposite things, of which none takes precedence."""

from collections.abc import Iterator
from itertools import product

from engine.lint.closure import contradiction
from engine.lint.laws import Laws
from engine.lint.matching import meeting
from engine.lint.rule import LintRule, finding
from parser.resolved.law_tree import Holds, Rule
from parser.resolved.tree import Sentence
from parser.text.diagnostic import Diagnostic, Label


def _find(laws: Laws) -> Iterator[Diagnostic]:
    """Yield pairs of rules that may both apply to one case and contradict each other there."""
    for rules in laws.concluding.values():
        affirming = [rule for rule in rules if not rule.negative]
        denying = [rule for rule in rules if rule.negative]
        for one, other in product(affirming, denying):
            if not _is_settled(one, other, laws) and laws.may_meet(one, other):
                yield from _conflict(one, other, laws)


def _is_settled(one: Rule, other: Rule, laws: Laws) -> bool:
    first, second = one.provision.rule, other.provision.rule
    above, below = laws.stronger.get(first, frozenset()), laws.stronger.get(second, frozenset())
    return one.presumed or other.presumed or second in above or first in below


def _conflict(one: Rule, other: Rule, laws: Laws) -> Iterator[Diagnostic]:
    found = meeting(one, other, laws.predicates)
    if found is None:
        return
    if _excludes(found.one.aside, found.other.holds) or _excludes(
        found.other.aside, found.one.holds
    ):
        return
    if contradiction((*found.one.compares, *found.other.compares)) is not None:
        return
    name, named = other.provision.rule, one.provision.rule
    yield finding(
        "L204",
        f"`{name}` denies what `{named}` concludes, and nobody said which of them prevails",
        other.span,
        f"write `notwithstanding {named}` in the one that prevails, or a condition that keeps "
        "them apart",
        Label(one.span, f"`{named}` concludes it"),
    )


def _excludes(aside: tuple[Sentence, ...], holds: tuple[tuple[Holds, object], ...]) -> bool:
    return any(not held.negative and held.sentence in aside for held, _ in holds)


RULE = LintRule("L204", "conflict-without-priority", "two rules that contradict each other", _find)
