"""Which provisions an answer cites, and how: by their laws, with where and when these were read."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from engine.answers.reasons import nodes, roots_of
from engine.answers.reply import Answer
from engine.answers.summary import Summary
from engine.pages.room import (
    Room,
    more,
)
from engine.proof.node import (
    Aggregated,
    Derived,
    Exception_,
    ListedRow,
)
from parser.resolved.vocabulary import Provision
from parser.words.sentence import Predicates, Spoken, law_words, say, shown


def cited_words(cited: Sequence[Provision], predicates: Predicates, room: Room) -> str:
    """Return the citations of provisions by their laws, each once with its rules, or nothing.

    Beside a rule stands how sure its reading is, if not fully; beside a law, as far as there is
    room, the day on which its source was read. Of those for which there is no room the rules are
    named, with their source where it is another than those told. What the authors of the rules
    chose themselves is no text of a law, and stands last as that.
    """
    ours = dict.fromkeys(one.rule for one in cited if one.cites.startswith(_OURS))
    cited = [one for one in cited if one.rule not in ours]
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
    left: dict[str, list[str]] = {}
    told: set[str] = set()
    for law, cites in laws.items():
        texts = _once([text for text, _ in cites])
        parts = [
            f"{text} ({', '.join(rules)}{sure})".lstrip()
            for text, (_, sure), rules in zip(texts, cites, cites.values(), strict=True)
        ]
        kept = parts[: max(room.cited - len(found), 0)]
        without = [rule for rules in [*cites.values()][len(kept) :] for rule in rules]
        if without:
            left[law] = without
        if kept:
            told.add(read[law])
        if kept:  # a rule whose place is the law itself stands without a colon before it
            kind, _, day = read[law].rpartition(", ")
            day = day if kind and any(kind in one for one in kept) else read[law]
            day = f" ({day})" if day and not at_once else ""
            found += [f"{law}{day}{' ' if kept[0].startswith('(') else ': '}{kept[0]}", *kept[1:]]
    if found and left:
        found.append(_left_words(left, {law: read[law] for law in left}, told, predicates, room))
    if found and at_once and (day := next(iter(read.values()))):
        found.append(day)
    if ours and found:
        named = ", ".join(ours)
        found.append(say(predicates, "chosen here, no law: {rules}", rules=named))
    return "; ".join(found)


_OURS = "ours"
"""How a provision cites what the authors of the rules chose, where the source leaves it open."""


def _left_words(
    left: Mapping[str, Sequence[str]],
    read: Mapping[str, str],
    told: Collection[str],
    predicates: Predicates,
    room: Room,
) -> str:
    """Name the rules of laws of which it is not said where they stand, as far as there is room.

    Those whose source is none of those `told` stand by themselves, with where it was `read`.
    """
    most = _LEFT if room.letters > _LEAST else _FEW
    number = sum(map(len, left.values()))
    sources: dict[str, list[str]] = {}
    for law, rules in left.items():
        source = read[law] if room.sources and read[law] not in told else ""
        kept = rules[: max(most - sum(map(len, sources.values())), 0)]
        if kept:
            sources.setdefault(source, []).extend(kept)
    parts = [
        f"{', '.join(rules)} ({source})" if source else ", ".join(rules)
        for source, rules in sorted(sources.items(), key=lambda one: bool(one[0]))
    ]
    rest = f" {more(number - most, predicates)}" if number > most else ""
    return say(predicates, "also {rules}", rules="; ".join(parts)) + rest


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


def of_what_counts(found: Summary) -> Iterator[Provision]:
    """Yield the provisions of what the conditions that are met count or add up."""
    cited = {*found.cited}
    for turn in found.met:
        rows = turn.node.contributions if isinstance(turn.node, Aggregated) else ()
        for one in (part for _, parts in rows for part in parts):
            provision = one.rule.provision if isinstance(one, Derived) else None
            if provision is not None and provision not in cited:
                cited.add(provision)
                yield provision


def of_tables(found: Summary) -> Iterator[str]:
    """Yield where the rows of tables come from with which an answer stands or falls."""
    for turn in (*found.turns, *found.met):
        for one in (turn.node, *getattr(turn.node, "routes", ())):
            if isinstance(one, ListedRow) and one.cites:
                yield one.cites
