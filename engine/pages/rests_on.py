"""What an answer rests on besides: days worked out, facts of the case and closures, provisions."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from engine.answers.reasons import nodes, roots_of
from engine.answers.reply import Answer
from engine.answers.summary import Summary
from engine.pages.assumed import NOT_STATED, is_assumed, is_unless_stated, unstated_words
from engine.pages.named_days import day_words
from engine.pages.page import Entry
from engine.pages.places import places_words
from engine.pages.room import Room, cut, more
from engine.pages.turns import is_unspoken, node_words, plain_words
from engine.pages.unnamed import blank, denied_words, is_of_nothing, is_unknown
from engine.proof.node import Absent, Derived, Exception_, Finding, ListedRow, Node, Stated
from engine.rails.said import UNLESS_STATED
from parser.resolved.vocabulary import Provision
from parser.values import Entity, Value
from parser.words.sentence import Predicates, Spoken, figure, law_words, say, shown

_ASSUMED = 8
"""How much is named at most of what nobody states."""

IsSaid = Callable[[str], bool]
"""Tells whether a text stands on the page already."""


def days_entries(
    found: Summary, is_said: IsSaid, predicates: Predicates, room: Room
) -> list[Entry]:
    """Return the days worked out that are not said yet: those to come, then those past."""
    coming = [one for one in found.dates if one.day >= found.as_of]
    past = [one for one in found.dates if one.day < found.as_of]
    entries: list[Entry] = []
    for one in (*coming, *reversed(past)):
        written = figure(one.day, predicates)
        if is_said(written) or any(written in entry.text for entry in entries):
            continue
        if words := day_words(one, found.as_of, predicates):
            entries.append(Entry(cut(words, room)))
    return entries[: room.dates]


def relied_words(
    found: Summary,
    is_said: IsSaid,
    predicates: Predicates,
    room: Room,
    cited: Collection[Node] = (),
) -> str:
    """Return the closures and facts that an answer rests on and that are not said yet, or nothing.

    The most telling stand first. Of a *no* these are the closures alone: what it stands or falls
    with names its facts. What is assumed, since nobody stated it, stands last. Of what is `cited`
    above by its place it is not said that there is more of it.
    """
    asked = {arg for arg in found.asked if isinstance(arg, Entity)}
    said: dict[str, Node] = {}
    closed: dict[str, Node] = {}
    assumed: list[Absent] = []
    known = {_key(one) for one in cited}
    for one in sorted(found.relied, key=lambda one: (_key(one) in known, _telling(one, asked))):
        if (isinstance(one, ListedRow) and not _has_value(one)) or is_unspoken(one, predicates):
            continue
        if isinstance(one, Absent) and one.reason == "closed" and is_of_nothing(one.atom):
            continue
        if isinstance(one, Absent) and is_unless_stated(one):
            assumed += [] if is_said(denied_words(one.atom, predicates)) else [one]
        elif found.verdict != "no" or isinstance(one, Absent):
            one = _ground(one)
            text = node_words(one, predicates)
            if not is_said(text):
                (closed if isinstance(one, Absent) else said).setdefault(text, one)
    kept = [*said.values()][: room.relied]
    # that a list is complete is said however little room there is
    kept += [*closed.values()][: max(room.relied - len(kept), room.closed)]
    told = [cut(text, room) for text in _with_places(kept, known, predicates)]
    known |= {_key(one) for one in kept}
    left = [one for one in (*said.values(), *closed.values()) if _key(one) not in known]
    if told or found.verdict != "no":
        told += _left_words(left, bool(told), predicates)
    below = {_key(one) for one in _below_assumed(found, is_said, predicates)}
    assumed = [one for one in assumed if _key(one) not in below]
    unstated = [one for one in _unstated(assumed, predicates) if not is_said(one)]
    if unstated and found.verdict != "no":
        told.append(_assumed_words(unstated, predicates, room))
    return "; ".join(told)


def _left_words(left: Sequence[Node], further: bool, predicates: Predicates) -> list[str]:
    """Say where grounds are stated for which there is no room, and how many stand nowhere.

    What an answer rests on is not only counted: whoever signs it has to find it. They are `further`
    ones where others are told.
    """
    tables = [one for one in left if isinstance(one, Absent) and one.reason == "not listed"]
    placed = [one for one in left if one not in tables and places_words((one,), predicates)]
    told = []
    if placed:
        places = places_words(placed, predicates)
        told.append(say(predicates, "and {places}", places=places) if further else places)
    if len(left) > len(placed):
        told.append(more(len(left) - len(placed), predicates))
    return told


def _with_places(
    grounds: Sequence[Node], cited: Collection[object], predicates: Predicates
) -> Iterator[str]:
    """Write grounds, with where they are stated once behind those that one file has in a row.

    `Ana carries P1; P1 was issued by Serbia (ana.case:3-5)` is read sooner than with a place behind
    each, and leaves room for more of them. What is cited above is not cited again.
    """
    for (file, above), alike in groupby(grounds, key=lambda one: (_file(one), _key(one) in cited)):
        each = [*alike]
        if file and above:
            yield from (plain_words(one, predicates) for one in each)
            continue
        if not file or len(each) == 1:
            yield from (node_words(one, predicates) for one in each)
            continue
        *texts, last = (plain_words(one, predicates) for one in each)
        yield from texts
        yield f"{last} ({places_words(each, predicates)})"


def _key(node: Node) -> object:
    """Return what a ground says and where, by which it is known again."""
    source = node.source if isinstance(node, Stated | Finding | Absent) else None
    return getattr(node, "atom", None), source.span if source is not None else None


def _file(node: Node) -> str:
    """Return the file whose line is all that is said beside a ground, or nothing."""
    if not isinstance(node, Stated) and not (isinstance(node, Absent) and node.reason == "no more"):
        return ""
    source = node.source
    return source.span.file if source is not None and source.span.line else ""


def _ground(node: Node) -> Node:
    """Return a ground; of a list in which one without a name is not, that the list is complete.

    It is no ground that Ana carries no document at all, where she carries another one.
    """
    if isinstance(node, Absent) and node.reason == "closed" and node.source is not None:
        unnamed = any(isinstance(arg, Entity) and is_unknown(arg) for arg in node.atom.args)
        if unnamed and node.source.who != UNLESS_STATED:
            return replace(node, reason="no more")
    return node


def _telling(node: Node, asked: Collection[Entity]) -> tuple[int, bool, bool]:
    """Return how much a ground tells, the most telling first.

    What is stated goes before what is found or listed, and that before what is not so; what has a
    day or a sum before what has none, and what is said of those of whom the question is before what
    is said of others.
    """
    kind = 2 if isinstance(node, Absent) else 1 if isinstance(node, Finding | ListedRow) else 0
    about = any(isinstance(arg, Entity) and arg in asked for arg in _args(node))
    return kind, not _has_value(node), not about


def _has_value(node: Node) -> bool:
    """Tell whether a ground says a day, a sum or another value."""
    return any(not isinstance(arg, Entity | str) for arg in _args(node))


def _args(node: Node) -> list[Value]:
    atom = getattr(node, "atom", None)
    return [arg for arg in (atom.args if atom is not None else ()) if arg is not None]


def _unstated(assumed: Sequence[Absent], predicates: Predicates) -> list[str]:
    """Return what is taken not to be so since nobody states it, each kind of sentence once.

    What is said of somebody with a name stands for what is said of anybody.
    """
    named: dict[str, list[Absent]] = {}
    for one in assumed:
        named.setdefault(one.atom.pred, []).append(one)
    texts: dict[str, None] = {}
    for alike in named.values():
        most = max(_names(one) for one in alike)
        each_way: set[frozenset[object]] = set()  # that Ana and Marko parted is said once
        for one in alike:
            sides = frozenset(blank(one.atom).args)
            if _names(one) == most and sides not in each_way:
                texts[unstated_words(one, predicates)] = None
                each_way |= {sides} if len(sides) > 1 else set()
    return [*texts]


def _below_assumed(found: Summary, is_said: IsSaid, predicates: Predicates) -> Iterator[Node]:
    """Yield what is below a condition that the page tells as assumed: it assumes that already."""
    for turn in found.met:
        if is_assumed(turn.node) and is_said(node_words(turn.node, predicates)):
            yield from nodes((turn.node,))


def _names(node: Absent) -> int:
    return sum(isinstance(arg, Entity) for arg in blank(node.atom).args)


def _assumed_words(assumed: Sequence[str], predicates: Predicates, room: Room) -> str:
    """Name what nobody states as far as there is room, the first in any case."""
    least = min(room.met - 1, 2) if len(assumed) > 1 else 1
    named = [cut(text, room) for text in assumed[: max(min(room.relied, _ASSUMED), least)]]
    if not named:  # where there is hardly any room at all
        return say(predicates, "{number} presumptions", number=len(assumed))
    left = len(assumed) - len(named)
    named += [more(left, predicates)] if left else []
    return f"{say(predicates, NOT_STATED)}: {'; '.join(named)}"


def used(answer: Answer, page: Iterable[str]) -> Iterator[Provision]:
    """Yield the provisions of an answer that stand on a page by their ids, in its order."""
    text = " ".join(page)
    found: dict[str, Provision] = {}
    for one in nodes(roots_of(answer)):
        provision = one.rule.provision if isinstance(one, Derived) else None
        provision = one.provision if isinstance(one, Exception_) else provision
        if provision is not None:
            found.setdefault(provision.rule, provision)
    places: dict[str, int] = {}
    for match in _ID.finditer(text):
        places.setdefault(match[0], match.start())
    for rule in sorted(places, key=lambda one: places[one]):
        if rule in found:
            yield found[rule]


_ID = re.compile(r"(?<![\w-])\w+(-\w+)*")


def cited_words(cited: Sequence[Provision], predicates: Predicates, room: Room) -> str:
    """Return the citations of provisions by their laws, each once with its rules, or nothing.

    Beside a rule stands how sure its reading is, if not fully; beside a law, as far as there is
    room, the day on which its source was read. Of those for which there is no room the rules are
    named.
    """
    laws: dict[str, dict[tuple[str, str], list[str]]] = {}
    read: dict[str, str] = {}
    for one in cited:
        said = predicates.provision(one) if isinstance(predicates, Spoken) else one
        if said.cites:
            place = (_place(said.cites, said.law_title), _confidence(one, predicates))
            rules = laws.setdefault(said.law_title, {}).setdefault(place, [])
            rules += [] if one.rule in rules else [one.rule]
            read.setdefault(said.law_title, _read_words(one, predicates) if room.read else "")
    at_once = len(read) > 1 and len({*read.values()}) == 1
    found: list[str] = []
    left: list[str] = []
    for law, cites in laws.items():
        texts = _once([text for text, _ in cites])
        parts = [
            f"{text} ({', '.join(rules)}{sure})".lstrip()
            for text, (_, sure), rules in zip(texts, cites, cites.values(), strict=True)
        ]
        kept = parts[: max(room.cited - len(found), 0)]
        left += [rule for rules in [*cites.values()][len(kept) :] for rule in rules]
        if kept:  # a rule whose place is the law itself stands without a colon before it
            kind, _, day = read[law].rpartition(", ")
            day = day if kind and any(kind in one for one in kept) else read[law]
            day = f" ({day})" if day and not at_once else ""
            found += [f"{law}{day}{' ' if kept[0].startswith('(') else ': '}{kept[0]}", *kept[1:]]
    if found and left:
        most = _LEFT if room.letters > _LEAST else _FEW
        named = ", ".join(left[:most])
        rest = f" {more(len(left) - most, predicates)}" if left[most:] else ""
        found.append(say(predicates, "also {rules}", rules=named) + rest)
    if found and at_once and (day := next(iter(read.values()))):
        found.append(day)
    return "; ".join(found)


def _once(places: Sequence[str]) -> list[str]:
    """Return places of one law, without the heading that the one before has too.

    >>> _once(["Work certificate, item 9", "Work certificate, item 10", "Entry, item 1"])
    ['Work certificate, item 9', 'item 10', 'Entry, item 1']
    """
    found = [*places[:1]]
    for before, one in pairwise(places):
        pieces, others = one.split(", "), before.split(", ")
        same = 0
        while same < min(len(pieces) - 1, len(others)) and pieces[same] == others[same]:
            same += 1
        rest = ", ".join(pieces[same:])
        is_heading = same and " " in pieces[0] and not rest[:1].isupper()
        found.append(rest if is_heading else one)
    return found


_LEFT = 12
"""How many rules are named at most of which it is not said where they stand."""

_LEAST, _FEW = 140, 3
"""Where points have room for no more letters than this, so few of these rules are named."""


def _confidence(provision: Provision, predicates: Predicates) -> str:
    """Return the confidence in the reading of a rule where it is not high, after its id."""
    if provision.confidence not in ("low", "medium"):
        return ""
    level = say(predicates, provision.confidence)
    return f"; {say(predicates, 'confidence in this reading: {level}', level=level)}"


def _read_words(provision: Provision, predicates: Predicates) -> str:
    """Return in what kind of text a law was read, and on which day; nothing if nobody says.

    A page of the web is not the law, and nobody should look for its paragraphs there.
    """
    kind = _kind_of_source(law_words(provision.provenance.source, predicates))
    if (day := provision.provenance.retrieved) is None:
        return ""
    read = say(predicates, "read on {day}", day=shown(day, predicates))
    return f"{kind}, {read}" if kind else read


def _kind_of_source(source: str) -> str:
    """Return what kind of text a source is, without what else is said of it.

    >>> _kind_of_source("a page of a firm on foreigners, of which no address is known")
    'a page of a firm'
    >>> _kind_of_source("accounts of the statute: docsbay.net (its beginning)")
    'accounts of the statute'
    """
    return re.split(r"[,:;(]| on | o ", source, maxsplit=1)[0].strip()


def _place(cites: str, title: str) -> str:
    """Return where in a law a citation points, without the title of the law once more.

    What goes on with a capital is a heading that goes on, and stays whole.

    >>> _place("Entry, Stay, first paragraph", "Law on Foreigners, entry and stay")
    'Entry, Stay, first paragraph'
    >>> _place("Entry and Stay, first paragraph", "Law on Foreigners, entry and stay")
    'first paragraph'
    >>> _place("section 1", "Law on Sections")
    'section 1'
    """
    named = _plain(title)
    pieces = cites.split(",")
    for count in range(len(pieces), 0, -1):
        head = _plain(",".join(pieces[:count]))
        rest = ",".join(pieces[count:]).strip()
        if " " in head and f" {head} " in f" {named} " and not rest[:1].isupper():
            return rest
    return cites


def _plain(text: str) -> str:
    return " ".join(text.replace(",", " ").casefold().split())
