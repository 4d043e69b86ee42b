"""Text of a translation file in the one layout: its lines hold one thing each already."""

from collections.abc import Iterator

from parser.layout.columns import INDENT
from parser.syntax.translation import SECTIONS
from parser.syntax.translation_tree import TranslationFile


def laid_out(text: str, tree: TranslationFile) -> str:
    r"""Return the text of a `.me` file in its layout; `tree` is what it says.

    >>> from parser.syntax.translation import parse_translation
    >>> said = 'translation of a "A"\n\n\nwords\n  person = osoba\n'
    >>> print(laid_out(said, parse_translation(said, "a.me", [])), end="")
    translation of a "A"
    <BLANKLINE>
    words
        person = osoba
    """
    lines = text.split("\n")
    levels = _levels(lines, tree)
    found: list[str] = []
    for line, level in zip(lines, levels, strict=True):
        body = line.strip()
        if not body:
            if found and found[-1] and found[-1] not in SECTIONS:
                found.append("")
            continue
        if body in SECTIONS and level == 0:
            _part(found)
        found.append(" " * (INDENT * level) + body)
    while found and not found[-1]:
        found.pop()
    return "".join(f"{line}\n" for line in found)


def _part(found: list[str]) -> None:
    """Put a blank line before the comments above a section, if none stands there."""
    at = len(found)
    while at and found[at - 1].startswith("#"):
        at -= 1
    if at and found[at - 1]:
        found.insert(at, "")


def _levels(lines: list[str], tree: TranslationFile) -> list[int]:
    """Return the level of each line; of a comment that of the line below it, or its own."""
    known = dict(_placed(tree))
    found = [0] * len(lines)
    below = 0
    for at in range(len(lines) - 1, -1, -1):
        line = lines[at]
        body = line.strip()
        if body and not body.startswith("#"):
            below = known.get(at + 1, 1 if line[0].isspace() else 0)
        found[at] = below if not body.startswith("#") or line[0].isspace() else 0
    return found


def _placed(tree: TranslationFile) -> Iterator[tuple[int, int]]:
    """Yield the number of each line that stands below another one of its section: level 2."""
    for sentence in tree.sentences:
        for said in (sentence.form, sentence.closing, sentence.asks, sentence.help, *sentence.also):
            if said is not None:
                yield said.span.line, 2
    for text in tree.texts:
        yield from ((said.span.line, 2) for _, said in text.said)
