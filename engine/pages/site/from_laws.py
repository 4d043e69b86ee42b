"""Laws and their worked cases -> the book of a site in one language."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from engine.pages import explained, provision, sources
from engine.pages.language import spoken
from engine.pages.site.book import Act, Book, Chapter, Leaf, Reading
from engine.pages.site.coloured import Coloured, coloured_lines
from kb.base import KnowledgeBase
from kb.entries import every_entry, listed_rows
from kb.entry import ConstraintEntry, Entry, NoteEntry, RowEntry, RuleEntry
from parser.resolved.law_tree import Law, Rule
from parser.resolved.tree import Case
from parser.resolved.vocabulary import Provision, Switch
from parser.words.sentence import Predicates, Spoken, law_words, say

_SHOWN_ELSEWHERE = frozenset({"source", "rules it rests on", "feeds", "row", "read by"})
_OF_THE_CHAPTER = frozenset(
    {"read in", "retrieved", "published on", "consolidated to", "ours, not the source"}
)
_FIRST_WORDS = re.compile(r"[^,:]+")
_MARKS = {
    "not-normative": "not a rule",
    "discretion": "left to discretion",
    "garbled": "garbled in the source",
    "not-known": "not known, since the source does not say",
}

Parts = tuple[str, str, Sequence[str], Sequence[tuple[str, str]]]
"""The title of an entry with its id, what it says, its lines in another language, its facets."""


def book(kb: KnowledgeBase, cases: Sequence[Case], language: str) -> Book:
    """Return what a site shows of some laws in a language, `cases` being their worked cases."""
    predicates = spoken(kb, language)
    leaves = {leaf.id: leaf for leaf in _leaves(kb, cases, predicates)}
    for leaf in _tables(kb, predicates):
        leaves.setdefault(leaf.id, leaf)
    chapters = [_chapter(law, leaves, predicates) for law in kb.laws]
    acts: dict[str, list[Chapter]] = {}
    for law, chapter in zip(kb.laws, chapters, strict=True):
        acts.setdefault(_first_words(law.title), []).append(chapter)
    told = tuple(Act(_first_words(of[0].title), tuple(of)) for of in acts.values())
    switches = kb.vocabulary.switches.values()
    readings = tuple(_reading(kb, one, predicates) for one in switches)
    return Book(language, told, leaves, readings)


def _first_words(title: str) -> str:
    """Return what a title says up to its first comma or colon.

    >>> _first_words("Law on Foreigners, the types of visa")
    'Law on Foreigners'
    """
    found = _FIRST_WORDS.match(title)
    return found[0].strip() if found else title


def _leaves(kb: KnowledgeBase, cases: Sequence[Case], predicates: Predicates) -> Iterator[Leaf]:
    for entry in every_entry(kb, cases):
        if isinstance(entry, RowEntry):
            continue
        title, says, said, facets = _parts(entry, predicates)
        name, _, titled = title.partition(": ")
        leaf = Leaf(name, "note", entry.law.id, titled, says, "", said=tuple(said))
        left = tuple(one for one in facets if one[0] not in _SHOWN_ELSEWHERE | _OF_THE_CHAPTER)
        leaf = replace(leaf, facets=_labelled(left, predicates))
        match entry:
            case NoteEntry(_, note):
                mark = _MARKS.get(note.mark, note.mark)
                cites = law_words(note.cites, predicates)
                shown = tuple(one for one in left if one[0] not in _MARKS.values())
                reason = next((text for label, text in facets if label == mark), note.reason)
                yield replace(
                    leaf,
                    cites=cites,
                    facets=(
                        (say(predicates, mark), reason),
                        *_labelled(shown, predicates),
                    ),
                    mark=note.mark,
                )
            case ConstraintEntry(_, one):
                code = coloured_lines(entry.text, f'impossible {name} "x"')
                cites = law_words(one.provision.cites, predicates)
                yield replace(leaf, sort="constraint", cites=cites, code=code)
            case RuleEntry(_, rule):
                yield replace(
                    leaf,
                    sort="rule",
                    cites=law_words(rule.provision.cites, predicates),
                    code=_code(entry, rule),
                    rests_on=tuple(one for one in entry.rules if one != name),
                    feeds=tuple(one for one in entry.feeds if one != name),
                    gives_way=entry.defeated_by,
                    defeats=entry.defeats,
                )


def _code(entry: RuleEntry, rule: Rule) -> Coloured:
    """Return the lines of a rule in colours: a line of the vocabulary, or those below its head."""
    is_line = len(entry.text) == 1 and "{" in entry.text[0]
    head = "vocabulary" if is_line else f'rule {rule.provision.rule} "x"'
    return coloured_lines(entry.text, head)


def _parts(entry: Entry, predicates: Predicates) -> Parts:
    if isinstance(predicates, Spoken):
        title, says, said, facets = explained.parts(entry, predicates)
        return title, says, said, tuple(facets)
    match entry:
        case NoteEntry(law, note):
            mark = _MARKS.get(note.mark, note.mark)
            around = ((mark, note.reason), *sources.facets(law.provenance))
            return f"{note.provision}: {note.title}", note.says, (), around
        case ConstraintEntry(_, one):
            of = one.provision
            reads = tuple(("reading", text) for text in of.reads)
            return f"{of.rule}: {of.title}", of.says, (), (*reads, *sources.facets(of.provenance))
        case RowEntry():
            return f"{entry.id}: {entry.said}", "", (), ()
        case RuleEntry(_, rule):
            of = rule.provision
            return f"{of.rule}: {of.title}", of.says, (), tuple(provision.facets(entry))


def _labelled(
    facets: Sequence[tuple[str, str]], predicates: Predicates
) -> tuple[tuple[str, str], ...]:
    return tuple((say(predicates, label), text) for label, text in facets)


def _tables(kb: KnowledgeBase, predicates: Predicates) -> Iterator[Leaf]:
    """Yield a leaf for each provision that rows of tables carry, with all of these rows."""
    rows: dict[str, list[RowEntry]] = {}
    for row in listed_rows(kb):
        rows.setdefault(row.id, []).append(row)
    for name, of in rows.items():
        first = of[0]
        feeds = tuple(dict.fromkeys(one for row in of for one in row.feeds))
        said = tuple(_parts(row, predicates)[0].partition(": ")[2] for row in of)
        cites = law_words(first.row.cites, predicates)
        title = said[0] if len(said) == 1 else ""  # a row has no other name
        yield Leaf(name, "table", first.law.id, title, "", cites, feeds=feeds, rows=said)


def _chapter(law: Law, leaves: dict[str, Leaf], predicates: Predicates) -> Chapter:
    own = predicates if isinstance(predicates, Spoken) else None
    told = Provision("", law=law.id, law_title=law.title, published=law.published)
    said = own.provision(told) if own else told
    source = tuple(sources.facets(law.provenance, predicates))
    inside = tuple(leaf.id for leaf in leaves.values() if leaf.chapter == law.id)
    titled = law.id, said.law_title, said.published, law.overlay
    return Chapter(*titled, inside, law.uses, law.starts, source)


def _reading(kb: KnowledgeBase, switch: Switch, predicates: Predicates) -> Reading:
    own = predicates if isinstance(predicates, Spoken) else None
    title, says, choices = switch.title, switch.says, switch.choices
    if own is not None:
        told = own.provision(Provision(switch.id, title, says=says))
        title, says = told.title, told.says
        choices = tuple((name, _meaning(switch, name, own)) for name, _ in switch.choices)
    leaves = tuple(
        rule.provision.rule
        for law in kb.laws
        for rule in law.rules
        if switch.id in dict(rule.under)
    )
    cites = law_words(switch.cites, predicates)
    return Reading(switch.id, title, says, cites, choices, leaves, switch.overlay)


def _meaning(switch: Switch, name: str, predicates: Spoken) -> str:
    said = predicates.choice(switch.id, name)
    return said.removeprefix(f"{switch.id} (").removesuffix(")")
