"""Several cases as one, and the statements of a case with their sources."""

from collections.abc import Mapping, Sequence

from engine.rails.said import Said, Source
from parser.resolved.tree import Case, Statement


def merged(cases: Sequence[Case], more: Sequence[Statement] = ()) -> Case:
    """Return one case with the statements of several, and further ones.

    The title and day are the first that is given.
    """
    names: Mapping[str, str] = {name: kind for case in cases for name, kind in case.names.items()}
    return Case(
        next((case.title for case in cases if case.title), ""),
        next((case.as_of for case in cases if case.as_of), None),
        (*(one for case in cases for one in case.statements), *more),
        tuple(one for case in cases for one in case.expectations),
        dict(names),
        {name: choice for case in cases for name, choice in case.under.items()},
    )


def statements(case: Case) -> tuple[Said, ...]:
    """Return the statements of a case with the file and line where each stands."""
    return tuple(Said(one, _source(one, case)) for one in case.statements)


def _source(one: Statement, case: Case) -> Source:
    return Source(f"case `{case.title}`" if case.title else "", one.span)
