"""Two versions compared, as text for a terminal."""

from collections.abc import Iterator

from engine.answers.changed_answers import AnswerChange, ChangedAnswers
from engine.pages.changes.compared import Compared
from engine.pages.changes.reasons import both_reasons
from engine.pages.changes.register import RegisterChanges
from engine.pages.changes.words import detail_lines, heading, told
from engine.pages.text import printable, wrapped
from kb.changes.change import Change
from parser.words.values import counted

MOST = 20
"""How many answers are told with their reasons; of the rest only the number is."""

_SIGNS = {"added": "+", "removed": "-", "changed": "~"}


def render(found: Compared, width: int = 80, every: bool = False) -> str:
    """Write what two versions say and answer differently; `every` leaves out nothing."""
    return "\n".join(_lines(found, width, every)) + "\n"


def _lines(found: Compared, width: int, every: bool) -> Iterator[str]:
    weighing, others = found.weighing, found.for_readers
    said = counted(len(weighing), "change")
    yield from wrapped(
        f"{found.old.label} -> {found.new.label}: {said} by which an answer can change, "
        f"{len(others)} by which none can",
        width,
        "",
        "  ",
    )
    yield from _changes(found, weighing, width)
    if others and every:
        yield ""
        yield "For readers only:"
        yield from _changes(found, others, width)
    elif others:
        yield ""
        names = list(dict.fromkeys(one.id for one in others))
        listed = ", ".join(names[:MOST]) + (", …" if len(names) > MOST else "")
        yield from wrapped(f"For readers only (--all): {listed}", width, "", "  ")
    if found.answers is not None:
        yield ""
        yield from _answers(found, found.answers, width, every)
    if found.register is not None:
        yield ""
        yield from _register(found.register, width)


def _changes(found: Compared, changes: tuple[Change, ...], width: int) -> Iterator[str]:
    law = ""
    for one in changes:
        if one.law != law:
            law = one.law
            yield ""
            yield from wrapped(f"{law}: {found.law_title(law)}", width, "", "  ")
        place = found.place(one)
        at = f" ({place})" if place else ""
        yield from wrapped(f"{heading(one)}{at}", width, f"  {_SIGNS[one.how]} ", "    ")
        details, more = told(one.details)
        for detail in details:
            for line in detail_lines(detail, one.how):
                margin = " " * (len(line) - len(line.lstrip()))
                yield from wrapped(line.lstrip(), width, f"      {margin}", "        ")
        if more:
            yield f"      {more}"


def _answers(found: Compared, answers: ChangedAnswers, width: int, every: bool) -> Iterator[str]:
    changed = tuple(one for one in answers.changes if not one.same_answer)
    reasons = tuple(one for one in answers.changes if one.same_answer)
    yield from wrapped(
        f"Worked cases: {counted(answers.cases, 'case')} with "
        f"{counted(answers.questions, 'question')}, of which {answers.asked} can be touched: "
        f"{counted(len(changed), 'answer')} changed",
        width,
        "",
        "  ",
    )
    shown = changed if every else changed[:MOST]
    for one in shown:
        yield ""
        yield from _answer(found, one, width)
    if len(changed) > len(shown):
        yield ""
        yield f"  and {len(changed) - len(shown)} more (--all)"
    if reasons:
        yield ""
        yield from wrapped(
            f"The same answer by other rules: {counted(len(reasons), 'question')}", width, "", "  "
        )
        for one in reasons if every else reasons[:MOST]:
            yield from wrapped(_other_rules(one), width, "  ", "    ")
        if len(reasons) > MOST and not every:
            yield f"  and {len(reasons) - MOST} more (--all)"
    if answers.unread:
        yield ""
        yield from wrapped(
            f"Only one version understands {counted(len(answers.unread), 'case')}:", width, "", "  "
        )
        for each in answers.unread if every else answers.unread[:MOST]:
            side = found.old.label if each.in_old else found.new.label
            title = f": {each.case}" if each.case else ""
            said = f"{each.file}{title}: in {side} {each.why}"
            yield from wrapped(said, width, "  ", "    ")
        if len(answers.unread) > MOST and not every:
            yield f"  and {len(answers.unread) - MOST} more (--all)"


def _register(found: RegisterChanges, width: int) -> Iterator[str]:
    changed = sum(one.cases for one in found.changes)
    said = f"Register: {counted(found.cases, 'case')}, {counted(changed, 'answer')} changed"
    yield from wrapped(said, width, "", "  ")
    for one in found.changes:
        keys = ", ".join(one.keys) + (", …" if one.cases > len(one.keys) else "")
        said = f"{one.question}: {one.old} -> {one.new}: {one.cases:,} ({keys})"
        yield from wrapped(said, width, "  ", "    ")


def _answer(found: Compared, one: AnswerChange, width: int) -> Iterator[str]:
    yield from wrapped(f"{one.file}:{one.line}: {one.case}", width, "  ", "    ")
    yield from wrapped(one.question, width, "    ", "      ")
    predicates = found.old.kb.predicates, found.new.kb.predicates
    for word, said, reasons in zip(
        ("was", "now"),
        (one.old, one.new),
        both_reasons(one.old, one.new, *predicates),
        strict=True,
    ):
        yield from wrapped(f"{word} {printable(said.words).upper()}", width, "    ", "      ")
        for reason in reasons:
            yield from wrapped(reason, width, "      - ", "        ")


def _other_rules(one: AnswerChange) -> str:
    gone = sorted(set(one.old.rules) - set(one.new.rules))
    came = sorted(set(one.new.rules) - set(one.old.rules))
    parts = [f"no more by {', '.join(gone)}"] if gone else []
    parts += [f"by {', '.join(came)}"] if came else []
    return f"{one.file}:{one.line}: {one.question}: {one.new.words}, {', now '.join(parts)}"
