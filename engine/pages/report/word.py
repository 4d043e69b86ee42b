"""A report as a Word document: headings, numbered paragraphs, tables, references within it."""

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, assert_never

from engine.pages.report.as_data import anchors
from engine.pages.report.document import (
    Block,
    Citation,
    Citations,
    Form,
    Note,
    Paragraph,
    Point,
    Points,
    Report,
    Section,
    Step,
    Steps,
    Table,
    Text,
)
from engine.pages.report.folding import folded
from engine.pages.text import printable

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph as Written

SOFT = "4B5560"
COLOURS = {
    "holds": "1F6632",
    "fails": "9C2A20",
    "open": "7A5600",
    "unknown": SOFT,
    "defeated": "74327F",
    "conflict": "74327F",
}


def render(report: Report) -> bytes:
    """Write a report as a Word document (`.docx`)."""
    written = _Writer(folded(report)).document
    opened = io.BytesIO()
    written.save(opened)
    return opened.getvalue()


class _Writer:
    def __init__(self, report: Report) -> None:
        from engine.pages.report.word_styles import blank

        self.report = report
        self.anchors = anchors(report)
        self.marked = 0
        self.document: Document = blank(report)
        self.document.add_heading(printable(report.title), 0)
        self._about()
        for section in report.sections:
            self._section(section, 1)
        closing = self.document.add_paragraph(style="Remark")
        closing.paragraph_format.space_before = _points(18)
        self._words(closing, report.closing)

    def _about(self) -> None:
        for label, text in self.report.about:
            line = self.document.add_paragraph(style="About")
            self._coloured(line, label, SOFT).add_tab()
            self._words(line, text)

    def _section(self, section: Section, level: int) -> None:
        heading = self.document.add_heading(level=level)
        heading.paragraph_format.page_break_before = True if section.key == "annex" else None
        self._words(heading, section.title)
        for block in section.blocks:
            self._block(block)
        for inner in section.sections:
            self._section(inner, min(level + 1, 4))

    def _block(self, block: Block) -> None:
        match block:
            case Paragraph(text, verdict=verdict):
                style = "Verdict" if verdict else None
                self._words(self.document.add_paragraph(style=style), text)
            case Note(text):
                self._words(self.document.add_paragraph(), text)
            case Points(items):
                self._points(items)
            case Steps(items):
                self._steps(items, 0)
            case Table():
                self._table(block)
            case Citations(items):
                for one in items:
                    self._citation(one)
            case Form(lines):
                for line in lines:
                    written = self.document.add_paragraph(style="About")
                    written.paragraph_format.space_before = _points(14)
                    self._coloured(written, line, SOFT).add_tab()
                    written.add_run("_" * 40)
            case _:
                assert_never(block)

    def _points(self, items: Iterable[Point]) -> None:
        for point in items:
            paragraph = self.document.add_paragraph(style="List Bullet")
            self._words(paragraph, point.text)
            for line in point.lines:
                paragraph.add_run().add_break()
                self._words(paragraph, line, SOFT)

    def _steps(self, items: Iterable[Step], depth: int) -> None:
        for step in items:
            paragraph = self.document.add_paragraph(style="Step")
            hang = max(24, 6 * len(step.number) + 4)
            form = paragraph.paragraph_format
            form.left_indent, form.first_line_indent = _points(14 * depth + hang), _points(-hang)
            form.tab_stops.add_tab_stop(_points(14 * depth + hang))
            self._mark(paragraph, step.anchor)
            self._coloured(paragraph, step.number, SOFT).add_tab()
            self._coloured(paragraph, f"{step.tag}: ", COLOURS[step.status], bold=True)
            paragraph.add_run(printable(f"{step.label} ") if step.label else "")
            self._words(paragraph, step.text)
            if step.remark:
                paragraph.add_run(" ")
                self._words(paragraph, step.remark, SOFT)
            self._steps(step.below, depth + 1)

    def _table(self, table: Table) -> None:
        from engine.pages.report.word_styles import widths

        grid = self.document.add_table(rows=1, cols=len(table.head), style="Table Grid")
        for cell, name in zip(grid.rows[0].cells, table.head, strict=True):
            cell.paragraphs[0].style = "Cell"
            self._coloured(cell.paragraphs[0], name, SOFT, bold=True)
        for row in table.rows:
            cells = grid.add_row().cells
            self._mark(cells[0].paragraphs[0], row.anchor)
            for cell, text in zip(cells, row.cells, strict=True):
                cell.paragraphs[0].style = "Cell"
                self._words(cell.paragraphs[0], text)
        widths(grid, len(table.head))

    def _citation(self, one: Citation) -> None:
        title = self.document.add_paragraph(style="Citation")
        self._mark(title, one.anchor)
        self._coloured(title, f"[{one.number}]", SOFT).add_tab()
        self._words(title, one.title, strong=True)
        for number, text in enumerate((one.says, one.source, *one.remarks)):
            if text:
                title.add_run().add_break()
                self._words(title, text, SOFT if number else "")

    def _words(
        self, paragraph: "Written", text: Text, colour: str = "", strong: bool = False
    ) -> None:
        from engine.pages.report.word_styles import linked

        for run in text:
            made = paragraph.add_run(printable(run.text))
            made.bold = True if run.strong or strong else None
            if colour:
                _colour(made, colour)
            if run.to and run.to in self.anchors:
                linked(paragraph, made, run.to)

    def _coloured(self, paragraph: "Written", text: str, colour: str, bold: bool = False) -> Any:
        made = paragraph.add_run(printable(text))
        made.bold = True if bold else None
        _colour(made, colour)
        return made

    def _mark(self, paragraph: "Written", anchor: str) -> None:
        from engine.pages.report.word_styles import bookmark

        if anchor:
            self.marked += 1
            bookmark(paragraph, anchor, self.marked)


def _colour(run: Any, colour: str) -> None:
    from docx.shared import RGBColor

    run.font.color.rgb = RGBColor.from_string(colour)


def _points(number: float) -> Any:
    from docx.shared import Pt

    return Pt(number)
