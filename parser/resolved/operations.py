"""Which operations there are on which kinds of values, and what to say of any other."""

from parser.resolved.constants import a_kind
from parser.syntax import tree as syntax
from parser.text.diagnostic import Diagnostic

ORDERED = frozenset({"date", "number", "amount", "share", "duration"})
"""The kinds whose values come one after another."""

_ROUNDED = frozenset({"number", "amount", "share"})

_RESULTS: dict[tuple[str, str, str], str] = {
    ("+", "date", "duration"): "date",
    ("+", "duration", "date"): "date",
    ("-", "date", "duration"): "date",
    ("*", "number", "number"): "number",
    ("*", "amount", "number"): "amount",
    ("*", "number", "amount"): "amount",
    ("*", "share", "amount"): "amount",
    ("*", "share", "number"): "number",
    ("*", "number", "share"): "number",
    ("*", "share", "share"): "share",
    ("/", "share", "share"): "number",
    ("/", "share", "number"): "share",
    ("*", "amount", "share"): "amount",
    ("*", "duration", "number"): "duration",
    ("*", "number", "duration"): "duration",
    ("/", "number", "number"): "number",
    ("/", "amount", "number"): "amount",
    ("/", "amount", "amount"): "number",
    ("%", "number", "number"): "number",
    ("**", "number", "number"): "number",
} | {(op, kind, kind): kind for op in "+-" for kind in ("number", "amount", "share", "duration")}


def result_kind(function: str, kinds: list[str]) -> str | None:
    """Return the kind of a function applied to operands of these kinds, or None.

    >>> result_kind("+", ["date", "duration"]), result_kind("-", ["date", "date"])
    ('date', None)
    """
    match function, kinds:
        case "neg", [kind]:
            return kind if kind in {"number", "amount", "duration"} else None
        case "whole", ["number"]:
            return "number"
        case "of", ["share", kind]:
            return _RESULTS.get(("*", "share", kind))
        case (("rounded" | "rounded_up" | "rounded_down"), [kind, unit]):
            return kind if kind in _ROUNDED and unit in ("number", kind) else None
        case (("year" | "month"), ["date"]):
            return "number"
        case "weekday", ["date"]:
            return "text"
        case _, ["date"]:
            return "date" if function.startswith(("first_of", "last_of")) else None
        case (("days" | "months" | "years" | "working_days"), ["date", "date"]):
            return "number"
        case "working_after", ["date", "number"]:
            return "date"
        case "date", ["number", "number", "number"]:
            return "date"
        case (("earlier" | "later"), [one, other]):
            return one if one == other and one in ORDERED else None
        case _, [one, other]:
            return _RESULTS.get((function, one, other))
        case _:
            return None


def misused(call: syntax.Call, kinds: list[str]) -> Diagnostic:
    """Return the error that a function does not work on operands of these kinds."""
    advice = "see the operations in the language reference"
    match call.function, kinds:
        case "-", ["date", "date"]:
            advice = "write `the days from A to B` (or `months`, `years`)"
        case (("+" | "-"), ["date", "number"] | ["number", "date"]):
            advice = "write a duration such as `3 years` or `90 days`"
        case "of", _:
            advice = "write a share of an amount or number: `50% of the income`"
        case (("rounded" | "rounded_up" | "rounded_down"), [_, unit]):
            advice = "numbers, amounts and shares are rounded, to a unit of their own kind"
            if unit == "amount":
                advice = "write the unit without a currency: `rounded up to the nearest 100`"
        case "whole", _:
            advice = "write `whole part of (the days / 7)`: it takes a number"
        case (("earlier" | "later"), _) if {"number", "amount"} <= set(kinds):
            advice = "write the number as an amount too, such as `0 GBP` for `0`"
        case (("earlier" | "later"), _):
            advice = "they have to be of one kind, such as dates, or amounts of one currency"
        case (("days" | "months" | "years" | "working_days"), _):
            advice = f"`{call.function.replace('_', ' ')} from A to B` needs two dates"
        case "working_after", _:
            advice = "write a date, and a number of working days behind it: `A + 5 working days`"
        case "date", _:
            advice = (
                "write a number as the year: `the date of 31 January in the year of the filing`"
            )
        case _:
            pass
    shown = " and ".join(a_kind(kind) for kind in (kinds[:1] if call.function == "date" else kinds))
    name = {
        "neg": "-",
        "whole": "whole part of",
        "days": "days from",
        "working_days": "working days from",
        "working_after": "working days",
        "date": "date of",
        "months": "months from",
        "years": "years from",
        "earlier": "earlier of" if "date" in kinds else "lesser of",
        "later": "later of" if "date" in kinds else "greater of",
    }
    return Diagnostic(
        "kind-clash",
        f"`{name.get(call.function, call.function)}` does not work on {shown}",
        call.span,
        help=advice,
    )
