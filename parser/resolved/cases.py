"""A case -> what it states about whom, and what it expects."""

from dataclasses import replace

from parser.resolved.constants import Individuals
from parser.resolved.contradictions import contradictions
from parser.resolved.expectations import expectation_of
from parser.resolved.lexicon import Vocabulary
from parser.resolved.sentences import Reading
from parser.resolved.statements import statement_of
from parser.resolved.suggestions import did_you_mean
from parser.resolved.switches import chosen
from parser.resolved.tree import Case
from parser.syntax.tree import CaseDecl
from parser.text.diagnostic import Diagnostic, SourceError


def resolve_case(case: CaseDecl, vocabulary: Vocabulary) -> Case:
    """Return a case in the words of a vocabulary, with the individuals that it introduces.

    Raises `SourceError` with everything wrong in it: unknown sentences and names, sentences that
    are not for stating, terms of the wrong kind, contradictions, impossible answers.
    """
    problems: list[Diagnostic] = []
    meaning = _meaning(case, vocabulary, problems)
    vocabulary = replace(vocabulary, meaning=meaning) if meaning else vocabulary
    individuals = Individuals(vocabulary, problems)
    reads = Reading(vocabulary, individuals, problems)
    stated = [statement_of(each, reads, case.as_of) for each in case.statements]
    statements = tuple(each for each in stated if each is not None)
    problems += contradictions(statements, vocabulary.predicates)
    expected = [expectation_of(each, reads, case) for each in case.expectations]
    under = chosen(case.under, vocabulary.switches, problems)
    if problems:
        raise SourceError(tuple(sorted(problems, key=lambda each: each.at.start)))
    return Case(
        case.title,
        case.as_of,
        statements,
        tuple(each for each in expected if each is not None),
        {name: kind for name, (kind, _) in individuals.introduced.items()},
        under,
        meaning,
        span=case.span,
    )


def _meaning(case: CaseDecl, vocabulary: Vocabulary, problems: list[Diagnostic]) -> str:
    """Return the law whose sentences a case means, or nothing; reports one that is not there."""
    if case.meaning is None:
        return ""
    law, span = case.meaning
    laws = {each.law for each in vocabulary.predicates.values() if each.law}
    if law in laws:
        return law
    advice = did_you_mean(law, sorted(laws), "name a law that is loaded", problems)
    problems.append(Diagnostic("unknown-law", f"there is no law `{law}`", span, help=advice))
    return ""
