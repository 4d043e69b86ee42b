"""L107: a reading of which a choice changes nothing."""

from collections.abc import Iterator

from engine.lint.laws import Laws
from engine.lint.rule import LintRule, finding
from parser.resolved.law_tree import Rule
from parser.text.diagnostic import Diagnostic, Label


def _find(laws: Laws) -> Iterator[Diagnostic]:
    """Yield choices that no rule is under, and rules that say what the replaced ones say."""
    chosen = {choice for rule in laws.rules for choice in rule.under}
    for law in laws.kb.laws:
        for switch in law.switches:
            if switch.overlay:
                continue
            for choice, _ in switch.choices[1:]:
                if (switch.id, choice) not in chosen:
                    yield finding(
                        "L107",
                        f"nothing changes under `{switch.id} {choice}`: no rule is under it",
                        switch.span,
                        f"write the rule that is `under {switch.id} {choice}`, or leave it out",
                    )
    for rule in laws.rules:
        for named, span in rule.instead_of:
            other = laws.known.get(named)
            if other is not None and len(rule.instead_of) == 1 and _is_same(rule, other):
                yield finding(
                    "L107",
                    f"`{rule.provision.rule}` says what `{named}` says, whose place it takes",
                    span,
                    "write what it says otherwise, or leave the reading out",
                    Label(other.span, "the other rule"),
                )


def _is_same(one: Rule, other: Rule) -> bool:
    return (one.head, one.body, one.negative, one.presumed) == (
        other.head,
        other.body,
        other.negative,
        other.presumed,
    )


RULE = LintRule("L107", "idle-reading", "a reading of which a choice changes nothing", _find)
