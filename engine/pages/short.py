"""From the summary of a reply to its short page: the answer first, the proof on request."""

from collections.abc import Iterable, Iterator, Sequence

from engine.answers.by_then import ByThen
from engine.answers.reply import Answer, Reply, Values, Verdict
from engine.answers.summary import Otherwise, Summary, Turn, Way
from engine.answers.summing import summary
from engine.pages.asks import asks_section
from engine.pages.figures import in_figures
from engine.pages.from_reply import (
    as_of_words,
    number_words,
    only_name,
    only_section,
    others_words,
    row_names,
    silence,
    spoken_page,
)
from engine.pages.headline import asked_or_said, beside_words, last_day_words
from engine.pages.in_brief import in_brief, is_idle, is_of_total, is_plain, named_in_brief
from engine.pages.in_each_case import case_lines
from engine.pages.later import later_section, nor_later_section, soon_over_section, turns_to_yes
from engine.pages.none_of import none_of, why_not_applying
from engine.pages.open_ended import open_ended
from engine.pages.open_rows import alike, then_found
from engine.pages.opened import grounds_below, opened
from engine.pages.otherwise import law_section, otherwise_words
from engine.pages.page import Entry, Page, Section
from engine.pages.places import file_said, named_once
from engine.pages.planned import by_the_plan, plan_section, told_as_planned
from engine.pages.rests_on import cited_words, days_entries, relied_words, used
from engine.pages.room import (
    ROOMS,
    Room,
    cut,
    kept,
    more,
    on_one_line,
    titled,
)
from engine.pages.steps import steps
from engine.pages.turns import (
    aside_words,
    counted_words,
    node_words,
    turn_words,
    why_words,
    with_a_sentence,
)
from engine.pages.uncertain import uncertain_section
from engine.pages.undecided import two_ways, undecided, verdict_words
from engine.pages.unlikely import without_unlikely
from engine.pages.unnamed import said_words
from engine.pages.up_to_today import known_up_to_today
from engine.pages.way_words import heading, points_of, under, ways_section
from engine.pages.worked import worked_words
from engine.proof.node import (
    Aggregated,
    ByCases,
    Compared,
    Derived,
    ListedRow,
    Node,
)
from parser.resolved.vocabulary import Provision
from parser.words.question_words import question_words
from parser.words.sentence import Predicates, Spoken, law_words, say, shown


def short_page(
    reply: Reply,
    predicates: Predicates,
    others: Sequence[Otherwise] = (),
    remedy: str = "",
    later: Sequence[ByThen] = (),
) -> Page:
    """Return the short page of a reply that says most: the first of `short_pages`."""
    return next(short_pages(reply, predicates, others, remedy, later))


def short_pages(
    reply: Reply,
    predicates: Predicates,
    others: Sequence[Otherwise] = (),
    remedy: str = "",
    later: Sequence[ByThen] = (),
    rooms: Sequence[Room] = ROOMS,
) -> Iterator[Page]:
    """Yield short pages of a reply: what it turns on, what to ask, its ways, its sources.

    There is one for each of the `rooms`, by default each says less than the one before. `others`
    are the other readings and bodies of law under which it is another one, `remedy` is what the law
    says of a remedy, `later` what is answered on days to come that it names and that bring no
    *yes*.
    """
    question = _today(asked_or_said(reply, predicates), reply, predicates)
    as_of = "; ".join(
        filter(None, (as_of_words(reply, predicates), last_day_words(reply, predicates)))
    )
    answers = [*_answers(reply)]
    summaries = [summary(one, predicates) for one in answers]
    for room in rooms:
        writer = _Writer(predicates, room, others, remedy, later)
        if isinstance(reply, Values):
            word, found = number_words(reply, predicates), writer.rows(reply, summaries)
        else:
            told = writer.sections(reply, summaries[0])
            word, found = reply.verdict, _with_its_days(told, reply, predicates)
        exact = isinstance(reply, Values) and bool(only_name(reply, predicates))
        found = open_ended(found, predicates)
        beside = beside_words(reply, others, later, predicates)
        made = Page(word, question, as_of, tuple(found), exact=exact, beside=beside)
        made = in_figures(spoken_page(made, word, predicates))
        yield made if room.named else named_once(made, predicates)


def way_page(reply: Reply, predicates: Predicates, number: int) -> Page | None:
    """Return the proof of the way with this number (from 1), None if there are not so many.

    Of an *unknown* the two ways in which it can turn out stand before it. Of an open question with
    several rows it is the proof of a row.
    """
    answer: Reply | None = reply
    if isinstance(reply, Values):
        several = len(reply.rows) > 1
        place, number = (number - 1, 1) if several else (0, number)
        answer = reply.rows[place][1] if 0 <= place < len(reply.rows) else None
    if not isinstance(answer, Answer):
        return None
    ways = summary(answer, predicates).ways
    sections = [*undecided(answer, predicates), *two_ways(answer, predicates)]
    numbers: dict[str, int] = {}
    if 1 <= number <= len(ways):
        drawn = steps((ways[number - 1].node,), predicates, {})
        roots = tuple(step for root in drawn.roots for step in root)
        name = heading(ways[number - 1], predicates)
        title = say(predicates, "Way {number}", number=number) + (f", {name}" if name else "")
        sections.append(Section(title, steps=roots))
        if drawn.deferred:
            sections.append(Section(say(predicates, "Continued"), steps=drawn.deferred))
        numbers = drawn.numbers
    elif number != 1 or not sections:
        return None
    question = question_words(answer.question, predicates)
    as_of = as_of_words(reply, predicates)
    made = Page(answer.verdict, question, as_of, tuple(sections), numbers)
    return spoken_page(made, answer.verdict, predicates)


def _today(question: str, reply: Reply, predicates: Predicates) -> str:
    """Write `today` in a question for the day that stands behind it anyway."""
    if not isinstance(predicates, Spoken):
        return question.replace(" on today", " today")
    day = f"{say(predicates, 'as of')} {shown(reply.as_of, predicates)}"
    return question.replace(day, say(predicates, "today"))


class _Writer:
    """Writes the sections of one page; what has been said on it is not said again."""

    def __init__(
        self,
        predicates: Predicates,
        room: Room,
        others: Sequence[Otherwise],
        remedy: str,
        later: Sequence[ByThen],
    ) -> None:
        self.predicates = predicates
        self.room = room
        self.others = others
        self.remedy = remedy
        self.later = later
        self._said: list[str] = []
        self._cited_above: list[Node] = []

    def sections(self, answer: Answer, found: Summary) -> Iterator[Section]:
        """Yield the sections of an answer, in the order in which they help."""
        predicates, room = self.predicates, self.room
        if answer.verdict == "silent":
            yield silence(answer, predicates)
            return
        if answer.instead:
            entries = [Entry(cut(self._with_why(one), room)) for one in answer.instead]
            yield self._noted(titled("However", entries, predicates))
        plan = by_the_plan(answer)
        if plan is not None:
            yield self._noted(plan_section(plan, answer.as_of, predicates, room))
        turned = turns_to_yes(self.later, answer)
        over = [one for one in self.later if one.answer.question == answer.question]
        over = over if answer.verdict in ("yes", "no") else []
        for later in (one for one in over if one is not turned):
            of_day = soon_over_section if answer.verdict == "yes" else nor_later_section
            yield self._noted(of_day(later, predicates, room))
        laws = [one for one in self.others if not one.meaning]
        for one in (law for law in laws if not law.given):
            there = law_section(one, answer.verdict, predicates, room.letters < _ROOMY)
            yield self._noted(there)
        yield from undecided(answer, predicates)
        for each in found.asks:
            group = without_unlikely(each, answer, predicates)
            then = then_found(answer, predicates)
            made = asks_section(group, answer.contested, predicates, room, found.asked, then)
            yield self._noted(made)
        for one in (law for law in laws if law.given):
            yield self._noted(law_section(one, answer.verdict, predicates))
        if any(ask.need.closing for group in found.asks for ask in group.each):
            totals = tuple(filter(is_of_total, found.turns))
            yield from self._open(totals)  # what is counted, and how far it is
        if not found.asks and answer.verdict == "unknown":
            yield from self._open(found.turns)
        if answer.verdict == "conflict":
            yield self._noted(self._conflict(found.ways))
        elif found.ways and answer.verdict != "no":
            yield from self._met(answer, found.ways[0], found.met)
            if room.beside and (others := self._others(found)):
                yield self._noted(ways_section(others, predicates, room, self._said))
        elif found.ways:
            numbered = [*enumerate(found.ways, 1)]
            yield self._noted(ways_section(numbered, predicates, room, self._said))
        if promised := [one for one in self.later if one not in over]:
            yield self._noted(later_section(promised, predicates, room))
        if found.to_come and plan is None:
            met = {node_words(turn.node, predicates) for turn in found.met}
            said = dict.fromkeys(node_words(one, predicates) for one in found.to_come)
            planned = [Entry(cut(one, room)) for one in said if one not in met]
            planned = on_one_line(kept(planned, room.planned, predicates), room)
            if planned:
                yield self._noted(titled("Counted with days still to come", planned, predicates))
        yield from self._read_otherwise(answer.verdict)
        if days := days_entries(found, self._is_said, predicates, room):
            yield self._noted(titled("Days worked out", days, predicates))
        if self.remedy:
            yield titled("Remedy", [Entry(cut(self.remedy, room))], predicates)
        if relied := relied_words(found, self._is_said, predicates, room, self._cited_above):
            yield titled("It also rests on", [Entry(relied)], predicates)
        beside = [one.provision for one in laws if one.provision is not None]
        cited = (*found.cited, *_named(found), *beside)
        cited = (*cited, *used(answer, self._said))
        for section in uncertain_section(cited, self._said, predicates, room):
            yield self._noted(section)
        yield from self._cited(cited)
        if not cited and (rows := dict.fromkeys(_listed(found))):
            told = [Entry(law_words(one, predicates)) for one in rows]
            yield titled("Cited", told, predicates)

    def _with_why(self, node: Node) -> str:
        """Write what is so instead, with why, as far as there is room for all of that."""
        text = node_words(node, self.predicates)
        points = dict.fromkeys(
            worked_words(node, self.predicates) or why_words(node, self.predicates)
        )
        told = f"{text}: {'; '.join(points)}"
        return told if points and len(told) <= self.room.letters else text

    def _read_otherwise(self, verdict: Verdict) -> Iterator[Section]:
        """Yield what other readings answer, of a body of law apart."""
        predicates, room = self.predicates, self.room
        if readings := [one for one in self.others if one.meaning]:
            entries = [Entry(otherwise_words(one, verdict, predicates)) for one in readings]
            shown = on_one_line(kept(entries, room.others, predicates), room)
            yield self._noted(titled("Read otherwise", shown, predicates))

    def _open(self, turns: Sequence[Turn]) -> Iterator[Section]:
        """Yield what an answer waits for of which nothing can be asked, as a sum in other units."""
        texts = dict.fromkeys(turn_words(turn, self.predicates) for turn in turns)
        entries = [Entry(cut(text, self.room)) for text in texts]
        if entries:
            shown = kept(entries, self.room.turns, self.predicates)
            yield self._noted(titled("It turns on", shown, self.predicates))

    def _others(self, found: Summary) -> list[tuple[int, Way]]:
        """Return the ways beside the first with their numbers, without what is asked for anyway."""
        asked = {
            said_words(ask.need.atom, self.predicates) for group in found.asks for ask in group.each
        }
        others: list[tuple[int, Way]] = []
        for number, way in enumerate(found.ways[1:], 2):
            if _is_same_way(way, found.ways[0]):
                continue
            atoms = [getattr(turn.node, "atom", None) for turn in way.turns]
            if way.turns and not all(
                atom is not None and said_words(atom, self.predicates) in asked for atom in atoms
            ):
                others.append((number, way))
        return others

    def rows(self, values: Values, found: Sequence[Summary]) -> Iterator[Section]:
        """Yield the rows of an open question, found so; of a single one also why it is so."""
        predicates = self.predicates
        if not values.rows and values.none is not None:
            told = self.sections(values.none, found[0])
            yield from _with_its_days(told, values.none, predicates)
            return
        if len(values.rows) == 1:
            ((_, answer),) = values.rows
            if (only := only_section(values, predicates)) is not None:
                yield only
            yield from _with_its_days(self.sections(answer, found[0]), answer, predicates)
            return
        for law in (one for one in self.others if not one.meaning):
            yield self._noted(law_section(law, "yes", predicates))
        entries = [
            Entry(
                f"{name}: {verdict_words(answer, predicates)}" + _by(one, predicates),
                tuple(self._row_lines(answer, one)),
            )
            for name, (_, answer), one in zip(
                row_names(values, predicates), values.rows, found, strict=True
            )
        ]
        rows = kept(alike(entries, self.room), self.room.rows, predicates)
        rows.append(Entry(others_words(values, predicates)))
        yield self._noted(titled("Answers", rows, predicates))
        yield from self._read_otherwise("yes")
        if self.later:
            yield self._noted(later_section(self.later, predicates, self.room))
        every = (provision for one in found for provision in one.cited)
        named = (one for _, answer in values.rows for one in used(answer, self._said))
        yield from self._cited((*every, *named))

    def _row_lines(self, answer: Answer, found: Summary) -> Iterator[str]:
        """Yield what to ask of a row that is open, and why one is so, as far as there is room."""
        most = self.room.of_a_row
        if not most or answer.verdict == "conflict" or not found.ways:
            return
        if answer.verdict == "yes":
            told: dict[str, None] = {}
            said: set[str] = set()
            for turn in found.met:
                if not is_plain(turn) and not is_idle(turn, self.predicates):
                    text = turn_words(turn, self.predicates, said)
                    every = [one.node for one in found.met]
                    made = opened(text, turn.node, every, answer.as_of, self.predicates, self.room)
                    told[made.text] = None
                    said |= {text} | {node_words(fact, self.predicates) for fact in turn.facts}
            if told:
                left = [more(len(told) - most, self.predicates)] if len(told) > most else []
                yield cut("; ".join([*told][:most] + left), self.room)
            return
        for group in found.asks[:1]:
            section = asks_section(group, answer.contested, self.predicates, self.room, found.asked)
            first = section.entries[0]
            text = "; ".join((f"{section.title}: {first.text}", *first.lines))
            yield cut(text, self.room)

    def _conflict(self, sides: Sequence[Way]) -> Section:
        """Return both sides of a conflict, each with what makes it so."""
        title = "Conflict: two rules contradict each other, and neither takes precedence"
        entries: dict[str, Entry] = {}
        for number, way in enumerate(sides, 1):
            side = cut(node_words(way.node, self.predicates), self.room)
            why = "; ".join(why_words(way.node, self.predicates))
            lines = (cut(why, self.room),) if why else ()
            entries.setdefault(side, Entry(side, lines, str(number)))
        return titled(title, [*entries.values()], self.predicates)

    def _met(self, answer: Answer, way: Way, met: Sequence[Turn]) -> Iterator[Section]:
        """Yield the conditions that are met, one line each."""
        predicates = self.predicates
        title = "Why" if answer.verdict == "yes" or answer.contested else "So far"
        entries: list[Entry] = []
        plain: list[str] = []
        below: list[tuple[Node, ...]] = []
        facts = (fact for turn in met if not is_plain(turn) for fact in turn.facts)
        inside = [with_a_sentence(fact, predicates) for fact in facts]
        said: set[str] = set()
        file = ""
        for turn in met:
            if none := none_of(turn.node, answer.as_of, predicates, self.room):
                entries.append(none)
                plain.append(none.text.removesuffix(":"))
                below.append(())
                continue
            if (
                any(turn.node is fact for fact in inside)
                or is_plain(turn)
                or is_idle(turn, predicates)
            ):
                continue
            text = turn_words(turn, predicates, said)
            if why := why_not_applying(turn.node, answer.as_of, predicates):
                text = f"{text}: {why}"
            said |= {node_words(fact, predicates) for fact in turn.facts}
            every = [one.node for one in met]
            text, grounds = opened(
                text, turn.node, every, answer.as_of, predicates, self.room, file
            )
            if isinstance(turn.node, Aggregated) and len(text) <= self.room.letters:
                self._said += counted_words(turn.node, predicates)
            entry = Entry(cut(text, self.room), self._in_each_case(turn.node))
            above = {point for one in entries for point in points_of(one.text)}
            if not self._is_said(text) and entry not in entries and text not in above:
                entries.append(entry)
                plain.append(in_brief(turn, predicates))
                below.append(grounds_below(turn.node))
                self._cited_above += grounds if len(entries) <= self.room.met else ()
                file = file_said(grounds) or file
        if isinstance(way.node, ByCases):
            title = "Why, in each case"
            entries = [Entry(line) for one in entries for line in one.lines]
        if not met and answer.verdict == "yes" and not isinstance(way.node, Derived | ByCases):
            entries.append(Entry(cut(node_words(way.node, predicates), self.room)))
        shown = kept(entries, self.room.met, predicates)
        if len(shown) < len(plain):
            left = len(shown) - 1
            brief = named_in_brief(plain[left:], below[left:], predicates, self.room, file)
            shown[-1] = Entry(brief)
        if shown:
            name = f"{say(predicates, title)}{under(way, predicates)}"
            yield self._noted(titled(name, shown, predicates))

    def _in_each_case(self, node: Node) -> tuple[str, ...]:
        """Return what makes each case of a proof by cases so."""
        if not isinstance(node, ByCases):
            return ()
        return tuple(cut(line, self.room) for line in case_lines(node, self.predicates))

    def _cited(self, cited: Sequence[Provision]) -> Iterator[Section]:
        if words := cited_words(tuple(dict.fromkeys(cited)), self.predicates, self.room):
            yield titled("Cited", [Entry(words)], self.predicates)

    def _noted(self, section: Section) -> Section:
        self._said += [line for one in section.entries for line in (one.text, *one.lines)]
        return section

    def _is_said(self, text: str) -> bool:
        return any(text in one for one in self._said)


_ROOMY = 500
"""From how many letters a point on, a page has room for what is open under another law besides."""


def _with_its_days(
    sections: Iterable[Section], answer: Answer, predicates: Predicates
) -> Iterator[Section]:
    """Return sections that tell what goes on today, and what is to come, as that."""
    told = known_up_to_today(sections, answer, predicates)
    return told_as_planned(told, answer, predicates)


def _answers(reply: Reply) -> Iterator[Answer]:
    """Yield the answers of which a page tells: of each row, or why there is none."""
    if isinstance(reply, Answer):
        yield reply
        return
    yield from (one for _, one in reply.rows)
    if not reply.rows and reply.none is not None:
        yield reply.none


def _named(found: Summary) -> Iterator[Provision]:
    """Yield the provisions of what the conditions that are met count or add up."""
    cited = {*found.cited}
    for turn in found.met:
        rows = turn.node.contributions if isinstance(turn.node, Aggregated) else ()
        for one in (part for _, parts in rows for part in parts):
            provision = one.rule.provision if isinstance(one, Derived) else None
            if provision is not None and provision not in cited:
                cited.add(provision)
                yield provision


def _listed(found: Summary) -> Iterator[str]:
    """Yield where the rows of tables come from with which an answer stands or falls."""
    for turn in (*found.turns, *found.met):
        for one in (turn.node, *getattr(turn.node, "routes", ())):
            if isinstance(one, ListedRow) and one.cites:
                yield one.cites


def _is_same_way(way: Way, first: Way) -> bool:
    """Tell whether a way is the first once more, with a value that is not known yet put in."""
    rules = [one.head.rule.provision if one.head is not None else None for one in (way, first)]
    waits = (isinstance(one.node, Compared) and one.node.status == "unknown" for one in way.turns)
    return rules[0] is not None and rules[0] == rules[1] and all(waits)


def _by(found: Summary, predicates: Predicates) -> str:
    """Name what makes a row so: its rule, the row of a table, or the place where it is stated."""
    if found.verdict != "yes" or not found.ways:
        return ""
    way = found.ways[0]
    provision = way.head.rule.provision if way.head is not None else None
    by = provision.rule if provision else aside_words(way.head or way.node, predicates)
    return f" ({by})" if by else ""
