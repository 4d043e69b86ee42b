"""A report as plain text in 80 columns."""

from collections.abc import Iterator
from typing import assert_never

from engine.pages import text as text_page
from engine.pages.report.document import (
    Block,
    Citation,
    Citations,
    Form,
    Note,
    Paragraph,
    Points,
    Report,
    Section,
    Step,
    Steps,
    Table,
    plain,
)
from engine.pages.report.folding import folded

WIDTH = 80


def render(report: Report) -> bytes:
    """Write a report as text in UTF-8."""
    return ("\n".join(_lines(report)) + "\n").encode("utf-8", "backslashreplace")


def _lines(report: Report) -> Iterator[str]:
    yield report.title.upper()
    yield "=" * len(report.title)
    yield ""
    for label, text in report.about:
        yield from wrapped(f"{label}: {plain(text)}", "", "    ")
    for section in folded(report).sections:
        yield from _section(section, 1)
    yield ""
    yield "-" * WIDTH
    yield from wrapped(plain(report.closing))


def _section(section: Section, level: int) -> Iterator[str]:
    title = plain(section.title)
    yield ""
    if level == 1:
        shown = wrapped(title.upper() if not any(r.law for r in section.title) else title)
        yield from shown
        yield "-" * min(WIDTH, max(len(line) for line in shown))
    else:
        yield from wrapped(title)
    for block in section.blocks:
        yield ""
        yield from _block(block)
    for inner in section.sections:
        yield from _section(inner, level + 1)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(text) | Note(text):
            yield from wrapped(plain(text))
        case Points(items):
            for point in items:
                yield from wrapped(plain(point.text), "  - ", "    ")
                for line in point.lines:
                    yield from wrapped(plain(line), "    ", "    ")
        case Steps(items):
            for step in items:
                yield from _step(step, 0)
        case Table():
            yield from _table(block)
        case Citations(items):
            for one in items:
                yield from _citation(one)
        case Form(lines):
            width = max(map(len, lines), default=0) + 2
            for label in lines:
                yield f"{f'{label}:':<{width}} {'_' * 40}"
        case _:
            assert_never(block)


def _step(step: Step, depth: int) -> Iterator[str]:
    margin = "  " * depth
    first = f"{margin}{step.number} "
    text = " ".join(part for part in (step.label, plain(step.text), plain(step.remark)) if part)
    yield from wrapped(f"[{step.tag}] {text}", first, margin + "    ")
    for below in step.below:
        yield from _step(below, depth + 1)


def _table(table: Table) -> Iterator[str]:
    """Write each row as an entry; columns would not fit the sentences of a law."""
    numbered = len(table.rows[0].cells) == 3 and plain(table.rows[0].cells[0]).isdigit()
    for row in table.rows:
        cells = [plain(cell) for cell in row.cells]
        if numbered:
            first, rest = f"{cells[0]:>3}. ", cells[1:]
            yield from wrapped(rest[0], first, "     ")
            yield from wrapped(f"{table.head[2]}: {rest[1]}", "     ", "     ")
        elif len(cells) == 2:
            yield from wrapped(f"{cells[0]}: {cells[1]}", "  - ", "    ")
        else:
            yield from wrapped(cells[0], "  - ", "    ")
            for label, cell in zip(table.head[1:], cells[1:], strict=True):
                yield from wrapped(f"{label}: {cell}", "    ", "      ")


def _citation(one: Citation) -> Iterator[str]:
    yield from wrapped(plain(one.title), f"[{one.number}] ", "    ")
    for text in (one.source, one.says, *one.remarks):
        if text:
            yield from wrapped(plain(text), "    ", "      ")


def wrapped(text: str, first: str = "", rest: str = "") -> list[str]:
    """Break a text into lines; control and direction characters are shown as escapes."""
    return text_page.wrapped(text, WIDTH, first, rest)
