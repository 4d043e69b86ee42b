"""L304: a rule that reckons with another number than the text that it says it carries."""

import re
from collections.abc import Iterator
from decimal import Decimal

from engine.lint.bounds import Bound
from engine.lint.conjunctions import conditions, expressions
from engine.lint.laws import Laws
from engine.lint.quantities import Quantity, quantities
from engine.lint.rule import LintRule, finding
from engine.lint.rules.unit_slip import are_about_as_long
from parser.resolved.law_tree import Calculated, Expression, Rule
from parser.resolved.tree import Constant, Variable
from parser.text.diagnostic import Diagnostic
from parser.text.span import NOWHERE
from parser.values import Duration, Share

_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen"),
    *("sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_NUMBERS = {word: number for number, word in enumerate(_ONES)}
_NUMBERS |= {word: 10 * (place + 2) for place, word in enumerate(_TENS)}
_NUMBERS |= {
    f"{tens}-{ones}": 10 * (place + 2) + unit
    for place, tens in enumerate(_TENS)
    for unit, ones in enumerate(_ONES[1:10], 1)
}
_SAID = re.compile(
    r"\b(\d+|[a-z]+(?:-[a-z]+)?)[ -](day|week|month|year|percent|per cent)s?\b|\b(\d+)%",
    re.IGNORECASE,
)


def _find(laws: Laws) -> Iterator[Diagnostic]:
    """Yield rules with one length of time, share or count, whose text says one other."""
    for rule in laws.rules:
        text = f"{rule.provision.title}. {rule.provision.says}"
        said = lengths_said(text)
        yield from _counted(rule, text, laws)
        for unit in ("time", "share"):
            texts = {length for kind, length in said if kind == unit}
            found = _reckoned(rule, unit)
            values = {value for value, _ in found}
            if len(texts) == 1 and len(values) == 1 and not texts & values:
                (length,), ((value, constant), *_) = texts, found
                if unit == "time" and not _is_the_same_limit(length, value):
                    continue
                yield finding(
                    "L304",
                    f"the text of `{rule.provision.rule}` says {_words(length, unit)}, and the "
                    f"rule reckons with {_words(value, unit)}",
                    constant.span if constant.span != NOWHERE else rule.span,
                    "correct the one that is wrong",
                )


def _counted(rule: Rule, text: str, laws: Laws) -> Iterator[Diagnostic]:
    """Yield a limit on a number of things that is not the one number of them that the text says."""
    limits: dict[str, dict[int, Bound]] = {}
    for one in quantities(rule):
        word = _counted_word(one, laws)
        if word and isinstance(one.bound.limit, int):
            limits.setdefault(word, {})[one.bound.limit] = one.bound
    for word, bounds in limits.items():
        texts = _counts_said(text, word)
        if len(texts) == 1 and len(bounds) == 1:
            (said,), ((limit, bound),) = texts, bounds.items()
            if abs(limit - said) > 1:  # more than 90 is 91 and more
                yield finding(
                    "L304",
                    f"the text of `{rule.provision.rule}` says {said} {word}, and the rule has "
                    f"the limit {limit}",
                    bound.span,
                    "correct the one that is wrong",
                )


def _counted_word(one: Quantity, laws: Laws) -> str:
    """Return what a bound limits the number of, as the word behind the number says; or ''."""
    match one.same:
        case Bound(Calculated("days"), None, op, limit=int() as limit):
            return "days" if op != "=" and limit > 1 else ""
        case Bound(Variable(name), None, op, limit=int() as limit):
            place = re.fullmatch(r"(\S+) (\d+)(?: .*)?", name)
            predicate = laws.predicates.get(place[1]) if place else None
            if place is None or predicate is None or op == "=" or limit <= 1:
                return ""
            if int(place[2]) not in predicate.parts:
                return ""
            at = predicate.parts.index(int(place[2])) + 1
            word = predicate.parts[at] if at < len(predicate.parts) else ""
            is_plural = isinstance(word, str) and re.fullmatch(r"[a-z]{3,}s", word)
            return str(word) if is_plural or word == "day" else ""
        case _:
            return ""


def _counts_said(text: str, word: str) -> frozenset[int]:
    """Return how many of something a text says, in figures or words; of days in weeks as well.

    >>> sorted(_counts_said("At least sixty credits, or 12 credits a year", "credits"))
    [12, 60]
    """
    if word in ("day", "days"):
        times = (length for kind, length in lengths_said(text) if kind == "time")
        return frozenset(days for months, days in times if days and not months)
    one = re.escape(word.removesuffix("s"))
    said = re.findall(rf"\b(\d+|[a-z]+(?:-[a-z]+)?)[ -]{one}s?\b", text, re.IGNORECASE)
    counts = (int(each) if each.isdigit() else _NUMBERS.get(each.casefold()) for each in said)
    return frozenset(count for count in counts if count is not None)


def lengths_said(text: str) -> frozenset[tuple[str, tuple[int, int]]]:
    """Return the lengths of time (months and days) and the shares (percent) that a text says.

    >>> sorted(lengths_said("Up to ninety days in 6 months, or 51%; twenty-one years."))
    [('share', (0, 51)), ('time', (0, 90)), ('time', (6, 0)), ('time', (252, 0))]
    """
    found: set[tuple[str, tuple[int, int]]] = set()
    for number, unit, percent in _SAID.findall(text):
        if percent:
            found.add(("share", (0, int(percent))))
            continue
        word = number.casefold()
        count = int(word) if word.isdigit() else _NUMBERS.get(word)
        if count is None:
            continue
        match unit.casefold():
            case "day":
                found.add(("time", (0, count)))
            case "week":
                found.add(("time", (0, 7 * count)))
            case "month":
                found.add(("time", (count, 0)))
            case "year":
                found.add(("time", (12 * count, 0)))
            case _:
                found.add(("share", (0, count)))
    return frozenset(found)


def _reckoned(rule: Rule, unit: str) -> list[tuple[tuple[int, int], Constant]]:
    found: list[tuple[tuple[int, int], Constant]] = []
    for item in conditions(rule.body):
        for expression in expressions(item.condition):
            for constant in _limits_in(expression):
                match constant.value:
                    case Duration(months, days) if unit == "time" and days != 1:
                        found.append(((months, days), constant))
                    case Share(Decimal() as percent) if unit == "share":
                        found.append(((0, int(percent)), constant))
                    case _:
                        pass
    return found


def _limits_in(expression: Expression) -> Iterator[Constant]:
    """Yield the constants of an expression but those that are multiplied: these are a unit."""
    match expression:
        case Constant():
            yield expression
        case Calculated(function, args) if function != "*":
            for arg in args:
                yield from _limits_in(arg)
        case _:
            pass


def _is_the_same_limit(text: tuple[int, int], value: tuple[int, int]) -> bool:
    """Tell whether two times were meant to be one: of the same unit, or about as long.

    Days that differ by one are the same: the first day of a time counts too.
    """
    if bool(text[0]) == bool(value[0]) and bool(text[1]) == bool(value[1]):
        return not (text[0] == value[0] and abs(text[1] - value[1]) == 1)
    return are_about_as_long(Duration(*text), Duration(*value))


def _words(length: tuple[int, int], unit: str) -> str:
    months, days = length
    if unit == "share":
        return f"{days}%"
    if not months:
        return f"{days} day{'s' * (days != 1)}"
    if months % 12 == 0:
        return f"{months // 12} year{'s' * (months != 12)}"
    return f"{months} month{'s' * (months != 1)}"


RULE = LintRule("L304", "text-and-number", "a number that is not that of the text", _find)
