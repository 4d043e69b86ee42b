"""A report as the bytes of a file, by the ending of its name."""

import os
from collections.abc import Sequence

from engine.render.sentence import Predicates
from engine.report.compose import Asked, compose
from parser.text.diagnostic import Diagnostic, SourceError
from parser.text.span import NOWHERE

ENDINGS = (".html", ".json", ".md", ".txt")


def check_ending(path: str) -> str:
    """Return the ending of a report's file; raises SourceError if no report is written so."""
    ending = os.path.splitext(path)[1].casefold()
    if ending not in ENDINGS:
        problem = Diagnostic(
            "unknown-ending",
            f"a report cannot be written as `{ending}`" if ending else f"`{path}` has no ending",
            NOWHERE,
            help=f"the ending says how it is written: {', '.join(ENDINGS)}",
        )
        raise SourceError((problem,))
    return ending


def written(path: str, asked: Sequence[Asked], predicates: Predicates, digest: str) -> bytes:
    """Return what a report on some replies is in the file `path`.

    `digest` is the version of the rule base. Raises SourceError for an ending that none has.
    """
    match check_ending(path):
        case ".html":
            from engine.report import html

            return html.render(compose(asked, predicates, digest))
        case ".md":
            from engine.report import markdown

            return markdown.render(compose(asked, predicates, digest))
        case ".txt":
            from engine.report import text

            return text.render(compose(asked, predicates, digest))
        case _:
            from engine.render import as_json

            replies = [(one.case.title, one.reply) for one in asked]
            return as_json.render(replies, predicates).encode("utf-8", "backslashreplace")
