"""A report as plain data: what a program, or a template in another language, lays out."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, assert_never

from engine.pages.report.document import (
    Citations,
    Form,
    Note,
    Paragraph,
    Points,
    Report,
    Step,
    Steps,
    Table,
    walk,
)


def data(report: Report) -> dict[str, Any]:
    """Return a report as JSON objects: each of a block's kind in `block`, the rest by its fields.

    `anchors` are the places to which runs can refer.
    """
    found: dict[str, Any] = _object(report)
    found["labels"] = dict(report.labels)
    found["anchors"] = sorted(anchors(report))
    return found


def _object(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_object(one) for one in value]
    if not is_dataclass(value):
        return value
    inside = {field.name: _object(getattr(value, field.name)) for field in fields(value)}
    return {"block": type(value).__name__.lower(), **inside}


def anchors(report: Report) -> frozenset[str]:
    """Return the names of all places of a report that can be referred to."""
    return frozenset(_anchors(report))


def _anchors(report: Report) -> Iterator[str]:
    for section in walk(report.sections):
        for block in section.blocks:
            match block:
                case Table(rows=rows):
                    yield from (row.anchor for row in rows if row.anchor)
                case Citations(items):
                    yield from (one.anchor for one in items)
                case Steps(items):
                    yield from _of_steps(items)
                case Paragraph() | Note() | Points() | Form():
                    pass
                case _:
                    assert_never(block)


def _of_steps(items: tuple[Step, ...]) -> Iterator[str]:
    for step in items:
        if step.anchor:
            yield step.anchor
        yield from _of_steps(step.below)
