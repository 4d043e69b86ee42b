"""A report as one HTML file that needs nothing else: no network, no script."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from engine.pages.report.as_data import anchors
from engine.pages.report.document import Citations, Report, Section, plain, walk

if TYPE_CHECKING:
    from jinja2 import Environment


_ANNEX = ("annex", "facts", "sources")
"""What a part of another page folds."""


def render(report: Report) -> bytes:
    """Write a report as HTML in UTF-8: explanations unfold, references lead to what they name.

    Every text is escaped by the template engine, whatever a case calls somebody.
    """
    questions = [plain(one.title) for one in walk(report.sections) if one.key == "question"]
    page = _environment().get_template("report.html.jinja")
    heading = ": ".join([report.title, *questions[:1]])
    said = page.render(_parts(report, report.sections), heading=heading)
    return said.encode("utf-8", "backslashreplace")


def inside(
    report: Report,
    level: int = 3,
    prefix: str = "",
    without: Collection[str] = (),
    with_annex: bool = True,
) -> str:
    """Return a report as a part of another page, safe to stand there: its proof unfolds.

    `level` is that of its headings. `prefix` tells its anchors apart from those of other reports
    on the page, `without` are keys of sections that are left out; without its annex nothing is
    referred to.
    """
    kept = [one for one in report.sections if one.key not in without]
    annex = [one for one in kept if one.key in _ANNEX]
    parts = _parts(report, [one for one in kept if one not in annex])
    parts |= {"level": level, "prefix": prefix, "folded": True, "lowest": 6}
    if not with_annex:
        parts |= {"anchors": frozenset(), "citations": ()}
        annex = []
    return _environment().get_template("inside.html.jinja").render(parts, annex=annex)


def _parts(report: Report, sections: Sequence[Section]) -> dict[str, Any]:
    cited = next((one for one in report.sections if one.key == "provisions"), None)
    citations = tuple(
        one
        for block in (cited.blocks if cited else ())
        if isinstance(block, Citations)
        for one in block.items
    )
    return {
        "report": report,
        "body": tuple(one for one in sections if one is not cited),
        "cited": cited,
        "citations": citations,
        "anchors": anchors(report),
        "prefix": "",
        "folded": False,
        "lowest": 4,
    }


def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("engine.pages.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
