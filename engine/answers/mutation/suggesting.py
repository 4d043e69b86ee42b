"""A mutant that no case notices -> a case that would notice it, made from one near the rule."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

from engine.answers.ask import ask, world
from engine.answers.from_world import closed, is_silent
from engine.answers.mutation.bench import Bench, Expected
from engine.answers.mutation.mutant import Mutant, days_of
from engine.answers.mutation.resting import with_law
from engine.answers.mutation.values import one_off
from engine.answers.reply import Answer
from engine.answers.world import goal_of
from engine.arithmetic.calendar import shift
from engine.arithmetic.errors import EvaluationError
from kb.base import KnowledgeBase
from parser.datalog.terms import rule_leaves
from parser.resolved.law_tree import Law
from parser.resolved.tree import Case, Constant, Question, Sentence, Statement, Term, Variable
from parser.resolved.vocabulary import VALUE_KINDS, Predicate
from parser.text.diagnostic import SourceError
from parser.values import Amount, Duration, Share, Value
from parser.words.case_text import shortest_line
from parser.words.sentence import Predicates

CASES = 4
"""How many cases near the rule are varied for one mutant."""


class Suggested(NamedTuple):
    """A case with a question that the law and a mutant answer differently."""

    case: Case
    question: Question
    verdict: str
    by_mutant: str


def suggested(mutant: Mutant, near: Sequence[Expected], bench: Bench) -> Suggested | None:
    """Return a case that notices a mutant: one of those near the rule with one thing changed.

    What the law answers there is for a reader of the law to judge.
    """
    for one in islice(_closed_questions(near), CASES):
        question = one.expectation.question
        goal = question.sentence.predicate
        kb = with_law(bench.kb, mutant.law, bench.part(goal))
        limits = _limits(bench.kb.laws, mutant.rules) | _limits((mutant.law,), mutant.rules)
        for case in varied(one.case, bench.kb.predicates, mutant, tuple(limits)):
            was, now = (_look(each, question, case, bench) for each in (bench.kb, kb))
            if was == now or "refused" in (was, now):
                continue
            full = [_asked(each, question, case, bench) for each in (bench.kb, kb)]
            if full[0] != full[1]:
                return Suggested(case, question, *full)
    return None


def _closed_questions(near: Sequence[Expected]) -> Iterator[Expected]:
    return (one for one in near if not one.expectation.question.open)


def _look(kb: KnowledgeBase, question: Question, case: Case, bench: Bench) -> str:
    try:
        asked = world(kb, question, case, case.as_of or bench.today, bench.backend)
        if is_silent(asked, question.sentence.predicate):
            return "silent"
        found = closed(asked, question, goal_of(question), every_route=False, look=False)
    except (EvaluationError, SourceError):
        return "refused"
    return found.verdict


def _asked(kb: KnowledgeBase, question: Question, case: Case, bench: Bench) -> str:
    try:
        reply = ask(kb, question, case, backend=bench.backend, every_route=False)
    except (EvaluationError, SourceError):
        return "refused"
    assert isinstance(reply, Answer), "the question leaves nothing open"
    return reply.verdict


def varied(
    case: Case, predicates: Mapping[str, Predicate], mutant: Mutant, limits: Sequence[Value]
) -> Iterator[Case]:
    """Yield cases that differ from one in one thing: a day, a number, or whether it is so.

    `limits` are the values that the rule and its mutant name.
    """
    if mutant.change.kind == "force":
        for day in days_of(mutant.change):
            for step in (0, -1, 1):
                yield replace(case, as_of=day + timedelta(days=step), title=f"{case.title}, {day}")
        return
    by_value = _other_values(case, predicates), _otherwise(case, predicates)
    compares = _COMPARES.search(f" {mutant.change.old} ")
    for found in by_value if compares else by_value[::-1]:
        yield from found
    for step in (-1, 1):
        if case.as_of is not None:
            day = case.as_of + timedelta(days=step)
            yield replace(case, as_of=day, title=f"{case.title}, on {day}")
    if compares or mutant.change.kind == "number":
        yield from _on_numbers(case, predicates, limits)
        yield from _on_limits(case, predicates, limits)


def _other_values(case: Case, predicates: Mapping[str, Predicate]) -> Iterator[Case]:
    """Yield cases in which a day or a number is another one."""
    for one in case.statements:
        for place, term in enumerate(one.sentence.args):
            if isinstance(term, Constant):
                for value in _beside(term.value, case.as_of):
                    yield _changed(case, one, _with(one, place, value), predicates)


def _otherwise(case: Case, predicates: Mapping[str, Predicate]) -> Iterator[Case]:
    """Yield cases in which a sentence is not so, or so, or not said."""
    for one in case.statements:
        if not one.sentence.predicate:
            continue
        if one.kind == "states":
            yield _changed(case, one, _denial(one, predicates[one.sentence.predicate]), predicates)
        elif one.kind == "denies" and all(isinstance(t, Constant) for t in one.sentence.args):
            yield _changed(case, one, replace(one, kind="states"), predicates)
    for one in case.statements:
        if one.sentence.predicate:
            yield _changed(case, one, None, predicates)


_COMPARES = re.compile(r" (?:[<>]=?|!?=) | (?:day|month|year)s? ")


def _limits(laws: Iterable[Law], rules: frozenset[str]) -> dict[Value, None]:
    """Return the values that stand in some rules, each once."""
    found = (rule for law in laws for rule in law.rules if rule.provision.rule in rules)
    leaves = (leaf for rule in found for leaf in rule_leaves(rule))
    return dict.fromkeys(one.value for one in leaves if isinstance(one, Constant))


def _on_numbers(case: Case, predicates: Predicates, limits: Sequence[Value]) -> Iterator[Case]:
    """Yield cases in which a number, a sum or a share is one that the rule names, or one off."""
    for one in case.statements:
        for place, term in enumerate(one.sentence.args):
            if not isinstance(term, Constant) or isinstance(term.value, date | Duration):
                continue
            for limit in limits:
                if not _is_alike(limit, term.value):
                    continue
                for value in (limit, *(beside for beside, _ in one_off(limit, ""))):
                    if value != term.value:
                        yield _changed(case, one, _with(one, place, value), predicates)


def _is_alike(limit: Value, other: Value) -> bool:
    """Tell whether two values can be compared: numbers, shares, or sums in one currency."""
    match limit, other:
        case (bool(), _) | (_, bool()):
            return False
        case (int() | Decimal(), int() | Decimal()) | (Share(), Share()):
            return True
        case Amount(currency=one), Amount(currency=another):
            return one == another
        case _:
            return False


def _on_limits(case: Case, predicates: Predicates, limits: Sequence[Value]) -> Iterator[Case]:
    """Yield cases in which one day stands as far from another as the rule says, or a day off."""
    spans = {one for one in limits if isinstance(one, Duration)}
    days = dict.fromkeys(
        term.value
        for one in case.statements
        for term in one.sentence.args
        if isinstance(term, Constant) and isinstance(term.value, date)
    )
    days |= {case.as_of: None} if case.as_of is not None else {}
    moves = [Duration(), *sorted(spans, key=lambda one: (one.months, one.days))]
    for one in case.statements:
        for place, term in enumerate(one.sentence.args):
            if not _is_day(term):
                continue
            seen: set[date] = set()
            for other in days:
                for move in moves:
                    for sign in (-1, 1):
                        limit = shift(other, move, sign)
                        for step in (0, -1, 1):
                            day = limit + timedelta(days=step)
                            if day not in seen:
                                seen.add(day)
                                yield _changed(case, one, _with(one, place, day), predicates)


def _is_day(term: Term) -> bool:
    return isinstance(term, Constant) and isinstance(term.value, date)


def _beside(value: Value, today: date | None) -> Iterator[Value]:
    match value:
        case date():
            for step in (-1, 1):
                yield value + timedelta(days=step)
            if today is not None:
                for step in (0, 1):
                    yield today + timedelta(days=step)
        case bool():
            return
        case int() | Decimal():
            yield from (value - 1, value + 1)
        case Duration(months, days):
            unit = Duration(1, 0) if months else Duration(0, 1)
            for step in (-1, 1):
                yield Duration(months + step * unit.months, days + step * unit.days)
        case _:
            return


def _with(one: Statement, place: int, value: Value) -> Statement:
    args = list[Term](one.sentence.args)
    args[place] = Constant(value)
    return replace(one, sentence=replace(one.sentence, args=tuple(args)))


def _denial(one: Statement, predicate: Predicate) -> Statement:
    args = tuple(
        Variable(slot.role, slot.kind) if slot.kind in VALUE_KINDS else term
        for term, slot in zip(one.sentence.args, predicate.slots, strict=True)
    )
    return Statement("denies", Sentence(one.sentence.predicate, args))


def _changed(case: Case, one: Statement, other: Statement | None, said: Predicates) -> Case:
    statements = tuple(
        other if each is one and other is not None else each
        for each in case.statements
        if each is not one or other is not None
    )
    what = f"but {shortest_line(other, said)}" if other else f"without: {shortest_line(one, said)}"
    return replace(case, statements=statements, title=f"{case.title}, {what}")


def written(found: Suggested, predicates: Predicates) -> str:
    """Write a case with its question; what it has from the background of its file stands in it."""
    case = found.case
    lines = [f'case "{case.title.replace(chr(34), chr(39))}"']
    lines += [f"    as of {case.as_of.isoformat()}"] if case.as_of is not None else []
    lines += [f"    under {one}{'' if to == 'on' else f' {to}'}" for one, to in case.under.items()]
    if case.statements:
        said = (shortest_line(one, predicates) for one in case.statements)
        lines += ["    given", *(f"        {line}" for line in said)]
    lines += ["    expect", f"        {found.question.text}: {found.verdict}"]
    return "\n".join(lines) + "\n"
