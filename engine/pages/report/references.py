"""The facts and provisions that a report cites, numbered in the order in which it does."""

from collections.abc import Sequence
from dataclasses import replace

from engine.pages.remarks import spot
from engine.pages.report.document import Citation, Row, Run, Text
from engine.pages.report.sentences import capital, law, sentence, sentence_words
from engine.pages.report.words import LAW, Words
from engine.pages.report.words import words as words_of
from engine.proof.node import ListedRow
from engine.rails.said import Source
from parser.frozen import dataclass
from parser.resolved.tree import Case, Constant, Statement
from parser.resolved.vocabulary import GroundAtom, Provision
from parser.text.span import Span
from parser.words.sentence import Predicates, Spoken, law_words


@dataclass(frozen=True, slots=True)
class _Cited:
    provision: Provision
    node: str


class References:
    """The lists of one report as they grow; `title` is that of the case, if it is about one."""

    def __init__(self, predicates: Predicates, words: Words, cases: Sequence[Case]) -> None:
        self.predicates = predicates
        self.words = words
        self._statements = {
            _spot(one.span): one for case in cases for one in case.statements if one.span.line
        }
        titles = {one.title for one in cases}
        self.title = self._quoted(cases[0].title) if len(titles) == 1 and cases[0].title else ""
        self._only = cases[0].title if self.title else None
        self._facts: dict[object, Row] = {}
        self._placed: set[str] = set()
        self._provisions: dict[tuple[str, str], _Cited] = {}

    def stated(self, atom: GroundAtom, source: Source, node: str, negative: bool = False) -> Text:
        """Return a reference to the statement behind a node."""
        known = self._statements.get(_spot(source.span))
        if known is not None:
            said = statement_text(known, self.predicates)
            key: object = _spot(source.span)
        else:
            said = sentence(atom, self.predicates, negative)
            key = (atom, negative)
        place = self._place(source)
        begins_with_file = bool(place) and place[0].text == spot(source.span).rpartition(":")[0]
        place = place if begins_with_file else _capitalised(place)
        return self._fact(key, said, place, node)

    def listed(self, row: ListedRow, node: str) -> Text:
        """Return a reference to the row of a table."""
        place = self.words("source.table_plain")
        if row.cites:
            place = self.words("source.table", cites=law(law_words(row.cites, self.predicates)))
        place = _capitalised(place)
        return self._fact(row.atom, sentence(row.atom, self.predicates), place, node)

    def provision(self, provision: Provision, node: str) -> Text:
        """Return the title of a provision with a reference to where it is cited in full."""
        number = self._number(provision, node)
        anchor = f"provision-{number}"
        provision = self.said(provision)
        if not provision.title:
            return (Run(self.words("word.untitled", n=str(number))[0].text, to=anchor),)
        title = (Run(self._quoted(provision.title), law=True),)
        mark = (Run("".join(r.text for r in self.words("word.provision_n", n=str(number)))),)
        return (*title, Run(" "), Run(mark[0].text, to=anchor))

    def said(self, provision: Provision) -> Provision:
        """Return a provision in the language of the sentences."""
        if isinstance(self.predicates, Spoken):
            return self.predicates.provision(provision)
        return provision

    def anchor(self, provision: Provision, node: str) -> str:
        """Return the anchor of a provision."""
        return f"provision-{self._number(provision, node)}"

    def row_of(self, reference: Text) -> Row:
        """Return the row of a fact to which a text refers; it stands in the table of its answer.

        Where it stands already it has no place of its own.
        """
        anchor = reference[0].to
        row = next(one for one in self._facts.values() if one.anchor == anchor)
        if anchor in self._placed:
            return replace(row, anchor="")
        self._placed.add(anchor)
        return row

    def other_facts(self, placing: bool = False) -> tuple[Row, ...]:
        """Return the rows of the facts that stand in no table yet; with `placing` they now do."""
        rows = tuple(row for row in self._facts.values() if row.anchor not in self._placed)
        if placing:
            self._placed.update(row.anchor for row in rows)
        return rows

    def provisions(self) -> tuple[tuple[Provision, str], ...]:
        """Return what is cited, each with a node that it decides."""
        return tuple((self.said(one.provision), one.node) for one in self._provisions.values())

    def citations(self) -> tuple[Citation, ...]:
        """Return the list of provisions."""
        return tuple(
            self._citation(number, one) for number, one in enumerate(self._provisions.values(), 1)
        )

    def _quoted(self, title: str) -> str:
        return f"{self.words.word('quote_open')}{title}{self.words.word('quote_close')}"

    def _number(self, provision: Provision, node: str) -> int:
        key = (provision.law, provision.rule)
        self._provisions.setdefault(key, _Cited(provision, node))
        return list(self._provisions).index(key) + 1

    def _fact(self, key: object, said: Text, place: Text, node: str) -> Text:
        if key not in self._facts:
            number = len(self._facts) + 1
            cells = ((Run(str(number)),), said, place)
            self._facts[key] = Row(cells, node, f"fact-{number}")
        row = self._facts[key]
        text = "".join(run.text for run in self.words("word.fact", n=row.cells[0][0].text))
        return (Run(text, to=row.anchor),)

    def _place(self, source: Source) -> Text:
        name = spot(source.span)
        if name.startswith("--fact"):
            return self.words("source.fact_option")
        if name.startswith("fact "):
            return self.words("source.prompt")
        title = source.who.removeprefix("case `").removesuffix("`")
        if not name:
            if not title:
                return self.words("source.unknown")
            return self.words("source.in_case_only", title=self._quoted(title))
        file, _, line = name.rpartition(":")
        place = self.words("source.place" if file else "source.line", file=file, line=line)
        if not title or title == self._only:
            return place
        return self.words("source.in_case", title=self._quoted(title), place=place)

    def _citation(self, number: int, one: _Cited) -> Citation:
        provision, words = self.said(one.provision), self.words
        title = provision.title or provision.cites or provision.rule
        published = words("word.published", published=law(provision.published))
        named = law(provision.law_title)
        source = (*named, Run(" "), *published) if provision.published else named
        if provision.cites:
            source = words("word.cites", law=source, cites=law(provision.cites))
        remarks = [words("word.rule_id", id=provision.rule)]
        if provision.confidence:
            level = words.word(f"reading.{provision.confidence}")
            remarks.insert(0, words("reading.confidence", level=level))
        return Citation(
            f"provision-{number}",
            number,
            law(title),
            source,
            law(provision.says),
            tuple(remarks),
            one.node,
        )


def _spot(span: Span) -> tuple[str, int, int]:
    return span.file, span.line, span.start


def _capitalised(text: Text) -> Text:
    first, *rest = text
    return (Run(capital(first.text), first.law, first.to), *rest)


def statement_text(statement: Statement, predicates: Predicates) -> Text:
    """Return what a line of a case says, as prose."""
    if statement.kind == "closes all":
        everything = isinstance(predicates, Spoken) and predicates.statement(statement)
        return law(capital(everything or "all facts are given"))
    if isinstance(predicates, Spoken) and statement.kind in ("opens", "closes"):
        return law(capital(predicates.statement(statement, shortest=True)))
    predicate = predicates[statement.sentence.predicate]
    args = tuple(
        term.value if isinstance(term, Constant) else None for term in statement.sentence.args
    )
    atom = GroundAtom(predicate.name, args)
    match statement.kind:
        case "states":
            return sentence(atom, predicates, some=True)
        case "denies":
            return sentence(atom, predicates, negative=True, some=True)
        case "opens":
            return law(f"It is not known whether {sentence_words(atom, predicates, some=True)}")
        case "closes":
            spoken = {part for part in predicate.plural if isinstance(part, int)}
            named = {place for place, arg in enumerate(args) if arg is not None}
            if predicate.plural and spoken == named:
                frame = words_of(LAW)
                shown = tuple(frame.value(arg) for arg in args)
                said = " ".join(p if isinstance(p, str) else shown[p] for p in predicate.plural)
                return law(f"All {said} are given")
            said = sentence_words(atom, predicates, some=True)
            return law(f"All cases where {said} are given")
