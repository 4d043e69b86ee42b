"""Cases in and out: saved whole or not at all, and taken up again."""

import os
from collections.abc import Callable
from dataclasses import replace

from engine.answers.cases import merged
from engine.commands.talk.state import Desk
from engine.commands.whole_files import file_trouble, write_bytes, write_whole
from kb.from_files import load_cases
from parser.text.diagnostic import Diagnostic, SourceError
from parser.text.span import Span
from parser.words.case_text import written_case


def save(desk: Desk, path: str) -> tuple[Desk, str]:
    """Write the case to a file; an existing one is replaced only when the new one is whole."""
    title = desk.title or os.path.splitext(os.path.basename(path))[0]
    text = written_case(replace(desk.case, title=title, as_of=desk.day), desk.kb.predicates)
    write_whole(path, text)
    return desk, f"saved: {path}\n"


def load(desk: Desk, path: str) -> tuple[Desk, str]:
    """Take up the cases of a file in the place of the facts on the desk."""
    cases = load_cases(path, desk.kb)
    if not cases:
        raise file_trouble(path, "has no case in it", "name another file")
    case = merged(cases[:1])
    said = f"loaded: {case.title}, {len(case.statements)} facts\n"
    if len(cases) > 1:
        said += f"(the first of {len(cases)} cases)\n"
    return replace(desk.with_case(case), asked=desk.asked), said


def report(desk: Desk, path: str) -> tuple[Desk, str]:
    """Write a report on the question asked last: `ana.html`, or `ana.html me` in Montenegrin."""
    from engine.answers.ask import ask
    from engine.answers.situations import question_of
    from engine.pages.report.compose import Reported
    from engine.pages.report.words import LANGUAGES
    from engine.pages.report.written import check_ending, written

    name, _, language = path.rpartition(" ")
    if language in LANGUAGES:
        path = name.rstrip()
    else:
        language = LANGUAGES[0]
    check_ending(path)
    if not desk.asked:
        problem = Diagnostic(
            "no-question", "no question was asked yet", Span(path, 0, 0, 0, 0), help="ask one first"
        )
        raise SourceError((problem,))
    case = replace(desk.case, as_of=desk.day)
    reply = ask(desk.kb, question_of(desk.kb, desk.asked, case), case, backend=desk.backend)
    asked = [Reported(case, reply)]
    content = written(path, asked, desk.kb.predicates, desk.kb.version, language)
    write_bytes(path, content)
    return desk, f"written: {path}\n"


VERBS: dict[str, Callable[[Desk, str], tuple[Desk, str]]] = {
    "save": save,
    "load": load,
    "report": report,
}
