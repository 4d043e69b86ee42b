"""Statements and cases as the lines of a case file, so that they can be read again."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import assert_never

from parser.resolved.tree import Case, Constant, Expectation, Statement, Term
from parser.resolved.vocabulary import Predicate, Slot
from parser.values import SOMEONE, Amount, Duration, Entity, Range, Share, Value
from parser.words.sentence import Predicates, denied, phrase
from parser.words.values import number_words, value_words

_SIMPLE = re.compile(r"[^\W\d_a-z][\w-]*")


def statement_line(statement: Statement, predicates: Predicates) -> str:
    """Write a statement as a case file states it.

    >>> from parser.resolved.tree import Sentence
    >>> banned = Predicate("banned", (Slot("person", "person"),), parts=(0, "is", "banned"))
    >>> ana = Sentence("banned", (Constant(Entity("person", "Ana")),))
    >>> statement_line(Statement("denies", ana), {"banned": banned})
    'it is false that Ana is banned'
    """
    predicate = predicates[statement.sentence.predicate]
    said = phrase(predicate, tuple(_terms(statement.sentence.args, predicate)))
    match statement.kind:
        case "states":
            return said
        case "denies":
            return denied(said)
        case "closes":
            return f"all cases where {said} are given"


def case_text(
    title: str,
    as_of: date | None,
    lines: Sequence[str],
    under: Mapping[str, str] | None = None,
) -> str:
    """Write a case file with one case; `under` are readings that it chooses."""
    day = [f"    as of {as_of.isoformat()}"] if as_of is not None else []
    given = ["    given", *(f"        {line}" for line in lines)] if lines else []
    quoted = title.replace('"', "'")
    chosen = [f"    under {name} {choice}" for name, choice in (under or {}).items()]
    top = [*day, *chosen]
    return "\n".join([f'case "{quoted}"', *top, *given]) + "\n"


def written_case(case: Case, predicates: Predicates) -> str:
    """Write a case with what it states; what it expects is left out."""
    lines = [statement_line(one, predicates) for one in case.statements]
    return case_text(case.title, case.as_of, lines, case.under)


def _terms(args: Sequence[Term], predicate: Predicate) -> Iterator[str]:
    used: set[str] = set()
    for term, slot in zip(args, predicate.slots, strict=True):
        if isinstance(term, Constant):
            yield value_text(term.value)
            continue
        yield _wildcard(slot, used)


def _wildcard(slot: Slot, used: set[str]) -> str:
    article = "another" if slot.role in used else "an" if slot.role[:1] in "aeiou" else "a"
    used.add(slot.role)
    return f"{article} {slot.role}"


def value_text(value: Value) -> str:
    """Write a constant as the language spells it.

    >>> value_text(Entity("country", "Bosnia and Herzegovina")), value_text(Duration(months=14))
    ('"Bosnia and Herzegovina"', '14 months')
    """
    match value:
        case Entity(name=name):
            return name if _SIMPLE.fullmatch(name) and name != SOMEONE else f'"{name}"'
        case str():
            return f'"{value}"'
        case date():
            return value.isoformat()
        case int() | Decimal() | Fraction():
            return number_words(value)
        case Share(percent):
            return f"{number_words(percent)}%"
        case Amount(amount, currency):
            return f"{amount:f} {currency}"
        case Duration(months, 0) if months:
            return f"{months} month{'' if months == 1 else 's'}"
        case Duration(_, days):
            return f"{days} day{'' if days == 1 else 's'}"
        case Range(low, high):
            return _range(low, high)
        case _:
            assert_never(value)


def _range(low: object, high: object) -> str:
    """Write a range of days that a case can state: a month, or a year."""
    if not isinstance(low, date) or not isinstance(high, date):
        return "a value"
    if (low.year, low.month) == (high.year, high.month) and (high + timedelta(days=1)).day == 1:
        return f"{low:%Y-%m}"
    return f"{low.year:04}"


def result_words(expectation: Expectation) -> str:
    """Write the verdict or the values that a case expects, without the rules that it names."""
    if expectation.values is None:
        return str(expectation.verdict)
    rows = [" ".join(value_words(value) for value in row) for row in expectation.values]
    return ", ".join(rows) or "none"


def expected_words(expectation: Expectation) -> str:
    """Write what a case expects as its file says it."""
    said = result_words(expectation)
    return f"{said} by {', '.join(expectation.by)}" if expectation.by else said
