"""Replies as graphs for those who would rather look: the DOT language of Graphviz.

`zakonik ask … --format dot | dot -Tsvg > proof.svg` draws one. Steps that several others rest on
are drawn once.
"""

import textwrap
from collections.abc import Iterator

from engine.answers.reply import Reply
from engine.pages.from_reply import page
from engine.pages.page import Line, Page
from engine.pages.text import printable
from engine.proof.node import Status
from parser.words.sentence import Predicates

_WIDTH = 38
_LOOKS: dict[Status, tuple[str, str, str]] = {
    "holds": ("✓", "#e4f2e7", "solid"),
    "fails": ("✗", "#f8e3e1", "solid"),
    "unknown": ("?", "#eeeeee", "dashed"),
    "open": ("○", "#fbf3d5", "dashed"),
    "defeated": ("⊘", "#f1e6f5", "solid"),
    "conflict": ("!", "#f8d9c4", "bold"),
}
"""The mark, the colour and the outline of a step: none of them is needed to read the others."""


def render(reply: Reply, predicates: Predicates, proofs: int | None = None) -> str:
    """Write a reply as a directed graph from the question to what its answer rests on.

    `proofs` is as for text: how many routes, or rows of an open question, are explained.
    """
    return "\n".join(
        ["digraph answer {", *_Drawing().lines(page(reply, predicates, proofs)), "}\n"]
    )


class _Drawing:
    """Numbers the steps as they are met; `keys` are the names of those that others refer to."""

    def __init__(self) -> None:
        self.count = 0
        self.keys: dict[str, str] = {}

    def lines(self, shown: Page) -> Iterator[str]:
        yield '  graph [rankdir=LR, fontname="sans-serif"];'
        yield '  node [shape=box, style="rounded,filled", fontname="sans-serif", fontsize=11];'
        yield '  edge [color="#555555", arrowsize=0.7];'
        yield from self._page(shown, "")

    def _page(self, shown: Page, above: str) -> Iterator[str]:
        root = self._new()
        title = f"{(shown.said or shown.word).upper()}\n{shown.question}" + (
            "" if above else f"\n{shown.as_of}"
        )
        yield f'  {root} [label={_label(title)}, shape=box, fillcolor="#ffffff", penwidth=2];'
        if above:
            yield f"  {above} -> {root};"
        for section in shown.sections:
            for entry in section.entries:
                point = self._new()
                words = "\n".join((section.title, entry.text, *entry.lines))
                yield f'  {point} [label={_label(words)}, shape=note, fillcolor="#ffffff"];'
                yield f"  {root} -> {point};"
            for step in section.steps:
                yield from self._step(step, root)
        for part in shown.parts:
            yield from self._page(part, root)

    def _step(self, step: Line, above: str) -> Iterator[str]:
        name = self._named(step.see or step.key)
        yield f"  {above} -> {name};"
        if step.see:
            return
        mark, colour, style = _LOOKS[step.status]
        said = " ".join(part for part in (mark, step.label, step.text) if part)
        words = "\n".join(part for part in (said, step.aside, *step.notes[:2]) if part)
        yield f'  {name} [label={_label(words)}, fillcolor="{colour}", style="{_style(style)}"];'
        for below in step.below:
            yield from self._step(below, name)

    def _named(self, key: str) -> str:
        if not key:
            return self._new()
        if key not in self.keys:
            self.keys[key] = self._new()
        return self.keys[key]

    def _new(self) -> str:
        self.count += 1
        return f"n{self.count}"


def _style(outline: str) -> str:
    return f"rounded,filled,{outline}"


def _label(text: str) -> str:
    r"""Write words as a quoted label, broken into lines.

    >>> _label('a "b" \\ c')
    '"a \\"b\\" \\\\ c\\l"'
    """
    lines = [
        part for line in text.split("\n") for part in textwrap.wrap(printable(line), _WIDTH) or [""]
    ]
    escaped = (line.replace("\\", "\\\\").replace('"', '\\"') for line in lines)
    return '"' + "".join(f"{line}\\l" for line in escaped) + '"'
