"""A report as Markdown."""

from collections.abc import Iterator
from typing import assert_never

from engine.pages.markdown import escape
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
    Text,
)
from engine.pages.report.folding import folded


def render(report: Report) -> bytes:
    """Write a report as Markdown in UTF-8."""
    return ("\n".join(_lines(folded(report))) + "\n").encode("utf-8", "backslashreplace")


def _lines(report: Report) -> Iterator[str]:
    yield f"# {escape(report.title)}"
    yield ""
    for label, text in report.about:
        yield f"- **{escape(label)}:** {_text(text)}"
    for section in report.sections:
        yield from _section(section, 2)
    yield ""
    yield "---"
    yield ""
    yield f"*{_text(report.closing)}*"


def _section(section: Section, level: int) -> Iterator[str]:
    yield ""
    yield f"{'#' * min(level, 6)} {_text(section.title)}"
    for block in section.blocks:
        yield ""
        yield from _block(block)
    for inner in section.sections:
        yield from _section(inner, level + 1)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(text) | Note(text):
            yield _line(_text(text))
        case Points(items):
            for point in items:
                lines = [f"- {_text(point.text)}", *(f"  {_text(line)}" for line in point.lines)]
                yield "  \n".join(lines)
        case Steps(items):
            for step in items:
                yield from _step(step, "")
        case Table():
            yield from _table(block)
        case Citations(items):
            for one in items:
                yield from _citation(one)
        case Form(lines):
            yield "\n\n".join(f"{escape(line)}: {escape('_' * 40)}" for line in lines)
        case _:
            assert_never(block)


def _step(step: Step, indent: str) -> Iterator[str]:
    words = (step.label, _text(step.text), _text(step.remark))
    text = " ".join(word for word in words if word)
    yield f"{indent}- **{step.number}** *{escape(step.tag)}:* {text}"
    for below in step.below:
        yield from _step(below, indent + "  ")


def _table(table: Table) -> Iterator[str]:
    yield f"| {' | '.join(escape(head) for head in table.head)} |"
    yield f"|{' --- |' * len(table.head)}"
    for row in table.rows:
        yield f"| {' | '.join(_text(cell) for cell in row.cells)} |"


def _citation(one: Citation) -> Iterator[str]:
    lines = [f"- **\\[{one.number}\\]** **{_text(one.title)}**"]
    lines += [f"  {_text(text)}" for text in (one.source, one.says, *one.remarks) if text]
    yield "  \n".join(lines)


def _text(text: Text) -> str:
    """Write a text so that it is shown as it is, on one line."""
    return "".join(
        f"**{escape(run.text)}**" if run.strong and run.text.strip() else escape(run.text)
        for run in text
    )


def _line(text: str) -> str:
    """Keep a line from being taken for a list or a heading."""
    return f"\\{text}" if text[:1] in ("-", "+", "=") else text
