"""The rules of the linter, each a file of its own, in the order of their codes."""

from engine.lint.rule import LintRule
from engine.lint.rules import (
    always_defeated,
    citation_missing,
    conflict_without_priority,
    idle_reading,
    implied_condition,
    inclusive_and_exclusive,
    limits_apart,
    near_duplicate_row,
    never_holds,
    provision_without_rule,
    rule_without_case,
    spelled_apart,
    text_and_number,
    today_instead,
    unit_slip,
    unused_sentence,
    versions_apart,
)

RULES: tuple[LintRule, ...] = (
    unused_sentence.RULE,
    citation_missing.RULE,
    provision_without_rule.RULE,
    rule_without_case.RULE,
    spelled_apart.RULE,
    near_duplicate_row.RULE,
    idle_reading.RULE,
    implied_condition.RULE,
    never_holds.RULE,
    always_defeated.RULE,
    conflict_without_priority.RULE,
    limits_apart.RULE,
    inclusive_and_exclusive.RULE,
    unit_slip.RULE,
    text_and_number.RULE,
    versions_apart.RULE,
    today_instead.RULE,
)
"""Every rule that looks at laws; those of switches are in `engine.lint.switches`."""
