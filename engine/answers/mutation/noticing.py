"""Which worked case notices a mutant: the first of those that it can touch."""

from collections.abc import Iterable

from engine.answers.ask import of_world, world
from engine.answers.mutation.at_once import met_at_once
from engine.answers.mutation.bench import Bench, Expected
from engine.answers.mutation.mutant import Mutant
from engine.answers.mutation.resting import with_law
from engine.answers.mutation.touching import OPEN, Touched
from engine.answers.reasons import answers_of, nodes, roots_of
from engine.answers.reply import Reply
from engine.answers.worked_cases import Checked, check
from engine.arithmetic.errors import EvaluationError
from engine.proof.node import Derived, Exception_
from kb.base import KnowledgeBase
from parser.resolved.tree import Case, Expectation, Question
from parser.text.diagnostic import SourceError


class Refused(Exception):
    """A mutant that is no law: nothing gives a value to what it speaks of, or the like."""


def spoken_of(one: Expectation, case: Case, bench: Bench) -> frozenset[str] | None:
    """Return the rules of the explanation of an answer that a case expects; None for another."""

    def asking(question: Question, of: Case) -> Reply:
        there = world(bench.kb, question, of, of.as_of or bench.today, bench.backend)
        return of_world(bench.kb, there, question, of, suggest=False)

    found = check(case, one, asking)
    return _spoken_of(found) if found.met else None


def _spoken_of(found: Checked) -> frozenset[str]:
    assert found.reply is not None, "what is met was answered"
    ids: set[str] = set()
    for node in nodes(root for one in answers_of(found.reply) for root in roots_of(one)):
        if isinstance(node, Derived) and node.rule.provision is not None:
            ids.add(node.rule.provision.rule)
        elif isinstance(node, Exception_) and node.provision is not None:
            ids.add(node.provision.rule)
    return frozenset(ids)


LOOKS = 6
"""How many open answers whose explanation speaks of a rule are looked into for one mutant."""


def noticed(mutant: Mutant, touches: Iterable[Touched], bench: Bench) -> Expected | None:
    """Return the first expectation that a mutant does not meet, None if it meets all.

    A question that can no longer be asked of its case is one that is not met. What an answer that
    is open comes to by cases takes a hundred times as long as the first look, so only a few are
    looked into whose explanation speaks of the rule: a mutant that only others could notice passes
    for one that nobody does. Raises Refused for what is no law.
    """
    changed: dict[str, KnowledgeBase] = {}
    looks = 0
    for one, closely in touches:
        goal = one.expectation.question.sentence.predicate
        if goal not in changed:
            try:
                changed[goal] = with_law(bench.kb, mutant.law, bench.part(goal))
            except SourceError as error:
                raise Refused(str(error)) from error
        kb = changed[goal]
        is_open = one.expectation.verdict in OPEN
        looks += closely and is_open
        is_quick = is_open and (not closely or looks > LOOKS)
        if not _is_met(kb, one, bench, is_quick and not one.expectation.question.open):
            return one
    return None


def _is_met(kb: KnowledgeBase, one: Expected, bench: Bench, is_quick: bool) -> bool:
    """Tell whether laws answer a question as its case expects.

    Only what the first look leaves open is answered in full, and passes for met if `is_quick`.
    """
    case, question = one.case, one.expectation.question
    try:
        there = world(kb, question, case, case.as_of or bench.today, bench.backend)
        found = met_at_once(there, one.expectation)
    except (EvaluationError, SourceError):
        return False
    if found is not None or is_quick:
        return found is not False
    by_rules = bool(one.expectation.by)  # else what is open needs no reasons

    def asking(question: Question, case: Case) -> Reply:
        return of_world(kb, there, question, case, every_route=by_rules, suggest=False)

    return check(case, one.expectation, asking).met
