"""What a name or a literal stands for in a slot of a kind."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from parser.resolved.lexicon import Vocabulary
from parser.resolved.literals import year_range
from parser.resolved.names import main_name, other_spelling
from parser.resolved.suggestions import did_you_mean
from parser.resolved.tree import Constant
from parser.resolved.vocabulary import VALUE_KINDS
from parser.resolved.wording import starts_name
from parser.syntax.tree import Name, Quantity, Reference
from parser.text.diagnostic import Diagnostic, Label
from parser.text.span import Span
from parser.values import Amount, Duration, Entity, Range, Share, Value

_EXAMPLES = {
    "date": "a date such as `2026-11-23`",
    "number": "a number such as `42`",
    "amount": "an amount such as `100.50 EUR`",
    "share": "a share such as `51%`",
    "duration": "a duration such as `3 years`",
    "text": "a text in quotes",
}


def kind_of(value: Value) -> str:
    """Return the kind of a value: `date`, `number` and the like, or that of an individual.

    >>> kind_of(3), kind_of(Entity("country", "Serbia")), kind_of(date(2026, 1, 1))
    ('number', 'country', 'date')
    """
    match value:
        case Entity(kind=kind):
            return kind
        case str():
            return "text"
        case int() | Decimal() | Fraction():
            return "number"
        case Amount():
            return "amount"
        case Share():
            return "share"
        case date():
            return "date"
        case Duration():
            return "duration"
        case Range(low=low, high=high):
            known = low if low is not None else high
            return "date" if known is None else kind_of(known)


def a_kind(kind: str) -> str:
    """Return a kind with its article.

    >>> a_kind("country"), a_kind("amount"), a_kind("text")
    ('a country', 'an amount', 'a text')
    """
    return f"{'an' if kind[:1] in 'aeiou' else 'a'} {kind}"


def example_of(kind: str) -> str:
    """Return an example of how a term of a kind is written, for a help text.

    >>> example_of("country"), example_of("share")
    ('a country', 'a share such as `51%`')
    """
    return _EXAMPLES.get(kind) or a_kind(kind)


class Individuals:
    """The names in reach while a file is read, those it introduces among them.

    `known` are names that an earlier text introduced. With `strict` a name that nobody knows
    is an error; otherwise it is introduced, unless all individuals of its kind are listed.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        problems: list[Diagnostic],
        known: Mapping[str, str] | None = None,
        strict: bool = False,
    ) -> None:
        self._vocabulary = vocabulary
        self._problems = problems
        self._known = known or {}
        self._strict = strict
        self.introduced: dict[str, tuple[str, Span]] = {}

    def kind(self, name: str) -> str | None:
        """Return the kind of a name, or None when nobody has used it yet."""
        words = self._vocabulary
        if kind := words.names.get(name):
            return kind
        if called := words.called.get(name):
            return next(iter(called))
        if kind := self._known.get(name):
            return kind
        if name in self.introduced:
            return self.introduced[name][0]
        return words.names.get(other_spelling(name))

    def is_of(self, name: str, kind: str) -> bool:
        """Tell whether a name, or the main one that it stands for, is of a kind.

        A name that two laws use for two things is of both kinds.
        """
        words = self._vocabulary
        main = main_name(name, kind, words.names, words.called)
        return self.kind(main) == kind or kind in words.further.get(main, ())

    def _names(self, kind: str) -> Iterator[str]:
        yield from (name for name, other in self._vocabulary.names.items() if other == kind)
        yield from (name for name, other in self._known.items() if other == kind)
        yield from (name for name, (other, _) in self.introduced.items() if other == kind)

    def named(self, reference: Reference, kind: str | None) -> Constant | None:
        """Return the individual that `the NAME` stands for where nothing introduced the noun.

        None if no law has such a name for an individual of the kind.
        """
        name = reference.written
        if kind is None or reference.determiner != "the" or not starts_name(name):
            return None
        words = self._vocabulary
        main = main_name(name, kind, words.names, words.called)
        if words.names.get(main) != kind and kind not in words.further.get(main, ()):
            return None
        return Constant(Entity(kind, main), span=reference.span)

    def entity(self, name: Name, kind: str) -> Constant | None:
        """Return the individual of `kind` that a name stands for; report why there is none."""
        if self.is_of(name.text, kind):
            words = self._vocabulary
            main = main_name(name.text, kind, words.names, words.called)
            return Constant(Entity(kind, main), span=name.span)
        known = self.kind(name.text)
        if known is not None:
            place = self.introduced.get(name.text)
            labels = (Label(place[1], f"here it is {a_kind(known)}"),) if place else ()
            self._problems.append(
                Diagnostic(
                    "name-of-two-kinds",
                    f"`{name.text}` is {a_kind(known)}, and {a_kind(kind)} is needed here",
                    name.span,
                    labels,
                    "one name stands for one individual; use another name for the other",
                )
            )
            return None
        if not name.text.strip():
            self._unknown(name, "a name cannot be empty", "write the name between the quotes")
            return None
        if kind in self._vocabulary.closed or self._strict:
            listed = kind in self._vocabulary.closed
            otherwise = (
                f"add it to the names of {kind} or to the table that lists them"
                if listed
                else "state something about it first"
            )
            advice = did_you_mean(name.text, self._names(kind), otherwise, self._problems)
            self._unknown(name, f"there is no {kind} called `{name.text}`", advice)
            return None
        self.introduced[name.text] = (kind, name.span)
        return Constant(Entity(kind, name.text), span=name.span)

    def _unknown(self, name: Name, message: str, advice: str) -> None:
        self._problems.append(Diagnostic("unknown-name", message, name.span, help=advice))

    def name(self, name: Name, kind: str) -> Constant | None:
        """Return what a name stands for in a slot of `kind`, a text where that is wanted."""
        if kind not in VALUE_KINDS:
            return self.entity(name, kind)
        if kind == "text" and name.quoted:
            return Constant(name.text, span=name.span)
        self._problems.append(
            Diagnostic(
                "kind-clash",
                f"`{name.text}` is not {a_kind(kind)}",
                name.span,
                help=f"write {example_of(kind)}",
            )
        )
        return None


def quantity(literal: Quantity, kind: str, problems: list[Diagnostic]) -> Constant | None:
    """Return the constant that a literal stands for in a slot of `kind`.

    Where a date is wanted, a bare year is some day of that year.
    """
    value = literal.value
    if kind == "date" and isinstance(value, int) and (year := year_range(value)) is not None:
        return Constant(year, span=literal.span)
    own = kind_of(value)
    if own == kind:
        return Constant(value, span=literal.span)
    problems.append(
        Diagnostic(
            "kind-clash",
            f"this is a {own}, and {a_kind(kind)} is needed here",
            literal.span,
            help=as_kind(literal, kind),
        )
    )
    return None


def as_kind(literal: Quantity, kind: str) -> str:
    """Return how a literal would be written for a kind, for a help text.

    >>> as_kind(Quantity(100), "amount"), as_kind(Quantity(51), "share")
    ('write `100 EUR`, with the currency that is meant', 'write `51%`, or another share')
    """
    value = literal.value
    if isinstance(value, int | Decimal):
        if kind == "amount":
            return f"write `{value} EUR`, with the currency that is meant"
        if kind == "share":
            return f"write `{value}%`, or another share"
        if kind == "duration":
            return f"write `{value} days`, or another unit"
    return f"write {example_of(kind)}"
