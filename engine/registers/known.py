"""What is certain of all that takes presumptions back, kept in tables for the cases of a register.

A presumption gives way to what is known, not to what one completion of the facts supposes. So the
rows are worked out from what is stated, and read in every completion.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from engine.backends.sql.dialects import quoted
from engine.backends.sql.layouts import Layout
from engine.backends.sql.names import all_columns, types
from engine.backends.sql.store import Database, work_in
from engine.rails.from_datalog import Railed
from engine.rails.presumed import contraries
from engine.rails.rail import CERTAIN
from engine.registers.prepared import Screening, on_rails
from engine.registers.tables.register import CASE_NUMBER, Known, Register, layouts_of
from engine.registers.tables.run_tables import known_table
from engine.registers.verdicts import fill_of, filling_for
from parser.resolved.tree import Question, Sentence, Variable


def known_of(
    railed: Railed, question: Question, day: date, register: Register
) -> Mapping[str, Screening] | None:
    """Return the questions what is certain of each predicate that takes a presumption back.

    They are found by the names of the predicates on rails. None if one of these is asked for
    values: which ones, a completion may say otherwise.
    """
    found: dict[str, Screening] = {}
    for name in sorted(contraries(railed)):
        pred, _ = railed.meaning[name]
        predicate = railed.base.predicates[pred]
        if predicate.asked:
            return None
        terms = tuple(
            Variable(f"x{place}", slot.kind) for place, slot in enumerate(predicate.slots)
        )
        asks = Question(Sentence(pred, terms))
        screening = on_rails(railed, asks, day, register, supplier=question)
        if layouts_in(screening)[:1] != (CASE_NUMBER,):
            return None
        found[name] = screening
    return found


def layouts_in(screening: Screening) -> tuple[Layout, ...]:
    """Return what the columns of the certain rows of what is asked hold."""
    predicate = screening.railed.base.predicates[screening.question.sentence.predicate]
    return screening.plan.layouts.get(screening.goals[CERTAIN].name, layouts_of(predicate))


def with_known(database: Database, register: Register, known: Mapping[str, Screening]) -> Register:
    """Return a register that has what is certain, in tables that are made for its cases."""
    found: dict[str, Known] = {}
    for number, (name, screening) in enumerate(known.items()):
        layouts = layouts_in(screening)
        table = known_table(number)
        columns = ", ".join(map(" ".join, zip(all_columns(layouts), types(layouts), strict=True)))
        database.execute(f"CREATE OR REPLACE TABLE main.{table} ({columns})")
        goal = screening.goals[CERTAIN]
        filling = filling_for(work_in(database), screening, register, [goal])
        if rows := fill_of(filling, goal):
            filling.store.add(table, f"SELECT * FROM {quoted(rows, filling.store.dialect)}")
        found[name] = Known(table, layouts)
    return replace(register, known=found)
