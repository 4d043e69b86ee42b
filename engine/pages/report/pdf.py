"""A report as PDF: pages set by Typst from the report as data, tagged for screen readers."""

import json
from importlib.resources import as_file, files

from engine.pages.report.as_data import data
from engine.pages.report.document import Report
from engine.pages.report.folding import folded


def render(report: Report) -> bytes:
    """Write a report as PDF. Every text comes in as data and is never read as markup."""
    import typst

    content = json.dumps(data(folded(report)), ensure_ascii=False)
    with as_file(files("engine.pages.report") / "templates" / "report.typ") as template:
        made = typst.compile(str(template), format="pdf", sys_inputs={"report": content})
    assert isinstance(made, bytes)
    return made
