"""Cases of a register as the case engine takes them: the same facts, as statements."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from engine.backends.sql.dialects import quoted
from engine.backends.sql.keys import unescaped, value_of
from engine.backends.sql.store import Database
from engine.registers.tables.register import Register, layouts_of
from parser.resolved.tree import Case, Constant, Sentence, Statement, Term, Variable
from parser.resolved.vocabulary import Predicate
from parser.values import UNKNOWN, Entity, Range, Value


def cases_of(
    database: Database,
    register: Register,
    predicates: Mapping[str, Predicate],
    numbers: Sequence[int],
) -> dict[int, Case]:
    """Return cases by their numbers; the statements of each are in the order of the vocabulary.

    The first name of a case is that of the individual whom it is about.
    """
    listed = ", ".join(map(str, numbers)) or "NULL"
    found: Any = database.execute(
        f"SELECT a0, a1, kind, key FROM {quoted(register.cases)} WHERE a0 IN ({listed})"
    ).fetchall()
    names = {number: {unescaped(name): kind} for number, name, kind, _ in found}
    statements: dict[int, list[Statement]] = {number: [] for number in names}
    for kind, tables in (("states", register.stated), ("denies", register.denied)):
        for pred, table in sorted(tables.items()):
            rows: Any = database.execute(
                f"SELECT * FROM {quoted(table)} WHERE a0 IN ({listed}) ORDER BY ALL"
            ).fetchall()
            for number, *row in rows:
                said = _statement(predicates[pred], row, kind)
                statements[number].append(said)
                for term in said.sentence.args:
                    if isinstance(term, Constant) and isinstance(term.value, Entity):
                        names[number].setdefault(term.value.name, term.value.kind)
    closures = [_anything(predicates[pred], "closes") for pred in sorted(register.closed)]
    for pred, table in sorted(register.partly.items()):
        rows = database.execute(f"SELECT a0 FROM {quoted(table)} WHERE a0 IN ({listed})").fetchall()
        open_ones = {number for (number,) in rows}
        for number in names:
            said = _anything(predicates[pred], "opens" if number in open_ones else "closes")
            if number not in open_ones or predicates[pred].else_no:
                statements[number].append(said)
    elsewhere = {*register.closed, *register.partly}
    closures += [
        _anything(one, "opens")
        for one in predicates.values()
        if one.else_no and one.name not in elsewhere
    ]
    return {
        number: Case(key, None, (*statements[number], *closures), (), names[number])
        for number, _, _, key in found
    }


def _statement(predicate: Predicate, row: Sequence[Any], kind: str) -> Statement:
    terms = tuple(_terms(predicate, row, kind == "states"))
    closes = kind == "denies" and any(isinstance(term, Variable) for term in terms)
    how = "closes" if closes else kind
    return Statement(how, Sentence(predicate.name, terms))  # type: ignore[arg-type]


def _anything(predicate: Predicate, kind: Literal["closes", "opens"]) -> Statement:
    anything = tuple(Variable(slot.role, slot.kind) for slot in predicate.slots)
    return Statement(kind, Sentence(predicate.name, anything))


def _terms(predicate: Predicate, row: Sequence[Any], stated: bool) -> Iterator[Term]:
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
