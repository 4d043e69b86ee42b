"""Single cases of a register asked of the case engine: what it answers, and why."""

from collections.abc import Sequence
from dataclasses import replace

from engine.answers.ask import ask
from engine.answers.reply import Answer, Reply
from engine.answers.verdicts import deciding, verdict_of
from engine.arithmetic.errors import EvaluationError
from engine.backends.sql.dialects import string
from engine.rails.impossible import CannotBe
from engine.rails.relevant_rules import relevant
from engine.registers.left_open import Alike, Asked, likeness
from engine.registers.ready import Ready, predicates_in
from engine.registers.reasons import reasons_of
from engine.registers.rules.subject import about
from engine.registers.run import Run
from engine.registers.values import values_text
from kb.base import KnowledgeBase
from parser.datalog.tree import Rule
from parser.resolved.tree import Case, Question
from parser.resolved.vocabulary import Provision
from parser.text.diagnostic import SourceError
from parser.values import Entity


def asked_of(kb: KnowledgeBase, run: Run, ready: Ready, case: Case, alike: Alike) -> Asked | None:
    """Return what the case engine says of a case, or has said of one that looks the same to it.

    None if it was asked of as many cases as it may be. What it says is added to `alike`.
    """
    key = likeness(case, ready)
    if key not in alike.said:
        if alike.is_full:
            return None
        try:
            reply = explained(kb, run, ready.question, case, every_route=False)
        except (EvaluationError, SourceError) as error:
            alike.said[key] = Asked("", error=reason_of(error))
        else:
            alike.said[key] = Asked(verdict_of(reply), _is_decided(reply))
    return alike.said[key]


def reason_of(error: EvaluationError | SourceError) -> str:
    """Return why a case cannot be answered, without the rule, which has a column of its own."""
    return error.reason if isinstance(error, EvaluationError) else str(error)


def provision_of(error: EvaluationError | SourceError) -> str:
    """Return by which rule, or by which constraint, a case is refused; nothing if by neither."""
    match error:
        case EvaluationError(rule=Rule(provision=Provision(rule=name))):
            return name
        case CannotBe(breaches=(first, *_)):
            return first.constraint.provision.rule
        case _:
            return ""


def _is_decided(reply: Reply) -> bool:
    return not isinstance(reply, Answer) or reply.decided


def row_of(
    kb: KnowledgeBase,
    run: Run,
    question: Question,
    of: tuple[int, Case],
    refused: Sequence[str],
) -> str:
    """Return the row of a case, given with its number, for `AnswerTables.by_case`, as SQL.

    `refused` are the refused rows of complete tables that may say more of it. Raises
    EvaluationError or SourceError if the case cannot be answered.
    """
    number, case = of
    reply = explained(kb, run, question, case)
    said: list[str | None] = [verdict_of(reply), values_text(reply), *_reasons(kb, run, reply)]
    if refused and verdict_of(reply) in ("unknown", "depends"):
        said[-1] = "; ".join([*([said[-1]] if said[-1] else []), *refused])
    decided = _is_decided(reply)
    if run.against is None:
        said += [None, None]
    else:
        other = explained(kb, replace(run, under=run.against), question, case)
        said += [verdict_of(other), _reasons(kb, run, other)[0]]
        decided = decided and _is_decided(other)
    listed = ", ".join("NULL" if one is None else string(one) for one in said)
    return f"({number}, {listed}, {decided})"


def _reasons(kb: KnowledgeBase, run: Run, reply: Reply) -> tuple[str | None, ...]:
    """Return the deciding provision, the condition that falls short, and what is missing, if asked.

    Each is None where the run gives no reasons.
    """
    answer = deciding(reply)
    if not run.reasons or answer is None:
        return None, None, None
    why = reasons_of(answer, kb.predicates)
    return why.provision, why.condition, why.missing


def may_rest_on(kb: KnowledgeBase, question: Question) -> frozenset[str]:
    """Return every predicate that the answer to a question can rest on."""
    pred = question.sentence.predicate
    return predicates_in(relevant(kb.program, pred)) | {pred}


def explained(
    kb: KnowledgeBase, run: Run, question: Question, case: Case, every_route: bool = True
) -> Reply:
    """Return what the case engine answers about one case of a register.

    Raises EvaluationError or SourceError if the case cannot be answered.
    """
    dated = replace(case, as_of=run.day, under=dict(run.under))
    name, kind = next(iter(case.names.items()))
    return ask(kb, about(question, Entity(kind, name)), dated, every_route=every_route)
