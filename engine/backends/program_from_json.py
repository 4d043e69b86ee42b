"""Datalog programs written as JSON: read, run, and their relations as JSON again."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar, get_args

from engine.backends import backend
from parser.datalog.check import check
from parser.datalog.stratify import stratify
from parser.datalog.tree import (
    Aggregate,
    AggregateKind,
    Apply,
    Atom,
    Comparison,
    Const,
    Expr,
    Function,
    ListedRow,
    Literal,
    Negation,
    Operator,
    Program,
    Row,
    Rule,
    Term,
    Var,
)
from parser.text.diagnostic import Diagnostic, SourceError
from parser.text.source import read_source
from parser.text.span import Span
from parser.values import Value

DEPTH = 100
"""How deep expressions and aggregates may nest."""

SHOWN = 50
"""How many problems of one file are reported."""

_SURROGATE = re.compile("[\ud800-\udfff]")

T = TypeVar("T")


def read_program(path: str | Path) -> Program:
    """Return the checked program in a JSON file; raises SourceError as `parse_program` does."""
    return parse_program(read_source(Path(path)), str(path))


def parse_program(text: str, file: str = "program") -> Program:
    """Return the checked program that JSON text describes.

    Raises SourceError for text that is not JSON or not of the form, and for programs that are
    unsafe, use a predicate with different arities, or negate through recursion.

    >>> parse_program('{"facts": {"p": [[1]]}}').listed[0].row
    (1,)
    """
    try:
        data = json.loads(text, parse_float=_no_float)
    except RecursionError:
        raise SourceError((_problem(file, "the JSON nests too deeply", "flatten it"),)) from None
    except json.JSONDecodeError as error:
        place = Span(file, error.pos, error.pos, error.lineno, error.colno)
        message = f"this is no JSON: {error.msg[:1].lower()}{error.msg[1:]}"
        advice = "write one JSON object with `rules` and `facts`"
        raise SourceError((Diagnostic("not-json", message, place, help=advice),)) from None
    except ValueError as error:
        message = str(error).partition(";")[0]
        raise SourceError((_problem(file, message, "write a shorter integer or a text"),)) from None
    program = check(program_of(data, file))
    stratify(program)  # only on rails is there another side from which a circle is worked out
    return program


def _no_float(text: str) -> int:
    raise ValueError(f"`{text[:40]}` is neither an integer nor a text")


def program_of(data: object, file: str = "program") -> Program:
    """Return the program that decoded JSON describes, before it is checked.

    Raises SourceError with what is wrong in each rule and row.
    """
    reader = _Reader()
    problems: list[Diagnostic] = []

    def read(where: str, make: Callable[[object], T], found: object) -> list[T]:
        try:
            return [make(found)]
        except _Misplaced as error:
            if len(problems) < SHOWN:
                problems.append(_problem(file, f"{where}{error}", error.advice))
            return []

    rules: list[Rule] = []
    rows: list[ListedRow] = []
    for entry in read("", reader.program, data):
        for found in read("", reader.list_of("rules"), entry.get("rules", [])):
            for number, rule in enumerate(found, 1):
                rules.extend(read(f"rule {number}: ", reader.rule, rule))
        for tables in read("", reader.facts, entry.get("facts", {})):
            for pred, table in tables.items():
                for own in read(f"facts of `{pred[:40]}`: ", reader.rows, table):
                    rows.extend(ListedRow(pred, row) for row in own)
    if problems:
        raise SourceError(tuple(problems))
    return Program(tuple(rules), {}, tuple(rows))


def run_program(program: Program, engine: str) -> dict[str, list[list[Value]]]:
    """Return every relation of a program, rows sorted (integers before texts)."""
    model = backend(engine).load(program).evaluate({})
    arities = {rule.head.pred: len(rule.head.args) for rule in program.rules}
    arities |= {row.pred: len(row.row) for row in program.listed}
    # the lowest first: what rests on a relation finds it complete
    names = [name for stratum in stratify(program) for name in sorted(stratum & arities.keys())]
    found = {name: model.rows(name, (None,) * arities[name]) for name in names}
    return {name: sorted(map(list, found[name]), key=_order) for name in sorted(found)}


def _order(row: list[Value]) -> list[tuple[bool, object]]:
    return [(isinstance(value, str), value) for value in row]


def _problem(file: str, message: str, advice: str) -> Diagnostic:
    return Diagnostic("not-a-program", message, Span(file, 0, 0, 1, 1), help=advice)


class _Misplaced(Exception):
    def __init__(self, found: object, wanted: str) -> None:
        shown = json.dumps(found, default=str)
        shown = shown if len(shown) <= 60 else f"{shown[:60]}..."
        super().__init__(f"`{shown}` stands where {wanted} belongs")
        self.advice = f"write {wanted}"


_GENERATED = re.compile(r"'*(expression|anonymous) ")
"""The names of variables that the reader makes; an author's such name gets a quote in front."""


class _Reader:
    """Reads one program; arguments that are expressions become variables with equations."""

    def __init__(self) -> None:
        self.fresh = 0

    def mapping(self, found: object, wanted: str, *keys: str) -> dict[str, Any]:
        """Return an object, whose keys are among `keys` if there are any."""
        if not isinstance(found, dict) or (keys and not found.keys() <= set(keys)):
            raise _Misplaced(found, wanted)
        return found

    def program(self, found: object) -> dict[str, Any]:
        entry = self.mapping(found, "a program")
        if not entry.keys() & {"rules", "facts"}:
            raise _Misplaced(found, "an object with `rules` or `facts`")
        return entry

    def facts(self, found: object) -> dict[str, Any]:
        return self.mapping(found, "an object of rows by predicate")

    def list_of(self, wanted: str) -> Callable[[object], list[Any]]:
        return lambda found: self.sequence(found, wanted)

    def sequence(self, found: object, wanted: str) -> list[Any]:
        if not isinstance(found, list):
            raise _Misplaced(found, f"a list of {wanted}")
        return found

    def rows(self, table: object) -> list[Row]:
        return [
            tuple(self.constant(value) for value in self.sequence(row, "constants"))
            for row in self.sequence(table, "rows")
        ]

    def constant(self, found: object) -> Value:
        if isinstance(found, bool) or not isinstance(found, (str, int)):
            raise _Misplaced(found, "a text or an integer")
        if isinstance(found, str) and not found.isascii() and _SURROGATE.search(found):
            raise _Misplaced(found, "a text of whole characters")
        return found

    def rule(self, found: object) -> Rule:
        entry = self.mapping(found, "a rule with `head` and `body`", "head", "body")
        head_literals: list[Literal] = []
        keys = ("pred", "args")
        self.mapping(entry.get("head"), "an atom with `pred` and `args`", *keys)
        head = self.atom(entry.get("head"), head_literals)
        return Rule(head, (*self.body(entry.get("body", []), 0), *head_literals))

    def body(self, found: object, depth: int) -> tuple[Literal, ...]:
        if depth > DEPTH:
            raise _Misplaced("...", "an aggregate that nests less deeply")
        return tuple(
            literal
            for item in self.sequence(found, "conditions")
            for literal in self.literal(self.mapping(item, "a condition"), depth)
        )

    def literal(self, item: dict[str, Any], depth: int) -> Iterator[Literal]:
        extra: list[Literal] = []
        if "op" in item:
            self.mapping(item, "a comparison with `op`, `left` and `right`", "op", "left", "right")
            op: Operator = self.one_of(item["op"], get_args(Operator))
            yield Comparison(op, self.expr(item.get("left")), self.expr(item.get("right")))
        elif "agg" in item:
            yield self.aggregate(item, depth, extra)
            yield from extra
        else:
            atom = self.atom(item, extra)
            negative = item.get("neg", False)
            if not isinstance(negative, bool):
                raise _Misplaced(negative, "`true` or `false` in `neg`")
            yield from extra
            yield Negation(atom) if negative else atom

    def one_of(self, found: object, words: tuple[Any, ...]) -> Any:
        if not isinstance(found, str) or found not in words:
            raise _Misplaced(found, f"one of {' '.join(words)}")
        return found

    def aggregate(self, item: dict[str, Any], depth: int, extra: list[Literal]) -> Aggregate:
        keys = ("agg", "result", "term", "body")
        self.mapping(item, "an aggregate with `agg`, `result`, `term` and `body`", *keys)
        kind: AggregateKind = self.one_of(item["agg"], ("count", "sum", "min", "max"))
        result = self.term(item.get("result"), extra)
        wanted = () if kind == "count" else (self.expr(item.get("term")),)
        body = tuple(self.named(part) for part in self.body(item.get("body"), depth + 1))
        return Aggregate(kind, result, wanted, body)

    def named(self, literal: Literal) -> Literal:
        """Name the anonymous variables of an atom in an aggregate: they tell assignments apart."""
        if not isinstance(literal, Atom):
            return literal
        self.fresh += 1
        args = tuple(
            Var(f"anonymous {self.fresh} {i}") if arg == Var("_") else arg
            for i, arg in enumerate(literal.args)
        )
        return replace(literal, args=args)

    def atom(self, found: object, extra: list[Literal]) -> Atom:
        entry = self.mapping(found, "an atom with `pred` and `args`", "pred", "args", "neg")
        if not isinstance(entry.get("pred"), str):
            raise _Misplaced(found, "an atom with a name in `pred`")
        args = self.sequence(entry.get("args", []), "terms")
        return Atom(entry["pred"], tuple(self.term(arg, extra) for arg in args))

    def term(self, found: object, extra: list[Literal]) -> Term:
        expr = self.expr(found)
        if isinstance(expr, (Const, Var)):
            return expr
        self.fresh += 1
        variable = Var(f"expression {self.fresh}")
        extra.append(Comparison("=", variable, expr))
        return variable

    def expr(self, found: object, depth: int = 0) -> Expr:
        if depth > DEPTH:
            raise _Misplaced("...", "an expression that nests less deeply")
        if not isinstance(found, dict):
            return Const(self.constant(found))
        if "var" in found:
            name = self.mapping(found, "a variable", "var")["var"]
            if not isinstance(name, str) or not name:
                raise _Misplaced(found, "a variable with a name")
            return Var(f"'{name}" if _GENERATED.match(name) else name)
        entry = self.mapping(found, "a constant, a variable or a function", "fn", "args")
        function: Function = self.one_of(entry.get("fn"), ("+", "-", "*", "/", "%", "**", "neg"))
        args = self.sequence(entry.get("args"), "expressions")
        if len(args) != (1 if function == "neg" else 2):
            raise _Misplaced(found, "a function with as many arguments as it takes")
        applied = Apply(function, tuple(self.expr(arg, depth + 1) for arg in args))
        # a quotient of these programs is a whole number, as in answer-set programming
        return Apply("whole", (applied,)) if function == "/" else applied
