"""The facts of many cases as tables: where they stand, and what their columns hold."""

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date

from engine.backends.sql.layouts import LOOSE, Layout
from engine.backends.sql.names import columns
from parser.frozen import dataclass
from parser.resolved.vocabulary import Predicate

CASE_NUMBER = Layout("whole")
"""Cases are numbered: joins and duplicates are then far cheaper than by their keys."""

Said = Mapping[str, str]
"""By predicate the name of a table, such as of what is stated."""


@dataclass(frozen=True, slots=True)
class Given:
    """What the row of each case says of a predicate: columns of the table of cases.

    `holds` is a condition, never null; `places` are the columns of each place of the predicate.
    """

    holds: str
    places: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Known:
    """A table of what is certain in each case, with what its columns hold, that of the case first.

    Presumptions give way to it (see `engine.registers.known`).
    """

    table: str
    layouts: tuple[Layout, ...]


@dataclass(frozen=True, slots=True)
class Register:
    """Where the facts stand: by predicate the tables of what is stated and what is denied.

    These have a column for the case and those of each place (a denial has null for *any*). `closed`
    names the predicates of which each case gives everything, `partly` those of which all cases do
    but some, with the table of these. `cases` is the table of the cases by number, with the
    individual that each is about and its kind; `own` are the predicates and places (from 1) at
    which nobody but that individual stands. Tables named in `columns`, of which each case has few
    rows, are views of the table of cases. `today` is the day of the question, of which constraints
    may speak. `known` is what is certain of what takes presumptions back, by its name on rails.
    """

    cases: str
    stated: Said
    denied: Said
    closed: frozenset[str]
    own: frozenset[tuple[str, int]] = frozenset()
    columns: Mapping[str, tuple[Given, ...]] = field(default_factory=dict)
    today: date | None = None
    partly: Said = field(default_factory=dict)
    known: Mapping[str, Known] = field(default_factory=dict)


def layouts_of(predicate: Predicate) -> tuple[Layout, ...]:
    """Return what the places of a predicate's tables hold, that of the case first."""
    found = [CASE_NUMBER]
    for slot in predicate.slots:
        match slot.kind:
            case "date":
                found.append(Layout("day", ranged=True))
            case "number" | "text" | "amount" | "share" | "duration":
                found.append(LOOSE)
            case kind:
                found.append(Layout("name", kind))
    return tuple(found)


def view_of(given: Sequence[Given], predicate: Predicate, cases: str) -> str:
    """Return the query for the rows of a predicate that the table `cases` has as columns."""
    layouts = layouts_of(predicate)
    wanted = [columns(place, layout) for place, layout in enumerate(layouts)][1:]
    queries: list[str] = []
    for one in given:
        found = [
            f"{old} AS {new}"
            for olds, news in zip(one.places, wanted, strict=True)
            for old, new in zip(olds, news, strict=True)
        ]
        queries.append(f"SELECT {', '.join(['a0', *found])} FROM {cases} WHERE {one.holds}")
    return " UNION ALL ".join(queries)
