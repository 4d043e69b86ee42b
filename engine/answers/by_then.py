"""What is answered on a day to come that an answer names: what the day promises, or something else.

`Ana may apply from 2027-03-01` is so today, and if her permit has run out by then, the rule that
waits for that day does not apply on it: whoever reads the day has to be told.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from engine.answers.ask import of_world, world
from engine.answers.case_tree import settled
from engine.answers.changed_case import on_a_later_day
from engine.answers.in_waiting import ends_today
from engine.answers.reasons import nodes, roots_of
from engine.answers.reply import Answer, Reply, Values, Verdict
from engine.answers.summing import summary
from engine.answers.world import goal_of
from engine.arithmetic.errors import EvaluationError
from engine.proof.node import Compared, Derived, Finding, ListedRow, Node, Stated
from kb.base import KnowledgeBase
from parser.datalog.tree import Atom, Comparison, Const, Rule, Today, Var
from parser.frozen import dataclass
from parser.resolved.tree import Case, Constant, Question, Sentence
from parser.text.diagnostic import SourceError
from parser.values import Value

_MOST = 2
"""How many days are asked about."""

_SOON = timedelta(days=31)
"""Within how long it is told of a *yes* that it ends."""

_TRIED = 8
"""On how many days it is asked whether it has ended."""


@dataclass(frozen=True, slots=True)
class ByThen:
    """A day to come, and what is answered on it: of a *no* perhaps *yes*, else no *yes*."""

    day: date
    answer: Answer


def by_then(kb: KnowledgeBase, case: Case, reply: Reply, backend: str) -> tuple[ByThen, ...]:
    """Return the days to come that a reply names on which the facts as they are give no *yes*.

    Of a *no* it is told too on which of them it is a *yes*.

    Asked on each is the question whose rule waits for the day: of a *no* itself the question, and
    of a sentence with the day that of the rules which compare it with today. What lasts until
    `today` is taken to last on; where it is only not known beyond, nothing is claimed. Of a *yes*
    that days among its reasons end within a month the question itself is asked, and stands first.
    """
    found: list[ByThen] = [*_soon_over(kb, case, reply, backend)]
    for question, day in list(dict.fromkeys(_promised(kb, reply)))[:_MOST]:
        told = on_a_later_day(case, reply.as_of, day)
        try:
            there = world(kb, question, told, day, backend)
            found_there = settled(there, goal_of(question))
            turns = isinstance(reply, Answer) and reply.verdict == "no" and found_there == "yes"
            if found_there == "yes" and not turns:
                continue
            if not turns and isinstance(reply, Answer) and reply.verdict == "no" != found_there:
                continue  # it turns, and what is open besides is told of its way
            answer = of_world(kb, there, question, told, every_route=False)
        except (SourceError, EvaluationError):
            continue
        if not isinstance(answer, Answer):
            continue
        if turns or not _ends_with_what_is_known(answer, reply.as_of, kb):
            found.append(ByThen(day, answer))
    return tuple(found)


def _soon_over(kb: KnowledgeBase, case: Case, reply: Reply, backend: str) -> Iterator[ByThen]:
    """Yield the first day within a month on which a *yes* is a *no*, if days in its reasons end it.

    Tried are these days and the days after them.
    """
    if not isinstance(reply, Answer) or reply.verdict != "yes":
        return
    until = reply.as_of + _SOON
    near = {one for one in _days_in(reply) if reply.as_of <= one <= until}
    after = {one + timedelta(days=1) for one in near}
    days = sorted(one for one in near | after if reply.as_of < one <= until)
    for day in days[:_TRIED]:
        told = on_a_later_day(case, reply.as_of, day)
        try:
            there = world(kb, reply.question, told, day, backend)
            if settled(there, goal_of(reply.question)) == "yes":
                continue
            answer = of_world(kb, there, reply.question, told, every_route=False, suggest=False)
        except (SourceError, EvaluationError):
            continue
        if not isinstance(answer, Answer) or answer.verdict != "no":
            return
        known_so_far = any(_is_known_so_far(one, reply.as_of) for one in nodes(roots_of(reply)))
        if not (known_so_far and _ends_with_what_is_known(answer, reply.as_of, kb)):
            yield ByThen(day, answer)
        return


def _is_known_so_far(node: Node, as_of: date) -> bool:
    """Tell whether a state is stated from a day up to the day of the question."""
    if not isinstance(node, Stated):
        return False
    days = [arg for arg in node.atom.args if isinstance(arg, date)]
    return len(days) > 1 and days[-1] == node.atom.args[-1] == as_of


def _days_in(answer: Answer) -> Iterator[date]:
    """Yield the days that the reasons of an answer state, compare or work out."""
    for one in nodes(roots_of(answer)):
        match one:
            case Compared(left=left, right=right):
                found: tuple[object, ...] = (left, right)
            case Stated(atom) | Derived(atom) | ListedRow(atom) | Finding(atom):
                found = atom.args
            case _:
                continue
        yield from (day for day in found if isinstance(day, date))


def turned(
    kb: KnowledgeBase, question: Question, case: Case, as_of: date, day: date, backend: str
) -> Verdict:
    """Return what a *no* of the day `as_of` is on a later day, asked on it; *unknown* if open.

    Where it cannot be asked on that day, it stays what it is.
    """
    told = on_a_later_day(case, as_of, day)
    try:
        there = world(kb, question, told, day, backend)
        return settled(there, goal_of(question)) or "unknown"
    except (SourceError, EvaluationError):
        return "no"


def _promised(kb: KnowledgeBase, reply: Reply) -> Iterator[tuple[Question, date]]:
    """Yield the days to come that a reply names, each with what to ask on it."""
    if isinstance(reply, Values):
        for values, answer in reply.rows:
            known = dict(zip(reply.question.open, values, strict=True))
            yield from _of_sentence(kb, reply.question, known, answer)
    elif reply.verdict in ("yes", "depends"):
        yield from _of_sentence(kb, reply.question, {}, reply)
    elif reply.verdict == "no":
        ways = summary(reply, kb.predicates).ways
        if ways and ways[0].day is not None:
            yield reply.question, ways[0].day


def _of_sentence(
    kb: KnowledgeBase, question: Question, known: Mapping[str, Value], answer: Answer
) -> Iterator[tuple[Question, date]]:
    """Yield what waits for a day of a sentence that is so, with the values of its open slots."""
    row: list[Value] = []
    for term in question.sentence.args:
        if isinstance(term, Constant):
            row.append(term.value)
        elif term.name in known:
            row.append(known[term.name])
    if answer.verdict in ("yes", "depends") and len(row) == len(question.sentence.args):
        yield from _waited_for(kb, question.sentence.predicate, row, answer.as_of)


def _waited_for(
    kb: KnowledgeBase, pred: str, row: Sequence[Value], as_of: date
) -> Iterator[tuple[Question, date]]:
    """Yield what the rules conclude that wait for a day to come of a sentence, and from when."""
    if not any(isinstance(value, date) and value > as_of for value in row):
        return
    for rule in kb.program.rules:
        if rule.head.pred not in kb.predicates:
            continue
        for one in rule.body:
            if not isinstance(one, Atom) or one.pred != pred:
                continue
            known = {
                term.name: value
                for term, value in zip(one.args, row, strict=True)
                if isinstance(term, Var)
            }
            day = _first_day(rule, known)
            if day is not None and day > as_of and (asked := _asked(rule, known)) is not None:
                yield asked, day


def _first_day(rule: Rule, known: Mapping[str, Value]) -> date | None:
    """Return the first day on which a rule lets a known day have come; None if it asks for none."""
    for one in rule.body:
        match one:
            case (
                Comparison(op="<=" | "<" as op, left=Var(name), right=Today())
                | Comparison(op=">=" | ">" as op, left=Today(), right=Var(name))
            ):
                day = known.get(name)
                if isinstance(day, date):
                    return day if "=" in op else day + timedelta(days=1)
            case _:
                pass
    return None


def _asked(rule: Rule, known: Mapping[str, Value]) -> Question | None:
    """Return whether the head of a rule is so of the values known; None where one is not known."""
    args: list[Constant] = []
    for term in rule.head.args:
        match term:
            case Const(value):
                args.append(Constant(value))
            case Var(name) if name in known:
                args.append(Constant(known[name]))
            case _:
                return None
    return Question(Sentence(rule.head.pred, tuple(args)))


def _ends_with_what_is_known(answer: Answer, as_of: date, kb: KnowledgeBase) -> bool:
    """Tell whether a *no* rests on a state that is told only up to the day first asked about."""
    turns = summary(answer, kb.predicates).turns
    return any(ends_today(turn.node, as_of) for turn in turns)
