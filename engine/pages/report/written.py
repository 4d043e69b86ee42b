"""A report as the bytes of a file, by the ending of its name."""

import os
from collections.abc import Sequence

from engine.pages.report.compose import Reported, compose
from engine.pages.report.document import Report
from engine.pages.report.words import LANGUAGES
from parser.text.diagnostic import Diagnostic, SourceError
from parser.text.span import NOWHERE
from parser.words.sentence import Predicates

ENDINGS = (".html", ".pdf", ".docx", ".md", ".txt", ".json")


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


def written(
    path: str,
    asked: Sequence[Reported],
    predicates: Predicates,
    digest: str,
    language: str = LANGUAGES[0],
) -> bytes:
    """Return what a report on some replies is in the file `path`.

    `digest` is the version of the rule base, `language` that of the frame (data has none). Raises
    SourceError for an ending that none has.
    """
    ending = check_ending(path)
    if ending == ".json":
        from engine.pages import as_json
        from engine.pages.beside_object import beside_of

        replies = [(one.case.title, one.reply) for one in asked]
        beside = [
            beside_of(one.reply, predicates, one.later, one.others, one.remedies) for one in asked
        ]
        said = as_json.render(replies, dict(predicates), beside)
        return said.encode("utf-8", "backslashreplace")
    return laid_out(compose(asked, predicates, digest, language), ending)


def laid_out(report: Report, ending: str) -> bytes:
    """Return what a document is in a file with an ending of `ENDINGS`, other than data."""
    match ending:
        case ".html":
            from engine.pages.report import html

            return html.render(report)
        case ".pdf":
            from engine.pages.report import pdf

            return pdf.render(report)
        case ".docx":
            from engine.pages.report import word

            return word.render(report)
        case ".md":
            from engine.pages.report import markdown

            return markdown.render(report)
        case _:
            from engine.pages.report import text

            return text.render(report)
