"""The ways of an answer, one line each: what each is called, and what it stands or falls with."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from engine.answers.summary import Turn, Way
from engine.pages.page import Entry, Section
from engine.pages.room import Room, cut, more, titled
from engine.pages.turns import node_words, turn_words
from engine.proof.node import Derived
from parser.resolved.vocabulary import Provision
from parser.words.sentence import Predicates, Spoken, say


def ways_section(ways: Sequence[Way], first: int, predicates: Predicates, room: Room) -> Section:
    """Return the section of the ways, of which the number of the first is `first`.

    Of way 1 all is said that it turns on; where it is the only one it needs no number.
    """
    if len(ways) == first == 1:
        (way,) = ways
        title = f"{say(predicates, 'It turns on')}{under(way, predicates)}"
        return titled(title, [Entry(text) for text in _nearest(way, predicates, room)], predicates)
    entries: list[Entry] = []
    for number, way in enumerate(ways[: room.ways], first):
        name = heading(way, predicates)
        texts = _nearest(way, predicates, room) if number == 1 else _brief(way, predicates, room)
        if number == 1 and len(texts) > 1:
            entries.append(Entry(f"{name}:", tuple(texts), "1"))
        else:
            text = cut(f"{name}: {'; '.join(texts) or say(predicates, 'met')}", room)
            alike = next((one for one in entries if one.text == text and not one.lines), None)
            if alike is None:
                entries.append(Entry(text, (), str(number)))
            else:  # it stands or falls with the same condition under a rule called the same
                entries[entries.index(alike)] = replace(alike, mark=f"{alike.mark}, {number}")
    if left := len(ways[room.ways :]):
        entries.append(Entry(more(left, predicates)))
    title = "Ways, nearest first" if first == 1 else "Other ways, nearest first"
    return titled(title, entries, predicates)


def _nearest(way: Way, predicates: Predicates, room: Room) -> list[str]:
    """Return all that a way turns on, and what it needs besides."""
    said: set[str] = set()
    told: list[str] = []
    for turn in way.turns:
        text = cut(turn_words(turn, predicates, said), room)
        told += [text] if text not in told else []
        said |= {node_words(fact, predicates) for fact in turn.facts}
    texts = told[: room.turns]
    if left := len(told) - len(texts):
        texts.append(more(left, predicates))
    return [*texts, *_then(way.then, predicates, room)]


def _brief(way: Way, predicates: Predicates, room: Room) -> list[str]:
    """Return the hardest condition that a way turns on, and how many there are more."""
    texts = [cut(turn_words(turn, predicates), room) for turn in way.turns[:1]]
    left = len(way.turns) - len(texts)
    return [*texts, more(left, predicates)] if left else texts


def _then(then: Sequence[Turn], predicates: Predicates, room: Room) -> Iterator[str]:
    """Yield what a way needs besides: who has still to decide, and how much nobody stated."""
    found = [one for one in then if one.state == "to decide"][:1]
    for turn in found:
        yield say(predicates, "then: {turn}", turn=cut(turn_words(turn, predicates), room))
    if left := len(then) - len(found):
        form = "besides, {number} condition is open"
        form = form if left == 1 else "besides, {number} conditions are open"
        yield say(predicates, form, number=left)


def heading(way: Way, predicates: Predicates) -> str:
    """Name a way: by the title of its rule, or by the label of its item."""
    head = way.head
    if head is None:
        return node_words(way.node, predicates)
    provision = head.rule.provision
    own = isinstance(way.node, Derived) and way.node.rule.role == "item"
    if own and head is way.node and provision is not None:
        return provision.item or _title(provision, predicates)
    return _title(provision, predicates)


def under(way: Way, predicates: Predicates) -> str:
    """Name the rule of a way with its title, after the title of a section."""
    provision = way.head.rule.provision if way.head is not None else None
    if provision is None:
        return ""
    title = _title(provision, predicates)
    return f", {provision.rule}" + (f' "{title}"' if title != provision.rule else "")


def _title(provision: Provision | None, predicates: Predicates) -> str:
    if provision is None:
        return ""
    said = predicates.provision(provision) if isinstance(predicates, Spoken) else provision
    return said.title or said.rule
