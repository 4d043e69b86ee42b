"""Statements and cases as the lines of a case file, so that they can be read again."""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import assert_never

from parser.resolved.tree import Case, Constant, Expectation, Statement, Term, Variable
from parser.resolved.vocabulary import VALUE_KINDS, Predicate, Slot
from parser.values import SOMEONE, Amount, Duration, Entity, Range, Share, Value
from parser.words.sentence import Declaring, Predicates, Spoken, denied, phrase
from parser.words.values import counted, number_words, value_words

_SIMPLE = re.compile(r"[^\W\d_a-z][\w-]*")
_WORDS = re.compile(r"[^\W\d_][\w-]*(?: [^\W\d_][\w-]*)*")
"""A name that reads as nothing else, such as a month or a number."""


def statement_line(statement: Statement, predicates: Predicates) -> str:
    """Write a statement as a case file states it.

    >>> from parser.resolved.tree import Sentence
    >>> banned = Predicate("banned", (Slot("person", "person"),), parts=(0, "is", "banned"))
    >>> ana = Sentence("banned", (Constant(Entity("person", "Ana")),))
    >>> statement_line(Statement("denies", ana), {"banned": banned})
    'it is false that Ana is banned'
    """
    if isinstance(predicates, Spoken):
        return predicates.statement(statement)
    if statement.kind == "closes all":
        return "all facts are given"
    predicate = predicates[statement.sentence.predicate]
    names = predicates.names if isinstance(predicates, Declaring) else ()
    said = phrase(predicate, tuple(_terms(statement.sentence.args, predicate, names)))
    said += _limits(statement.sentence.args, predicate)
    match statement.kind:
        case "states":
            return said
        case "denies":
            return denied(said)
        case "closes":
            return f"all cases where {said} are given"
        case "opens":
            return f"it is not known whether {said}"


def shortest_line(statement: Statement, predicates: Predicates) -> str:
    """Write a statement as a case file states it, a closure with the phrase of its relation.

    >>> from parser.resolved.tree import Sentence
    >>> parts = (0, "is", "banned", "until", 1)
    >>> slots = (Slot("person", "person"), Slot("day", "date"))
    >>> banned = Predicate("banned", slots, parts=parts, plural=("bans", "of", 0))
    >>> ana = Constant(Entity("person", "Ana"))
    >>> closed = Statement("closes", Sentence("banned", (ana, Variable("day", "date"))))
    >>> shortest_line(closed, {"banned": banned})
    'all bans of Ana are given'
    """
    if isinstance(predicates, Spoken):
        return predicates.statement(statement, shortest=True)
    closure = ""
    if statement.kind == "closes":
        names = predicates.names if isinstance(predicates, Declaring) else ()
        predicate = predicates[statement.sentence.predicate]
        closure = _closure(statement.sentence.args, predicate, names)
    return closure or statement_line(statement, predicates)


def _closure(args: Sequence[Term], predicate: Predicate, names: Container[str]) -> str:
    """Write a closure with the phrase of its relation, where that says just as much."""
    named = [part for part in predicate.plural if isinstance(part, int)]
    fixed = [place for place, term in enumerate(args) if isinstance(term, Constant)]
    if not predicate.plural or sorted(named) != fixed:
        return ""
    terms = tuple(_terms(args, predicate, names))
    words = (part if isinstance(part, str) else terms[part] for part in predicate.plural)
    return f"all {' '.join(words)} are given"


def limit_words(low: object, high: object) -> str:
    """Write the ends of a value that is known in part, as the language reads them.

    >>> limit_words(None, date(2023, 11, 23)), limit_words(Duration(24), Duration(36))
    ('on or before 2023-11-23', 'between 2 years and 3 years')
    """
    is_day = isinstance(low, date) or isinstance(high, date)
    if low is None:
        return f"{'on or before' if is_day else 'at most'} {_end(high)}"
    if high is None:
        return f"{'on or after' if is_day else 'at least'} {_end(low)}"
    return _end(low) if low == high else f"between {_end(low)} and {_end(high)}"


def _end(value: object) -> str:
    if isinstance(value, Duration):
        plain = value.months % 12 == 0 and not value.days
        return value_words(value) if plain else value_text(value)
    return value_words(value)  # type: ignore[arg-type]


def _limits(args: Sequence[Term], predicate: Predicate) -> str:
    """Write the limits of values that are known in part, naming which where there are several."""
    said = ""
    for role, low, high in limits_of(args, predicate):
        said += f", {f'the {role} ' if role else ''}{limit_words(low, high)}"
    return said


def limits_of(
    args: Sequence[Term], predicate: Predicate
) -> tuple[tuple[str, Value | None, Value | None], ...]:
    """Return the ends of values that are known in part, each with its role.

    The role is empty where the sentence leaves only one value open.
    """
    open_ = [place for place, term in enumerate(args) if _is_open(term, predicate.slots[place])]
    found: list[tuple[str, Value | None, Value | None]] = []
    for place in open_:
        term = args[place]
        if isinstance(term, Constant) and isinstance(term.value, Range):
            low, high = term.value.low, term.value.high
            if low is not None or high is not None:
                found.append((predicate.slots[place].role if len(open_) > 1 else "", low, high))
    return tuple(found)


def _is_open(term: Term, slot: Slot) -> bool:
    """Tell whether the words of a term leave its value open, so that limits may follow."""
    if isinstance(term, Variable):
        return slot.kind in VALUE_KINDS
    return isinstance(term.value, Range) and not is_period(term.value.low, term.value.high)


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


def _terms(args: Sequence[Term], predicate: Predicate, names: Container[str]) -> Iterator[str]:
    for term, slot in zip(args, predicate.slots, strict=True):
        if isinstance(term, Constant) and not _is_open(term, slot):
            yield value_text(term.value, names)
            continue
        yield f"{'an' if slot.role[:1] in 'aeiou' else 'a'} {slot.role}"


def value_text(value: Value, names: Container[str] = ()) -> str:
    """Write a constant as the language spells it; one of the declared `names` needs no quotes.

    >>> value_text(Entity("country", "Bosnia and Herzegovina")), value_text(Duration(months=14))
    ('"Bosnia and Herzegovina"', '14 months')
    """
    match value:
        case Entity(name=name):
            plain = _SIMPLE.fullmatch(name) or (name in names and _WORDS.fullmatch(name))
            return name if plain and name != SOMEONE else f'"{name}"'
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
            return counted(months, "month")
        case Duration(_, days):
            return counted(days, "day")
        case Range(low, high):
            return _range(low, high)
        case _:
            assert_never(value)


def _range(low: object, high: object) -> str:
    """Write a range of days that a case can state in the place of a day: a month, or a year."""
    if not is_period(low, high):
        return "a value"
    assert isinstance(low, date) and isinstance(high, date)
    return f"{low:%Y-%m}" if low.month == high.month else f"{low.year:04}"


def is_period(low: object, high: object) -> bool:
    """Tell whether a range is all of a month, or all of a year."""
    if not isinstance(low, date) or not isinstance(high, date) or low.day != 1:
        return False
    ends = high == date.max or (high + timedelta(days=1)).day == 1
    return (
        ends
        and low.year == high.year
        and (low.month == high.month or (low.month, high.month) == (1, 12))
    )


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
