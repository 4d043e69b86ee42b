"""The first pages of a report, which one signs: what the answer turns on, its ways, days and facts.

They follow the summary of the answer (`engine.answers.summing`), as the short page does; the
complete proof is an annex.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from engine.answers.by_then import ByThen
from engine.answers.evidence import evidence
from engine.answers.reply import Answer
from engine.answers.summary import Dated, Otherwise, Summary, Turn, Way
from engine.answers.summing import summary
from engine.answers.ways import facts_beside, is_today
from engine.pages.none_of import ways_to_none
from engine.pages.otherwise import because_words, choice_said
from engine.pages.report.comparisons import expression
from engine.pages.report.document import Block, Note, Point, Points, Row, Run, Section, Table, Text
from engine.pages.report.later import later
from engine.pages.report.origin import Origins
from engine.pages.report.reasons import Reasons
from engine.pages.report.references import References
from engine.pages.report.remaining import findings, missing
from engine.pages.report.remedies import remedies
from engine.pages.report.sentences import law, sentence
from engine.pages.report.surroundings import readings
from engine.proof.node import Absent, Compared, Derived, Finding, ListedRow, Node, Stated
from engine.proof.telling import says_nothing
from engine.rails.said import UNLESS_STATED
from kb.remedies import Declared
from parser.datalog.tree import Apply
from parser.resolved.vocabulary import PRESUMED, Provision
from parser.words.sentence import is_hidden, law_words

NONE_OF = 3
"""Of several things of which none holds, of how many it is told why."""

WAYS = 12
"""How many ways are listed; the proof has all of them."""


def front(
    answer: Answer,
    references: References,
    origins: Origins,
    reasons: Reasons,
    others: Sequence[Otherwise] = (),
    on_remedies: Sequence[Declared] = (),
    by_then: Sequence[ByThen] = (),
) -> tuple[Section, ...]:
    """Return the sections in front of the proof, those that have anything to say.

    `others` are the readings and bodies of law under which the answer is another one, and
    `on_remedies` the remedies that laws declare against it, `by_then` days to come that it names
    and on which it is no *yes*.
    """
    found = summary(answer, references.predicates)
    writer = _Writer(found, references, origins, reasons)
    frame = references.words
    is_no = answer.verdict == "no"
    blocks: tuple[tuple[str, tuple[Block, ...]], ...] = (
        ("sides", writer.sides(found)),
        ("otherwise", writer.otherwise(others, found)),
        ("turns", writer.turns(found) if is_no else ()),
        ("missing", missing(answer, references, origins)),
        ("findings", findings(answer, references, origins)),
        ("turns_met" if answer.verdict == "yes" else "so_far", writer.met(found)),
        ("ways" if is_no else "ways_other", writer.ways(found)),
        ("later", later(by_then, references, origins.root)),
        ("days", writer.days(found)),
        ("remedies", remedies(found, on_remedies, references, origins)),
        ("readings", readings(references, _decisive(found), origins)),
        ("relied", writer.relied(found)),
        ("taken", writer.taken(found, origins, answer)),
        ("evidence", writer.evidence(found)),
    )
    return tuple(Section(key, frame(f"section.{key}"), inside) for key, inside in blocks if inside)


def facts_of(
    answers: Sequence[Answer], references: References, origins: Origins, reasons: Reasons
) -> tuple[Section, ...]:
    """Return the section of the facts on which the answers for several rows rest."""
    found = [summary(answer, references.predicates) for answer in answers]
    if not found:
        return ()
    every = replace(found[0], relied=tuple(node for one in found for node in one.relied))
    table = _Writer(every, references, origins, reasons).relied(every)
    return (Section("relied", references.words("section.relied"), table),) if table else ()


def _decisive(found: Summary) -> tuple[Provision, ...]:
    """Return the provisions of the first way: the rules down to what it turns on, each once."""
    way = found.ways[0] if found.ways else None
    if way is None:
        return found.cited
    turns = (*way.turns, *found.met)
    steps: list[Derived | None] = [way.head, *(turn.of for turn in turns)]
    if found.verdict == "yes":
        steps = [*_down(way)]
    rules = (one.rule.provision for one in steps if one is not None)
    return tuple(dict.fromkeys(one for one in rules if one is not None))


_PROMISED = {"so": "otherwise.then", "not so": "otherwise.contrary", "next": "otherwise.next"}
"""The words for what another choice answers where something is so, or not, that is to be asked."""


class _Writer:
    """Writes the sections; the facts relied on get the first numbers, as the case has them."""

    def __init__(
        self, found: Summary, references: References, origins: Origins, reasons: Reasons
    ) -> None:
        self.references = references
        self.frame = references.words
        self.origins = origins
        self.reasons = reasons
        self.as_of = found.as_of
        facts = (self._fact(node) for node in sorted(found.relied, key=_place))
        rows = {row.cells[0]: row for row in reversed([*facts]) if row is not None}
        self._rows = tuple(reversed(rows.values()))

    def sides(self, found: Summary) -> tuple[Block, ...]:
        """Return the two sides of a conflict, each with its provision and what makes it so."""
        if found.verdict != "conflict":
            return ()
        points: list[Point] = []
        for way in found.ways:
            said = self.reasons.said(way.node)
            conditions = tuple(_conditions(way.head)) if way.head is not None else ()
            lines = tuple(self.reasons.said(turn.node) for turn in conditions)
            points.append(Point(said, self.origins.of(way.node), lines))
        return (Points(tuple(points)),)

    def turns(self, found: Summary) -> tuple[Block, ...]:
        """Return what the nearest way falls with, and what it needs besides."""
        if not found.ways:
            return ()
        way = found.ways[0]
        points = self._points(way.turns)
        name = self._name(way)
        if not points:
            return ()
        lead = self.frame("front.nearest" if len(found.ways) > 1 else "front.only", way=name)
        then = self._points(way.then)
        return (
            *((Note(lead),) if name else ()),
            Points(points),
            *((Note(self.frame("front.then")), Points(then)) if then else ()),
        )

    def met(self, found: Summary) -> tuple[Block, ...]:
        """Return what of the first way is met, with the provision that asks for it."""
        if not found.ways or found.verdict in ("no", "conflict", "silent"):
            return ()
        way = found.ways[0]
        steps = [*_down(way)] if found.verdict == "yes" else []
        if steps:
            points = self._points(tuple(_conditions(steps[-1])))
            way = replace(way, head=steps[-1])
        else:
            points = self._points(found.met)
        if not points:
            return ()
        name = self._name(way)
        return (*((Note(self.frame("front.under", way=name)),) if name else ()), Points(points))

    def _points(self, turns: Sequence[Turn]) -> tuple[Point, ...]:
        """Return each condition as a point, with what its values are where that is no point.

        That a day which a fact names has come goes without saying.
        """
        own = {self.origins.of(turn.node) for turn in turns}
        found: list[Point] = []
        for turn in turns:
            is_unspoken = self._is_unspoken(turn.node)
            if ways := ways_to_none(turn.node, self.as_of, self.references.predicates):
                lines = tuple(self._what(way) for way in ways[:NONE_OF] if way.turns)
                none = (*self.frame("group.none"), Run("."))
                text = none if is_unspoken else self.reasons.said(turn.node)
                found.append(Point(text, self.origins.of(turn.node), lines))
            elif not is_unspoken and not _is_plain(turn):
                found.append(self._point(turn, own))
        return tuple(found)

    def _point(self, turn: Turn, own: set[str]) -> Point:
        lines = tuple(
            self.reasons.said(fact)
            for fact in turn.facts
            if self.origins.of(fact) not in own and not self._is_unspoken(fact)
        )
        return Point(self.reasons.said(turn.node), self.origins.of(turn.node), lines)

    def _is_unspoken(self, node: Node) -> bool:
        atom = getattr(node, "atom", None)
        return atom is not None and is_hidden(atom, self.references.predicates)

    def _name(self, way: Way) -> Text:
        provision = way.head.rule.provision if way.head is not None else None
        if provision is None or way.head is None:
            return ()
        return self.references.provision(provision, self.origins.of(way.head))

    def ways(self, found: Summary) -> tuple[Block, ...]:
        """Return the table of the ways, nearest first, each with what decides it.

        Of a *no* it has them all, of others those beside the first.
        """
        if found.verdict == "conflict" or len(found.ways) < 2:
            return ()
        ways = found.ways if found.verdict == "no" else found.ways[1:]
        rows = tuple(self._way(way) for way in ways[:WAYS])
        head = tuple(self.frame.word(f"column.{name}") for name in ("way", "turns", "stands"))
        left = len(ways) - len(rows)
        more: tuple[Block, ...] = ()
        if left:
            more = (Note(self.frame("front.more_ways", number=str(left))),)
        return (Table(head, rows), *more)

    def _way(self, way: Way) -> Row:
        turn = self._decisive(way)
        node = turn.node if turn is not None else way.node
        name = self._name(way) or self.reasons.said(way.node)
        return Row((name, self._what(way), self._state(way)), self.origins.of(node))

    def _decisive(self, way: Way) -> Turn | None:
        return next((one for one in way.turns if not self._is_unspoken(one.node)), None)

    def _what(self, way: Way) -> Text:
        """Return what decides a way, after what its values are."""
        turn = self._decisive(way)
        what: Text = ()
        if turn is not None:
            for fact in turn.facts:
                if not self._is_unspoken(fact):
                    what = (*what, *self.reasons.said(fact), Run(" "))
            what = (*what, *self.reasons.said(turn.node, plainly=way.state == "waits"))
        return what

    def _state(self, way: Way) -> Text:
        if way.state == "waits" and way.day is not None:
            return self.frame("state.waits_until", day=self.frame.day(way.day))
        return self.frame(f"state.{way.state.replace(' ', '_')}")

    def otherwise(self, others: Sequence[Otherwise], found: Summary) -> tuple[Block, ...]:
        """Return what other readings and bodies of law answer, and when a *no* there turns."""
        predicates, frame = self.references.predicates, self.frame
        points: list[Point] = []
        for one in others:
            choice = law(choice_said(one, predicates))
            verdict = frame.word(f"verdict_inside.{one.verdict}")
            form = "otherwise.same" if one.verdict == found.verdict else "otherwise.other"
            form = _PROMISED.get(one.given, form)
            text = frame(form, choice=choice, verdict=verdict)
            if one.day is not None:
                text = (*text, *frame("otherwise.day", day=frame.day(one.day)))
            told = because_words(replace(one, waits=None), predicates)  # the days stand below
            because = law(told) if told else ()
            end = () if one.asks is not None else (Run("."),)
            points.append(Point((*text, *because, *end), self.origins.root))
        return (Points(tuple(points)),) if points else ()

    def days(self, found: Summary) -> tuple[Block, ...]:
        """Return the days that the reasons work out, in order, past and to come.

        A single one that stands above, in what the answer turns on, is not said again.
        """
        above = found.turns if found.verdict == "no" else found.met
        if len(found.dates) == 1 and any(turn.node is found.dates[0].node for turn in above):
            return ()
        points = tuple(self._day(one, found.as_of) for one in found.dates)
        return (Points(points),) if points else ()

    def _day(self, one: Dated, as_of: date) -> Point:
        worked = expression(one.side, dict(one.node.bindings), self.frame)
        when = "past" if one.day < as_of else "today" if one.day == as_of else "coming"
        day = (Run(self.frame.day(one.day), strong=True),)
        text = self.frame(f"dated.{when}", day=day, worked=worked)
        provision = one.of.rule.provision
        named: Text = ()
        if provision is not None:
            named = (Run(" "), *self.references.provision(provision, self.origins.of(one.of)))
        return Point((*text, *named), self.origins.of(one.node))

    def relied(self, found: Summary) -> tuple[Block, ...]:
        """Return the table of the facts spoken of so far: who stated each, and where."""
        rows = (*self._rows, *self.references.other_facts(placing=True))
        if not rows:
            return ()
        head = tuple(self.frame.word(f"column.{name}") for name in ("number", "fact", "source"))
        day, title = self.frame.day(found.as_of), self.references.title
        stated = self.frame("front.stated", day=day)
        if title:
            stated = self.frame("front.stated_in", title=title, day=day)
        return (Note(stated), Table(head, rows))

    def evidence(self, found: Summary) -> tuple[Block, ...]:
        """Return by what the law says that the facts relied on, or asked for, are proved."""
        predicates = self.references.predicates
        points = tuple(
            Point(
                (
                    *sentence(one.atom, predicates, some=True),
                    Run(f": {law_words(one.proved, predicates)}."),
                ),
                self.origins.root,
            )
            for one in evidence(found, predicates)
        )
        return (Points(points),) if points else ()

    def _fact(self, node: Node) -> Row | None:
        """Return the row of a fact, None for what is not so because nobody states it."""
        identity = self.origins.of(node)
        if identity not in self.origins.nodes and isinstance(node, Absent):
            identity = self.origins.of_predicate(node.atom.pred)  # a list, beside a row of it
        references = self.references
        match node:
            case Stated(atom, source):
                return references.row_of(references.stated(atom, source, identity))
            case ListedRow():
                return references.row_of(references.listed(node, identity))
            case Finding(atom, source=source, status=status) if source is not None:
                refused = status == "fails"
                return references.row_of(references.stated(atom, source, identity, refused))
            case Absent(atom, source=source) if source is not None:
                if source.who == UNLESS_STATED:
                    return None
                return references.row_of(references.stated(atom, source, identity, True))
            case _:
                return None

    def taken(self, found: Summary, origins: Origins, answer: Answer) -> tuple[Block, ...]:
        """Return what nobody stated and the answer takes as it is: by default, or presumed."""
        predicates = self.references.predicates
        closed: dict[Text, Point] = {}
        for node in found.relied:
            source = node.source if isinstance(node, Absent) else None
            if isinstance(node, Absent) and source is not None and source.who == UNLESS_STATED:
                text = (*sentence(node.atom, predicates, negative=True), Run("."))
                closed.setdefault(text, Point(text, self.origins.of(node)))
        presumed = tuple(
            Point(self.reasons.said(one), identity) for identity, one in _presumed(origins, answer)
        )
        blocks: list[Block] = []
        if closed:
            blocks += [Note(self.frame("front.unless_stated")), Points(tuple(closed.values()))]
        if presumed:
            blocks += [Note(self.frame("front.presumed")), Points(presumed)]
        return tuple(blocks)


def _down(way: Way) -> Iterator[Derived]:
    """Yield the steps of a way down to the first that has more than one condition to tell of."""
    step = way.head
    while step is not None:
        yield step
        inside = [turn.node for turn in _conditions(step)]
        only = inside[0] if len(inside) == 1 else None
        step = only if isinstance(only, Derived) else None


def _conditions(step: Derived) -> Iterator[Turn]:
    """Yield the conditions of a step, those of its items among them, that say something."""
    for one in step.premises:
        if isinstance(one, Derived) and one.rule.role in ("item", "bridge", "asked"):
            yield from _conditions(one)
        elif isinstance(one, Compared):
            if not says_nothing(one):
                yield Turn(one, "met", step, facts_beside(one, step))
        elif not (isinstance(one, Derived) and one.rule.role == "context"):
            yield Turn(one, "met", step)


def _is_plain(turn: Turn) -> bool:
    """Tell whether a condition says only that a day which a fact names has come."""
    node = turn.node
    if not isinstance(node, Compared) or node.status != "holds":
        return False
    sides = (node.comparison.left, node.comparison.right)
    return any(map(is_today, sides)) and not any(isinstance(side, Apply) for side in sides)


def _place(node: Node) -> tuple[str, int]:
    """Return where a fact stands, so that facts are listed as their file has them."""
    source = getattr(node, "source", None)
    span = source.span if source is not None else getattr(node, "span", None)
    return (span.file, span.line) if span is not None else ("", 0)


def _presumed(origins: Origins, answer: Answer) -> Iterator[tuple[str, Derived]]:
    for identity, node in origins.proved(answer):
        if isinstance(node, Derived) and node.status == "holds":
            provision = node.rule.provision
            if provision is not None and PRESUMED in provision.reads:
                yield identity, node
