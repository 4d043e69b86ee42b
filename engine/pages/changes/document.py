"""Two versions compared, as a document: HTML, PDF, Word and Markdown lay it out."""

from collections.abc import Iterator, Sequence

from engine.answers.changed_answers import AnswerChange, ChangedAnswers, Said, Unread
from engine.pages.changes.compared import Compared
from engine.pages.changes.reasons import both_reasons
from engine.pages.changes.register import RegisterChange, RegisterChanges
from engine.pages.changes.words import detail_lines, heading, told
from engine.pages.report.document import (
    Block,
    Note,
    Point,
    Points,
    Report,
    Row,
    Run,
    Section,
    Table,
    Text,
)
from kb.changes.change import Change
from parser.words.values import counted


def document(found: Compared) -> Report:
    """Return what two versions say and answer differently, as a document in English."""
    sections = [_changes("changes", "What an answer can change by", found, found.weighing)]
    if found.answers is not None:
        sections.append(_answers(found, found.answers))
    if found.register is not None:
        sections.append(_register(found.register))
    if found.for_readers:
        title = "For readers only: no answer changes by it"
        sections.append(_changes("readers", title, found, found.for_readers))
    about = (
        ("Before", _plain(f"{found.old.label} (version {found.old.kb.version[:12]})")),
        ("After", _plain(f"{found.new.label} (version {found.new.kb.version[:12]})")),
    )
    return Report(
        "en",
        "en",
        "en",
        "What changed in the law",
        about,
        tuple(sections),
        _plain(
            "This was made by a program that compared two versions of a rule base and answered "
            "their worked cases with both. It is no legal advice."
        ),
        (("page", "page"),),
    )


def _plain(text: str) -> Text:
    return (Run(text),)


def _quoted(text: str) -> str:
    """Return a line of a terminal as a page has it, which has no marks for code."""
    return text.replace("`", '"')


def _changes(key: str, title: str, found: Compared, changes: Sequence[Change]) -> Section:
    by_law: dict[str, list[Change]] = {}
    for one in changes:
        by_law.setdefault(one.law, []).append(one)
    inner = tuple(
        Section(
            "law",
            _plain(f"{law}: {found.law_title(law)}"),
            (Points(tuple(_point(found, one) for one in many)),),
        )
        for law, many in by_law.items()
    )
    nothing: tuple[Block, ...] = () if changes else (Note(_plain("Nothing.")),)
    return Section(key, _plain(title), nothing, inner)


def _point(found: Compared, one: Change) -> Point:
    place = found.place(one)
    at = (Run(f" ({place})"),) if place else ()
    details, more = told(one.details)
    lines = [_plain(line.lstrip()) for each in details for line in detail_lines(each, one.how)]
    lines += [_plain(more)] if more else []
    return Point((Run(_quoted(heading(one)), strong=True), *at), "", tuple(lines))


def _answers(found: Compared, answers: ChangedAnswers) -> Section:
    changed = tuple(one for one in answers.changes if not one.same_answer)
    alike = tuple(one for one in answers.changes if one.same_answer)
    said = (
        f"{counted(answers.cases, 'case')} with {counted(answers.questions, 'question')} were "
        f"looked at; {answers.asked} can be touched, {counted(len(changed), 'answer')} changed."
    )
    blocks: list[Block] = [Note(_plain(said))]
    if changed:
        rows = tuple(_row(found, one) for one in changed)
        blocks.append(Table(("Case and question", "Before", "After"), rows))
    inner: list[Section] = []
    if alike:
        points = tuple(Point(_plain(line), "") for line in _alike(alike))
        inner.append(Section("alike", _plain("The same answer by other rules"), (Points(points),)))
    if answers.unread:
        points = tuple(_unread(found, one) for one in answers.unread)
        title = "Cases that only one version understands"
        inner.append(Section("unread", _plain(title), (Points(points),)))
    return Section("answers", _plain("Worked cases"), tuple(blocks), tuple(inner))


def _register(found: RegisterChanges) -> Section:
    changed = sum(one.cases for one in found.changes)
    said = f"{counted(found.cases, 'case')} of the register, {counted(changed, 'answer')} changed."
    blocks: list[Block] = [Note(_plain(said))]
    if found.changes:
        rows = tuple(Row(tuple(_plain(text) for text in _cells(one)), "") for one in found.changes)
        blocks.append(Table(("Question", "Before", "After", "Cases", "Such as"), rows))
    return Section("register", _plain("Register"), tuple(blocks))


def _cells(one: RegisterChange) -> tuple[str, ...]:
    return one.question, one.old, one.new, f"{one.cases:,}", ", ".join(one.keys)


def _unread(found: Compared, one: Unread) -> Point:
    side = found.old.label if one.in_old else found.new.label
    title = f"{one.file}: {one.case}" if one.case else one.file
    return Point(_plain(title), "", (_plain(f"in {side}: {_quoted(one.why)}"),))


def _alike(changes: Sequence[AnswerChange]) -> Iterator[str]:
    for one in changes:
        before, after = ", ".join(one.old.rules), ", ".join(one.new.rules)
        yield f"{one.case}: {one.question}: {one.new.words}; by {before}, now by {after}"


def _row(found: Compared, one: AnswerChange) -> Row:
    reasons = both_reasons(one.old, one.new, found.old.kb.predicates, found.new.kb.predicates)
    asked = (Run(one.question, strong=True), Run(f": {one.case} ({one.file}:{one.line})"))
    return Row((asked, _side(one.old, reasons[0]), _side(one.new, reasons[1])), "")


def _side(said: Said, reasons: Sequence[str]) -> Text:
    why = (Run(f": {'; '.join(reasons)}"),) if reasons else ()
    return (Run(said.words, strong=True), *why)
