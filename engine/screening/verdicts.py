"""The answers of many cases to one question, all five of them, set at a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlglot import exp

from engine.answering import has_no_rule
from engine.rails.from_datalog import Railed, to_rails
from engine.rails.rail import CERTAIN, GRANTED, LENIENT, POSSIBLE, TODAY, Rail
from engine.rails.sensitivity import atoms, entity_slots
from engine.rails.shut import shut_name
from engine.screening.by_case import by_case
from engine.screening.demand import SUBJECTS, for_subjects
from engine.screening.register import CASE_NAME, Register, fill_register, stored_layouts, used_names
from engine.sql.expressions import compared, literal
from engine.sql.layouts import Layout, inferred, of_value
from engine.sql.names import all_columns, columns
from engine.sql.running import Database, create, fill_all, insert, quoted
from engine.sql.statements import Plan, plan
from engine.sql.typed import Typed, constant, same
from parser.datalog.tree import Program
from parser.resolved.tree import Constant, Question
from parser.resolved.vocabulary import VALUE_KINDS
from parser.values import Entity, Value

SUBJECT = "\N{BULLET}"
"""The name that stands in a question for the individual whom a case is about."""


@dataclass(frozen=True, slots=True)
class Screening:
    """A question made ready to be asked of many cases."""

    question: Question
    railed: Railed
    plan: Plan
    layouts: Mapping[str, tuple[Layout, ...]]


def prepared(program: Program, question: Question) -> Screening:
    """Return a question about the rules in force, ready for many cases.

    Where it names `SUBJECT` it asks about the individual of each case.
    """
    railed = to_rails(program, (question.sentence.predicate,))
    many = by_case(railed.program)
    subjects = [
        (place, term.value.kind)
        for place, term in enumerate(question.sentence.args)
        if isinstance(term, Constant)
        and isinstance(term.value, Entity)
        and term.value.name == SUBJECT
    ]
    rails: tuple[Rail, ...] = (CERTAIN, POSSIBLE, GRANTED)
    goals = {railed.naming.name(question.sentence.predicate, rail) for rail in rails}
    many = for_subjects(many, [(goal, place + 1) for goal in goals for place, _ in subjects])
    names = used_names(railed) | set(railed.meaning) | {"case:", SUBJECTS}
    stored = stored_layouts(railed, names)
    if subjects:
        stored[SUBJECTS] = (CASE_NAME, Layout("name", subjects[0][1]))
    asked = _supplied(railed, question)
    if asked:
        stored[asked[0]] = (CASE_NAME, *(of_value(value) for value in asked[1]))
    layouts = inferred(many, stored)
    listed = {row.pred for row in many.listed}
    return Screening(question, railed, plan(many, layouts, listed | set(stored)), layouts)


def verdicts(
    database: Database, screening: Screening, register: Register, day: date, schema: str = "work"
) -> str:
    """Answer a question for every case of a register; return the table of the verdicts.

    It has a column `a0` for the case and `verdict`; null stands for what only the case engine can
    settle: findings on both sides of one answer.
    """
    _fresh(database, schema)
    if has_no_rule(screening.railed, screening.question.sentence.predicate):
        database.execute(
            "CREATE OR REPLACE TABLE _verdicts AS SELECT a0, 'silent' AS verdict "
            f"FROM {quoted(register.cases)}"
        )
        return "_verdicts"
    tables = _stored(database, screening, register, day)
    certain, possible, granted = (
        _answers(database, screening, rail) for rail in (CERTAIN, POSSIBLE, GRANTED)
    )
    database.execute("CREATE OR REPLACE TABLE _yes AS " + certain)
    database.execute("CREATE OR REPLACE TABLE _maybe AS " + possible)
    database.execute(
        f"CREATE OR REPLACE TABLE _candidates AS SELECT a0 FROM ({granted}) AS g "
        "WHERE a0 IN (SELECT a0 FROM _maybe) AND a0 NOT IN (SELECT a0 FROM _yes)"
    )
    depends = _depends(database, screening, tables, schema)
    database.execute(
        f"CREATE OR REPLACE TABLE _verdicts AS SELECT c.a0, CASE "
        f"WHEN c.a0 IN (SELECT a0 FROM {schema}._yes) THEN 'yes' "
        f"WHEN c.a0 NOT IN (SELECT a0 FROM {schema}._maybe) THEN 'no' "
        f"WHEN c.a0 IN (SELECT a0 FROM {depends}) THEN 'depends' "
        f"WHEN c.a0 IN (SELECT a0 FROM {schema}._candidates) THEN NULL "
        f"ELSE 'unknown' END AS verdict FROM {quoted(register.cases)} AS c"
    )
    return "_verdicts"


def _fresh(database: Database, schema: str) -> None:
    database.execute(f"DROP SCHEMA IF EXISTS {schema} CASCADE")
    database.execute(f"CREATE SCHEMA {schema}")
    database.execute(f"SET search_path = '{schema},main'")


def _stored(
    database: Database, screening: Screening, register: Register, day: date
) -> dict[str, str]:
    """Make and fill the tables of rows that nobody concludes; return their names."""
    listed: dict[str, list[tuple[object, ...]]] = {}
    for row in screening.railed.program.listed:
        listed.setdefault(row.pred, []).append(row.row)
    tables: dict[str, str] = {}
    for name, table in screening.plan.stored.items():
        create(database, table)
        tables[name] = table.name
        if name in listed:
            insert(database, table, screening.layouts[name], listed[name])  # type: ignore[arg-type]
        if name == TODAY:
            insert(database, table, screening.layouts[name], [(day,)])
    asked = _supplied(screening.railed, screening.question)
    if asked and asked[0] in tables:
        places = screening.layouts[asked[0]][1:]
        values = [
            part.sql("duckdb")
            for one, layout in zip(asked[1], places, strict=True)
            for part in constant(one, layout).parts
        ]
        listed_values = ", ".join(["a0", *values])
        database.execute(
            f"INSERT INTO {quoted(tables[asked[0]])} SELECT {listed_values} FROM cases"
        )
    fill_register(
        database, screening.railed, register, tables, screening.layouts, _named(screening)
    )
    return tables


def _supplied(railed: Railed, question: Question) -> tuple[str, tuple[Value, ...]] | None:
    """Return the name of the values that a question supplies, and these values."""
    predicate = railed.base.predicates[question.sentence.predicate]
    terms = [question.sentence.args[place] for place in predicate.asked]
    values = tuple(term.value for term in terms if isinstance(term, Constant))
    return (f"asked:{predicate.name}", values) if predicate.asked else None


def _named(screening: Screening) -> tuple[Entity, ...]:
    """Return the individuals that the question names."""
    terms = screening.question.sentence.args
    values = (term.value for term in terms if isinstance(term, Constant))
    return tuple(one for one in values if isinstance(one, Entity) and one.name != SUBJECT)


def _answers(database: Database, screening: Screening, rail: Rail) -> str:
    """Fill what a rail rests on; return the query for the cases whose question holds on it."""
    sentence = screening.question.sentence
    name = screening.railed.naming.name(sentence.predicate, rail)
    number = screening.plan.of.get(name)
    if number is not None:
        done: set[int] = {
            n
            for n, stratum in enumerate(screening.plan.strata)
            if _exists(database, stratum.tables[0].name)
        }
        fill_all(database, screening.plan, number, done)
        table = next(t.name for t in screening.plan.strata[number].tables if t.pred == name)
    elif name in screening.plan.stored:
        table = screening.plan.stored[name].name
    else:
        return "SELECT NULL::VARCHAR AS a0 WHERE FALSE"
    places = screening.layouts[name]
    predicate = screening.railed.base.predicates[sentence.predicate]
    shared = len(places) == len(sentence.args)
    conditions: list[str] = [] if shared else ["c.a0 = t.a0"]
    for place, term in enumerate(sentence.args, 0 if shared else 1):
        if not isinstance(term, Constant):
            continue
        value = term.value
        names = columns(place, places[place])
        column = Typed(places[place], tuple(exp.column(one, table="t") for one in names))
        slot = place if shared else place - 1
        if predicate.slots[slot].kind in VALUE_KINDS and slot not in predicate.asked:
            decided = rail == GRANTED and predicate.origin == "decided"
            lenient = rail in LENIENT or decided
            agrees = compared("=", column, literal(value), lenient)[0]
            conditions.append(agrees.sql("duckdb"))
            continue
        if isinstance(value, Entity) and value.name == SUBJECT:
            conditions.append(f"t.a{place} = c.a1")
        else:
            conditions.append(same(column, literal(value)).sql("duckdb"))
    where = " AND ".join(conditions) or "TRUE"
    return f"SELECT DISTINCT c.a0 FROM {quoted(table)} AS t, {quoted('cases')} AS c WHERE {where}"


def _exists(database: Database, table: str) -> bool:
    found = database.execute(
        "SELECT count(*) FROM information_schema.tables "
        f"WHERE table_name = '{table}' AND table_schema = current_schema()"
    ).fetchone()
    return bool(found[0])


def _depends(
    database: Database, screening: Screening, tables: Mapping[str, str], schema: str
) -> str:
    """Return the table of the candidates that hold once all open findings are made one way.

    First each is taken as made, then, for those left, as refused.
    """
    database.execute(f"CREATE OR REPLACE TABLE {schema}._settled (a0 VARCHAR)")
    for way in ("made", "refused"):
        inner = f"{schema}_{way}"
        _fresh(database, inner)
        database.execute(f"SET search_path = '{inner},{schema},main'")
        waiting = (
            f"SELECT a0 FROM {schema}._candidates "
            f"WHERE a0 NOT IN (SELECT a0 FROM {schema}._settled)"
        )
        found = database.execute(f"SELECT count(*) FROM ({waiting}) AS w").fetchone()
        if not found[0]:
            break
        database.execute(f"CREATE TABLE _waiting AS {waiting}")
        needed = _needed(screening, CERTAIN)
        for name, table in tables.items():
            if name in needed:
                _copy(database, screening, name, table, schema)
        _decide(database, screening, way, schema, needed)
        holds = _answers(database, screening, CERTAIN)
        database.execute(f"INSERT INTO {schema}._settled {holds}")
    database.execute(f"SET search_path = '{schema},main'")
    return f"{schema}._settled"


def _needed(screening: Screening, rail: Rail) -> set[str]:
    """Return every name that the question rests on, on one rail."""
    waiting = [screening.railed.naming.name(screening.question.sentence.predicate, rail)]
    bodies: dict[str, set[str]] = {}
    for stratum in screening.plan.strata:
        for one in (*stratum.first, *stratum.again):
            used = bodies.setdefault(one.table.pred, set())
            used.update(atom.pred for atom in atoms(one.rule.body))
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(bodies.get(name, ()))
    return found


def _copy(database: Database, screening: Screening, name: str, table: str, schema: str) -> None:
    has_case = bool(screening.layouts[name]) and screening.layouts[name][0] == Layout(
        "name", "case"
    )
    where = " WHERE a0 IN (SELECT a0 FROM _waiting)" if has_case else ""
    database.execute(
        f"CREATE TABLE {quoted(table)} AS SELECT * FROM {schema}.{quoted(table)}{where}"
    )


def _decide(
    database: Database, screening: Screening, way: str, schema: str, needed: set[str]
) -> None:
    """Add every finding that is open, as made or as refused, of individuals with a name."""
    railed = screening.railed
    for name, predicate in railed.base.predicates.items():
        if predicate.origin != "decided" or f"open:{name}" not in screening.plan.of:
            continue
        people = entity_slots(predicate)
        if len(people) != len(predicate.slots):
            continue
        opened = next(
            table.name
            for stratum in screening.plan.strata
            for table in stratum.tables
            if table.pred == f"open:{name}"
        )
        target = railed.naming.stored(name) if way == "made" else shut_name(name, people)
        table = screening.plan.stored.get(target)
        if table is None or not _is_there(database, opened, schema) or target not in needed:
            continue
        named = " AND ".join(f"a{place + 1} <> ''" for place in people) or "TRUE"
        listed = ", ".join(all_columns(screening.layouts[f"open:{name}"]))
        database.execute(
            f"INSERT INTO {quoted(table.name)} SELECT {listed} FROM {schema}.{quoted(opened)} "
            f"WHERE {named} AND a0 IN (SELECT a0 FROM _waiting)"
        )


def _is_there(database: Database, table: str, schema: str) -> bool:
    found = database.execute(
        "SELECT count(*) FROM information_schema.tables "
        f"WHERE table_name = '{table}' AND table_schema = '{schema}'"
    ).fetchone()
    return bool(found[0])
