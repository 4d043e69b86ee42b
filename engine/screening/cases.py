"""One case of a register as the case engine takes it: the same facts, as statements."""

from collections.abc import Iterator, Mapping
from typing import Any

from engine.screening.register import Register, layouts_of
from engine.sql.keys import unescaped, value_of
from engine.sql.running import Database, quoted
from parser.resolved.tree import Case, Constant, Sentence, Statement, Term, Variable
from parser.resolved.vocabulary import Predicate
from parser.values import UNKNOWN, Entity, Range, Value


def case_of(
    database: Database, register: Register, predicates: Mapping[str, Predicate], key: str
) -> Case:
    """Return the case with this key; its statements are in the order of the vocabulary."""
    statements: list[Statement] = []
    names: dict[str, str] = {}
    found: Any = database.execute(
        f"SELECT a1, kind FROM {quoted(register.cases)} WHERE a0 = {_text(key)}"
    ).fetchone()
    names[unescaped(found[0])] = found[1]
    for kind, tables in (("states", register.stated), ("denies", register.denied)):
        for pred, table in sorted(tables.items()):
            rows = database.execute(
                f"SELECT * FROM {quoted(table)} WHERE a0 = {_text(key)} ORDER BY ALL"
            ).fetchall()
            for row in rows:
                terms = tuple(_terms(predicates[pred], row[1:], kind == "states"))
                for term in terms:
                    if isinstance(term, Constant) and isinstance(term.value, Entity):
                        names[term.value.name] = term.value.kind
                closes = kind == "denies" and any(isinstance(term, Variable) for term in terms)
                how = "closes" if closes else kind
                statements.append(Statement(how, Sentence(pred, terms)))  # type: ignore[arg-type]
    for pred in sorted(register.closed):
        anything = tuple(Variable(slot.role, slot.kind) for slot in predicates[pred].slots)
        statements.append(Statement("closes", Sentence(pred, anything)))
    return Case(key, None, tuple(statements), (), names)


def _text(value: str) -> str:
    quoted_value = value.replace("'", "''")
    return f"'{quoted_value}'"


def _terms(predicate: Predicate, row: tuple[Any, ...], stated: bool) -> Iterator[Term]:
    left = iter(row)
    for slot, layout in zip(predicate.slots, layouts_of(predicate)[1:], strict=True):
        low = next(left)
        high = next(left) if layout.ranged else low
        if low is None and high is None and not (stated and layout.ranged):
            yield Variable(slot.role, slot.kind)
        elif layout.form == "name":
            yield Constant(Entity(slot.kind, unescaped(str(low))))
        elif layout.form == "key":
            yield _known(value_of(low), slot.role, slot.kind)
        else:
            value: Value = low if low is not None and low == high else Range(low, high)
            yield _known(value, slot.role, slot.kind)


def _known(value: Value, role: str, kind: str) -> Term:
    return Variable(role, kind) if value == UNKNOWN else Constant(value)
