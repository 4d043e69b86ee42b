"""Cases in and out: saved whole or not at all, and taken up again."""

import os
import tempfile
from collections.abc import Callable
from dataclasses import replace

from engine.asking import merged
from engine.desk.state import Desk
from engine.render.case_text import written_case
from kb.from_files import load_cases
from parser.text.diagnostic import Diagnostic, SourceError
from parser.text.span import Span


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
        raise _trouble(path, "has no case in it", "name another file")
    case = merged(cases[:1])
    said = f"loaded: {case.title}, {len(case.statements)} facts\n"
    if len(cases) > 1:
        said += f"(the first of {len(cases)} cases)\n"
    return replace(desk.with_case(case), asked=desk.asked), said


def report(desk: Desk, path: str) -> tuple[Desk, str]:
    """Write a report on the question asked last: `ana.html`, or `ana.html me` in Montenegrin."""
    from engine.asking import ask
    from engine.reading import question_of
    from engine.report.compose import Asked
    from engine.report.words import LANGUAGES
    from engine.report.written import check_ending, written

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
    asked = [Asked(case, reply)]
    content = written(path, asked, desk.kb.predicates, desk.kb.version, language)
    write_bytes(path, content)
    return desk, f"written: {path}\n"


VERBS: dict[str, Callable[[Desk, str], tuple[Desk, str]]] = {
    "save": save,
    "load": load,
    "report": report,
}


def write_whole(path: str, text: str) -> None:
    """Write a text in UTF-8 as `write_bytes` does."""
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: str, content: bytes) -> None:
    """Write a file beside its place and move it there.

    Raises SourceError when that cannot be done; the old file is then as it was.
    """
    folder = os.path.dirname(path) or "."
    temporary = ""
    try:
        if os.path.isdir(path):
            raise IsADirectoryError(21, "is a folder", path)
        handle, temporary = tempfile.mkstemp(prefix=".zakonik-", dir=folder)
        with open(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, path)
    except (OSError, ValueError) as error:
        if temporary and os.path.exists(temporary):
            os.unlink(temporary)
        reason = getattr(error, "strerror", None) or str(error)
        raise _trouble(path, f"cannot be written: {reason}", "choose another place") from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _trouble(path: str, what: str, advice: str) -> SourceError:
    return SourceError(
        (Diagnostic("file-trouble", f"`{path}` {what}", Span(path, 0, 0, 0, 0), help=advice),)
    )
