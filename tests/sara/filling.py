"""A sentence of the laws with the arguments of a query or of a stated subsection in it."""

import re
from collections.abc import Sequence
from typing import Any

from tests.sara.events import PublicCase
from tests.sara.names import close, dollars, named
from tests.sara.work import payments

UNIT = re.compile(r"\{(\d|\?)(\w)\}")
"""What stands for an argument in a sentence of `sections.py`: its place, and what it is."""

ANY = {"p": "a person", "a": "an amount", "n": "a number", "h": "a home", "l": "a plan"}
"""What stands for a variable."""


def filled(
    case: PublicCase, sentence: str, args: Sequence[Any], service: str = "", event: str = ""
) -> str:
    """Return a sentence with its arguments.

    `service` is the name of the service that it speaks of, `event` that of the data.
    """
    return UNIT.sub(lambda unit: _word(case, unit, args, service, event), sentence)


def _word(
    case: PublicCase, unit: "re.Match[str]", args: Sequence[Any], service: str, event: str
) -> str:
    place, kind = unit.groups()
    value = None if place == "?" else args[int(place)]
    match kind:
        case "s":
            return service
        case "y":
            return close(_year(case) if value is None else value)
        case "d":
            return str(value or case.starts(event)[0])
        case "t":
            return dollars(sum(value)) if isinstance(value, tuple) else "an amount"
        case _ if value is None:
            return ANY[kind]
        case "a":
            return dollars(value)
        case "n":
            return str(value)
        case "h":
            homes = case.all(value, "patient") if "residence" in case.kinds.get(value, ()) else ()
            return named(homes[0] if homes else value, "home")
        case "m":
            return next((name for name, at, _ in payments(case) if at == value), named(value))
        case _:
            return named(value)


def _year(case: PublicCase) -> str:
    """Return the year that the words of the question name, or the last in which anything begins."""
    asked = re.findall(r"\b(?:19|20)\d\d\b", case.question)
    begun = [day[:4] for (_, role), days in case.roles.items() if role == "start" for day in days]
    return asked[-1] if asked else max(begun, default="2017")
