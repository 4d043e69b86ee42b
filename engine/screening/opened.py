"""Every open finding made, or every one refused: the rows of cases that wait for findings."""

from engine.rails.rail import CERTAIN
from engine.rails.sensitivity import atoms, entity_slots
from engine.rails.shut import shut_name
from engine.screening.demand import Asked
from engine.screening.prepared import Screening
from engine.screening.register import CASE_NUMBER
from engine.sql.dialects import quoted
from engine.sql.store import Store


def needed(screening: Screening) -> set[str]:
    """Return every name that the question rests on where nothing is assumed."""
    strata = screening.assumed.strata
    rules = [one.rule for stratum in strata for one in (*stratum.first, *stratum.again)]
    used = {atom.pred for rule in rules for atom in atoms(rule.body)}
    return {screening.goals[CERTAIN].name} | used


def decide(store: Store, screening: Screening, way: str, names: set[str]) -> None:
    """Fill the stored tables called `names` of what is assumed, for the cases in `_waiting`.

    They have the rows that there are, and the open findings as `made` or `refused`, of individuals
    with a name.
    """
    parts: dict[str, list[str]] = {}
    for name, table in screening.plan.stored.items():
        if name in names:
            layouts = screening.plan.layouts[name]
            where = " WHERE a0 IN (SELECT a0 FROM _waiting)" if _by_case(layouts) else ""
            parts[name] = [f"SELECT * FROM {quoted(table.name, store.dialect)}{where}"]
    for one in screening.opened:
        name, places = one.pred, one.subjects
        predicate = screening.railed.base.predicates[name]
        people = entity_slots(predicate)
        made = screening.railed.naming.stored(name)
        target = Asked(made if way == "made" else shut_name(name, people), places).name
        if target not in names or target not in screening.plan.stored:
            continue
        columns = screening.plan.stored[target].columns
        opened = screening.plan.table(Asked(f"open:{name}", places).name)
        named = [f"{column} <> ''" for column in columns[1:]]
        where = " AND ".join([*named, "a0 IN (SELECT a0 FROM _waiting)"])
        listed = ", ".join(columns)
        parts[target].append(
            f"SELECT {listed} FROM {quoted(opened.name, store.dialect)} WHERE {where}"
        )
    for name, queries in parts.items():
        store.keep(screening.assumed.stored[name].name, " UNION ALL ".join(queries))


def _by_case(layouts: tuple[object, ...]) -> bool:
    return layouts[:1] == (CASE_NUMBER,)
