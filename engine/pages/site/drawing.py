"""Provisions that rest on each other -> boxes and lines, in columns from left to right."""

from collections.abc import Collection, Mapping, Sequence

from parser.frozen import dataclass

WIDTH, HEIGHT = 210, 46
"""The size of a box, in the units of the drawing."""

_ACROSS, _DOWN, _EDGE = 56, 14, 8
_LETTERS = 28


@dataclass(frozen=True, slots=True)
class Box:
    """A provision at a place; `title` is cut to what fits into a box."""

    id: str
    title: str
    x: int
    y: int
    is_centre: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """Boxes, and the lines between them as paths of SVG; exceptions have `dashed` ones."""

    boxes: tuple[Box, ...]
    lines: tuple[str, ...]
    dashed: tuple[str, ...]
    width: int
    height: int


def drawing(
    columns: Sequence[Sequence[str]],
    edges: Collection[tuple[str, str]],
    exceptions: Collection[tuple[str, str]],
    titles: Mapping[str, str],
    centre: str = "",
) -> Drawing:
    """Return the drawing of some columns of ids, with a line for each edge between two of them.

    An edge leads from what is rested on to what rests on it, and from an exception to what gives
    way to it. Each column is centred.
    """
    tallest = max((len(column) for column in columns), default=0)
    height = tallest * (HEIGHT + _DOWN) - _DOWN + 2 * _EDGE
    boxes: dict[str, Box] = {}
    for number, column in enumerate(columns):
        x = _EDGE + number * (WIDTH + _ACROSS)
        top = (height - len(column) * (HEIGHT + _DOWN) + _DOWN) // 2
        for place, one in enumerate(column):
            y = top + place * (HEIGHT + _DOWN)
            boxes[one] = Box(one, cut(titles.get(one, "")), x, y, one == centre)
    solid, dashed = _lines(boxes, edges), _lines(boxes, exceptions)
    width = len(columns) * (WIDTH + _ACROSS) - _ACROSS + 2 * _EDGE
    return Drawing(tuple(boxes.values()), solid, dashed, width, height)


def _lines(boxes: Mapping[str, Box], edges: Collection[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(
        _line(boxes[start], boxes[end])
        for start, end in edges
        if start in boxes and end in boxes and boxes[start].x < boxes[end].x
    )


def cut(title: str) -> str:
    """Return as much of a title as fits into a box.

    >>> cut("Two fifths of the work"), cut("Visas that allow entry into Montenegro")
    ('Two fifths of the work', 'Visas that allow entry into…')
    """
    return title if len(title) <= _LETTERS else f"{title[: _LETTERS - 1].rstrip()}…"


def _line(start: Box, end: Box) -> str:
    x, y = start.x + WIDTH, start.y + HEIGHT // 2
    to_x, to_y = end.x - 5, end.y + HEIGHT // 2
    middle = (x + to_x) // 2
    return f"M{x} {y}C{middle} {y} {middle} {to_y} {to_x} {to_y}"


def layers(ids: Sequence[str], edges: Collection[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    """Return ids in columns, each behind all that it rests on, as far as these form no circle.

    >>> layers(("a", "b", "c", "d"), {("a", "b"), ("b", "c"), ("a", "c")})
    (('a', 'd'), ('b',), ('c',))
    """
    within = set(ids)
    below: dict[str, list[str]] = {one: [] for one in ids}
    for start, end in sorted(edges):
        if start in within and end in within and start != end:
            below[end].append(start)
    depth: dict[str, int] = {}

    def deep(one: str, path: frozenset[str]) -> int:
        if one not in depth:
            inner = [deep(each, path | {one}) for each in below[one] if each not in path | {one}]
            depth[one] = 1 + max(inner, default=-1)
        return depth[one]

    for one in ids:
        deep(one, frozenset())
    last = max(depth.values(), default=-1)
    columns = [[one for one in ids if depth[one] == at] for at in range(last + 1)]
    return tuple(tuple(column) for column in _ordered(columns, below))


def _ordered(columns: list[list[str]], below: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """Put each column in the order of what its boxes rest on, so that fewer lines cross."""
    place: dict[str, float] = {}
    for column in columns:
        middle = {
            one: sum(place[each] for each in below[one] if each in place)
            / max(1, sum(each in place for each in below[one]))
            for one in column
        }
        column.sort(key=lambda one: (middle[one], one))
        place.update({one: float(number) for number, one in enumerate(column)})
    return columns
