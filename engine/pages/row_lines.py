"""One of several values that answer a question: what makes it so, or what to ask of it."""

from collections.abc import Iterator

from engine.answers.reply import Answer
from engine.answers.summary import Summary
from engine.pages.asks import asks_section
from engine.pages.in_brief import is_idle, is_plain
from engine.pages.opened import opened
from engine.pages.room import (
    Room,
    cut,
    more,
)
from engine.pages.turns import (
    aside_words,
    node_words,
    turn_words,
)
from parser.words.sentence import Predicates


def row_lines(answer: Answer, found: Summary, predicates: Predicates, room: Room) -> Iterator[str]:
    """Yield what to ask of a row that is open, and why one is so, as far as there is room."""
    most = room.of_a_row
    if not most or answer.verdict == "conflict" or not found.ways:
        return
    if answer.verdict == "yes":
        told: dict[str, None] = {}
        said: set[str] = set()
        for turn in found.met:
            if not is_plain(turn) and not is_idle(turn, predicates):
                text = turn_words(turn, predicates, said)
                every = [one.node for one in found.met]
                made = opened(text, turn.node, every, answer.as_of, predicates, room)
                told[made.text] = None
                said |= {text} | {node_words(fact, predicates) for fact in turn.facts}
        if told:
            left = [more(len(told) - most, predicates)] if len(told) > most else []
            yield cut("; ".join([*told][:most] + left), room)
        return
    for group in found.asks[:1]:
        section = asks_section(group, answer.contested, predicates, room, found.asked)
        first = section.entries[0]
        text = "; ".join((f"{section.title}: {first.text}", *first.lines))
        yield cut(text, room)


def by_words(found: Summary, predicates: Predicates) -> str:
    """Name what makes a row so: its rule, the row of a table, or the place where it is stated."""
    if found.verdict != "yes" or not found.ways:
        return ""
    way = found.ways[0]
    provision = way.head.rule.provision if way.head is not None else None
    by = provision.rule if provision else aside_words(way.head or way.node, predicates)
    return f" ({by})" if by else ""
