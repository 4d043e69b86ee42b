"""What an answer rests on besides: days worked out, facts of the case and closures, provisions."""

from collections.abc import Callable, Sequence

from engine.answers.summary import Summary
from engine.pages.assumed import ASSUMED, is_unless_stated
from engine.pages.named_days import day_words
from engine.pages.page import Entry
from engine.pages.room import Room, cut, more
from engine.pages.turns import is_unspoken, node_words
from engine.pages.unnamed import denied_words
from engine.proof.node import Absent, ListedRow
from parser.resolved.vocabulary import Provision
from parser.words.sentence import Predicates, Spoken, figure, say

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


def relied_words(found: Summary, is_said: IsSaid, predicates: Predicates, room: Room) -> str:
    """Return the closures and facts that an answer rests on and that are not said yet, or nothing.

    Of a *no* these are the closures alone: what it stands or falls with names its facts. What is
    assumed, since nobody stated it, stands last.
    """
    stated: list[str] = []
    closed: list[str] = []
    assumed: dict[str, None] = {}
    for one in found.relied:
        if isinstance(one, ListedRow) or is_unspoken(one, predicates):
            continue
        text = cut(node_words(one, predicates), room)
        if isinstance(one, Absent) and is_unless_stated(one):
            if not is_said(words := denied_words(one.atom, predicates)):
                assumed[words] = None
        elif not is_said(text):
            (closed if isinstance(one, Absent) else stated).append(text)
    if found.verdict == "no":
        stated, assumed = [], {}
    said = [*closed, *stated]
    kept = said[: room.relied]
    if kept and (left := len(said) - len(kept)):
        kept.append(more(left, predicates))
    if assumed:
        kept.append(_assumed_words([*assumed], predicates, room))
    return "; ".join(kept)


def _assumed_words(assumed: Sequence[str], predicates: Predicates, room: Room) -> str:
    """Name what is assumed as far as there is room, or count it."""
    named = [cut(text, room) for text in assumed[: room.relied]]
    left = len(assumed) - len(named)
    if not named:
        form = "{number} sentence assumed, since nobody said otherwise"
        form = form if left == 1 else "{number} sentences assumed, since nobody said otherwise"
        return say(predicates, form, number=left)
    named += [more(left, predicates)] if left else []
    return f"{say(predicates, ASSUMED)}: {'; '.join(named)}"


def cited_words(cited: Sequence[Provision], predicates: Predicates, room: Room) -> str:
    """Return the citations of provisions by their laws, each once with its rules, or nothing."""
    laws: dict[str, dict[str, list[str]]] = {}
    for one in cited:
        said = predicates.provision(one) if isinstance(predicates, Spoken) else one
        if said.cites:
            place = _place(said.cites, said.law_title)
            laws.setdefault(said.law_title, {}).setdefault(place, []).append(one.rule)
    found: list[str] = []
    left = 0
    for law, cites in laws.items():
        parts = [f"{text} ({', '.join(rules)})".lstrip() for text, rules in cites.items()]
        kept = parts[: max(room.cited - len(found), 0)]
        left += len(parts) - len(kept)
        found += [f"{law}: {kept[0]}", *kept[1:]] if kept else []
    if found and left:
        found.append(more(left, predicates))
    return "; ".join(found)


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
