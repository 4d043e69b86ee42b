"""Somebody who knows a worked case and answers an interview from it."""

from engine.answer import Verdict
from engine.interview.query import Query
from parser.resolved.tree import Case, Statement


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
        return tuple(one for one in self.case.statements if query.covers(one)) or None
