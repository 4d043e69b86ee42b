"""A comparison as prose: both sides worked out, and by how much it falls short."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import assert_never

from engine.pages.arithmetic import gives_other
from engine.pages.holidays import NAMED, holidays_of
from engine.pages.report.document import Run, Text
from engine.pages.report.words import Part, Words
from engine.proof.node import Compared
from engine.proof.telling import plain_value
from parser.datalog.tree import Apply, Const, Expr, Today, Var
from parser.values import UNKNOWN, Duration, Range, Value

_NOTHING = (0, Duration())
_BINDS = {"+": 1, "-": 1, "*": 2, "/": 2, "%": 2, "neg": 3, "**": 4}
_BETWEEN = ("days", "months", "years", "working_days")
"""The functions that say `from` one day `to` another, where a language may decline the day."""

_OPPOSITE = {"=": "!=", "!=": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}


def comparison(node: Compared, words: Words, of_days: bool = False) -> Text:
    """Write `1 May 2020 plus 3 years is 1 May 2023, which is on or before the relevant date`.

    One that fails is written the other way round, so that what is said is true. Where neither side
    is known, whether they are days is said by `of_days`.
    """
    bindings = dict(node.bindings)
    left = node.left if node.left is not None else plain_value(node.comparison.left, bindings)
    right = node.right if node.right is not None else plain_value(node.comparison.right, bindings)
    operator = _OPPOSITE[node.comparison.op] if node.status == "fails" else node.comparison.op
    dated = of_days or any(_is_date(value) for value in (left, right))
    verb = words.word(f"is.{'date' if dated else 'number'}.{operator}")
    first_result, last_result = (
        None if gives_other(node, side) else value
        for side, value in (
            (node.comparison.left, node.left),
            (node.comparison.right, node.right),
        )
    )
    first = words.beside("first")
    said_left = _side(node.comparison.left, first_result, bindings, (first, first))
    last = first if operator in ("=", "!=") else words.beside("last")
    said_right = _side(node.comparison.right, last_result, bindings, (last, first), "worked.right")
    form = "compare.worked" if _is_worked(node.comparison.left, first_result) else "compare.plain"
    if any(run.law for run in said_right) and operator not in ("=", "!="):
        opened = form.replace("plain", "open").replace("worked", "open_worked")
        form = opened if opened in words.phrases else form
    parts: dict[str, str | Text] = {"left": said_left, "is": verb, "right": said_right}
    said = words(form, **parts)
    return _capital((*said, *_passing_over(node, words)))


def _passing_over(node: Compared, words: Words) -> Text:
    """Name the holidays that are no working days in a comparison."""
    days = holidays_of(node)
    if not days:
        return ()
    if len(days) == 1:
        return words("compare.holiday", days=words.day(days[0]))
    named: Part = words.listed([words.day(day) for day in days])
    if len(days) > NAMED:
        first = ", ".join(words.day(day) for day in days[:NAMED])
        named = words("compare.more_holidays", days=first, n=str(len(days) - NAMED))
    return words("compare.holidays", days=named)


def apart(node: Compared, words: Words) -> Text:
    """Write by how much a comparison falls short and when time alone will meet it, if known."""
    if node.gap is None:
        return ()
    if node.gap.amount in _NOTHING:
        return ()
    amount = words.value(node.gap.amount)
    if node.gap.reached is not None:
        return words("remark.reached", apart=amount, day=words.day(node.gap.reached))
    dated = _is_date(node.left) or _is_date(node.right)
    match node.gap.side:
        case "short":
            return words("remark.too_early" if dated else "remark.short", apart=amount)
        case "over":
            return words("remark.too_late" if dated else "remark.too_much", apart=amount)
        case _:
            assert_never(node.gap.side)


def _is_date(value: Value | None) -> bool:
    if isinstance(value, Range):
        return isinstance(value.low, date) or isinstance(value.high, date)
    return isinstance(value, date)


def _is_worked(expr: Expr, value: Value | None) -> bool:
    return isinstance(expr, Apply) and value is not None and value != UNKNOWN


def _side(
    expr: Expr,
    value: Value | None,
    bindings: Mapping[str, Value],
    among: tuple[Words, Words],
    form: str = "worked.left",
) -> Text:
    """Write a side of a comparison, in words `among` those of it and those of its calculation."""
    words, in_brackets = among
    if value is None or not _is_worked(expr, value):
        return expression(expr, bindings, words)
    worked = expression(expr, bindings, in_brackets)
    return words(form, worked=worked, result=words.value(value))


def expression(expr: Expr, bindings: Mapping[str, Value], words: Words, outer: int = 0) -> Text:
    """Write an expression with the values of its variables filled in.

    >>> from engine.pages.report.document import plain
    >>> from engine.pages.report.words import words
    >>> plain(expression(Apply("+", (Var("age"), Const(2))), {"age": 40}, words("en")))
    '40 plus 2'
    """
    match expr:
        case Const(value):
            return (Run(words.value(value)),)
        case Var(name) if name.split("'")[0] == "today":
            day = bindings.get(name)
            if isinstance(day, date):
                return words("compare.today", day=words.day(day))
            return words("compare.today_only")
        case Var(name):
            found = bindings.get(name, UNKNOWN)
            return _blank(name, words) if found == UNKNOWN else (Run(words.value(found)),)
        case Today():
            return words("compare.today_only")
        case Apply("+", args) if ends := _expiry(args, bindings, words):
            return ends
        case Apply(function, args):
            level = _BINDS.get(function, 0)
            within = words.beside("within") if function in _BETWEEN else words
            sides = [expression(arg, bindings, within, level + n) for n, arg in enumerate(args)]
            if (
                args
                and isinstance(args[0], Const)
                and function in ("working_days", "working_after")
            ):
                sides[0] = (Run(str(args[0].value).partition(";")[0]),)  # a calendar by its name
            said = words(f"function.{function}", **dict(zip("abc", sides, strict=False)))
            return (Run("("), *said, Run(")")) if outer > level else said
        case _:
            assert_never(expr)


def _expiry(args: Sequence[Expr], bindings: Mapping[str, Value], words: Words) -> Text:
    """Write the day on which a time that begins on a known day ends, where a language names it."""
    first, length = (plain_value(arg, bindings) for arg in args)
    if "function.expiry" not in words.phrases or not isinstance(length, Duration):
        return ()
    if not isinstance(first, date) or length.months < 0 or length.days < 0:
        return ()
    begins = expression(args[0], bindings, words.beside("within"))
    return words("function.expiry", a=begins, b=words.beside("last").value(length))


def _blank(name: str, words: Words) -> Text:
    """Refer to what is not known by the noun that the rule has for it."""
    noun = name.split("'")[0].strip("_")
    if noun in words.nouns:
        return (Run(words.noun(noun), law=True),)
    return (Run(f"the {noun or 'value'}", law=True),)


def _capital(text: Text) -> Text:
    first, *rest = text
    return (Run(first.text[:1].upper() + first.text[1:], first.law, first.to), *rest)
