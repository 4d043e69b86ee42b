"""A rule that is being written -> what can stand at a place of it, and what stands there.

It is what the language server says of the same place, by the same functions: the rule is put into
its file as it stands in the browser, and the file on disk stays as it is.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from engine.commands.web.desk.blocks import first_line, with_block
from engine.commands.web.desk.jobs import AtPlace
from engine.commands.web.desk.law import rule_object
from engine.server.completing import Offer, offers
from engine.server.hovering import Block, hover
from engine.server.places import pointed
from engine.server.positions import Positions
from engine.server.workspace import Workspace
from kb.base import KnowledgeBase

_MOST = 10
"""How many offers are shown: as many as fit below a line, without a list that scrolls."""

_TEXTS = Workspace()
"""What this process has read of the laws around the rules that were written."""

_READ: dict[str, str] = {}
"""The files around which the laws were read whole, as they stood on disk."""

_SLOT = re.compile(r"\$\{\d+:([^}]*)\}|\\([\\$])")


def at_place(kb: KnowledgeBase, job: AtPlace) -> dict[str, Any] | None:
    """Return what is asked about a place, None if there is no such rule."""
    found = rule_object(kb, job.rule)
    if found is None:
        return None
    path = found["path"]
    if _READ.get(path) != found["content"]:  # whose words are offered while the rule is broken
        _TEXTS.reading(path, whole=True)
        _READ[path] = found["content"]
    content = with_block(found["content"], found["text"], job.text)
    first = first_line(found["content"], found["text"])
    with _TEXTS.if_they_said({path: content}):
        match job.wanted:
            case "offers":
                return _offers(path, content, first + job.line, job.character)
            case "about":
                said = _about(path, content, first + job.line, job.character)
    if not said:
        said = _as_it_was(path, found, first, job)
    return {"blocks": [one._asdict() for one in said]}


def _about(path: str, content: str, line: int, character: int) -> tuple[Block, ...]:
    what = pointed(_TEXTS, path, Positions(content).offset(line, character))
    return hover(_TEXTS, path, what) if what is not None else ()


def _as_it_was(path: str, found: dict[str, Any], first: int, job: AtPlace) -> tuple[Block, ...]:
    """Return what the file on disk says of a line that has stayed, in a rule that is broken now."""
    lines = job.text.split("\n")
    said = lines[job.line] if job.line < len(lines) else ""
    before = found["text"].split("\n")
    if said not in before:
        return ()
    return _about(path, found["content"], first + before.index(said), job.character)


def _offers(path: str, content: str, line: int, character: int) -> dict[str, Any]:
    """Return where the word begins that is being typed, and what goes on from it, the best first.

    An offer has what is shown, what is put in the place of the word, and which letters of that are
    to be written over.
    """
    lines = Positions(content)
    offset = lines.offset(line, character)
    start, every = offers(_TEXTS, path, offset)
    typed = content[start:offset].casefold()
    found = {one.words: one for one in reversed(tuple(_ordered(every, typed)))}
    found.pop(content[start:offset], None)
    shown = [*found.values()][::-1]
    return {
        "start": lines.position(start).character,
        "offers": [_object(one) for one in shown[:_MOST]],
        "more": max(len(shown) - _MOST, 0),
    }


def _ordered(every: Iterable[Offer], typed: str) -> Iterator[Offer]:
    """Yield the offers that begin with what was typed, and then those that have it within."""
    found = tuple(every)
    yield from (one for one in found if one.words.casefold().startswith(typed))
    if typed:
        within = (one for one in found if typed in one.words.casefold())
        yield from (one for one in within if not one.words.casefold().startswith(typed))


def _object(one: Offer) -> dict[str, Any]:
    put, slots = _filled_in(one.snippet) if one.snippet else (one.words, ())
    start, end = slots[0] if slots else (len(put), len(put))
    units = Positions(put)
    select = [units.position(start).character, units.position(end).character]
    return {"words": one.words, "detail": one.detail, "put": put, "select": select}


def _filled_in(snippet: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    r"""Return a snippet as a text, and which letters of it are places to fill.

    >>> _filled_in(r"${1:a person} owes ${2:a fee} of \$5")
    ('a person owes a fee of $5', ((0, 8), (14, 19)))
    """
    text, last = "", 0
    slots: list[tuple[int, int]] = []
    for found in _SLOT.finditer(snippet):
        text += snippet[last : found.start()]
        if found[2]:
            text += found[2]
        else:
            slots.append((len(text), len(text) + len(found[1])))
            text += found[1]
        last = found.end()
    return text + snippet[last:], tuple(slots)
