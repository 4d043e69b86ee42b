"""Models of programs written as Datalog, and their rows with types."""

from collections.abc import Collection, Mapping

from engine.backends.protocol import Backend, Model
from parser.datalog.check import check
from parser.datalog.tree import Program, Row
from parser.values import Value
from tests.parser.datalog.text import program

Typed = tuple[tuple[str, Value], ...]


def model(
    engine: Backend, text: str | Program, facts: Mapping[str, Collection[Row]] | None = None
) -> Model:
    """Return the model of a program, given as text or as a tree."""
    rules = program(text) if isinstance(text, str) else text
    return engine.load(check(rules)).evaluate(facts or {})


def rows(found: Model, pred: str, *pattern: Value | None) -> set[Typed]:
    """Return rows with the types of their values, so that `1` and `"1"` differ."""
    return {typed(row) for row in found.rows(pred, pattern)}


def typed(row: Row) -> Typed:
    return tuple((type(value).__name__, value) for value in row)


def table(*found: Row) -> set[Typed]:
    """Return the rows that a test expects."""
    return {typed(row) for row in found}
