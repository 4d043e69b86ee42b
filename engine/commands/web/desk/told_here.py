"""What was said of the first things that a question of an interview asks, in words."""

from collections.abc import Sequence
from typing import Any

from engine.commands.web.desk.rendering import phrases
from engine.commands.web.jobs import Given


def told_here(
    queries: Sequence[dict[str, Any]], part: Sequence[Given], language: str
) -> list[dict[str, Any]]:
    """Return what was said of the first things that a question asks, before all are answered."""
    return [
        {"question": query["question"], "said": _in_words(given, bool(query["blanks"]), language)}
        for query, given in zip(queries, part, strict=False)
    ]


def _in_words(given: Given, has_blanks: bool, language: str) -> list[str]:
    """Return an answer as it was given; nothing where it is not known."""
    said = phrases(language)
    match given.so:
        case "unsure":
            return []
        case "no":
            return [said("none_such" if has_blanks else "no")]
        case "yes" if not has_blanks:
            return [said("yes")]
        case "yes":
            rows = [", ".join(one for one in row if one.strip()) for row in given.rows]
            return [*rows, *([said("no_others")] if given.whole else [])]
