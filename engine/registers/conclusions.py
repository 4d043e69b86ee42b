"""Constraints over what rules conclude: cases that break one are refused."""

from collections.abc import Mapping
from datetime import date

from engine.backends.sql.store import Database, work_in
from engine.rails.in_force import in_force
from engine.rails.relevant_rules import relevant
from engine.registers.prepared import prepared
from engine.registers.tables.constraints import reject_cases
from engine.registers.tables.register import Register
from engine.registers.tables.run_tables import RUN
from engine.registers.verdicts import verdicts
from parser.datalog.atoms import atoms
from parser.datalog.naming import Broken, read
from parser.datalog.tree import Program, Rule, Var
from parser.resolved.tree import Question, Sentence, Variable
from parser.resolved.vocabulary import Predicate

_BAD = "_bad"
"""The cases that break the constraint at hand."""


def refuse_concluded(
    database: Database, program: Program, register: Register, today: date, under: Mapping[str, str]
) -> None:
    """Refuse the cases whose conclusions break a constraint for certain.

    Each goes to the table `RUN.rejects` with the id and the citation of the constraint. Constraints
    that rest on nothing which the register states are passed over.
    """
    for rule in program.rules:
        name = read(rule.head.pred)
        said = rule.provision
        if not isinstance(name, Broken) or said is None:
            continue
        part = relevant(program, rule.head.pred)
        rests_on = {rule.head.pred for rule in part.rules} | _read_by(part.rules)
        if register.stated.keys().isdisjoint(rests_on):
            continue
        question = _is_broken(rule, program.predicates[rule.head.pred])
        screening = prepared(in_force(part, today, under), question, today, register)
        database.execute(f"CREATE OR REPLACE TABLE {RUN.cases} AS SELECT * FROM {RUN.all_cases}")
        found = verdicts(work_in(database), screening, register)
        query = f"SELECT a0 FROM main.{_BAD}"
        database.execute(
            f"CREATE OR REPLACE TABLE main.{_BAD} AS SELECT a0 FROM ({found}) AS v "
            "WHERE verdict = 'yes'"
        )
        database.execute("SET search_path = 'main'")
        reject_cases(database, said, query)
        database.execute(f"DELETE FROM {RUN.all_cases} WHERE a0 IN ({query})")


def _read_by(rules: tuple[Rule, ...]) -> set[str]:
    return {atom.pred for rule in rules for atom in atoms(rule.body)}


def _is_broken(rule: Rule, predicate: Predicate) -> Question:
    """Return the question whether a constraint is broken, whoever it is about."""
    terms = tuple(
        Variable(term.name, slot.kind)
        for term, slot in zip(rule.head.args, predicate.slots, strict=True)
        if isinstance(term, Var)
    )
    return Question(Sentence(rule.head.pred, terms), text=rule.head.pred)
