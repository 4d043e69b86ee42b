"""The facts of a public case as events: what each is, and who or what stands in which role."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

Term = str | int | None
"""A constant of a fact; None is a variable."""

Fact = tuple[str, tuple[Term, ...]]

FIRST, LAST = "1900-01-01", "2999-12-31"
"""The days from and to which something goes on that has no first or last day."""


@dataclass(frozen=True)
class PublicCase:
    """One line of the data: its facts, the query, the answer expected, the words of both."""

    id: str
    text: str
    question: str
    facts: tuple[Fact, ...]
    query: Mapping[str, Any]
    expected: bool | int

    @cached_property
    def kinds(self) -> dict[str, set[str]]:
        """What each event is: `marriage`, `payment` and so on."""
        found: dict[str, set[str]] = {}
        for pred, args in self.facts:
            if len(args) == 1 and pred.endswith("_") and isinstance(args[0], str):
                found.setdefault(args[0], set()).add(pred[:-1])
        return found

    @cached_property
    def roles(self) -> dict[tuple[str, str], list[str]]:
        """The values of each role of an event; those of no event stand under the name ``."""
        found: dict[tuple[str, str], list[str]] = {}
        for pred, args in self.facts:
            if len(args) == 2 and pred.endswith("_") and args[1] is not None:
                event = args[0] if isinstance(args[0], str) else ""
                values = found.setdefault((event, pred[:-1]), [])
                if str(args[1]) not in values:
                    values.append(str(args[1]))
        return found

    def events(self, *kinds: str) -> Iterator[str]:
        """Yield the events of any of these kinds."""
        for event, its in self.kinds.items():
            if its.intersection(kinds):
                yield event

    def all(self, event: str, role: str) -> Sequence[str]:
        """Return everything that stands in a role of an event."""
        return self.roles.get((event, role), ())

    def of_all(self, event: str, role: str) -> Sequence[str]:
        """Return what stands in a role of an event, or in that role of every event."""
        return [*self.all(event, role), *self.all("", role)]

    def starts(self, event: str) -> Sequence[str]:
        """Return the days on which an event begins, at least one."""
        return self.all(event, "start") or (FIRST,)

    def end(self, event: str) -> str:
        """Return the last day of an event."""
        return next(iter(self.all(event, "end")), LAST)

    def stated(self) -> Iterator[Fact]:
        """Yield what the case states of the sections themselves."""
        for pred, args in self.facts:
            if pred.startswith("s") and pred[1:2].isdigit():
                yield pred, args


def read(line: Mapping[str, Any]) -> PublicCase:
    """Return the case of one line of the data."""
    facts = tuple((one[0], tuple(term(arg) for arg in one[1:])) for one in line["facts"])
    return PublicCase(
        line["id"], line["text"], line["question"], facts, line["query"], line["expected"]
    )


def term(arg: Any) -> Any:
    """Return an argument: a constant, None for a variable, a tuple for a list."""
    if isinstance(arg, dict):
        return tuple(term(one) for one in arg["list"]) if "list" in arg else None
    return arg
