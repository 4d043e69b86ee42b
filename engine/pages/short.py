"""From the summary of a reply to its short page: the answer first, the proof on request."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from engine.answers.reply import Answer, Reply, Values, Verdict
from engine.answers.summary import Ask, Asks, Dated, Summary, Turn, Way
from engine.answers.summing import summary
from engine.answers.ways import facts_beside, is_today
from engine.pages.arithmetic import expression_words
from engine.pages.asked import asked_words
from engine.pages.from_reply import (
    as_of_words,
    need_asides,
    number_words,
    others_words,
    row_names,
    silence,
    spoken_page,
    undecided,
)
from engine.pages.measures import limits_words
from engine.pages.page import Entry, Page, Section
from engine.pages.steps import steps
from engine.pages.turns import is_unspoken, node_words, turn_words
from engine.proof.node import Absent, Compared, Derived, ListedRow, Node
from engine.rails.said import UNLESS_STATED
from parser.datalog.tree import Apply
from parser.resolved.vocabulary import Provision
from parser.words.question_words import question_words
from parser.words.sentence import Predicates, Spoken, law_words, say, shown


class Room(NamedTuple):
    """How many points of each part a short page has room for; the text of each up to `letters`."""

    asks: int = 3
    turns: int = 3
    met: int = 6
    ways: int = 7
    dates: int = 2
    relied: int = 2
    cited: int = 3
    rows: int = 12
    letters: int = 320


ROOMS = (
    Room(),
    Room(met=5, dates=1, relied=1, cited=2, rows=10),
    Room(met=4, ways=6, dates=1, relied=0, cited=1, rows=10, letters=240),
    Room(3, 2, 3, 6, 0, 0, 1, 8, letters=200),
    Room(2, 2, 2, 5, 0, 0, 1, 6, letters=160),
    Room(2, 1, 2, 4, 0, 0, 1, 5, letters=120),
    Room(1, 1, 1, 3, 0, 0, 1, 4, letters=90),
)
"""From the most to the least that is shown, for pages that must not exceed some lines."""


def short_page(reply: Reply, predicates: Predicates, room: Room = ROOMS[0]) -> Page:
    """Return the short page of a reply: what it turns on, what to ask, its ways, its sources."""
    if isinstance(reply, Values):
        return _values(reply, predicates, room)
    question = question_words(reply.question, predicates)
    found = summary(reply, predicates)
    writer = _Writer(predicates, room)
    sections = tuple(writer.sections(reply, found))
    made = Page(reply.verdict, question, as_of_words(reply, predicates), sections)
    return spoken_page(made, reply.verdict, predicates)


def _values(values: Values, predicates: Predicates, room: Room) -> Page:
    word = number_words(values, predicates)
    writer = _Writer(predicates, room)
    sections = tuple(writer.rows(values))
    question = question_words(values.question, predicates)
    made = Page(word, question, as_of_words(values, predicates), sections)
    return spoken_page(made, word, predicates)


def way_page(reply: Reply, predicates: Predicates, number: int) -> Page | None:
    """Return the proof of the way with this number (from 1), None if there are not so many.

    Of an open question with several rows it is the proof of a row.
    """
    answer: Reply | None = reply
    if isinstance(reply, Values):
        several = len(reply.rows) > 1
        place, number = (number - 1, 1) if several else (0, number)
        answer = reply.rows[place][1] if 0 <= place < len(reply.rows) else None
    if not isinstance(answer, Answer):
        return None
    found = summary(answer, predicates)
    if not 1 <= number <= len(found.ways):
        return None
    way = found.ways[number - 1]
    drawn = steps((way.node,), predicates, {})
    roots = tuple(step for root in drawn.roots for step in root)
    title = _Writer(predicates, ROOMS[0]).way_title(way, number)
    sections = [Section(title, steps=roots)]
    if drawn.deferred:
        sections.append(Section(say(predicates, "Continued"), steps=drawn.deferred))
    question = question_words(answer.question, predicates)
    as_of = as_of_words(reply, predicates)
    made = Page(answer.verdict, question, as_of, tuple(sections), drawn.numbers)
    return spoken_page(made, answer.verdict, predicates)


class _Writer:
    """Writes the sections of one page; what has been said on it is not said again."""

    def __init__(self, predicates: Predicates, room: Room) -> None:
        self.predicates = predicates
        self.room = room
        self._said: list[str] = []

    def sections(self, answer: Answer, found: Summary) -> Iterator[Section]:
        """Yield the sections of an answer, in the order in which they help."""
        if answer.verdict == "silent":
            yield silence(answer.nearest, self.predicates)
            return
        if found.asks:
            yield from (self._asked(answer, group) for group in found.asks)
        else:
            yield from undecided(answer, self.predicates)
        if answer.verdict == "conflict":
            yield self._conflict(found)
        elif found.ways and answer.verdict != "no":
            yield from self._shown(answer, found.ways[0], found.met)
            yield from self._ways(found.ways[1:], 2)
        else:
            yield from self._ways(found.ways, 1)
        yield from self._days(found)
        yield from self._relied(found)
        yield from self._cited(found.cited)

    def rows(self, values: Values) -> Iterator[Section]:
        """Yield the rows of an open question; of a single one also why it is so."""
        names = row_names(values, self.predicates)
        found = [summary(answer, self.predicates) for _, answer in values.rows]
        entries = [
            Entry(f"{name}: {self._say(one.verdict)}" + (_by(one) if len(found) > 1 else ""))
            for name, one in zip(names, found, strict=True)
        ]
        kept = self._kept(entries, self.room.rows)
        others = Entry(others_words(values, self.predicates))
        if len(kept) == 1:
            yield self._section("Answer", [Entry(f"{kept[0].text}; {others.text}")])
        else:
            yield self._section("Answers", [*kept, others])
        if len(found) == 1:
            ((_, answer),) = values.rows
            yield from self.sections(answer, found[0])
        else:
            cited = (provision for one in found for provision in one.cited)
            yield from self._cited(tuple(dict.fromkeys(cited)))

    def _asked(self, answer: Answer, group: Asks) -> Section:
        entries = []
        for number, ask in enumerate(group.each[: self.room.asks], 1):
            who = law_words(ask.authority, self.predicates)
            question = asked_words(ask.need, self.predicates)
            lines = [*need_asides(ask.need, self.predicates)]
            if len(group.each) == 1:
                lines.append(self._outcome(ask, group.if_so))
            elif ask.if_not != "unknown":
                lines.append(self._knocked_out(ask))
            mark = str(number) if len(group.each) > 1 else "-"
            text = self._cut(f"{who}: {question}" if who else question)
            entries.append(Entry(text, tuple(lines), mark))
        left = len(group.each) - len(entries)
        if left > 0:
            entries.append(Entry(self._more(left)))
        if len(group.each) > 1:
            entries.append(Entry(self._together(group)))
        title = "Ask"
        if answer.contested:
            title = "Conflict if it is so, since another rule then says the contrary; else yes"
        return self._section(title, entries)

    def _verdict(self, verdict: Verdict) -> str:
        return self._say("not settled by that" if verdict == "unknown" else verdict)

    def _knocked_out(self, ask: Ask) -> str:
        """Say what follows if one of several things is not so."""
        form = "if it is so: {verdict}" if ask.need.negative else "if it is not so: {verdict}"
        return self._say(form, verdict=self._verdict(ask.if_not))

    def _outcome(self, ask: Ask, if_so: Verdict) -> str:
        need = ask.need
        so, otherwise = self._verdict(if_so), self._verdict(ask.if_not)
        if need.negative:
            so, otherwise = otherwise, so
        if need.limits and not need.negative:
            wanted = limits_words(need.limits, self.predicates)
            form = "if {wanted}: {so}; else: {otherwise}"
            return self._say(form, wanted=wanted, so=so, otherwise=otherwise)
        form = "if it is so: {so}; if it is not: {otherwise}"
        return self._say(form, so=so, otherwise=otherwise)

    def _together(self, group: Asks) -> str:
        return self._say("with all of these: {so}", so=self._verdict(group.if_so))

    def _conflict(self, found: Summary) -> Section:
        title = "Conflict: two rules contradict each other, and neither takes precedence"
        sides = [self._cut(node_words(way.node, self.predicates)) for way in found.ways]
        return self._section(title, [Entry(text) for text in dict.fromkeys(sides)])

    def _ways(self, ways: Sequence[Way], first: int) -> Iterator[Section]:
        """Yield the ways with what each stands or falls with; the first of a *no* in full."""
        if not ways:
            return
        entries = []
        for number, way in enumerate(ways[: self.room.ways], first):
            turns = way.turns[: self.room.turns if number == 1 else 1]
            texts = [self._turn(turn) for turn in turns]
            left = len(way.turns) - len(turns)
            texts += [self._more(left)] if left else []
            texts += self._then(way) if number == 1 else ()
            heading = self._heading(way)
            if len(ways) == first == 1:
                entries += [Entry(text) for text in texts]
            elif number == 1 and len(texts) > 1:
                entries.append(Entry(f"{heading}:", tuple(texts), "1"))
            else:
                said = "; ".join(texts) or self._say("met")
                entries.append(Entry(self._cut(f"{heading}: {said}"), (), str(number)))
        if len(ways) > self.room.ways:
            entries.append(Entry(self._more(len(ways) - self.room.ways)))
        if len(ways) == first == 1:
            yield self._section(f"{self._say('It turns on')}{self._under(ways[0])}", entries)
        else:
            title = "Ways, nearest first" if first == 1 else "Other ways, nearest first"
            yield self._section(title, entries)

    def _then(self, way: Way) -> Iterator[str]:
        """Yield what a way needs besides: who has still to decide, and how much nobody stated."""
        found = [one for one in way.then if one.state == "to decide"]
        for turn in found[:1]:
            yield self._say("then: {turn}", turn=self._turn(turn))
        left = len(way.then) - len(found[:1])
        if left:
            form = "besides, {number} condition is open"
            form = form if left == 1 else "besides, {number} conditions are open"
            yield self._say(form, number=left)

    def _heading(self, way: Way) -> str:
        """Name a way: its item and the title of its rule, or the sentence of its item."""
        head = way.head
        if head is None:
            return node_words(way.node, self.predicates)
        provision = head.rule.provision
        own = isinstance(way.node, Derived) and way.node.rule.role == "item"
        if own and head is way.node and provision is not None:
            return provision.item or self._title(provision)
        return self._title(provision)

    def _title(self, provision: Provision | None) -> str:
        if provision is None:
            return ""
        if isinstance(self.predicates, Spoken):
            provision = self.predicates.provision(provision)
        return provision.title or provision.rule

    def way_title(self, way: Way, number: int) -> str:
        """Name a way with its number, for the page of its proof."""
        heading = self._heading(way)
        return self._say("Way {number}", number=number) + (f", {heading}" if heading else "")

    def _under(self, way: Way) -> str:
        """Name the rule of the only way, with its title."""
        provision = way.head.rule.provision if way.head is not None else None
        if provision is None:
            return ""
        title = self._title(provision)
        return f", {provision.rule}" + (f' "{title}"' if title != provision.rule else "")

    def _shown(self, answer: Answer, way: Way, met: Sequence[Turn]) -> Iterator[Section]:
        """Yield the conditions that are met, one line each."""
        title = "Why" if answer.verdict == "yes" or answer.contested else "So far"
        entries: list[Entry] = []
        inside = {id(fact) for turn in met if _compares(turn) for fact in turn.facts}
        said: set[str] = set()
        for turn in met:
            if id(turn.node) in inside or _is_plain(turn, self.predicates):
                continue
            text = turn_words(turn, self.predicates, said)
            said |= {node_words(fact, self.predicates) for fact in turn.facts}
            if not self._is_said(text):
                entries.append(Entry(self._cut(text)))
        kept = self._kept(entries, self.room.met)
        if kept:
            yield self._section(f"{self._say(title)}{self._under(way)}", kept)

    def _days(self, found: Summary) -> Iterator[Section]:
        """Yield the days worked out that are not said yet: those to come, then those past."""
        coming = [one for one in found.dates if one.day >= found.as_of]
        past = [one for one in found.dates if one.day < found.as_of]
        entries = []
        for one in (*coming, *reversed(past)):
            day = shown(one.day, self.predicates)
            if not self._is_said(day) and not any(day in entry.text for entry in entries):
                entries.append(Entry(self._cut(f"{day}: {self._worked(one)}")))
        if kept := entries[: self.room.dates]:
            yield self._section("Days worked out", kept)

    def _worked(self, one: Dated) -> str:
        facts = [node_words(fact, self.predicates) for fact in facts_beside(one.node, one.of)]
        provision = one.of.rule.provision
        by = f" ({provision.rule})" if provision else ""
        worked = expression_words(one.side, dict(one.node.bindings), 0, self.predicates)
        return "; ".join((*dict.fromkeys(facts[:1]), worked)) + by

    def _relied(self, found: Summary) -> Iterator[Section]:
        stated: list[str] = []
        closed: list[str] = []
        unless_stated = 0
        for one in found.relied:
            if isinstance(one, ListedRow) or is_unspoken(one, self.predicates):
                continue
            text = self._cut(node_words(one, self.predicates))
            if _is_unless_stated(one):
                unless_stated += 1
            elif not self._is_said(text):
                (closed if isinstance(one, Absent) else stated).append(text)
        kept = closed[: self.room.relied]
        if found.verdict == "no":
            stated, unless_stated = [], 0
        kept += stated[: self.room.relied - len(kept)]
        if not kept:
            return
        if left := len(closed) + len(stated) - len(kept):
            kept.append(self._more(left))
        if unless_stated:
            form = "{number} sentence is not so unless stated"
            form = form if unless_stated == 1 else "{number} sentences are not so unless stated"
            kept.append(self._say(form, number=unless_stated))
        yield self._section("It also rests on", [Entry("; ".join(kept))])

    def _cited(self, cited: Sequence[Provision]) -> Iterator[Section]:
        laws: dict[str, dict[str, list[str]]] = {}
        for one in cited:
            said = self.predicates.provision(one) if isinstance(self.predicates, Spoken) else one
            if said.cites:
                laws.setdefault(said.law_title, {}).setdefault(said.cites, []).append(one.rule)
        room, said, left = self.room.cited, list[str](), 0
        for law, cites in laws.items():
            parts = [f"{text} ({', '.join(rules)})" for text, rules in cites.items()]
            kept = parts[: max(room - len(said), 0)]
            left += len(parts) - len(kept)
            said += [f"{law}: {kept[0]}", *kept[1:]] if kept else []
        if said:
            said += [self._more(left)] if left else []
            yield self._section("Cited", [Entry("; ".join(said))])

    def _kept(self, entries: Sequence[Entry], room: int) -> list[Entry]:
        """Return as many entries as there is room for, and how many there are more."""
        left = len(entries) - room
        return [*entries] if left <= 0 else [*entries[:room], Entry(self._more(left))]

    def _more(self, number: int) -> str:
        return self._say("and {number} more", number=number)

    def _turn(self, turn: Turn) -> str:
        return self._cut(turn_words(turn, self.predicates))

    def _section(self, title: str, entries: Sequence[Entry]) -> Section:
        section = Section(self._say(title), tuple(entries), brief=True)
        self._said += [line for entry in entries for line in (entry.text, *entry.lines)]
        return section

    def _is_said(self, text: str) -> bool:
        return any(text in one for one in self._said)

    def _cut(self, text: str) -> str:
        if len(text) <= self.room.letters:
            return text
        return text[: self.room.letters - 1].rsplit(" ", 1)[0] + " …"

    def _say(self, phrase: str, **parts: object) -> str:
        return say(self.predicates, phrase, **parts)


def _by(found: Summary) -> str:
    """Name the rule by which a row of several is so."""
    head = found.ways[0].head if found.ways else None
    provision = head.rule.provision if head is not None else None
    return f" ({provision.rule})" if provision and found.verdict == "yes" else ""


def _is_unless_stated(node: Node) -> bool:
    """Tell whether a sentence is not so only since nobody stated it, as the law has it."""
    return isinstance(node, Absent) and node.source is not None and node.source.who == UNLESS_STATED


def _compares(turn: Turn) -> bool:
    return isinstance(turn.node, Compared) and not _is_of_today(turn.node)


def _is_of_today(node: Compared) -> bool:
    """Tell whether a condition that is met says only that a day has come, or is still to come."""
    sides = (node.comparison.left, node.comparison.right)
    return any(is_today(side) for side in sides) and not any(
        isinstance(side, Apply) for side in sides
    )


def _is_plain(turn: Turn, predicates: Predicates) -> bool:
    """Tell whether a condition that is met has nothing to say on a short page."""
    node = turn.node
    if isinstance(node, Compared):
        return _is_of_today(node)
    return is_unspoken(node, predicates) and isinstance(node, Derived | Absent)
