"""What is remarkable in a case that is no error: warnings of `check`."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from kb.base import KnowledgeBase
from parser.datalog.currencies import mixed_currencies
from parser.datalog.tree import Row
from parser.resolved.tree import Case, Constant, Sentence, Statement
from parser.resolved.vocabulary import Predicate
from parser.text.diagnostic import Diagnostic
from parser.text.span import Span
from parser.values import UNKNOWN, Range, Value


def remarks(case: Case, kb: KnowledgeBase) -> Iterator[Diagnostic]:
    """Yield warnings about a case: two currencies that meet, a period that ends too early."""
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
        first, last = _least(row[begins]), _most(row[ends])
        if first is not None and last is not None and last < first:
            yield Diagnostic(
                "reversed-period",
                "this ends before it begins",
                one.span,
                help="exchange the two days, or correct one of them; a period counts its first "
                "and its last day, so that one day is `from` and `to` that day",
                severity="warning",
            )


def _periods(predicate: Predicate) -> Iterator[tuple[int, int]]:
    """Yield the places of a sentence that say `from` which day `to` (or `until`) which."""
    parts = predicate.parts
    before: dict[int, str] = {}
    for place, part in enumerate(parts):
        if isinstance(part, int) and place:
            before[part] = str(parts[place - 1]).lower()
    days = [i for i, slot in enumerate(predicate.slots) if slot.kind == "date"]
    for first, second in pairwise(days):
        if before.get(first) == "from" and before.get(second) in ("to", "until", "till"):
            yield first, second


def _least(value: Value) -> date | None:
    found = value.low if isinstance(value, Range) else value
    return found if isinstance(found, date) else None


def _most(value: Value) -> date | None:
    found = value.high if isinstance(value, Range) else value
    return found if isinstance(found, date) else None
