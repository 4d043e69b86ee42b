"""Whether two syntax trees say the same, wherever in a file it stands."""

from dataclasses import fields, is_dataclass

from parser.text.span import Span


def says_the_same(one: object, other: object) -> bool:
    r"""Tell whether two trees are equal but for the places of their nodes.

    >>> from parser.syntax.from_text import parse_law
    >>> says_the_same(parse_law('law a "A"', ""), parse_law('# ours\nlaw  a "A"', ""))
    True
    """
    if isinstance(one, Span):
        return isinstance(other, Span)
    if type(one) is not type(other):
        return False
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(map(says_the_same, one, other))
    if is_dataclass(one):
        return all(
            says_the_same(getattr(one, each.name), getattr(other, each.name))
            for each in fields(one)
        )
    return one == other
