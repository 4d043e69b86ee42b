"""The answers of many cases to one question, all five of them, set at a time."""

from sqlglot import exp

from engine.answering import has_no_rule
from engine.rails.rail import CERTAIN, GRANTED, LENIENT, POSSIBLE, Rail
from engine.screening.demand import Asked
from engine.screening.opened import decide, needed
from engine.screening.prepared import Screening, is_subject
from engine.screening.register import Register, fill_register
from engine.sql.dialects import quoted
from engine.sql.expressions import compared, literal
from engine.sql.names import columns
from engine.sql.running import Filling, create, insert
from engine.sql.store import Database, InDatabase
from engine.sql.typed import Typed, constant, same
from parser.resolved.tree import Constant
from parser.resolved.vocabulary import VALUE_KINDS
from parser.values import Entity


def verdicts(
    database: Database, screening: Screening, register: Register, schema: str = "work"
) -> str:
    """Answer a question for every case of a register; return the table of the verdicts.

    It has a column `a0` for the case and `verdict`; null stands for what only the case engine can
    settle: findings on both sides of one answer.
    """
    fresh(database, schema)
    if has_no_rule(screening.railed, screening.question.sentence.predicate):
        database.execute(
            "CREATE OR REPLACE TABLE _verdicts AS SELECT a0, 'silent' AS verdict "
            f"FROM {quoted(register.cases)}"
        )
        return "_verdicts"
    _stored(database, screening, register)
    filling = Filling(InDatabase(database), screening.plan)
    certain, possible, granted = (
        _answers(filling, screening, rail) for rail in (CERTAIN, POSSIBLE, GRANTED)
    )
    database.execute("CREATE OR REPLACE TABLE _yes AS " + certain)
    database.execute("CREATE OR REPLACE TABLE _maybe AS " + possible)
    database.execute(
        f"CREATE OR REPLACE TABLE _candidates AS SELECT a0 FROM ({granted}) AS g "
        "WHERE a0 IN (SELECT a0 FROM _maybe) AND a0 NOT IN (SELECT a0 FROM _yes)"
    )
    for one in screening.opened:
        fill_of(filling, Asked(f"open:{one.pred}", one.subjects))
    depends = _depends(database, screening, schema)
    database.execute(
        f"CREATE OR REPLACE TABLE _verdicts AS SELECT c.a0, CASE "
        f"WHEN c.a0 IN (SELECT a0 FROM {schema}._yes) THEN 'yes' "
        f"WHEN c.a0 NOT IN (SELECT a0 FROM {schema}._maybe) THEN 'no' "
        f"WHEN c.a0 IN (SELECT a0 FROM {depends}) THEN 'depends' "
        f"WHEN c.a0 IN (SELECT a0 FROM {schema}._candidates) THEN NULL "
        f"ELSE 'unknown' END AS verdict FROM {quoted(register.cases)} AS c"
    )
    return "_verdicts"


def fresh(database: Database, schema: str) -> None:
    """Begin with an empty schema, which comes before all others."""
    database.execute(f"DROP SCHEMA IF EXISTS {schema} CASCADE")
    database.execute(f"CREATE SCHEMA {schema}")
    database.execute(f"SET search_path = '{schema},main'")


def _stored(database: Database, screening: Screening, register: Register) -> None:
    """Make and fill the tables of rows that nobody concludes."""
    listed: dict[str, list[tuple[object, ...]]] = {}
    for row in screening.railed.program.listed:
        listed.setdefault(row.pred, []).append(row.row)
    layouts = screening.plan.layouts
    for name, table in screening.plan.stored.items():
        create(InDatabase(database), table)
        if name in listed:
            insert(InDatabase(database), table, layouts[name], listed[name])  # type: ignore[arg-type]
        if screening.supplied and name == screening.supplied[0]:
            values = [
                part.sql("duckdb")
                for one, layout in zip(screening.supplied[1], layouts[name][1:], strict=True)
                for part in constant(one, layout).parts
            ]
            row_of_each = ", ".join(["a0", *values])
            database.execute(
                f"INSERT INTO {quoted(table.name)} SELECT {row_of_each} "
                f"FROM {quoted(register.cases)}"
            )
    fill_register(
        database,
        screening.railed,
        register,
        screening.plan.stored,
        screening.own,
        _named(screening),
    )


def _named(screening: Screening) -> tuple[Entity, ...]:
    """Return the individuals that the question names."""
    terms = screening.question.sentence.args
    values = (term.value for term in terms if isinstance(term, Constant) and not is_subject(term))
    return tuple(one for one in values if isinstance(one, Entity))


def fill_of(filling: Filling, asked: Asked) -> str:
    """Fill what a predicate rests on; return its table, or nothing if it has none."""
    if asked.name in filling.plan.of:
        filling.fill(filling.plan.of[asked.name])
    elif asked.name not in filling.plan.stored:
        return ""
    return filling.plan.table(asked.name).name


def _answers(filling: Filling, screening: Screening, rail: Rail) -> str:
    """Fill what a rail rests on; return the query for the cases whose question holds on it."""
    asked = screening.goals[rail]
    table = fill_of(filling, asked)
    if not table:
        return "SELECT NULL::BIGINT AS a0 WHERE FALSE"
    layouts = screening.plan.layouts[asked.name]
    sentence = screening.question.sentence
    predicate = screening.railed.base.predicates[sentence.predicate]
    left = [n for n in range(len(sentence.args)) if n + 1 not in asked.subjects]
    shared = len(layouts) == len(left)
    conditions: list[str] = []
    for column_number, slot in enumerate(left, 0 if shared else 1):
        term = sentence.args[slot]
        if not isinstance(term, Constant):
            continue
        layout = layouts[column_number]
        names = columns(column_number, layout)
        column = Typed(layout, tuple(exp.column(one, table="t") for one in names))
        if predicate.slots[slot].kind in VALUE_KINDS and slot not in predicate.asked:
            decided = rail == GRANTED and predicate.origin == "decided"
            lenient = rail in LENIENT or decided
            agrees = compared("=", column, literal(term.value), lenient)[0]
            conditions.append(agrees.sql("duckdb"))
        elif is_subject(term):
            conditions.append(f"t.a{column_number} = c.a1")
        else:
            conditions.append(same(column, literal(term.value)).sql("duckdb"))
    cases = quoted("cases")
    if shared:
        where = " AND ".join(conditions) or "TRUE"
        return f"SELECT DISTINCT c.a0 FROM {quoted(table)} AS t, {cases} AS c WHERE {where}"
    joined = (
        f" JOIN {cases} AS c ON c.a0 = t.a0" if any("c.a1" in one for one in conditions) else ""
    )
    where = " AND ".join(conditions) or "TRUE"
    return f"SELECT DISTINCT t.a0 FROM {quoted(table)} AS t{joined} WHERE {where}"


def _depends(database: Database, screening: Screening, schema: str) -> str:
    """Return the table of the candidates that hold once all open findings are made one way.

    First each is taken as made, then, for those left, as refused.
    """
    database.execute(f"CREATE OR REPLACE TABLE {schema}._settled (a0 BIGINT)")
    names = needed(screening)
    for way in ("made", "refused"):
        inner = f"{schema}_{way}"
        waiting = (
            f"SELECT a0 FROM {schema}._candidates "
            f"WHERE a0 NOT IN (SELECT a0 FROM {schema}._settled)"
        )
        found = database.execute(f"SELECT count(*) FROM ({waiting}) AS w").fetchone()
        if not found[0]:
            break
        fresh(database, inner)
        database.execute(f"SET search_path = '{inner},{schema},main'")
        database.execute(f"CREATE TABLE _waiting AS {waiting}")
        decide(database, screening, way, schema, names)
        holds = _answers(Filling(InDatabase(database), screening.plan), screening, CERTAIN)
        database.execute(f"INSERT INTO {schema}._settled {holds}")
    database.execute(f"SET search_path = '{schema},main'")
    return f"{schema}._settled"
