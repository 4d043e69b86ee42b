"""Changes of laws in words."""

from typing import assert_never

from kb.changes.change import Change, Detail, How, Part
from parser.words.values import counted

_HOW: dict[How, str] = {"added": "new", "removed": "gone", "changed": "changed"}

_PARTS: dict[Part, str] = {
    "title": "title",
    "citation": "citation",
    "paraphrase": "paraphrase",
    "reading": "how it is read",
    "confidence": "confidence",
    "conclusion": "conclusion",
    "condition": "condition",
    "number": "number",
    "item": "label",
    "order": "order of conditions",
    "presumption": "presumption",
    "precedence": "precedence",
    "choice": "choices",
    "in force from": "in force from",
    "in force until": "in force until",
    "law": "moved from law",
    "source": "source",
    "use": "laws used",
    "rules": "rules",
    "kind": "kinds",
    "origin": "where it comes from",
    "authority": "authority",
    "single": "said of one",
    "question": "words of the question",
    "wording": "wording",
    "mark": "mark",
    "name": "name",
    "row": "row",
    "words": "words",
}

MOST = 12
"""How many details of one kind are listed of one change."""


def heading(change: Change) -> str:
    """Name what is changed.

    >>> heading(Change("rule", "changed", "LIB-1", "lending", "Members may borrow"))
    'LIB-1 "Members may borrow"'
    """
    title = f' "{change.title}"' if change.title else ""
    match change.what:
        case "rule" | "constraint" | "provision":
            said = f"{change.id}{title}"
        case "law":
            said = f"the law {change.id}{title}"
        case "reading":
            said = f"the reading {change.id}{title}"
        case "sentence":
            said = f"the sentence `{change.id}`"
        case "names":
            said = "names"
        case "rows":
            said = f"the table `{change.id}`"
        case _:
            assert_never(change.what)
    return said if change.how == "changed" else f"{_HOW[change.how]}: {said}"


def detail_lines(detail: Detail, how: How = "changed") -> tuple[str, ...]:
    """Write what differs: one line where something came or went, two where it became other.

    Of something that came or went as a whole its parts are told as they are.

    >>> detail_lines(Detail("number", "the number < 5", "the number < 7"))
    ('number: the number < 5', '   now: the number < 7')
    >>> detail_lines(Detail("condition", new="the number < 5"))
    ('condition added: the number < 5',)
    """
    part = _PARTS[detail.part]
    if how != "changed":
        return (f"{part}: {detail.old or detail.new}",)
    if not detail.old:
        return (f"{part} added: {detail.new}",)
    if not detail.new:
        return (f"{part} dropped: {detail.old}",)
    return (f"{part}: {detail.old}", f"{'now':>{len(part)}}: {detail.new}")


def told(details: tuple[Detail, ...]) -> tuple[tuple[Detail, ...], str]:
    """Return the details to list, and how many rows and names there are more."""
    left = len(details) - MOST
    if left <= 0:
        return details, ""
    return details[:MOST], f"and {counted(left, 'difference')} more"
