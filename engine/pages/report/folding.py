"""Long explanations for media that cannot unfold: the first steps, and how many there are more."""

from dataclasses import replace

from engine.pages.report.document import Block, Note, Report, Section, Steps
from engine.pages.report.numbering import shortened
from engine.pages.report.words import words

MOST = 300
"""How many steps of one explanation are printed."""


def folded(report: Report, most: int = MOST) -> Report:
    """Return a report in which no explanation has more than `most` steps; a note says what is not.

    The numbers of steps stay, so a reference to one that is left out leads nowhere and is plain.
    """
    sections = tuple(_section(one, report.language, most) for one in report.sections)
    return replace(report, sections=sections)


def _section(section: Section, language: str, most: int) -> Section:
    blocks: list[Block] = []
    for block in section.blocks:
        if not isinstance(block, Steps):
            blocks.append(block)
            continue
        kept, left = shortened(block.items, most)
        blocks.append(Steps(kept))
        if left:
            frame = words(language)
            blocks.append(Note(frame("note.folded", count=frame.count("steps", left))))
    inside = tuple(_section(one, language, most) for one in section.sections)
    return replace(section, blocks=tuple(blocks), sections=inside)
