"""The constants of the core: names, texts, numbers, amounts, dates, durations, and ranges.

Data only; arithmetic and comparison live in `engine.arithmetic`.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from threading import Lock
from weakref import WeakValueDictionary

from parser.frozen import dataclass


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Entity:
    """An individual of a declared kind, such as the person Ana or the country Serbia.

    `name` is `SOMEONE` for the one individual a kind that no file names. There is one object for
    each individual, so that rows, of which there are many, are compared by identity.

    >>> Entity("person", "Ana") is Entity("person", "Ana")
    True
    """

    kind: str
    name: str

    def __new__(cls, kind: str, name: str) -> "Entity":
        """Return the one object for an individual."""
        known = _INDIVIDUALS.get((kind, name))
        if known is None:
            with _MAKING:  # two threads must not make two objects for one individual
                known = _INDIVIDUALS.get((kind, name))
                if known is None:
                    known = _INDIVIDUALS[kind, name] = object.__new__(cls)
        return known

    def __reduce__(self) -> "tuple[type[Entity], tuple[str, str]]":
        """Say how a copy is made: it is the object itself."""
        return Entity, (self.kind, self.name)


_INDIVIDUALS: WeakValueDictionary[tuple[str, str], Entity] = WeakValueDictionary()
"""The individuals that somebody holds: one that nobody holds any more is forgotten."""

_MAKING = Lock()

SOMEONE = ""


@dataclass(frozen=True, slots=True)
class Duration:
    """A calendar duration: whole months and whole days (3 years = 36 months)."""

    months: int = 0
    days: int = 0


@dataclass(frozen=True, slots=True)
class Amount:
    """An exact sum of money in one currency (three capital letters)."""

    value: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Share:
    """An exact part of a whole, in percent: 51% is `Share(Decimal(51))`."""

    percent: Decimal


Number = int | Decimal | Fraction
"""An exact number, each with one form: whole, or with digits that end, or a fraction."""

Exact = Entity | str | Number | Amount | Share | date | Duration


@dataclass(frozen=True, slots=True)
class Range:
    """A value known only to lie between two ends, both included; `None` is an open end.

    A missing date is `Range(None, None)`, "June 2008" is a range of thirty days, and an
    aggregate over an open relation is a range from what is certain to what is possible.
    One that lies `above` its low end or `below` its high end is not that end itself. Two equal
    ranges with the same name in `of` are one and the same value; without a name they need not be.
    """

    low: "Exact | None" = None
    high: "Exact | None" = None
    above: bool = False
    below: bool = False
    of: str = ""

    def __repr__(self) -> str:
        """Write a range as it would be made, without what is not said of it."""
        said = [f"low={self.low!r}", f"high={self.high!r}"]
        said += ["above=True"] if self.above else []
        said += ["below=True"] if self.below else []
        said += [f"of={self.of!r}"] if self.of else []
        return f"Range({', '.join(said)})"


UNKNOWN = Range()


def nameless(value: "Value") -> "Value":
    """Return a value by its limits alone, without the name that it may have.

    >>> nameless(Range(2, 5, of="the fee"))
    Range(low=2, high=5)
    """
    if isinstance(value, Range) and value.of:
        return Range(value.low, value.high, value.above, value.below)
    return value


def name_of(function: str, args: Sequence["Value"]) -> str:
    """Return the name of what a function makes of values; none if some of them have none.

    Equal values have one name, with however many digits they are written.

    >>> name_of("+", (Range(of="the fee"), 2)), name_of("+", (Range(), 2))
    ('+(the fee from None to None, 2)', '')
    >>> name_of("*", (Range(of="the fee"), Decimal("2.50")))
    '*(the fee from None to None, 2.5)'
    """
    if any(isinstance(arg, Range) and not arg.of for arg in args):
        return ""
    return f"{function}({', '.join(map(_name, args))})"


def _name(value: "Value") -> str:
    match value:
        case Range(low, high, of=name):
            first, last = (end if end is None else _name(end) for end in (low, high))
            return f"{name} from {first} to {last}"
        case Amount(size, currency):
            return f"{size.normalize()} {currency}"
        case Share(percent):
            return f"{percent.normalize()}%"
        case Decimal():
            return str(value.normalize())
        case _:
            return repr(value)


Value = Exact | Range


def plain(value: Decimal) -> str:
    """Return a decimal with all its digits, and no zeros at its end.

    >>> plain(Decimal("2.50")), plain(Decimal("10000000000000000000000000000.001"))
    ('2.5', '10000000000000000000000000000.001')
    """
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def number(value: Number) -> Number:
    """Return the one constant that stands for a number: an integer or a decimal if there is one.

    >>> number(Decimal("2.0")), number(Decimal("2.5"))
    (2, Decimal('2.5'))
    >>> number(Fraction(3, 4)), number(Fraction(1, 3))
    (Decimal('0.75'), Fraction(1, 3))
    """
    if isinstance(value, Fraction):
        return _ended(value)
    if isinstance(value, Decimal) and value == value.to_integral_value():
        return int(value)
    return value


def _ended(value: Fraction) -> Number:
    """Return a fraction as the integer or decimal that it is, if its digits end."""
    rest, places = value.denominator, 0
    if rest == 1:
        return value.numerator
    for prime in (2, 5):
        times = 0
        while rest % prime == 0:
            rest //= prime
            times += 1
        places = max(places, times)
    if rest != 1:
        return value
    digits = abs(value.numerator) * 10**places // value.denominator
    return Decimal((int(value < 0), tuple(map(int, str(digits))), -places))
