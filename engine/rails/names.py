"""What the predicates of a program on rails are called.

Plain Datalog knows a predicate by a text, and engines know no law. What such a text says is a
`Name`: `write` and `read` are the only functions that know how it is spelled.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import assert_never

from engine.rails.rail import CERTAIN, POSSIBLE, RAILS, Rail
from parser.datalog import naming
from parser.datalog.naming import AskedFor
from parser.frozen import dataclass
from parser.resolved.vocabulary import Mask


@dataclass(frozen=True, slots=True)
class Stated:
    """What a case states of a given predicate, or that a finding has been made."""

    pred: str


@dataclass(frozen=True, slots=True)
class Listed:
    """The rows of a table of the law."""

    pred: str


@dataclass(frozen=True, slots=True)
class Open:
    """Individuals between whom `pred` may hold though nobody stated it; values are left out."""

    pred: str


@dataclass(frozen=True, slots=True)
class Anyone:
    """The rows of a table with individuals replaced by one without a name."""

    pred: str


@dataclass(frozen=True, slots=True)
class Shut:
    """Individuals of whom nothing more than is stated can hold, whatever stands elsewhere.

    `mask` are the places of `pred` that these rows have, in order. A relation of a thousand people
    that is closed as a whole is one row, of no place.
    """

    pred: str
    mask: Mask


@dataclass(frozen=True, slots=True)
class Denied:
    """What is ruled out for certain values.

    The rows have the individuals of `pred` and the places `values`, all in the order of `pred`.
    """

    pred: str
    values: Mask


@dataclass(frozen=True, slots=True)
class Taken:
    """For what the value of a single place is stated, so that no row has another value there.

    The rows have the places `key` of `pred`, which are all but the single one, and then the value
    that a row which nobody stated has at a place of values: only such a row is ruled out.
    """

    pred: str
    key: Mask


@dataclass(frozen=True, slots=True)
class Shown:
    """What is known, of the rows called `name`, where one case of several supposes more."""

    name: str


@dataclass(frozen=True, slots=True)
class Kind:
    """The individuals of a kind; on the rail *possible* with one whom nobody names."""

    kind: str
    rail: Rail = CERTAIN


@dataclass(frozen=True, slots=True)
class Today:
    """The evaluation date, the only row."""


@dataclass(frozen=True, slots=True)
class OnRail:
    """A predicate of the base program on a rail that it differs on."""

    pred: str
    rail: Rail


@dataclass(frozen=True, slots=True)
class Settled:
    """A predicate of the base program that missing facts and open findings cannot change."""

    pred: str


Ruling = Shut | Denied | Taken
"""What rules out rows that nobody stated."""

Name = Stated | Listed | Open | Anyone | Ruling | Shown | Kind | Today | AskedFor | OnRail | Settled

_RAILS: dict[str, Rail] = {rail: rail for rail in RAILS}
_RULINGS: dict[str, Callable[[str, Mask], Ruling]] = {
    "shut": Shut,
    "denied": Denied,
    "taken": Taken,
}


def write(name: Name) -> str:
    """Return a name as Datalog spells it.

    >>> write(Shut("parent", (0,))), write(Shut("parent", ())), write(Denied("is_away", (1, 2)))
    ('shut:parent/0', 'shut:parent/', 'denied:is_away/1.2')
    >>> write(Kind("person", "possible")), write(OnRail("may_stay", "granted"))
    ('kind:person@possible', 'may_stay@granted')
    """
    match name:
        case Stated(pred):
            return f"stated:{pred}"
        case Listed(pred):
            return f"listed:{pred}"
        case Open(pred):
            return f"open:{pred}"
        case Anyone(pred):
            return f"anyone:{pred}"
        case Shut(pred, mask):
            return f"shut:{pred}/{'.'.join(map(str, mask))}"
        case Denied(pred, values):
            return f"denied:{pred}/{'.'.join(map(str, values))}"
        case Taken(pred, key):
            return f"taken:{pred}/{'.'.join(map(str, key))}"
        case Shown(shown):
            return f"shown:{shown}"
        case Kind(kind, rail):
            of_kind = naming.write(naming.OfKind(kind))
            return of_kind if rail == CERTAIN else f"{of_kind}@{POSSIBLE}"
        case Today():
            return "today:"
        case AskedFor():
            return naming.write(name)
        case OnRail(pred, rail):
            return f"{pred}@{rail}"
        case Settled(pred):
            return pred
        case _:
            assert_never(name)


@lru_cache(maxsize=8192)
def read(text: str) -> Name:
    """Return the name that a predicate of a program on rails has: the reverse of `write`.

    A text that `write` gives of no other name is a predicate as the base program calls it.

    >>> read("denied:is_away/1.2"), read("kind:person@possible")
    (Denied(pred='is_away', values=(1, 2)), Kind(kind='person', rail='possible'))
    >>> read("applies:R-1@possible"), read("may_stay")
    (OnRail(pred='applies:R-1', rail='possible'), Settled(pred='may_stay'))
    """
    found = _read(text)
    return found if write(found) == text else Settled(text)


def _read(text: str) -> Name:
    form, colon, rest = text.partition(":")
    match form if colon else "":
        case "stated":
            return Stated(rest)
        case "listed":
            return Listed(rest)
        case "open":
            return Open(rest)
        case "anyone":
            return Anyone(rest)
        case "shut" | "denied" | "taken":
            pred, _, places = rest.rpartition("/")
            return _RULINGS[form](pred, _mask(places))
        case "shown":
            return Shown(rest)
        case "today":
            return Today()
        case _:
            base, _, on = text.rpartition("@")
            rail = _RAILS.get(on)
            made = naming.read(text if rail is None else base)
            if isinstance(made, naming.OfKind):
                return Kind(made.kind, rail or CERTAIN)
            if isinstance(made, AskedFor):
                return made
            return Settled(text) if rail is None else OnRail(base, rail)


def _mask(text: str) -> Mask:
    return tuple(int(place) for place in text.split(".") if place.isdecimal())


TODAY = write(Today())
"""The predicate with one row: the evaluation date."""


def is_sentence(name: str) -> bool:
    """Tell whether rows under a name say something of the law or the case.

    The others are what a question is asked over: who there is, what day it is, for which values.

    >>> is_sentence("stated:is_adult"), is_sentence("kind:person@possible")
    (True, False)
    """
    known = read(name)
    match known:
        case Kind() | Today() | AskedFor():
            return False
        case Stated() | Listed() | Open() | Anyone() | Shut() | Denied() | Taken() | Shown():
            return True
        case OnRail() | Settled():
            return True
        case _:
            assert_never(known)


def is_of_case(name: str) -> bool:
    """Tell whether rows under a name are what a case says of a sentence that rules conclude.

    >>> is_of_case("stated:told:not:may_stay/"), is_of_case("may_stay")
    (True, False)
    """
    known = read(name)
    return isinstance(known, Stated | OnRail | Settled) and isinstance(
        naming.read(known.pred), naming.Told
    )


def is_denial(name: str) -> bool:
    """Tell whether a name of the plain program stands for what is ruled out for certain values."""
    return isinstance(read(name), Denied | Taken)
