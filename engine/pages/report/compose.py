"""From replies to a report: which sections, in which order, and what stands in each."""

from collections.abc import Sequence
from dataclasses import replace

from engine.answers.by_then import ByThen
from engine.answers.reply import Answer, Reply, Values
from engine.answers.summary import Otherwise
from engine.pages.parts import parts
from engine.pages.report.document import (
    Block,
    Citations,
    Form,
    Note,
    Report,
    Row,
    Run,
    Section,
    Steps,
    Table,
    Text,
)
from engine.pages.report.front import facts_of, front
from engine.pages.report.later import later
from engine.pages.report.numbering import numbered
from engine.pages.report.origin import Origins
from engine.pages.report.reasons import Reasons
from engine.pages.report.references import References
from engine.pages.report.remaining import assumptions
from engine.pages.report.sentences import article, capital, law
from engine.pages.report.short import short_answer, values_answer, verdict_word
from engine.pages.report.sources import sources
from engine.pages.report.words import LAW, Words, frame_of, law_frame, words
from engine.proof.identity import Known
from kb.remedies import Declared
from parser.frozen import dataclass
from parser.resolved.tree import Case, Constant, Question, Variable
from parser.words.question_words import open_kinds, question_words
from parser.words.sentence import Predicates, Spoken, choice_words, is_hidden, phrase, template

ROWS = 50
"""How many rows of an open question are explained one by one."""

FEW = 10
"""Of how many rows the facts stand in front; of more they stand with the proof."""


_OF_A_ROW = frozenset({"sides", "turns", "missing", "findings", "ways", "ways_other"})
"""What is said in front of the facts of a row that is open: what it turns on, and its ways."""


@dataclass(frozen=True, slots=True)
class Reported:
    """A reply with the situation that it is about.

    `others` are the readings and bodies of law under which the answer is another one, `remedies`
    those that the laws declare against it, `later` days to come that it names and on which it is no
    *yes*.
    """

    case: Case
    reply: Reply
    others: tuple[Otherwise, ...] = ()
    remedies: tuple[Declared, ...] = ()
    later: tuple[ByThen, ...] = ()


def compose(
    asked: Sequence[Reported], predicates: Predicates, digest: str, language: str = "en"
) -> Report:
    """Return the report on some replies, with the frame in `language`.

    `digest` is the version of the rule base.
    """
    frame = frame_of(language, predicates)
    references = References(predicates, frame, [one.case for one in asked])
    several = len({one.case.title for one in asked}) > 1
    parts = [
        _Composer(references, frame, f"q{number}-" if len(asked) > 1 else "").part(one, several)
        for number, one in enumerate(asked, 1)
    ]
    sections = [section for part in parts for section in part.sections]
    if len(parts) > 1:
        sections = list(parts)
    place = next((at for at, one in enumerate(sections) if one.key == "annex"), len(sections))
    sections.insert(place, _signature(frame))
    sections += _annex(references, frame)
    own = law_frame(predicates).language
    foreign = _untranslated(asked, references)
    labels = tuple(
        (key.removeprefix("label."), text)
        for key, text in frame.phrases.items()
        if key.startswith("label.")
    )
    return Report(
        language,
        frame.word("language_tag"),
        own,
        frame.word("title"),
        _about(asked, digest, frame, references),
        tuple(sections),
        (*frame("closing"), *foreign),
        labels,
    )


def _untranslated(asked: Sequence[Reported], references: References) -> Text:
    """Say which sentences stay in the language of the rule files, if any do."""
    frame, predicates = references.words, references.predicates
    if frame.language == LAW:
        return ()
    if not isinstance(predicates, Spoken):
        return (Run(" "), *frame("label.law_language"))
    known: Known = {}
    names: dict[str, None] = {}
    for one in asked:
        answers = (
            [answer for _, answer in one.reply.rows]
            if isinstance(one.reply, Values)
            else [one.reply]
        )
        for answer in answers:
            for _, node in Origins(answer, known).each():
                atom = getattr(node, "atom", None)
                if atom is not None and not is_hidden(atom, predicates):
                    names[atom.pred] = None
    left = [name for name in names if not predicates.is_said(name)]
    if not left:
        return ()
    said = "; ".join(template(predicates[name]) for name in left)
    return (Run(" "), *frame("note.untranslated", sentences=(Run(said, law=True),)))


def _about(
    asked: Sequence[Reported], digest: str, frame: Words, references: References
) -> tuple[tuple[str, Text], ...]:
    titles = tuple(dict.fromkeys(one.case.title for one in asked if one.case.title))
    days = tuple(dict.fromkeys(frame.day(one.reply.as_of) for one in asked))
    laws = dict.fromkeys(
        provision.law_title for provision, _ in references.provisions() if provision.law_title
    )
    lines: list[tuple[str, Text]] = []
    if titles:
        lines.append((frame.word("about.case"), law("; ".join(titles))))
    lines.append((frame.word("about.as_of"), (Run("; ".join(days)),)))
    if laws:
        lines.append((frame.word("about.laws"), law("; ".join(laws))))
    under = dict.fromkeys(
        choice_words(name, choice, references.predicates)
        for one in asked
        for name, choice in one.reply.under
    )
    if under:
        lines.append((frame.word("about.under"), law("; ".join(under))))
    read = dict.fromkeys(
        frame.day(day)
        for provision, _ in references.provisions()
        if (day := provision.provenance.retrieved) is not None
    )
    if read:
        lines.append((frame.word("about.read"), (Run("; ".join(read)),)))
    if digest:
        version = frame("about.rules_value", digest=digest[:12])
        lines.append((frame.word("about.rules"), version))
    return tuple(lines)


def _signature(frame: Words) -> Section:
    lines = tuple(frame.word(f"signature.{name}") for name in ("name", "date", "signature"))
    return Section("signature", frame("section.signature"), (Form(lines),))


def _annex(references: References, frame: Words) -> list[Section]:
    found: list[Section] = []
    facts = references.other_facts()
    if facts:
        head = tuple(frame.word(f"column.{name}") for name in ("number", "fact", "source"))
        found.append(Section("facts", frame("section.facts"), (Table(head, facts),)))
    citations = references.citations()
    if citations:
        found.append(Section("provisions", frame("section.provisions"), (Citations(citations),)))
    read_in = sources(references.provisions(), frame)
    if read_in:
        found.append(Section("sources", frame("section.sources"), read_in))
    return found


class _Composer:
    """The sections of one question."""

    def __init__(self, references: References, frame: Words, prefix: str) -> None:
        self.references = references
        self.frame = frame
        self.prefix = prefix
        self.known: Known = {}

    def part(self, asked: Reported, titled: bool) -> Section:
        """Return everything about one question, under the question as its title."""
        question = question_text(asked.reply.question, self.references.predicates)
        title: Text = law(question)
        if titled and asked.case.title:
            title = (*law(asked.case.title), Run(": "), *title)
        inside = self._sections(asked, question)
        return Section("question", title, (), tuple(one for one in inside if _has_content(one)))

    def _sections(self, asked: Reported, question: str) -> list[Section]:
        reply = asked.reply
        if isinstance(reply, Values):
            return self._values(reply, question, asked.later)
        origins = Origins(reply, self.known)
        reasons = Reasons(self.references, self.known, reply.as_of)
        blocks = (Note(law(question)), *short_answer(reply, self.references, origins))
        answer = Section("answer", self.frame("section.answer"), blocks)
        beside = (asked.others, asked.remedies, asked.later)
        before = front(reply, self.references, origins, reasons, *beside)
        return [answer, *before, *self._proof(reply, origins)]

    def _proof(self, answer: Answer, origins: Origins) -> tuple[Section, ...]:
        """Return the annex with the complete proof, and with all that nobody stated."""
        found = self._parts(answer, origins)
        return (Section("annex", self.frame("section.annex"), (), found),) if found else ()

    def _parts(self, answer: Answer, origins: Origins) -> tuple[Section, ...]:
        open_ = assumptions(answer, self.references, origins)
        left = Section("assumptions", self.frame("section.assumptions"), open_)
        return (*self._reasons(answer), *((left,) if open_ else ()))

    def _reasons(self, answer: Answer) -> list[Section]:
        """Return the reasons, the ways that fall short, and the conflicts, numbered through."""
        reasons = Reasons(self.references, self.known, answer.as_of)
        found = parts(answer, self.known)
        groups = numbered(
            (
                reasons.explain(found.proof),
                reasons.explain(found.routes, brief=True),
                reasons.explain(found.sides),
            ),
            self.frame,
            self.prefix,
        )
        keys = {"no": "reasons_no", "depends": "reasons_open", "unknown": "reasons_open"}
        first = keys.get(answer.verdict, "reasons")
        titles = (first, "routes" if found.proof else first, "conflicts")
        return [
            Section(title, self.frame(f"section.{title}"), (Steps(steps),))
            for title, steps in zip(titles, groups, strict=True)
            if steps
        ]

    def _values(self, reply: Values, question: str, by_then: Sequence[ByThen]) -> list[Section]:
        frame = self.frame
        kinds = open_kinds(reply.question)
        rows: list[Row] = []
        inside: list[Section] = []
        ways: list[Section] = []
        before: tuple[Section, ...] = ()
        for number, (values, answer) in enumerate(reply.rows, 1):
            name = ", ".join(
                law_frame(self.references.predicates).value(v, k)
                for v, k in zip(values, kinds, strict=False)
            )
            origins = Origins(answer, self.known)
            verdict = (Run(verdict_word(answer, frame)),)
            rows.append(Row((law(name), verdict), origins.root))
            if number <= ROWS:
                row = _Composer(self.references, frame, f"{self.prefix}r{number}-")
                if 1 < len(reply.rows) <= FEW and answer.verdict != "yes":
                    reasons = Reasons(self.references, self.known, answer.as_of)
                    told = front(answer, self.references, origins, reasons)
                    kept = tuple(one for one in told if one.key in _OF_A_ROW)
                    if kept:
                        ways.append(Section("row", law(name), (), kept))
                if len(reply.rows) == 1:
                    reasons = Reasons(self.references, self.known, answer.as_of)
                    before = front(answer, self.references, origins, reasons, by_then=by_then)
                title = frame("section.reasons_of", value=law(name))
                inside.append(Section("row", title, (), row._parts(answer, origins)))
        blocks: list[Block] = [
            Note(law(question)),
            *values_answer(reply, frame, self.references.predicates),
        ]
        if rows:
            head = (frame.word("column.value"), frame.word("column.verdict"))
            blocks.append(Table(head, tuple(rows)))
        if len(reply.rows) > ROWS:
            left = frame.count("row", len(reply.rows) - ROWS)
            blocks.append(Note(frame("note.rest_rows", count=left)))
        answers = Section("answers", frame("section.answers"), tuple(blocks))
        if reply.none is not None:
            origins = Origins(reply.none, self.known)
            reasons = Reasons(self.references, self.known, reply.as_of)
            why = front(reply.none, self.references, origins, reasons)
            return [answers, *why, *self._proof(reply.none, origins)]
        if not inside:
            return [answers]
        if by_then and len(reply.rows) > 1:
            root = Origins(reply.rows[0][1], self.known).root
            days = later(by_then, self.references, root)
            ways.append(Section("later", frame("section.later"), days))
        if 1 < len(reply.rows) <= FEW:
            every = [answer for _, answer in reply.rows]
            origins = Origins(every[0], self.known)
            reasons = Reasons(self.references, self.known, reply.as_of)
            before = facts_of(every, self.references, origins, reasons)
        annex = Section("annex", frame("section.annex"), (), tuple(inside))
        return [answers, *ways, *before, annex]


def _has_content(section: Section) -> bool:
    return bool(section.blocks or section.sections)


def question_text(question: Question, predicates: Predicates) -> str:
    """Return a question as a sentence with its mark, in words even if it was asked as an atom."""
    if isinstance(predicates, Spoken):
        return f"{capital(question_words(question, predicates).rstrip('?').rstrip())}?"
    text = " ".join(question.text.split()).rstrip("?").rstrip()
    text = "" if question.language else text
    if not text or "(" in text:
        text = question_words(replace(question, text=""), predicates)
        predicate = predicates.get(question.sentence.predicate)
        if predicate is not None and predicate.parts:
            text = phrase(predicate, tuple(_term(arg, question) for arg in question.sentence.args))
    return f"{capital(text)}?"


def _term(term: Constant | Variable, question: Question) -> str:
    if isinstance(term, Constant):
        return words(LAW).value(term.value)
    return f"which {term.kind}" if term.name in question.open else article(term.kind)
