"""A report as PDF: pages set by Typst from the report as data, tagged for screen readers."""

import json
from importlib.resources import as_file, files
from unicodedata import category, name

from engine.pages.report.as_data import data
from engine.pages.report.document import Report
from engine.pages.report.folding import folded

SCRIPTS = frozenset({"LATIN", "GREEK", "CYRILLIC", "HEBREW", "MODIFIER", "FEMININE", "MASCULINE"})
"""Whose letters the fonts that come with Typst have, by how Unicode begins their names."""


def scripts_beyond(text: str) -> tuple[str, ...]:
    """Return the scripts of a text whose letters a PDF has only if a font of the machine has them.

    >>> scripts_beyond("Ana Ана Άννα"), scripts_beyond("Ana, 安娜, آنا")
    ((), ('ARABIC', 'CJK'))
    """
    letters = {one for one in text if category(one).startswith("L")}
    return tuple(sorted({name(one, "").split(" ")[0] for one in letters} - SCRIPTS))


def render(report: Report) -> bytes:
    """Write a report as PDF. Every text comes in as data and is never read as markup."""
    import typst

    content = json.dumps(data(folded(report)), ensure_ascii=False)
    with as_file(files("engine.pages.report") / "templates" / "report.typ") as template:
        made = typst.compile(str(template), format="pdf", sys_inputs={"report": content})
    assert isinstance(made, bytes)
    return made
