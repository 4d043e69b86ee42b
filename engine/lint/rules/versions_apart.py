"""L401: versions of one provision whose days in force overlap, or leave days out."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from engine.lint.laws import Laws
from engine.lint.rule import LintRule, finding
from kb.entries import predicates_in
from parser.resolved.law_tree import Rule
from parser.resolved.tree import Constant
from parser.text.diagnostic import Diagnostic, Label


def _find(laws: Laws) -> Iterator[Diagnostic]:
    """Yield rules of one provision, one in force after the other, with days twice or with none."""
    versions: dict[tuple[object, ...], list[Rule]] = defaultdict(list)
    for rule in laws.rules:
        fixed = tuple(a.value if isinstance(a, Constant) else None for a in rule.head.args)
        key = (rule.provision.law, rule.provision.cites, rule.head.predicate, fixed)
        versions[(*key, rule.negative, rule.under)].append(rule)
    for rules in versions.values():
        rules.sort(key=lambda rule: rule.starts or date.min)
        for first, second in pairwise(rules):
            if second.starts is not None and _is_version(first, second):
                yield from _apart(first, second, second.starts)


def _is_version(first: Rule, second: Rule) -> bool:
    """Tell whether a rule is another version of one: it was in force for a time, or reads alike."""
    if first.ends is not None:
        return True
    return set(predicates_in(first.body)) == set(predicates_in(second.body))


def _apart(first: Rule, second: Rule, starts: date) -> Iterator[Diagnostic]:
    name, named = second.provision.rule, first.provision.rule
    label = Label(first.span, "the version before it")
    if first.ends is None or first.ends >= starts:
        until = "for ever" if first.ends is None else f"until {first.ends}"
        yield finding(
            "L401",
            f"`{named}` is in force {until}, and `{name}` from {starts} beside it",
            second.span,
            f"let the version before it be in force until {starts - timedelta(days=1)}",
            label,
        )
    elif first.ends + timedelta(days=1) < starts:
        yield finding(
            "L401",
            f"neither `{named}` nor `{name}` is in force from {first.ends + timedelta(days=1)} "
            f"until {starts - timedelta(days=1)}",
            second.span,
            "correct the days, or write the rule of the time between them",
            label,
        )


RULE = LintRule("L401", "versions-apart", "days in force that overlap or leave days out", _find)
