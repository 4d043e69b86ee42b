"""A typed answer -> the value or individual that it names."""

from datetime import date

from kb.base import KnowledgeBase
from parser.resolved.constants import Individuals, quantity
from parser.resolved.tree import Case
from parser.resolved.vocabulary import VALUE_KINDS, Slot
from parser.syntax.scan import scan
from parser.syntax.tree import Name, Quantity
from parser.text.diagnostic import Diagnostic, SourceError
from parser.text.span import NOWHERE
from parser.values import Value


def value_of(typed: str, slot: Slot, kb: KnowledgeBase, case: Case, today: date) -> Value:
    """Return the value or individual that was typed for a slot; names need no quotes.

    `today` is what the word means. Raises SourceError with one error for what does not fit.

    >>> from kb import load
    >>> country, today = Slot("country", "country"), date(2026, 11, 23)
    >>> value_of("Bosnia and Herzegovina", country, load(), Case(""), today).name
    'Bosnia and Herzegovina'
    """
    problems: list[Diagnostic] = []
    found = None
    if slot.kind not in VALUE_KINDS:
        if not typed.startswith('"') and not any(one.isalpha() for one in typed):
            raise SourceError((_no_name(typed, slot),))
        individuals = Individuals(kb.vocabulary, problems, case.names)
        found = individuals.entity(Name(typed.strip('" ')), slot.kind)
    elif slot.kind == "text":
        return typed.strip('"')
    elif slot.kind == "date" and typed.casefold() == "today":
        return today
    else:
        tokens = scan(typed, "answer", 0, 1)
        value = tokens[0].value if len(tokens) == 1 else None
        if value is not None:
            found = quantity(Quantity(value), slot.kind, problems)
    if found is None:
        wanted = Diagnostic("no-value", f"`{typed}` is not a {slot.kind}", NOWHERE)
        raise SourceError(tuple(problems[:1]) or (wanted,))
    return found.value


def _no_name(typed: str, slot: Slot) -> Diagnostic:
    """Return the error that a day or number was typed for somebody's name."""
    return Diagnostic(
        "no-name",
        f"`{typed}` is not the name of a {slot.role}",
        NOWHERE,
        help="put it in quotes if it is",
    )
