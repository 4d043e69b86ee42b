"""A page as Markdown: nested lists, with the rule and its citation under each step."""

import re
from collections.abc import Iterator

from engine.answers.reply import Reply
from engine.pages.from_reply import page
from engine.pages.page import Line, Page, Section
from engine.pages.text import is_line, printable
from engine.proof.node import Status
from parser.words.sentence import Predicates

_MARKS: dict[Status, str] = {
    "holds": "✓",
    "fails": "✗",
    "unknown": "?",
    "open": "○",
    "defeated": "⊘",
    "conflict": "!",
}
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")


def render(reply: Reply, predicates: Predicates, proofs: int | None = None) -> str:
    """Write a reply as Markdown; `proofs` bounds what is explained."""
    return laid_out(page(reply, predicates, proofs))


def laid_out(page: Page) -> str:
    """Write a page as Markdown."""
    return "\n".join(_page_lines(page, 2)) + "\n"


def escape(text: str) -> str:
    r"""Write a text so that Markdown shows it as it is.

    >>> escape("visa_free <b>")
    'visa\\_free \\<b\\>'
    """
    return _SPECIAL.sub(r"\\\1", printable(text))


def _page_lines(page: Page, level: int) -> Iterator[str]:
    yield f"{'#' * level} {escape(page.question)}"
    yield ""
    yield f"**{page.said or page.word}**{escape(page.beside)}, {page.day} {page.as_of}"
    for section in page.sections:
        yield ""
        yield from _section_lines(section, level + 1, page.numbers or {}, page.see)
    for part in page.parts:
        yield ""
        yield from _page_lines(part, min(level + 1, 5))


def _section_lines(
    section: Section, level: int, numbers: dict[str, int], see: str
) -> Iterator[str]:
    if is_line(section):
        (entry,) = section.entries
        said = "  ".join(escape(text) for text in (entry.text, *entry.lines))
        yield f"**{escape(section.title)}**: {said}"
        return
    yield f"{'#' * level} {escape(section.title)}"
    yield ""
    for entry in section.entries:
        mark = entry.mark if entry.mark == "-" else f"{entry.mark}."
        yield f"{mark} {escape(entry.text)}" + ("  " if entry.lines else "")
        yield from (f"{' ' * len(mark)} {escape(line)}" for line in entry.lines)
    for step in section.steps:
        yield from _step_lines(step, "", numbers, see)


def _step_lines(step: Line, indent: str, numbers: dict[str, int], refer: str) -> Iterator[str]:
    number = f"[{numbers[step.key]}]" if step.key in numbers else ""
    see = f"({refer} [{numbers[step.see]}])" if step.see else ""
    aside = f"({step.aside})" if step.aside else ""
    words = (step.label, step.text, aside, number, see)
    line = f"{indent}- {_MARKS[step.status]} {escape(' '.join(w for w in words if w))}"
    yield line + ("  " if step.notes else "")
    for position, note in enumerate(step.notes, 1):
        yield f"{indent}  *{escape(note)}*" + ("  " if position < len(step.notes) else "")
    for below in step.below:
        yield from _step_lines(below, indent + "  ", numbers, refer)
