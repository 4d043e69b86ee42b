"""The text of a case file -> the same with one thing told, taken back or chosen otherwise.

Only the lines of that are touched: comments, order and words of all others stay. What comes out
is read again and has to be just what was meant, else nothing is changed.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from engine.answers.changed_case import Changed, suppose
from engine.answers.interview.completing import completed_by
from engine.answers.situations import choices
from engine.commands.options import written_day
from engine.commands.web.desk.blocks import block
from engine.commands.web.desk.jobs import (
    Action,
    Choose,
    Fill,
    Remove,
    Replace,
    Say,
    SetDay,
    Told,
)
from engine.commands.web.desk.names_typed import facts_typed
from engine.commands.web.desk.sentences import filled, goes_on_today, with_names
from engine.pages.language import spoken
from kb.base import KnowledgeBase
from kb.from_files import read_cases
from parser.resolved.tree import Case, Statement
from parser.text.diagnostic import Diagnostic, Quoted, SourceError
from parser.words.case_text import shortest_line, statement_line

_MARGIN = "    "
_GIVEN = re.compile(r"(\s+)given\s*(?:#.*)?")
_EXPECT = re.compile(r"\s+expect\s*(?:#.*)?")
_AS_OF = re.compile(r"\s+as of\b")
_TOP = re.compile(r"\s+(?:as of|under|within the meaning of)\b")
_NOTE = re.compile(r"[\s#]+")


def case_of(kb: KnowledgeBase, told: Told) -> Case:
    """Return the case that is told; raises Quoted, with the text, for what cannot be read."""
    try:
        found = read_cases(told.text, told.name, kb)
    except SourceError as error:
        raise Quoted(error.diagnostics, {told.name: told.text}) from None
    if not 1 <= told.number <= len(found):
        raise _refusal("unknown-case", f"there is no case {told.number}", "choose another case")
    return found[told.number - 1]


def changed_text(
    kb: KnowledgeBase, told: Told, action: Action, note: str, today: date
) -> tuple[str, Changed]:
    """Return the text after an action, and what it did; `note` stands behind what is told.

    Raises SourceError for what cannot be understood, and where the text cannot say it in lines of
    its own.
    """
    case = case_of(kb, told)
    lines = told.text.split("\n")
    going_on = False
    taken: tuple[Statement, ...] = ()
    match action:
        case Say(sentence):
            day = case.as_of or today
            meant = _told(kb, case, facts_typed(kb, case, (sentence,), day))
            going_on = _lasts_until_today(sentence)
        case Fill(pred, so, values):
            day = case.as_of or today
            said = filled(kb, case, pred, so, values, told.language, day)
            said = with_names(kb, case, said, told.language) if so == "yes" else said
            meant = _told(kb, case, (said,))
            going_on = so == "yes" and goes_on_today(kb, pred, values, told.language)
        case Remove(place, was):
            taken = (_fact(kb, case, place, was, told.language),)
            meant = suppose(case, (), kb.predicates, taken)
        case Replace(place, was, sentence):
            taken = (_fact(kb, case, place, was, told.language),)
            day = case.as_of or today
            anew = facts_typed(kb, case, (sentence,), day)
            meant = suppose(case, anew, kb.predicates, taken)
            going_on = _lasts_until_today(sentence)
            if taken == anew:
                return told.text, meant
        case SetDay(day_text):
            found = written_day(day_text)
            if found is None:
                raise _refusal("no-day", f"`{day_text}` is not a day", "write it as YYYY-MM-DD")
            meant = Changed(replace(case, as_of=found), (), ())
            lines = _with_top(lines, case, _AS_OF, f"as of {found.isoformat()}")
        case Choose(switch, choice):
            chosen = choices(kb, (f"{switch}={choice}",))
            is_default = choice == kb.vocabulary.switches[switch].default
            others = {name: of for name, of in case.under.items() if name != switch}
            meant = Changed(replace(case, under=others | ({} if is_default else chosen)), (), ())
            present = re.compile(rf"\s+under\s+{re.escape(switch)}(?:\s|$)")
            line = "" if is_default else f"under {switch} {choice}"
            lines = _with_top(lines, case, present, line)
    _keep_what_is_told(kb, meant, taken, told.language)
    added = [statement_line(one, kb.predicates) for one in meant.added]
    if not isinstance(action, Replace) or told.language != "en":  # where `today` is typed in words
        going_on = going_on or _gave_way_until_today(told, meant, case.as_of or today, added)
    if going_on:
        added = [_until_today(line, case.as_of or today) for line in added]
    behind = f"   # {note}" if (note := _NOTE.sub(" ", note).strip()) else ""
    added = [f"{line}{behind}" for line in added]
    at = _place(told, taken) if isinstance(action, Replace) else None
    if at is not None:
        margin = lines[at][: len(lines[at]) - len(lines[at].lstrip())]
        lines = _without(lines, told, meant.removed, (at, [f"{margin}{one}" for one in added]))
    else:
        lines = _without(lines, told, meant.removed)
        lines = _with_facts(lines, case, added) if added else lines
    made = "\n".join(lines)
    _check(kb, replace(told, text=made), meant.case)
    return made, meant


def contradicted(case: Case, meant: Changed) -> tuple[Statement, ...]:
    """Return what a change of a case took out since it cannot be so beside what was added.

    What was told with less, or as not known, is none of that: it is in what was added.
    """
    return tuple(
        old
        for old in meant.removed
        if old.kind != "opens"
        and all(
            completed_by(replace(case, statements=(old,)), new, shared=-1) is None
            for new in meant.added
        )
    )


def _fact(kb: KnowledgeBase, case: Case, place: int, was: str, language: str) -> Statement:
    """Return the statement that is meant: the one with a number, or the only one in these words.

    The text may be another than the page showed. Raises SourceError if the statement is gone.
    """
    known = case.statements
    number = known[place - 1] if 1 <= place <= len(known) else None
    predicates = spoken(kb, language)
    if number is not None and was in ("", shortest_line(number, predicates)):
        return number
    same = [one for one in known if was and shortest_line(one, predicates) == was]
    if len(same) != 1:
        raise _refusal("unknown-fact", f"there is no fact {place}", "load the page anew")
    return same[0]


def _place(told: Told, taken: Sequence[Statement]) -> int | None:
    """Return the line of a statement, counted from 0, if it stands in the file."""
    places = (one.span.line - 1 for one in taken if one.span.file == told.name and one.span.line)
    return next(places, None)


def _told(kb: KnowledgeBase, case: Case, told: Sequence[Statement]) -> Changed:
    """Return a case in which something is told, in the place of what it contradicts."""
    (statement,) = told
    before = completed_by(case, statement, shared=1)
    return suppose(case, told, kb.predicates, () if before is None else (before,))


def _lasts_until_today(sentence: str) -> bool:
    """Tell whether the last word of a sentence is `today`."""
    return sentence.split()[-1:] == ["today"]


def _gave_way_until_today(told: Told, meant: Changed, day: date, added: Sequence[str]) -> bool:
    """Tell whether facts that end on a day take the place of others written up to `today`.

    A page shows the day itself, which nobody who fills in another part meant to fix.
    """
    written = (
        told.text[one.span.start : one.span.end]
        for one in meant.removed
        if one.kind == "states" and one.span.file == told.name
    )
    ends = bool(added) and all(line.endswith(day.isoformat()) for line in added)
    return ends and any(map(_lasts_until_today, written))


def _until_today(line: str, day: date) -> str:
    """Return a line whose last day is written as `today`, so that it moves with the day asked for.

    >>> _until_today("Li is a national of China from 2026-11-30 to 2026-11-30", date(2026, 11, 30))
    'Li is a national of China from 2026-11-30 to today'
    """
    before, _, behind = line.rpartition(day.isoformat())
    return f"{before}today{behind}"


def _keep_what_is_told(
    kb: KnowledgeBase, meant: Changed, taken: Sequence[Statement], language: str
) -> None:
    """Raise SourceError where what is stated would give way to what states nothing.

    Another value takes the place of one; that something is not so, or not known, takes no place.
    What is `taken` back by name is no loss.
    """
    if any(one.kind == "states" for one in meant.added):
        return
    lost = [one for one in meant.removed if one.kind == "states" and one not in taken]
    if lost:
        facts = "; ".join(shortest_line(one, spoken(kb, language)) for one in lost)
        raise _refusal("told-otherwise", facts, "remove that first, if it is wrong")


def _check(kb: KnowledgeBase, told: Told, meant: Case) -> None:
    """Raise SourceError unless a text says just what is meant."""
    made = case_of(kb, told)
    same = set(made.statements) == set(meant.statements)
    if not same or (made.as_of, made.under) != (meant.as_of, meant.under):
        raise _refusal(
            "not-alone",
            "this cannot be changed by itself, since other cases of the file share it or it "
            "stands in a line with others",
            "change the text of the file",
        )


def _with_facts(lines: Sequence[str], case: Case, added: Sequence[str]) -> list[str]:
    """Return lines with facts below the others that are given."""
    first, last = block(lines, case.span.line - 1)
    expect = next((at for at in range(first, last) if _EXPECT.fullmatch(lines[at])), last)
    given = next((at for at in range(first, expect) if _GIVEN.fullmatch(lines[at])), None)
    end = expect
    while end > first + 1 and not lines[end - 1].strip():
        end -= 1
    if given is None:
        margin, new = _MARGIN, [f"{_MARGIN}given"]
    else:
        found = _GIVEN.fullmatch(lines[given])
        margin, new = found[1] if found else _MARGIN, []
    below = lines[given + 1] if given is not None and given + 1 < end else ""
    inner = below[: len(below) - len(below.lstrip())] if below.strip() else f"{margin}{_MARGIN}"
    new += [f"{inner}{one}" for one in added]
    return [*lines[:end], *new, *lines[end:]]


def _with_top(lines: Sequence[str], case: Case, present: re.Pattern[str], line: str) -> list[str]:
    """Return lines with one at the top of a case in the place of `present`; '' is none at all."""
    first, last = block(lines, case.span.line - 1)
    for at in range(first + 1, last):
        if present.match(lines[at]):
            margin = lines[at][: len(lines[at]) - len(lines[at].lstrip())]
            return [*lines[:at], *([f"{margin}{line}"] if line else []), *lines[at + 1 :]]
    if not line:
        return [*lines]
    at = first + 1
    while at < last and (_TOP.match(lines[at]) or lines[at].lstrip().startswith("#")):
        at += 1
    return [*lines[:at], f"{_MARGIN}{line}", *lines[at:]]


def _without(
    lines: list[str],
    told: Told,
    removed: Sequence[Statement],
    put: tuple[int, list[str]] = (-1, []),
) -> list[str]:
    """Return lines without those of some statements, and without a `given` left empty.

    Other lines are `put` before the one with a number.
    """
    gone: set[int] = set()
    for one in removed:
        if one.span.file == told.name and one.span.line:
            height = told.text[one.span.start : one.span.end].count("\n")
            gone.update(range(one.span.line - 1, one.span.line + height))
    if not gone:
        return lines
    given = max((at for at in range(min(gone)) if _GIVEN.fullmatch(lines[at])), default=None)
    kept: list[str] = []
    for at, line in enumerate(lines):
        kept += [*(put[1] if at == put[0] else ()), *(() if at in gone else (line,))]
    if given is not None and _is_empty(kept, given):
        del kept[given]
    return kept


def _is_empty(lines: Sequence[str], given: int) -> bool:
    """Tell whether nothing but comments stands below a line that begins what is given."""
    found = _GIVEN.fullmatch(lines[given])
    margin = len(found[1]) if found else 0
    for line in lines[given + 1 :]:
        if line.strip() and not line.lstrip().startswith("#"):
            return len(line) - len(line.lstrip()) <= margin
    return True


def _refusal(code: str, message: str, advice: str) -> SourceError:
    return SourceError((Diagnostic(code, message, help=advice),))
