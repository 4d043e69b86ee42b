"""Parsed pieces -> conditions and expressions of the syntax tree."""

from dataclasses import replace
from typing import Any

from lark import Token as LarkToken
from lark import Transformer

from parser.syntax import tree
from parser.syntax.lexed import error
from parser.syntax.lexer import Piece
from parser.text.span import Span, join

_SIGNS = {"PLUS": "+", "MINUS": "-", "STAR": "*", "SLASH": "/", "PERCENT": "%"}


class Conditions(Transformer[LarkToken, Any]):
    """Builds conditions bottom-up while the parser runs."""

    def holds(self, children: list[Piece | None]) -> tree.Holds:
        negative, sentence = children
        assert sentence is not None
        return tree.Holds(sentence.payload, negative is not None)

    def compares(self, children: list[Any]) -> tree.Compares:
        left, op, right = children
        return tree.Compares(op.value, left, right, span=join(left.span, right.span))

    def within(self, children: list[tree.Expression]) -> tree.Group:
        value, low, high = children
        span = join(value.span, high.span)
        ends = (
            tree.Compares(">=", value, low, span=span),
            tree.Compares("<=", value, high, span=span),
        )
        return tree.Group("all", tuple(tree.Item(end, span=span) for end in ends), span=span)

    def one_of(self, children: list[Any]) -> tree.Group:
        value, which, *listed = children
        given = [one for one in listed if one is not None]
        span = join(value.span, given[-1].span)
        items = tuple(
            tree.Item(tree.Compares("=", value, one, span=span), span=one.span) for one in given
        )
        return tree.Group(which.payload, items, span=span)

    def denied(self, children: list[Any]) -> tree.Group:
        word, condition = children
        span = join(word.span, condition.span)
        return tree.Group("none", (tree.Item(condition, span=condition.span),), span=span)

    def group(self, children: list[Any]) -> tree.Group:
        quantifier, *items = children
        which: Any = quantifier.payload.which
        count = quantifier.payload.count
        if which == "at least" and not 1 <= count <= len(items):
            raise error(
                "impossible-count",
                f"at least {count} of {len(items)} is no condition",
                quantifier.span,
                f"write a number from 1 to {len(items)}",
            )
        if which == "at most":
            if count >= len(items):
                raise error(
                    "impossible-count",
                    f"at most {count} of {len(items)} is always so",
                    quantifier.span,
                    f"write a number from 0 to {len(items) - 1}",
                )
            more = tree.Group("at least", tuple(items), count + 1, span=quantifier.span)
            return tree.Group("none", (tree.Item(more, span=quantifier.span),), span=more.span)
        return tree.Group(which, tuple(items), count, span=quantifier.span)

    def item(self, children: list[Any]) -> tree.Item:
        label, condition, *further = children
        text = label.payload if label is not None else ""
        span = label.span if label is not None else place(condition)
        more = tuple(one for one in further if one is not None)
        if more:
            first = tree.Item(condition, span=place(condition))
            condition = tree.Group("all", (first, *more), span=place(condition))
        return tree.Item(condition, text, span=span)

    def exception(self, children: list[tree.Item]) -> tree.Item:
        inner = children[0]
        group = tree.Group("none", (inner,), exception=True, span=inner.span)
        return tree.Item(group, span=inner.span)

    def terms(self, children: list[Any]) -> tuple[Any, bool]:
        return (children[0], len(children) > 1)

    def aggregate(self, children: list[Any]) -> tree.Aggregates:
        result, kind, terms, *items = children
        return _aggregate(result, kind, terms[0], tuple(items))

    # expressions

    def binary(self, children: list[Any]) -> tree.Call:
        left, op, right = children
        return tree.Call(_SIGNS[op.type], (left, right), span=join(left.span, right.span))

    def working(self, children: list[Any]) -> tree.Call:
        day, sign, count, unit = children
        span = join(day.span, unit.span)
        number = count if sign.type == "PLUS" else tree.Call("neg", (count,), span=count.span)
        return tree.Call(unit.payload, (day, number), span=span)

    def day_in(self, children: list[Any]) -> tree.Call:
        day, year = children
        parts = (year, *(tree.Quantity(one, span=day.span) for one in day.payload))
        return tree.Call("date", parts, span=join(day.span, year.span))

    def negative(self, children: list[Any]) -> tree.Call:
        sign, inner = children
        return tree.Call("neg", (inner,), span=join(sign.span, inner.span))

    def parenthesised(self, children: list[Any]) -> tree.Expression:
        opening, inner, closing = children
        found: tree.Expression = replace(inner, span=join(opening.span, closing.span))
        return found

    def between(self, children: list[Any]) -> tree.Call:
        function, first, last = children
        return tree.Call(function.payload, (first, last), span=join(function.span, last.span))

    def choice(self, children: list[Any]) -> tree.Expression:
        function, *operands = children
        chosen: tree.Expression = operands[-1]
        for operand in reversed(operands[:-1]):
            span = join(function.span, chosen.span)
            chosen = tree.Call(function.payload, (operand, chosen), span=span)
        return chosen

    def part(self, children: list[Any]) -> tree.Call:
        function, inner = children
        return tree.Call(function.payload, (inner,), span=join(function.span, inner.span))

    def of(self, children: list[Any]) -> tree.Call:
        share, _, whole = children
        return tree.Call("of", (share, whole), span=join(share.span, whole.span))

    def rounded(self, children: list[Any]) -> tree.Call:
        inner, function, *unit = children
        end = unit[0].payload if unit else tree.Quantity(1, span=function.span)
        return tree.Call(function.payload, (inner, end), span=join(inner.span, end.span))

    def reference(self, children: list[Piece]) -> Any:
        return children[0].payload

    name = reference
    quantity = reference

    def today(self, children: list[Piece]) -> tree.Today:
        return tree.Today(span=children[0].span)


def _aggregate(result: Piece, kind: Piece, term: Any, items: Any) -> tree.Aggregates:
    terms: tuple[Any, ...] = (term,)
    if kind.payload == "days":
        if not isinstance(term, tree.Call) or term.function != "days":
            raise error(
                "missing-days",
                "only days can be covered",
                kind.span,
                "write `days from the entry to the exit covered where:`",
            )
        terms = term.args
    reference = result.payload
    return tree.Aggregates(kind.payload, reference, terms, items, span=reference.span)


def place(condition: Any) -> Span:
    """Return where a condition stands."""
    found: Span = condition.sentence.span if isinstance(condition, tree.Holds) else condition.span
    return found
