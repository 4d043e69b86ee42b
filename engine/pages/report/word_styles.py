"""What Word documents are made of that the library has no words for: styles, fields, bookmarks."""

import re
from typing import TYPE_CHECKING, Any

from docx import Document as new_document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from engine.pages.report.document import Report

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table

FONT = "Times New Roman"
INK = RGBColor(0x1D, 0x23, 0x29)
SOFT = RGBColor(0x4B, 0x55, 0x60)
_HEADINGS = {"Title": 20, "Heading 1": 13, "Heading 2": 11.5, "Heading 3": 11, "Heading 4": 11}


def blank(report: Report) -> "Document":
    """Return an empty document on A4 with the styles of a report, and page numbers below."""
    document = new_document()
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.5)
    page.top_margin = page.bottom_margin = Cm(2.4)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = report.title, "Zakonik", ""
    properties.language = report.tag
    _fonts(document, report.tag)
    own = {
        "About": (10.5, 0, 3, Cm(4), Cm(-4)),
        "Verdict": (11.5, 6, 10, Cm(0.4), Cm(0)),
        "Step": (10.5, 0, 5, Pt(28), Pt(-28)),
        "Citation": (10.5, 4, 6, Cm(1), Cm(-1)),
        "Cell": (10, 2, 2, Cm(0), Cm(0)),
        "Remark": (9.5, 0, 6, Cm(0), Cm(0)),
    }
    for name, (size, before, after, left, first) in own.items():
        style: Any = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        style.font.size = Pt(size)
        form = style.paragraph_format
        form.space_before, form.space_after = Pt(before), Pt(after)
        form.left_indent, form.first_line_indent = left, first
        if first < 0 and name != "Step":
            form.tab_stops.add_tab_stop(left)
    cited: Any = document.styles["Citation"]
    cited.paragraph_format.keep_together = True
    _border(document.styles["Verdict"].element)
    _footer(page.footer.paragraphs[0], report.label("page"))
    return document


def _fonts(document: "Document", tag: str) -> None:
    normal: Any = document.styles["Normal"]
    normal.font.name, normal.font.size, normal.font.color.rgb = FONT, Pt(11), INK
    normal.paragraph_format.space_after = Pt(6)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), tag if tag.startswith("en") else "sr-Latn-ME")
    normal.element.get_or_add_rPr().append(language)
    for name, size in _HEADINGS.items():
        style: Any = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), INK
        style.font.bold, style.font.italic = True, False
        form = style.paragraph_format
        form.space_before, form.space_after, form.keep_with_next = Pt(14), Pt(5), True
        fonts = style.element.rPr.find(qn("w:rFonts"))
        for key in [key for key in fonts.attrib if "heme" in key]:
            del fonts.attrib[key]
    lines = document.styles["Title"].element.pPr.find(qn("w:pBdr"))
    if lines is not None:
        document.styles["Title"].element.pPr.remove(lines)


def _border(style: Any) -> None:
    """Put a line to the left of every paragraph of a style."""
    borders, left = OxmlElement("w:pBdr"), OxmlElement("w:left")
    for key, value in (("val", "single"), ("sz", "18"), ("space", "8"), ("color", "4B5560")):
        left.set(qn(f"w:{key}"), value)
    borders.append(left)
    form = style.get_or_add_pPr()
    place = form.find(qn("w:spacing"))
    form.insert(list(form).index(place) if place is not None else 0, borders)


def _footer(paragraph: Paragraph, words: str) -> None:
    """Write `Page 2 of 5`, worked out by the program that shows it."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for part in re.split(r"(\{n\}|\{all\})", words):
        run = paragraph.add_run("" if part in ("{n}", "{all}") else part)
        run.font.name, run.font.size, run.font.color.rgb = FONT, Pt(9), SOFT
        if part in ("{n}", "{all}"):
            _field(run, "PAGE" if part == "{n}" else "NUMPAGES")


def _field(run: Run, name: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run._r.addprevious(field)
    field.append(run._r)
    run.text = "1"


def bookmark(paragraph: Paragraph, anchor: str, number: int) -> None:
    """Make the beginning of a paragraph a place to which `linked` refers; `number` is its own."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for element in (start, end):
        element.set(qn("w:id"), str(number))
    start.set(qn("w:name"), _name(anchor))
    paragraph._p.append(start)
    paragraph._p.append(end)


def linked(paragraph: Paragraph, run: Run, anchor: str) -> None:
    """Make the last run of a paragraph lead to a bookmark."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), _name(anchor))
    paragraph._p.append(link)
    link.append(run._r)


def _name(anchor: str) -> str:
    """Return the name of a bookmark: Word allows letters, digits and `_`, 40 of them.

    >>> _name("q1-step-1.2")
    'q1_step_1_2'
    """
    return re.sub(r"\W", "_", anchor)[-40:]


def widths(grid: "Table", count: int) -> None:
    """Give the columns of a table widths for sentences: a number, what is said, its source."""
    shares = {2: (12.0, 4.0), 3: (1.2, 8.8, 6.0)}.get(count, (16 / count,) * count)
    first = grid.rows[1].cells[0].text if len(grid.rows) > 1 else ""
    if count == 3 and not first.isdigit():
        shares = (7.0, 4.5, 4.5)
    grid.autofit = False
    for column, share in zip(grid.columns, shares, strict=True):
        column.width = Cm(share)
    for row in grid.rows:
        for cell, share in zip(row.cells, shares, strict=True):
            cell.width = Cm(share)
    header = grid.rows[0]._tr.get_or_add_trPr()
    header.append(OxmlElement("w:tblHeader"))
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        line.set(qn("w:val"), "single" if side in ("bottom", "insideH") else "nil")
        line.set(qn("w:sz"), "4")
        line.set(qn("w:color"), "C9CED4")
        borders.append(line)
    grid._tbl.tblPr.append(borders)
