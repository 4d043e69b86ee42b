"""A law or case file -> its worked cases, what they expect, and the proof of one of them."""

import os

from engine.answers.worked_cases import got_words
from engine.pages.from_reply import page
from engine.pages.page import Entry, Line, Page, Section
from engine.pages.text import printable
from engine.server.answering import Answering
from engine.server.messages import uri_of
from engine.server.viewing import Came, CaseShown, CasesShown, Expected, Part, ProofShown, Step
from engine.server.workspace import Workspace
from parser.words.case_text import expected_words


def cases_shown(workspace: Workspace, path: str) -> CasesShown:
    """Return the cases of a case file, or of a law those that belong to it; none is asked yet."""
    errors = 0
    shown: list[CaseShown] = []
    files = files_of_cases(workspace, path)
    for wrong in workspace.problems(path).items():
        errors += sum(one.severity == "error" for one in wrong[1])
    for file in files:
        for case in workspace.cases(file).cases:
            expected = tuple(
                Expected(
                    printable(one.question.text),
                    printable(expected_words(one)),
                    max(0, one.span.line - 1),
                    one.span.start,
                )
                for one in case.expectations
            )
            title = printable(case.title)
            shown.append(CaseShown(title, uri_of(file), max(0, case.span.line - 1), expected))
    return CasesShown(tuple(shown), errors)


def files_of_cases(workspace: Workspace, path: str) -> tuple[str, ...]:
    """Return the case files of a file: itself, or of a law that of its name, or else all beside."""
    if path.endswith(".case"):
        return (path,)
    every = workspace.case_files(path)
    own = os.path.splitext(path)[0] + ".case"
    return (own,) if own in every else every


def came(answering: Answering, path: str, place: int) -> Came | None:
    """Return what the expectation at a character of a file comes to, None if it cannot be asked."""
    found = answering.outcome(path, place)
    if found is None:
        return None
    return Came(found.checked.met, printable(got_words(found.checked)))


def proof_shown(answering: Answering, path: str, place: int) -> ProofShown | None:
    """Return the page of an expectation's answer, None if there is none."""
    found = answering.outcome(path, place)
    if found is None or found.checked.reply is None:
        return None
    return _page(page(found.checked.reply, found.kb.predicates))


def _page(made: Page) -> ProofShown:
    numbers = made.numbers or {}
    return ProofShown(
        made.said or made.word,
        printable(made.question),
        printable(made.as_of),
        tuple(_part(one, numbers) for one in made.sections),
        tuple(_page(one) for one in made.parts),
    )


def _part(section: Section, numbers: dict[str, int]) -> Part:
    return Part(
        printable(section.title),
        tuple(_point(one) for one in section.entries),
        tuple(_step(one, numbers) for one in section.steps),
    )


def _point(entry: Entry) -> tuple[str, ...]:
    first = entry.text if entry.mark == "-" else f"{entry.mark}. {entry.text}"
    return (printable(first), *map(printable, entry.lines))


def _step(line: Line, numbers: dict[str, int]) -> Step:
    return Step(
        line.status,
        line.label,
        printable(line.text),
        printable(line.aside),
        tuple(map(printable, line.notes)),
        str(numbers.get(line.key, "")) if line.key else "",
        str(numbers.get(line.see, "")) if line.see else "",
        tuple(_step(one, numbers) for one in line.below),
    )
