"""Names of the predicates that lowering makes, and what to call them in a message.

Datalog knows a predicate by a text. What such a text says is a `Name`: `write` and `read` are the
only functions that know how it is spelled. Every name that lowering makes contains a character
that no authored name has: `/` or `:`.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import assert_never

from parser.datalog.tree import Program
from parser.frozen import dataclass

Describe = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Authored:
    """The predicate of a sentence of the vocabulary."""

    pred: str


@dataclass(frozen=True, slots=True)
class Applies:
    """The predicate that the conditions of the exception `rule` hold."""

    rule: str


@dataclass(frozen=True, slots=True)
class Broken:
    """What rules conclude breaks the constraint `rule`."""

    rule: str


@dataclass(frozen=True, slots=True)
class AskedFor:
    """The predicate with the values for which `pred` is asked."""

    pred: str


@dataclass(frozen=True, slots=True)
class Denial:
    """The predicate that rules conclude which say that `pred` is false."""

    pred: str


@dataclass(frozen=True, slots=True)
class Told:
    """The predicate with what a case says of `pred`, which rules conclude.

    With `denied` it is what the case denies, for any value at the places `blank`, counted from 0.
    """

    pred: str
    denied: bool = False
    blank: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class OfKind:
    """The predicate with all individuals of a kind."""

    kind: str


@dataclass(frozen=True, slots=True)
class Enumeration:
    """The predicate of an enumeration inside a rule, counted from 1."""

    rule: str
    number: int


@dataclass(frozen=True, slots=True)
class Context:
    """The predicate with values that items of enumerations in a rule need, counted from 1."""

    rule: str
    number: int


@dataclass(frozen=True, slots=True)
class PossibleValues:
    """The predicate with all values that a place of `pred`, counted from 0, could have."""

    pred: str
    place: int


Name = (
    Authored
    | Applies
    | Broken
    | AskedFor
    | Denial
    | Told
    | OfKind
    | Enumeration
    | Context
    | PossibleValues
)

_CONTEXT = "context"


def write(name: Name) -> str:
    """Return a name as Datalog spells it.

    >>> write(Applies("R-1")), write(Enumeration("R-1", 2)), write(Context("R-1", 2))
    ('applies:R-1', 'R-1/2', 'R-1/context 2')
    """
    match name:
        case Authored(pred):
            return pred
        case Applies(rule):
            return f"applies:{rule}"
        case Broken(rule):
            return f"broken:{rule}"
        case AskedFor(pred):
            return f"asked:{pred}"
        case Denial(pred):
            return f"not:{pred}"
        case Told(pred, denied, blank):
            return f"told:{'not:' * denied}{pred}/{'.'.join(map(str, blank))}"
        case OfKind(kind):
            return f"kind:{kind}"
        case Enumeration(rule, number):
            return f"{rule}/{number}"
        case Context(rule, number):
            return f"{rule}/{_CONTEXT}{f' {number}' if number > 1 else ''}"
        case PossibleValues(pred, place):
            return f"values:{pred}/{place}"
        case _:
            assert_never(name)


@lru_cache(maxsize=8192)
def read(text: str) -> Name:
    """Return the name that a predicate of a lowered program has: the reverse of `write`.

    A text that `write` never gives, as in a program that somebody wrote by hand, is `Authored`.

    >>> read("asked:is_adult"), read("values:R-1/2/0")
    (AskedFor(pred='is_adult'), PossibleValues(pred='R-1/2', place=0))
    """
    found = _read(text)
    return found if write(found) == text else Authored(text)


def _read(text: str) -> Name:
    form, colon, rest = text.partition(":")
    match form if colon else "":
        case "applies":
            return Applies(rest)
        case "broken":
            return Broken(rest)
        case "asked":
            return AskedFor(rest)
        case "not":
            return Denial(rest)
        case "told":
            pred, _, places = rest.rpartition("/")
            blank = tuple(int(place) for place in places.split(".") if place.isdecimal())
            return Told(pred.removeprefix("not:"), pred.startswith("not:"), blank)
        case "kind":
            return OfKind(rest)
        case "values":
            pred, _, place = rest.rpartition("/")
            return PossibleValues(pred, _number(place))
        case _:
            rule, slash, number = text.rpartition("/")
            if not slash:
                return Authored(text)
            if number.startswith(_CONTEXT):
                return Context(rule, _number(number.removeprefix(f"{_CONTEXT} "), 1))
            return Enumeration(rule, _number(number))


def _number(text: str, default: int = 0) -> int:
    return int(text) if text.isdecimal() else default


def is_asked_for(pred: str) -> bool:
    """Tell whether a predicate collects the values for which another is asked.

    >>> is_asked_for("asked:is_adult"), is_asked_for("is_adult")
    (True, False)
    """
    return isinstance(read(pred), AskedFor)


def is_made(pred: str) -> bool:
    """Tell whether lowering made a predicate, rather than an author.

    >>> is_made("R-1/2"), is_made("may_stay")
    (True, False)
    """
    return "/" in pred or ":" in pred


def describer(program: Program) -> Describe:
    """Return a function from the name of a predicate to what its author would call it.

    A sentence stands in backticks; what lowering made is described: ``the exception `R-1` ``.
    """

    def describe(name: str) -> str:
        predicate = program.predicates.get(name)
        if predicate is not None and predicate.denies:
            return f"it is false that {describe(predicate.denies)}"
        if predicate is not None and not predicate.hidden and predicate.parts:
            from parser.resolved.wording import template_text  # needs the syntax tree, rarely

            return f"`{template_text(predicate)}`"
        match read(name):
            case Applies(rule):
                return f"the exception `{rule}`"
            case Broken(rule):
                return f"the constraint `{rule}`"
            case AskedFor(pred):
                return f"what is asked about {describe(pred)}"
            case Enumeration(rule) | Context(rule) if predicate is not None:
                return f"an enumeration of `{rule}`"
            case PossibleValues(pred):
                return f"what {describe(pred)} could give"
            case Authored() | Denial() | Told() | OfKind() | Enumeration() | Context():
                return f"`{name}`"

    return describe
