"""A tiny reader of Datalog text, so that tests are written in Datalog.

Variables start with a capital, `_` is anonymous, everything else is a constant or a predicate:
`p(X) :- q(X, "a"), not r(X), X + 1 < 3, N = count(Y: q(X, Y)), D = today.`
"""

import re
from collections.abc import Callable
from typing import TypeVar

from parser.datalog.tree import (
    Aggregate,
    Apply,
    Atom,
    Comparison,
    Const,
    Expr,
    Literal,
    Negation,
    Program,
    Rule,
    Term,
    Today,
    Var,
)
from parser.resolved.vocabulary import Provision

_TOKEN = re.compile(
    r"""\s*(?:(?P<text>"[^"]*")|(?P<quoted>'[^']*')|(?P<number>\d+)|(?P<name>\w+)
    |(?P<mark>:-|!=|<=|>=|\*\*|[-(),.=<>+*/%:]))""",
    re.VERBOSE,
)
_COMPARISONS = {"=", "!=", "<", "<=", ">", ">="}
T = TypeVar("T")

_AGGREGATES = {"count", "sum", "min", "max", "days"}


class BadTestData(AssertionError):
    """The text of a test is not what this reader understands."""


def program(text: str) -> Program:
    """Return the program that `text` states; clause number N is rule `RN`."""
    tokens = _Tokens(re.sub(r"%.*", "", text))
    rules: list[Rule] = []
    while tokens.peek():
        rules.append(_clause(tokens, f"R{len(rules) + 1}"))
    return Program(tuple(rules))


def clause(text: str) -> Rule:
    """Return the one clause that `text` states."""
    (rule,) = program(text).rules
    return rule


def literal(text: str) -> Literal:
    """Return the one literal that `text` states."""
    tokens = _Tokens(text)
    found = _literal(tokens)
    if tokens.peek():
        raise BadTestData(text)
    return found


class _Tokens:
    def __init__(self, text: str) -> None:
        self.items: list[tuple[str, str]] = []
        at = 0
        text = text.rstrip()
        while at < len(text):
            match = _TOKEN.match(text, at)
            if match is None or match.lastgroup is None:
                raise BadTestData(text[at:])
            self.items.append((match.lastgroup, match.group(match.lastgroup)))
            at = match.end()
        self.at = 0

    def peek(self, ahead: int = 0) -> str:
        at = self.at + ahead
        return self.items[at][1] if at < len(self.items) else ""

    def kind(self) -> str:
        return self.items[self.at][0] if self.at < len(self.items) else ""

    def take(self, wanted: str | None = None) -> str:
        token = self.peek()
        if not token or (wanted is not None and token != wanted):
            raise BadTestData(f"{wanted or 'something'} expected, not {token!r}")
        self.at += 1
        return token


def _clause(tokens: _Tokens, rule: str) -> Rule:
    head = _atom(tokens)
    body: list[Literal] = []
    if tokens.peek() == ":-":
        tokens.take()
        body = _list(tokens, _literal)
    tokens.take(".")
    return Rule(head, tuple(body), provision=Provision(rule))


def _list(tokens: _Tokens, read: Callable[[_Tokens], T]) -> list[T]:
    found = [read(tokens)]
    while tokens.peek() == ",":
        tokens.take()
        found.append(read(tokens))
    return found


def _literal(tokens: _Tokens) -> Literal:
    if tokens.peek() == "not":
        tokens.take()
        return Negation(_atom(tokens))
    if tokens.peek(1) == "(" and tokens.peek() not in {"later", "earlier", "years", "months"}:
        return _atom(tokens)
    left = _expression(tokens)
    op = tokens.take()
    if op not in _COMPARISONS:
        raise BadTestData(op)
    if tokens.peek() in _AGGREGATES and tokens.peek(1) == "(":
        return _aggregate(left, tokens)
    return Comparison(op, left, _expression(tokens))  # type: ignore[arg-type]


def _aggregate(result: Expr, tokens: _Tokens) -> Aggregate:
    kind = tokens.take()
    tokens.take("(")
    terms = [] if tokens.peek() == ":" else _list(tokens, _expression)
    tokens.take(":")
    body = _list(tokens, _literal)
    tokens.take(")")
    assert isinstance(result, Var | Const)
    return Aggregate(kind, result, tuple(terms), tuple(body))  # type: ignore[arg-type]


def _atom(tokens: _Tokens) -> Atom:
    pred = tokens.take().strip("'")
    args: list[Term] = []
    if tokens.peek() == "(":
        tokens.take()
        for arg in [] if tokens.peek() == ")" else _list(tokens, _operand):
            assert isinstance(arg, Var | Const)
            args.append(arg)
        tokens.take(")")
    return Atom(pred, tuple(args))


def _expression(tokens: _Tokens) -> Expr:
    left = _operand(tokens)
    while tokens.peek() in {"+", "-", "*", "/", "%", "**"}:
        left = Apply(tokens.take(), (left, _operand(tokens)))  # type: ignore[arg-type]
    return left


def _operand(tokens: _Tokens) -> Expr:
    kind = tokens.kind()
    token = tokens.take()
    if token == "(":
        inner = _expression(tokens)
        tokens.take(")")
        return inner
    if token == "-":
        return Apply("neg", (_operand(tokens),))
    if tokens.peek() == "(" and kind == "name":
        tokens.take()
        args = _list(tokens, _expression)
        tokens.take(")")
        return Apply(token, tuple(args))  # type: ignore[arg-type]
    match kind:
        case "number":
            return Const(int(token))
        case "text":
            return Const(token.strip('"'))
        case "name" if token == "today":
            return Today()
        case "name" if token == "_" or token[:1].isupper():
            return Var(token)
        case "name":
            return Const(token)
        case _:
            raise BadTestData(token)
