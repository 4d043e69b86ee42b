"""A report as one HTML file that needs nothing else: no network, no script."""

from typing import TYPE_CHECKING, Any

from engine.pages.report.as_data import anchors
from engine.pages.report.document import Citations, Report, plain, walk

if TYPE_CHECKING:
    from jinja2 import Environment


def render(report: Report) -> bytes:
    """Write a report as HTML in UTF-8: explanations unfold, references lead to what they name.

    Every text is escaped by the template engine, whatever a case calls somebody.
    """
    cited = next((one for one in report.sections if one.key == "provisions"), None)
    citations = tuple(
        one
        for block in (cited.blocks if cited else ())
        if isinstance(block, Citations)
        for one in block.items
    )
    body = tuple(one for one in report.sections if one is not cited)
    questions = [plain(one.title) for one in walk(report.sections) if one.key == "question"]
    page = _environment().get_template("report.html.jinja")
    parts: dict[str, Any] = {
        "report": report,
        "heading": ": ".join([report.title, *questions[:1]]),
        "body": body,
        "cited": cited,
        "citations": citations,
        "anchors": anchors(report),
    }
    return page.render(parts).encode("utf-8", "backslashreplace")


def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("engine.pages.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
