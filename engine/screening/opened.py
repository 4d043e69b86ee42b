"""Every open finding made, or every one refused: the rows of cases that wait for findings."""

from engine.rails.rail import CERTAIN
from engine.rails.sensitivity import atoms, entity_slots
from engine.rails.shut import shut_name
from engine.screening.demand import Asked
from engine.screening.prepared import Screening
from engine.screening.register import CASE_NUMBER
from engine.sql.dialects import quoted
from engine.sql.store import Database


def needed(screening: Screening) -> set[str]:
    """Return every name that the question rests on where nothing is assumed."""
    waiting = [screening.goals[CERTAIN].name]
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


def decide(
    database: Database, screening: Screening, way: str, schema: str, names: set[str]
) -> None:
    """Copy the stored tables called `names` for the cases in `_waiting`, and add the findings.

    Those open in `schema` count as `made` or `refused`, of individuals with a name.
    """
    for name, table in screening.plan.stored.items():
        if name in names:
            layouts = screening.plan.layouts[name]
            where = " WHERE a0 IN (SELECT a0 FROM _waiting)" if _by_case(layouts) else ""
            database.execute(
                f"CREATE TABLE {quoted(table.name)} AS "
                f"SELECT * FROM {schema}.{quoted(table.name)}{where}"
            )
    for one in screening.opened:
        name, places = one.pred, one.subjects
        predicate = screening.railed.base.predicates[name]
        people = entity_slots(predicate)
        made = screening.railed.naming.stored(name)
        target = Asked(made if way == "made" else shut_name(name, people), places).name
        if target not in names or target not in screening.plan.stored:
            continue
        table = screening.plan.stored[target]
        opened = _table_of(screening, Asked(f"open:{name}", places).name)
        named = [f"{column} <> ''" for column in table.columns[1:]]
        where = " AND ".join([*named, "a0 IN (SELECT a0 FROM _waiting)"])
        listed = ", ".join(table.columns)
        database.execute(
            f"INSERT INTO {quoted(table.name)} SELECT {listed} FROM {schema}.{quoted(opened)} "
            f"WHERE {where}"
        )


def _by_case(layouts: tuple[object, ...]) -> bool:
    return layouts[:1] == (CASE_NUMBER,)


def _table_of(screening: Screening, name: str) -> str:
    stratum = screening.plan.strata[screening.plan.of[name]]
    return next(table.name for table in stratum.tables if table.pred == name)
