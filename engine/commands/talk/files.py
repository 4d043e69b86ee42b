"""Cases in and out: saved whole or not at all, and taken up again."""

import os
from collections.abc import Callable
from dataclasses import replace

from engine.answers.cases import merged
from engine.commands.talk.replying import reply_to
from engine.commands.talk.request import FileVerb
from engine.commands.talk.state import Desk
from engine.commands.whole_files import file_trouble, write_bytes, write_whole
from kb.from_files import load_cases
from parser.words.case_text import written_case
from parser.words.values import counted


def save(desk: Desk, path: str) -> tuple[Desk, str]:
    """Write the case to a file; an existing one is replaced only when the new one is whole.

    Raises SourceError if that cannot be done.
    """
    title = desk.title or os.path.splitext(os.path.basename(path))[0]
    text = written_case(replace(desk.case, title=title, as_of=desk.day), desk.kb.predicates)
    write_whole(path, text)
    return desk, f"saved: {path}\n"


def load(desk: Desk, path: str) -> tuple[Desk, str]:
    """Put the first case of a file in the place of the facts on the desk.

    Raises SourceError for a file that cannot be read, or has no case.
    """
    cases = load_cases(path, desk.kb)
    if not cases:
        raise file_trouble(path, "has no case in it", "name another file")
    case = merged(cases[:1])
    said = f"loaded: {case.title}, {counted(len(case.statements), 'fact')}\n"
    if len(cases) > 1:
        said += f"(the first of {len(cases)} cases)\n"
    return replace(desk.with_case(case), asked=desk.asked), said


def report(desk: Desk, path: str) -> tuple[Desk, str]:
    """Write a report on the question asked last to the file that `path` names.

    A language may follow: `ana.html me` is in Montenegrin. Raises SourceError if no question was
    asked, for an ending in which no report is written, and for a file that cannot be written.
    """
    from engine.pages.report.reported import reported
    from engine.pages.report.words import LANGUAGES
    from engine.pages.report.written import check_ending, written

    name, _, language = path.rpartition(" ")
    if language in LANGUAGES:
        path = name.rstrip()
    else:
        language = LANGUAGES[0]
    check_ending(path)
    dated = replace(desk, as_of=desk.day)
    asked = [reported(desk.kb, dated.case, reply_to(dated), desk.backend)]
    content = written(path, asked, desk.kb.predicates, desk.kb.version, language)
    write_bytes(path, content)
    return desk, f"written: {path}\n"


VERBS: dict[FileVerb, Callable[[Desk, str], tuple[Desk, str]]] = {
    "save": save,
    "load": load,
    "report": report,
}
"""What is done with a desk and a file by each command; the desk after it, and what to show."""
