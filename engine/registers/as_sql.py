"""The SQL that a law becomes, each statement under the rule that it came from."""

from collections.abc import Iterator
from datetime import date

from engine.backends.sql.layouts import inferred
from engine.backends.sql.shown import copied, created, inserted
from engine.backends.sql.statements import Concluded, Stratum, plan
from engine.rails.from_datalog import Railed, to_rails
from engine.rails.in_force import in_force
from engine.rails.names import TODAY
from engine.registers.rules.by_case import by_case
from engine.registers.rules.fold_constants import with_fixed
from engine.registers.rules.magic_sets import references
from engine.registers.tables.queries import stored_layouts
from parser.datalog.naming import Authored, Context, Enumeration, read
from parser.datalog.tree import Program


def show_sql(program: Program, day: date, dialect: str = "duckdb") -> str:
    """Return the statements for a program over the cases of a register, in one dialect.

    Functions called `zakonik_…` are those of `engine.backends.sql.functions`. What is recursive
    says so.
    """
    return "\n".join(_lines(program, day, dialect)) + "\n"


def _lines(program: Program, day: date, dialect: str) -> Iterator[str]:
    today = in_force(program, day, {})
    goals = sorted({rule.head.pred for rule in today.rules if _is_goal(rule.head.pred)})
    railed = to_rails(today, goals)
    many = by_case(with_fixed(railed.program, {TODAY: (day,)}, frozenset()))
    stored = stored_layouts(railed, references(many), {})
    layouts = inferred(many, stored)
    listed = {row.pred for row in many.listed}
    found = plan(many, layouts, listed | set(stored))
    yield f"-- The rules in force on {day.isoformat()}, for many cases at once ({dialect})."
    yield "-- Tables of facts:"
    for table in found.stored.values():
        yield created(table, dialect)
    for stratum in found.strata:
        yield from _stratum(stratum, railed, dialect)


def _is_goal(pred: str) -> bool:
    """Tell whether a rule concludes a sentence, or a part of it: what can be asked on any rail."""
    return isinstance(read(pred), Authored | Enumeration | Context)


def _stratum(stratum: Stratum, railed: Railed, dialect: str) -> Iterator[str]:
    for table in stratum.tables:
        yield ""
        yield f"-- {table.pred}"
        yield created(table, dialect)
        if table.stored:
            yield copied(table, table.stored, dialect)
        for one in stratum.first:
            if one.table == table:
                yield from _rule(one, railed, dialect)
        again = [one for one in stratum.again if one.table == table]
        if again:
            yield "-- repeated, on the rows that the last round concluded, until nothing is new:"
        for one in again:
            yield from _rule(one, railed, dialect)


def _rule(one: Concluded, railed: Railed, dialect: str) -> Iterator[str]:
    provision = one.rule.provision
    _, rail = railed.meaning.get(one.rule.head.pred, ("", ""))
    if provision is not None:
        item = f" {provision.item}" if provision.item else ""
        on = f", {rail}" if rail else ""
        yield f"-- rule {provision.rule}{item}: {_plain(provision.title)}{on}"
    else:
        yield f"-- ({one.rule.role})"
    yield inserted(one.table, one.query, dialect)


def _plain(title: str) -> str:
    return " ".join(title.split())
