"""The neutral JSON form of Datalog programs: read, run, and its relations as JSON again."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

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


def read_neutral(path: str | Path) -> Program:
    """Return the checked program in a JSON file; raise SourceError if it is not one."""
    return parse_neutral(read_source(Path(path)), str(path))


def parse_neutral(text: str, file: str = "program") -> Program:
    """Return the checked program that JSON text describes.

    Raises SourceError for text that is not JSON or not of the form, and for programs that are
    unsafe, use a predicate with different arities, or negate through recursion.
    """
    try:
        data = json.loads(text, parse_float=_no_float)
    except RecursionError:
        raise _error(file, "the JSON nests too deeply", "flatten it") from None
    except ValueError as error:
        line = getattr(error, "lineno", 1)
        column = getattr(error, "colno", 1)
        message = getattr(error, "msg", str(error))
        place = Span(file, 0, 0, line, column)
        raise SourceError((Diagnostic("not-json", f"this is no JSON: {message}", place),)) from None
    return check(program_of(data, file))


def _no_float(text: str) -> int:
    raise ValueError(f"`{text}` is neither an integer nor a text")


def program_of(data: object, file: str = "program") -> Program:
    """Return the program that decoded JSON describes, before it is checked."""
    reader = _Reader(file)
    entry = reader.mapping(data, "a program")
    rules = [reader.rule(rule) for rule in reader.sequence(entry.get("rules", []), "`rules`")]
    rows = [
        ListedRow(str(pred), tuple(reader.constant(value) for value in reader.sequence(row, pred)))
        for pred, table in reader.mapping(entry.get("facts", {}), "`facts`").items()
        for row in reader.sequence(table, pred)
    ]
    return Program(tuple(rules), {}, tuple(rows))


def run_neutral(program: Program, engine: str) -> dict[str, list[list[Value]]]:
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


def _error(file: str, message: str, advice: str) -> SourceError:
    place = Span(file, 0, 0, 1, 1)
    return SourceError((Diagnostic("not-a-program", message, place, help=advice),))


class _Reader:
    """Reads one program; arguments that are expressions become variables with equations."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.fresh = 0

    def fail(self, found: object, wanted: str) -> SourceError:
        shown = json.dumps(found, ensure_ascii=False, default=str)[:80]
        return _error(self.file, f"`{shown}` stands where {wanted} belongs", f"write {wanted}")

    def mapping(self, found: object, wanted: str) -> dict[str, Any]:
        if not isinstance(found, dict):
            raise self.fail(found, wanted)
        return found

    def sequence(self, found: object, wanted: str) -> list[Any]:
        if not isinstance(found, list):
            raise self.fail(found, f"a list for {wanted}")
        return found

    def constant(self, found: object) -> Value:
        if isinstance(found, bool) or not isinstance(found, (str, int)):
            raise self.fail(found, "a text or an integer")
        return found

    def rule(self, found: object) -> Rule:
        entry = self.mapping(found, "a rule")
        head_literals: list[Literal] = []
        head = self.atom(entry.get("head"), head_literals)
        return Rule(head, (*self.body(entry.get("body", []), 0), *head_literals))

    def body(self, found: object, depth: int) -> tuple[Literal, ...]:
        return tuple(
            literal
            for item in self.sequence(found, "a body")
            for literal in self.literal(self.mapping(item, "a body item"), depth)
        )

    def literal(self, item: dict[str, Any], depth: int) -> Iterator[Literal]:
        if depth > DEPTH:
            raise _error(self.file, "aggregates nest too deeply", "flatten them")
        extra: list[Literal] = []
        if "pred" in item:
            atom = self.atom(item, extra)
            yield from extra
            yield Negation(atom) if item.get("neg") is True else atom
        elif "op" in item:
            if item["op"] not in get_args(Operator):
                raise self.fail(item["op"], "a comparison operator")
            op: Operator = item["op"]
            yield Comparison(op, self.expr(item.get("left")), self.expr(item.get("right")))
        elif "agg" in item:
            if item["agg"] not in ("count", "sum", "min", "max"):
                raise self.fail(item["agg"], "count, sum, min or max")
            kind: AggregateKind = item["agg"]
            result = self.term(item.get("result"), extra)
            wanted = () if kind == "count" else (self.expr(item.get("term")),)
            body = tuple(self.named(part) for part in self.body(item.get("body"), depth + 1))
            yield Aggregate(kind, result, wanted, body)
            yield from extra
        else:
            raise self.fail(item, "an atom, a comparison or an aggregate")

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
        entry = self.mapping(found, "an atom")
        if not isinstance(entry.get("pred"), str):
            raise self.fail(found, "an atom with a name in `pred`")
        args = self.sequence(entry.get("args", []), "`args`")
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
            raise _error(self.file, "expressions nest too deeply", "flatten them")
        if not isinstance(found, dict):
            return Const(self.constant(found))
        if isinstance(found.get("var"), str):
            return Var(found["var"])
        function = found.get("fn")
        if function not in ("+", "-", "*", "/", "%", "**", "neg"):
            raise self.fail(found, "a constant, a variable or a function")
        args = tuple(self.expr(arg, depth + 1) for arg in self.sequence(found.get("args"), "args"))
        if len(args) != (1 if function == "neg" else 2):
            raise self.fail(found, "a function with as many arguments as it takes")
        checked: Function = function
        return Apply(checked, args)
