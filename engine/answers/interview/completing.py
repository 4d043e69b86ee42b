"""A statement that supplies what another one left open takes its place: one stay is not two."""

from engine.arithmetic import compare
from engine.arithmetic.errors import EvaluationError
from parser.resolved.tree import Case, Constant, Statement, Term
from parser.values import Range


def incomplete(case: Case, predicate: str) -> tuple[Statement, ...]:
    """Return the statements of a case about a predicate that leave a value open."""
    return tuple(
        one
        for one in case.statements
        if one.kind == "states"
        and one.sentence.predicate == predicate
        and any(_is_open(term) for term in one.sentence.args)
    )


def completed_by(case: Case, said: Statement, shared: int = 0) -> Statement | None:
    """Return the statement of a case that `said` completes, or None if it is a new one.

    That is one with other values open, and the same where both have one: the one that has most in
    common with it, and more than `shared` values. Individuals must be the same in any case.
    """
    if said.kind != "states" or any(_is_open(term) for term in said.sentence.args):
        return None
    fitting = [
        one
        for one in incomplete(case, said.sentence.predicate)
        if all(map(_fits, one.sentence.args, said.sentence.args)) and _known(one) > shared
    ]
    return max(fitting, key=_known, default=None)


def _known(statement: Statement) -> int:
    return sum(not _is_open(term) for term in statement.sentence.args)


def _is_open(term: Term) -> bool:
    return not isinstance(term, Constant) or isinstance(term.value, Range)


def _fits(known: Term, said: Term) -> bool:
    """Tell whether a term says no more than another: it is open, or the same."""
    if not isinstance(known, Constant) or not isinstance(said, Constant):
        return True
    if not isinstance(known.value, Range):
        return known.value == said.value
    try:
        return compare("=", known.value, said.value, lenient=True)
    except EvaluationError:
        return False
