"""Errors of laws that could be read in part only: those that do not follow from what is unread."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from parser.datalog.check import check
from parser.datalog.from_resolved import lower
from parser.resolved.law_tree import Law, Rule
from parser.resolved.lexicon import vocabulary_of
from parser.resolved.matching import Row, matches
from parser.resolved.trie import names_of, trie_of
from parser.resolved.vocabulary import sentence_forms
from parser.resolved.wording import template_text
from parser.syntax.scan import scan
from parser.text.diagnostic import Diagnostic, SourceError

_CONSEQUENCES = frozenset({"unknown-rule", "unknown-reading"})
"""Errors about what names a rule or a reading: that may be there, and unreadable."""

_OF_ONE_RULE = frozenset({"unsafe-variable", "negation-through-recursion", "paradox"})
"""Errors that stay whatever other rules are added."""


def without_consequences(problems: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield the errors that do not come from rules and readings that could not be read."""
    return (each for each in problems if each.code not in _CONSEQUENCES)


def errors_of_lowering(laws: Sequence[Law]) -> tuple[Diagnostic, ...]:
    """Return the errors that lowering and checking find in the rules that could be understood."""
    ids = {rule.provision.rule for law in laws for rule in law.rules}
    cut = [
        replace(law, rules=tuple(_without_unread(rule, ids) for rule in law.rules)) for law in laws
    ]
    try:
        vocabulary_of(cut)
        check(lower(cut))
    except SourceError as error:
        return tuple(each for each in error.diagnostics if each.code in _OF_ONE_RULE)
    return ()


def _without_unread(rule: Rule, ids: set[str]) -> Rule:
    """Return a rule without references to rules that could not be understood."""
    return replace(
        rule,
        notwithstanding=tuple(each for each in rule.notwithstanding if each[0] in ids),
        subject_to=tuple(each for each in rule.subject_to if each[0] in ids),
        instead_of=tuple(each for each in rule.instead_of if each[0] in ids),
    )


def with_missing_uses(
    problems: Iterable[Diagnostic], laws: Sequence[Law], texts: Mapping[str, str]
) -> Iterator[Diagnostic]:
    """Yield the errors; of an unknown sentence that another law declares, the help names that law.

    `texts` are the sources by file name.
    """
    for each in problems:
        sentence = texts.get(each.at.file, "")[each.at.start : each.at.end]
        advice = _advice_to_use(sentence, laws) if each.code == "unknown-sentence" else None
        yield each if advice is None else replace(each, help=advice)


def _advice_to_use(sentence: str, laws: Sequence[Law]) -> str | None:
    """Return the advice to use the law that declares a sentence, or None if none does."""
    try:
        row = Row(scan(sentence, "", 0, 1), names_of(name for law in laws for name in law.names))
    except SourceError:
        return None
    for law in laws:
        every = law.predicates.values()
        own = [(each.name, form) for each in every for form in sentence_forms(each)]
        found = matches(row, trie_of(own))
        if found:
            template = template_text(law.predicates[found[0].predicate])
            return (
                f"`{template}` is a sentence of another law: add `{law.id}` to `uses`, "
                f"below the `law` line (`uses {law.id}`)"
            )
    return None
