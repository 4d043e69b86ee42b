"""The conditions of a way that are met, one line each: why an answer is so, or what is so far."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from engine.answers.reply import Answer
from engine.answers.summary import Turn, Way
from engine.pages.in_brief import in_brief, is_idle, is_plain, named_in_brief
from engine.pages.in_each_case import case_lines
from engine.pages.none_of import none_of, why_not_applying
from engine.pages.opened import grounds_below, opened
from engine.pages.page import Entry, Section
from engine.pages.places import file_said
from engine.pages.room import (
    Room,
    cut,
    kept,
    titled,
)
from engine.pages.turns import (
    counted_words,
    node_words,
    turn_words,
    with_a_sentence,
)
from engine.pages.way_names import under
from engine.pages.ways_section import points_of
from engine.proof.node import (
    Aggregated,
    ByCases,
    Derived,
    Node,
)
from parser.words.sentence import Predicates, say


class Met(NamedTuple):
    """The section of the conditions that are met, what it counts, and the grounds it cites."""

    section: Section | None
    counted: list[str]
    cited: list[Node]


def met_section(
    answer: Answer,
    way: Way,
    met: Sequence[Turn],
    is_said: Callable[[str], bool],
    predicates: Predicates,
    room: Room,
) -> Met:
    """Return the conditions of a way that are met, one line each, but for what `is_said` above."""
    counted: list[str] = []
    cited: list[Node] = []
    title = "Why" if answer.verdict == "yes" or answer.contested else "So far"
    entries: list[Entry] = []
    plain: list[str] = []
    below: list[tuple[Node, ...]] = []
    facts = (fact for turn in met if not is_plain(turn) for fact in turn.facts)
    inside = [with_a_sentence(fact, predicates) for fact in facts]
    said: set[str] = set()
    file = ""
    for turn in met:
        if none := none_of(turn.node, answer.as_of, predicates, room):
            entries.append(none)
            plain.append(none.text.removesuffix(":"))
            below.append(())
            continue
        if any(turn.node is fact for fact in inside) or is_plain(turn) or is_idle(turn, predicates):
            continue
        text = turn_words(turn, predicates, said)
        if why := why_not_applying(turn.node, answer.as_of, predicates):
            text = f"{text}: {why}"
        said |= {node_words(fact, predicates) for fact in turn.facts}
        every = [one.node for one in met]
        text, grounds = opened(text, turn.node, every, answer.as_of, predicates, room, file)
        if isinstance(turn.node, Aggregated) and len(text) <= room.letters:
            counted += counted_words(turn.node, predicates)
        entry = Entry(cut(text, room), _in_each_case(turn.node, predicates, room))
        above = {point for one in entries for point in points_of(one.text)}
        if (
            not is_said(text)
            and not any(text in one for one in counted)
            and entry not in entries
            and text not in above
        ):
            entries.append(entry)
            plain.append(in_brief(turn, predicates))
            below.append(grounds_below(turn.node))
            cited += grounds if len(entries) <= room.met else ()
            file = file_said(grounds) or file
    if isinstance(way.node, ByCases):
        title = "Why, in each case"
        entries = [Entry(line) for one in entries for line in one.lines]
    if not met and answer.verdict == "yes" and not isinstance(way.node, Derived | ByCases):
        entries.append(Entry(cut(node_words(way.node, predicates), room)))
    shown = kept(entries, room.met, predicates)
    if len(shown) < len(plain):
        left = len(shown) - 1
        brief = named_in_brief(plain[left:], below[left:], predicates, room, file)
        shown[-1] = Entry(brief)
    if not shown:
        return Met(None, counted, cited)
    name = f"{say(predicates, title)}{under(way, predicates)}"
    return Met(titled(name, shown, predicates), counted, cited)


def _in_each_case(node: Node, predicates: Predicates, room: Room) -> tuple[str, ...]:
    """Return what makes each case of a proof by cases so."""
    if not isinstance(node, ByCases):
        return ()
    return tuple(cut(line, room) for line in case_lines(node, predicates))
