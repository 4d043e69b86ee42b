"""L101: a sentence of the vocabulary that nothing speaks of."""

from collections.abc import Iterator

from engine.lint.laws import Laws
from engine.lint.rule import LintRule, finding
from parser.resolved.vocabulary import Predicate
from parser.resolved.wording import template_text
from parser.text.diagnostic import Diagnostic
from parser.text.span import NOWHERE


def _find(laws: Laws) -> Iterator[Diagnostic]:
    """Yield sentences that no condition reads, no rule concludes and no worked case asks."""
    asked = {one.question.sentence.predicate for case in laws.cases for one in case.expectations}
    spoken = {*laws.asked_by, *asked}
    for law in laws.kb.laws:
        for name, predicate in law.predicates.items():
            if name in spoken or not predicate.parts or predicate.span == NOWHERE:
                continue
            if predicate.origin == "derived" and name in laws.concluding:
                continue
            yield finding(
                "L101",
                f"{_WHAT[predicate.origin]}, and nothing speaks of `{template_text(predicate)}`",
                predicate.span,
                _way_out(predicate),
            )


_WHAT = {
    "given": "it is a fact that somebody states",
    "decided": "it is a finding that an authority makes",
    "listed": "it is a table",
    "derived": "no rule concludes it",
}


def _way_out(predicate: Predicate) -> str:
    if predicate.origin == "derived":
        return "write the rule that concludes it, or leave it out of the vocabulary"
    return "write the rule that rests on it, or leave it out of the vocabulary"


RULE = LintRule("L101", "unused-sentence", "a sentence that nothing speaks of", _find)
