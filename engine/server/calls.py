"""A rule -> the rules that it rests on, and those that it feeds: how conclusions run through laws.

A rule rests on another if it has a condition that the other concludes (or denies), or if the other
takes precedence over it or stands in its place.
"""

from collections.abc import Iterator, Sequence

from engine.server.ids import id_at
from engine.server.sentences import sentence_at
from engine.server.workspace import Workspace
from kb.entries import sentences_in
from parser.frozen import dataclass
from parser.resolved.law_tree import Law, Rule
from parser.text.span import Span


@dataclass(frozen=True, slots=True)
class Calling:
    """Another rule, and the places in the rule that rests on the other where it speaks of it."""

    rule: Rule
    places: tuple[Span, ...]


def rule_at(workspace: Workspace, path: str, offset: int) -> Rule | None:
    """Return the rule at a character of a file: that whose id stands there, or that around it.

    At a sentence that rules conclude it is the first of these rules.
    """
    every = [rule for law in workspace.reading(path).laws for rule in law.rules]
    found = id_at(workspace.text_or_nothing(path), offset)
    if found is not None:
        return next((one for one in every if one.provision.rule == found.name), None)
    here = [sentence for rule in every for sentence in (rule.head, *sentences_in(rule.body))]
    sentence = sentence_at(here, path, offset)
    if sentence is not None:
        return next((one for one in every if one.head.predicate == sentence.predicate), None)
    before = [
        one for one in every if one.span.file == path and one.span.start <= offset and one.body
    ]
    return max(before, key=lambda one: one.span.start, default=None)


def rests_on(laws: Sequence[Law], rule: Rule) -> Iterator[Calling]:
    """Yield the rules on which a rule rests, each with the places in the rule that speak of it."""
    for other in _rules(laws):
        if other.provision.rule != rule.provision.rule and (places := _places(rule, other)):
            yield Calling(other, places)


def feeds(laws: Sequence[Law], rule: Rule) -> Iterator[Calling]:
    """Yield the rules that rest on a rule, each with the places in it that speak of this rule."""
    for other in _rules(laws):
        if other.provision.rule != rule.provision.rule and (places := _places(other, rule)):
            yield Calling(other, places)


def _rules(laws: Sequence[Law]) -> Iterator[Rule]:
    return (rule for law in laws for rule in law.rules)


def _places(rule: Rule, other: Rule) -> tuple[Span, ...]:
    """Return where a rule speaks of another; its id where the other one says so of it."""
    found = [one.span for one in sentences_in(rule.body) if one.predicate == other.head.predicate]
    found += [span for name, span in rule.subject_to if name == other.provision.rule]
    over = (*other.notwithstanding, *other.instead_of)
    if any(name == rule.provision.rule for name, _ in over):
        found.append(rule.span)
    return tuple(dict.fromkeys(one for one in found if one.file))
