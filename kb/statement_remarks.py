"""Warnings about what one case states: currencies that meet, periods that end too early."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from kb.base import KnowledgeBase
from parser.datalog.currencies import mixed_currencies
from parser.datalog.tree import Row
from parser.resolved.tree import Case, Constant, Sentence, Statement
from parser.resolved.vocabulary import Predicate
from parser.text.diagnostic import Diagnostic, warning
from parser.text.span import Span
from parser.values import UNKNOWN, Range, Value


def statement_remarks(case: Case, kb: KnowledgeBase) -> Iterator[Diagnostic]:
    """Yield a warning for two currencies that meet, and for a period that ends before it begins."""
    stated: list[tuple[str, Row, Span]] = []
    for one in case.statements:
        if one.kind == "states":
            stated.append((one.sentence.predicate, _row(one.sentence), one.span))
            yield from _of_period(one, kb.predicates[one.sentence.predicate])
    if any("amount" in {slot.kind for slot in kb.predicates[p].slots} for p, *_ in stated):
        yield from mixed_currencies(kb.program, stated)


def _row(sentence: Sentence) -> Row:
    return tuple(arg.value if isinstance(arg, Constant) else UNKNOWN for arg in sentence.args)


def _of_period(one: Statement, predicate: Predicate) -> Iterator[Diagnostic]:
    row = _row(one.sentence)
    for begins, ends in _periods(predicate):
        first, last = _first_day(row[begins]), _last_day(row[ends])
        if first is not None and last is not None and last < first:
            yield warning(
                "reversed-period",
                "this ends before it begins",
                one.span,
                "exchange the two days, or correct one of them; a period counts its first "
                "and its last day, so that one day is `from` and `to` that day",
            )


def _periods(predicate: Predicate) -> Iterator[tuple[int, int]]:
    """Yield the slots of two days that stand as `from … to …` (or `until`), counted from 0."""
    parts = predicate.parts
    before: dict[int, str] = {}
    for place, part in enumerate(parts):
        if isinstance(part, int) and place:
            before[part] = str(parts[place - 1]).lower()
    days = [i for i, slot in enumerate(predicate.slots) if slot.kind == "date"]
    for first, second in pairwise(days):
        if before.get(first) == "from" and before.get(second) in ("to", "until", "till"):
            yield first, second


def _first_day(value: Value) -> date | None:
    found = value.low if isinstance(value, Range) else value
    return found if isinstance(found, date) else None


def _last_day(value: Value) -> date | None:
    found = value.high if isinstance(value, Range) else value
    return found if isinstance(found, date) else None
