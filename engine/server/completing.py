"""A place in a law or case -> what can stand there: keywords, sentences with slots, names, ids."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from engine.server.outline import declared
from engine.server.reading import Reading
from engine.server.workspace import Workspace
from kb.base import KnowledgeBase
from parser.frozen import dataclass
from parser.resolved.completing import Completion
from parser.resolved.vocabulary import VALUE_KINDS, Predicate, Slot
from parser.resolved.wording import template_text
from parser.syntax.from_text import CASES, LAWS
from parser.syntax.scan import scan
from parser.syntax.tree import Token
from parser.text.diagnostic import SourceError
from parser.values import Entity
from parser.words.case_text import value_text

Kind = Literal["keyword", "sentence", "words", "name", "id"]

_OF_SECTION = {
    "law": "published, source, retrieved, consolidated to, ours, uses, calendar, overlay",
    "rule": "cites, says, reads, confidence, in force from, notwithstanding, subject to, "
    "instead of, under, presumed unless the contrary is shown, remedy, if, and, unless",
    "impossible": "cites, says, reads, that, and",
    "provision": "cites, says, mark, remedy",
    "reading": "cites, says, default, choice",
    "table": "cites",
    "parameter": "cites",
    "case": "as of, given, expect, under, within the meaning of",
    "background": "as of, within the meaning of",
}
"""The words that lines of a declaration begin with."""

_STATING = ("it is false that", "it is not known whether", "all cases where", "all facts are given")
_IDS = re.compile(r"(?:^\s*(?:notwithstanding|subject to|instead of)|:.*\bby)\s+(?:[^\s,]+,\s*)*$")
_LAWS = re.compile(r"^\s*uses\s+(?:[^\s,]+,\s*)*$|within the meaning of\s+$")
_SWITCHES = re.compile(r"^\s*under\s+$")
_QUOTED = re.compile(
    r"^\s*(?:cites|says|reads|source|published|mark|confidence|retrieved|consolidated|default"
    r"|choice|as of|in force|remedy|case|law|rule|provision|reading|impossible|parameter)\b"
)
_CONNECTIVE = re.compile(
    r"^\s*(?:(?:if|and|unless|that|or)\s+)?(?:\(\w+\)\s*)?(?:it is false that\s+)?"
)
_INTRODUCED = re.compile(r"\b(?:an?|another|the) (\w+)")
_PART = re.compile(r"^\s+(given|expect)\s*(?:#.*)?$")


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be put in the place of the word before a place.

    `snippet` is it with its slots as places to fill (`${1:a person}`), empty if it has none.
    """

    words: str
    kind: Kind
    detail: str = ""
    snippet: str = ""


class Offers(NamedTuple):
    """What is offered, and at which character that begins which it replaces."""

    start: int
    offers: tuple[Offer, ...]


def offers(workspace: Workspace, path: str, offset: int) -> Offers:
    """Return what can stand at a character of a file, in the words that its laws had last."""
    text = workspace.text_or_nothing(path)
    line = text[text.rfind("\n", 0, offset) + 1 : offset]
    if "#" in line or line.count('"') % 2:
        return Offers(offset, ())
    typed = re.search(r"[^\s,:(]*$", line)
    start = offset - len(typed[0] if typed else "")
    before = line[: len(line) - (offset - start)]
    above = text[: offset - len(line)]
    reading = workspace.reading(path)
    kb = workspace.knowledge(path)
    found = _found(before, above, path.endswith(".case"), reading, kb)
    return Offers(start, tuple(dict.fromkeys(found)))


def _found(
    before: str, above: str, in_case: bool, reading: Reading, kb: KnowledgeBase | None
) -> Iterator[Offer]:
    if not before:
        for word in sorted(CASES if in_case else LAWS):
            yield Offer(word, "keyword")
    elif _IDS.search(before):
        for text in reading.texts.values():
            rules = (one for one in declared(text) if one.kind == "rule")
            yield from (Offer(one.name, "id", one.detail) for one in rules)
    elif _LAWS.search(before):
        yield from (Offer(law.id, "id", law.title) for law in reading.laws)
    elif _SWITCHES.search(before):
        for law in reading.laws:
            for one in law.switches:
                for choice, meaning in one.choices:
                    yield Offer(one.id if one.overlay else f"{one.id} {choice}", "id", meaning)
    elif not _QUOTED.match(before):
        yield from _in_section(before, above, in_case, kb)


def _in_section(
    before: str, above: str, in_case: bool, kb: KnowledgeBase | None
) -> Iterator[Offer]:
    margin = [line for line in above.split("\n") if line[:1].strip() and line[0] != "#"]
    section = margin[-1].split()[0] if margin else ""
    part = _part(above) if section == "case" else section
    begins = not before.strip()
    if begins and part not in ("given", "expect"):
        for words in filter(None, _OF_SECTION.get(section, "").split(", ")):
            yield Offer(words, "keyword")
    if begins and part in ("given", "background"):
        yield from (Offer(words, "keyword") for words in _STATING)
    if section not in ("rule", "impossible", "case", "background") or kb is None:
        return
    if section == "case" and part not in ("given", "expect"):
        return
    asking = part == "expect"
    said = before.strip() + " " if in_case else before[_connective(before) :]
    found = tuple(_sentences(said, kb, in_case, asking))
    if not in_case and (before.endswith("the ") or any(one.kind != "words" for one in found)):
        yield from _known(before, above, kb)
    yield from found


def _known(before: str, above: str, kb: KnowledgeBase) -> Iterator[Offer]:
    """Yield who and what a rule has spoken of so far: `the person`, or `person` behind `the`."""
    roles = {one.role for predicate in kb.predicates.values() for one in predicate.slots}
    rule = [line for line in re.split(r"\n(?=\S)", above)[-1].split("\n") if '"' not in line]
    said = _INTRODUCED.findall("\n".join((*rule, before)))
    article = "" if before.endswith("the ") else "the "
    for word in dict.fromkeys(said):
        if word in roles:
            yield Offer(f"{article}{word}", "words")


def _connective(before: str) -> int:
    found = _CONNECTIVE.match(before)
    return found.end() if found else 0


def _part(above: str) -> str:
    """Return under what a line of a case stands: `given`, `expect`, or nothing yet."""
    for line in reversed(above.split("\n")):
        if found := _PART.match(line):
            return found[1]
        if line[:1].strip() and line[0] != "#":
            return ""
    return ""


def _sentences(said: str, kb: KnowledgeBase, in_case: bool, asking: bool) -> Iterator[Offer]:
    """Yield whole sentences at their beginning, and further on what continues them."""
    tokens = _tokens(said)
    stating = in_case and not asking
    if not tokens and not asking:
        for one in kb.predicates.values():
            if one.parts and not one.hidden and (not stating or one.origin in ("given", "decided")):
                yield Offer(template_text(one), "sentence", one.law, _snippet(one, in_case))
    for each in Completion(kb.vocabulary).following(tokens, stating):
        if each.slot is None:
            yield Offer(each.words, "words", each.template)
        else:
            yield from _fillers(each.slot, kb, each.template)


def _tokens(said: str) -> Sequence[Token]:
    try:
        return scan(said, "line", 0, 1)
    except SourceError:
        return ()


def _fillers(slot: Slot, kb: KnowledgeBase, template: str) -> Iterator[Offer]:
    """Yield the names that can stand in a slot."""
    if slot.kind not in VALUE_KINDS:
        for name, kind in sorted(kb.vocabulary.names.items()):
            if kind == slot.kind:
                yield Offer(value_text(Entity(kind, name), kb.vocabulary.names), "name", template)


def _snippet(predicate: Predicate, in_case: bool) -> str:
    """Return a sentence with its slots as places to fill.

    >>> holds = Predicate("holds", (Slot("person", "person"),), parts=(0, "holds"))
    >>> _snippet(holds, in_case=True), _snippet(holds, in_case=False)
    ('${1:person} holds', '${1:a person} holds')
    """
    said = template_text(predicate).replace("\\", "\\\\").replace("$", "\\$")
    for number, slot in enumerate(predicate.slots, 1):
        role = slot.role if in_case else f"{'an' if slot.role[0] in 'aeiou' else 'a'} {slot.role}"
        said = said.replace(f"{{{slot.role}}}", f"${{{number}:{role}}}", 1)
    return said
