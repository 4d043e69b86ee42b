"""The sections of a short page, in the order in which they help."""

from collections.abc import Iterable, Iterator, Sequence

from engine.answers.by_then import ByThen
from engine.answers.reply import Answer, Values, Verdict
from engine.answers.summary import Otherwise, Summary, Turn, Way
from engine.pages.asks import asks_section
from engine.pages.cited import cited_words, of_tables, of_what_counts, used
from engine.pages.from_reply import (
    only_section,
    others_words,
    row_names,
    silence,
)
from engine.pages.in_brief import is_of_total
from engine.pages.later import later_section, nor_later_section, soon_over_section, turns_to_yes
from engine.pages.met import met_section
from engine.pages.open_rows import alike, then_found
from engine.pages.otherwise import law_section, otherwise_words
from engine.pages.page import Entry, Section
from engine.pages.planned import by_the_plan, plan_section, told_as_planned
from engine.pages.rests_on import days_entries, relied_words
from engine.pages.room import (
    Room,
    cut,
    kept,
    on_one_line,
    titled,
)
from engine.pages.row_lines import by_words, row_lines
from engine.pages.turns import (
    node_words,
    turn_words,
    why_words,
)
from engine.pages.uncertain import uncertain_section
from engine.pages.undecided import undecided, verdict_words
from engine.pages.unlikely import without_unlikely
from engine.pages.unnamed import said_words
from engine.pages.up_to_today import known_up_to_today
from engine.pages.ways_section import ways_section
from engine.pages.worked import worked_words
from engine.proof.node import (
    Compared,
    Node,
)
from parser.resolved.tree import Constant
from parser.resolved.vocabulary import Provision
from parser.values import Value
from parser.words.sentence import Predicates, law_words


class Writer:
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
            why = met_section(answer, found.ways[0], found.met, self._is_said, predicates, room)
            self._said += why.counted
            self._cited_above += why.cited
            if why.section is not None:
                yield self._noted(why.section)
            if room.beside and (others := self._others(found)):
                yield self._noted(ways_section(others, predicates, room, self._said))
        elif found.ways:
            numbered = [*enumerate(found.ways, 1)]
            yield self._noted(
                ways_section(numbered, predicates, room, self._said, _days_of(answer))
            )
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
        cited = (*found.cited, *of_what_counts(found), *beside)
        cited = (*cited, *used(answer, self._said))
        for section in uncertain_section(cited, self._said, predicates, room):
            yield self._noted(section)
        yield from self._cited(cited)
        if not cited and (rows := dict.fromkeys(of_tables(found))):
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
            if all(self._is_said(turn_words(turn, self.predicates)) for turn in way.turns):
                continue  # what closes it stands above
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
            yield from with_its_days(told, values.none, predicates)
            return
        if len(values.rows) == 1:
            ((_, answer),) = values.rows
            if (only := only_section(values, predicates)) is not None:
                yield only
            yield from with_its_days(self.sections(answer, found[0]), answer, predicates)
            return
        for law in (one for one in self.others if not one.meaning):
            yield self._noted(law_section(law, "yes", predicates))
        entries = [
            Entry(
                f"{name}: {verdict_words(answer, predicates)}" + by_words(one, predicates),
                tuple(row_lines(answer, one, predicates, self.room)),
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


def with_its_days(
    sections: Iterable[Section], answer: Answer, predicates: Predicates
) -> Iterator[Section]:
    """Return sections that tell what goes on today, and what is to come, as that."""
    told = known_up_to_today(sections, answer, predicates)
    return told_as_planned(told, answer, predicates)


def _days_of(answer: Answer) -> list[Value]:
    """Return the values that a question names, such as the day that it is asked of."""
    return [one.value for one in answer.question.sentence.args if isinstance(one, Constant)]


def _is_same_way(way: Way, first: Way) -> bool:
    """Tell whether a way is the first once more, with a value that is not known yet put in."""
    rules = [one.head.rule.provision if one.head is not None else None for one in (way, first)]
    waits = (isinstance(one.node, Compared) and one.node.status == "unknown" for one in way.turns)
    return rules[0] is not None and rules[0] == rules[1] and all(waits)
