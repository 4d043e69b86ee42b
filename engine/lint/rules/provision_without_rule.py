"""L103: a provision that the law names, and that nothing carries."""

import re
from collections import defaultdict
from collections.abc import Iterator

from engine.lint.laws import Laws, bodies
from engine.lint.rule import LintRule, finding
from kb.entries import ID
from parser.resolved.law_tree import Law
from parser.text.diagnostic import Diagnostic
from parser.text.span import NOWHERE, Span

_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth"),
    *("seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"),
)
_ORDINAL = "|".join(_ORDINALS)
_PLACE = re.compile(
    r"\b(?P<word>item|bullet|point)s? (?P<numbers>\d+"
    r"(?:(?:, | and | to )\d+)*)"
    rf"|\b(?P<ordinals>(?:{_ORDINAL})(?:(?:, | and )(?:{_ORDINAL}))*) "
    r"(?P<noun>item|bullet|point)s?\b"
)
_SHARED = 3
"""How many places of one enumeration are cited before one that is not tells something."""

Enumeration = tuple[str, str]
"""The heading above an enumeration, and what its places are called.

Paragraphs and sections are left alone: a law need not carry all of a text.
"""


def _find(laws: Laws) -> Iterator[Diagnostic]:
    """Yield ids that a text names and nothing bears, and places of an enumeration left out."""
    known = _known(laws)
    told: set[str] = set()
    for text, span in _texts(laws):
        for named in ID.findall(text):
            if named not in told and not _is_borne(named, known) and _family(named, known):
                told.add(named)
                yield finding(
                    "L103",
                    f"`{named}` is named here, and there is no rule and no provision of that id",
                    span,
                    "write the rule, or a `provision` that says why no rule carries it; or "
                    "correct the id",
                )
    yield from _left_out(laws)


def _known(laws: Laws) -> dict[str, Span]:
    found: dict[str, Span] = {}
    for law in laws.kb.laws:
        for one in bodies(law):
            found.setdefault(one.provision.rule.rpartition(".")[2], one.span)
        for note in law.notes:
            found.setdefault(note.provision.rpartition(".")[2], note.span)
        for switch in law.switches:
            found.setdefault(switch.id.rpartition(".")[2], switch.span)
        for row in law.listed:
            for named in ID.findall(row.cites):
                found.setdefault(named, row.span)
    return found


def _texts(laws: Laws) -> Iterator[tuple[str, Span]]:
    for law in laws.kb.laws:
        for one in bodies(law):
            for text in (one.provision.says, *one.provision.reads):
                yield text, one.span
        for note in law.notes:
            yield note.says, note.span
            yield note.reason, note.span
        for switch in law.switches:
            yield switch.says, switch.span


def _is_borne(named: str, known: dict[str, Span]) -> bool:
    """Tell whether something has an id, or is a part of what has it."""
    part = re.compile(rf"{re.escape(named)}(?!\d)")
    return any(part.match(one) for one in known)


def _family(named: str, known: dict[str, Span]) -> bool:
    """Tell whether there are ids of the same row, so that it is no word of another kind."""
    stem = named.rpartition("-")[0]
    return bool(stem) and any(one.startswith(f"{stem}-") for one in known)


def _left_out(laws: Laws) -> Iterator[Diagnostic]:
    """Yield the places of an enumeration that nothing cites, between others that are cited."""
    cited: dict[Enumeration, dict[int, tuple[str, Span]]] = defaultdict(dict)
    for law in laws.kb.laws:
        for cites, span in _citations(law):
            for above, word, numbers in places_in(cites):
                for number in numbers:
                    cited[above.casefold(), word].setdefault(number, (above, span))
    for (_, word), known in cited.items():
        if len(known) < _SHARED:
            continue
        for number in range(min(known), max(known)):
            if number not in known and number + 1 in known and number - 1 in known:
                above, span = known[number + 1]
                yield finding(
                    "L103",
                    f"nothing cites {word} {number} of `{above}`, and {word} {number + 1} is cited "
                    "here",
                    span,
                    "write its rule, or a `provision` that says why no rule carries it",
                )


def _citations(law: Law) -> Iterator[tuple[str, Span]]:
    for one in bodies(law):
        if one.span != NOWHERE:
            yield one.provision.cites, one.span
    for note in law.notes:
        yield note.cites, note.span
    for switch in law.switches:
        yield switch.cites, switch.span


def places_in(cites: str) -> Iterator[tuple[str, str, tuple[int, ...]]]:
    """Yield what stands above each place that a citation names, what it is called, and its numbers.

    >>> list(places_in("Article 24, paragraph 1, items 4 and 5"))
    [('Article 24, paragraph 1', 'item', (4, 5))]
    >>> list(places_in("Family, second and third bullets; Work, items 1 to 3"))
    [('Family', 'bullet', (2, 3)), ('Work', 'item', (1, 2, 3))]
    """
    for one in cites.split(";"):
        for found in _PLACE.finditer(one.strip()):
            above = one.strip()[: found.start()].strip(" ,:")
            if found["word"]:
                yield above, found["word"], _numbers(found["numbers"])
            else:
                said = re.findall(_ORDINAL, found["ordinals"])
                yield above, found["noun"], tuple(_ORDINALS.index(each) + 1 for each in said)


def _numbers(text: str) -> tuple[int, ...]:
    ends = [int(each) for each in re.findall(r"\d+", text)]
    if " to " in text and len(ends) == 2 and ends[1] - ends[0] < 100:
        return tuple(range(ends[0], ends[1] + 1))
    return tuple(ends)


RULE = LintRule("L103", "provision-without-rule", "a provision that nothing carries", _find)
