"""Somebody who knows a worked case and answers an interview from it."""

from dataclasses import replace

from engine.answers.interview.query import Query
from engine.answers.reply import Verdict
from parser.resolved.tree import Case, Constant, Statement, Variable


class Oracle:
    """Answers with all that the case says about what is asked, and counts the questions."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.questions = 0
        self.queries = 0

    def __call__(
        self, queries: tuple[Query, ...], stands: Verdict
    ) -> tuple[tuple[Statement, ...] | None, ...]:
        self.questions += 1
        self.queries += len(queries)
        return tuple(self._of(query) for query in queries)

    def _of(self, query: Query) -> tuple[Statement, ...] | None:
        return (
            tuple(_narrowed(one, query) for one in self.case.statements if query.covers(one))
            or None
        )


def _narrowed(statement: Statement, query: Query) -> Statement:
    """Return what a statement says about the query and nothing more."""
    said = statement.sentence
    args = tuple(
        Constant(wanted) if isinstance(term, Variable) and wanted is not None else term
        for wanted, term in zip(query.args, said.args, strict=True)
    )
    return replace(statement, sentence=replace(said, args=args))
