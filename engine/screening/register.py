"""The facts of many cases as tables, and the rows that rule out what nobody stated."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from engine.rails.from_datalog import Railed
from engine.rails.rail import POSSIBLE, TODAY
from engine.rails.sensitivity import atoms, entity_slots
from engine.rails.shut import denied_name, shut_masks, shut_name, value_slots
from engine.screening.by_case import CASES
from engine.screening.demand import SUBJECTS
from engine.sql.keys import escaped
from engine.sql.layouts import DAY, KEY, Layout
from engine.sql.names import all_columns, columns
from engine.sql.running import Database, quoted
from engine.sql.typed import constant
from parser.resolved.vocabulary import Predicate
from parser.values import Entity

CASE_NAME = Layout("name", "case")

Said = Mapping[str, str]
"""For each predicate the table of what is stated about it, denied of it, or closed."""


@dataclass(frozen=True, slots=True)
class Register:
    """Where the facts stand: by predicate the tables of what is stated, denied and closed.

    `stated` and `denied` have a column for the case and those of each place (a denial has null
    for *any*); `closed` names the predicates of which each case gives everything. `cases` is the
    table of the cases, with the individual each is about; those of the kind `by_key` are called
    as their case is.
    """

    cases: str
    stated: Said
    denied: Said
    closed: frozenset[str]
    by_key: str = ""


def layouts_of(predicate: Predicate) -> tuple[Layout, ...]:
    """Return the layouts of what is stated about a predicate, the case first."""
    found = [CASE_NAME]
    for slot in predicate.slots:
        match slot.kind:
            case "date":
                found.append(Layout("day", ranged=True))
            case "number" | "text" | "amount" | "share" | "duration":
                found.append(KEY)
            case kind:
                found.append(Layout("name", kind))
    return tuple(found)


def stored_layouts(railed: Railed, used: Iterable[str]) -> dict[str, tuple[Layout, ...]]:
    """Return the layouts of all rows that nobody concludes, among the names that are `used`."""
    found: dict[str, tuple[Layout, ...]] = {CASES: (CASE_NAME,), TODAY: (DAY,)}
    wanted = set(used)
    for name, predicate in railed.base.predicates.items():
        if predicate.origin not in ("given", "decided"):
            continue
        places = layouts_of(predicate)
        found[railed.naming.stored(name)] = places
        for mask in shut_masks(predicate):
            found[shut_name(name, mask)] = (CASE_NAME, *(places[i + 1] for i in mask))
        for values in _subsets(value_slots(predicate)):
            fixed = sorted((*entity_slots(predicate), *values))
            found[denied_name(name, values)] = (CASE_NAME, *(places[i + 1] for i in fixed))
    for name in wanted:
        if name.startswith("kind:"):
            kind = name.removeprefix("kind:").removesuffix(f"@{POSSIBLE}")
            found[name] = (CASE_NAME, Layout("name", kind))
    return {name: layouts for name, layouts in found.items() if name in wanted}


def _subsets(places: Sequence[int]) -> list[tuple[int, ...]]:
    found: list[tuple[int, ...]] = [()]
    for place in places:
        found += [(*one, place) for one in found]
    return found[1:]


def used_names(railed: Railed) -> set[str]:
    """Return every name that the plain program speaks of."""
    names = {rule.head.pred for rule in railed.program.rules}
    for rule in railed.program.rules:
        names.update(atom.pred for atom in atoms(rule.body))
    return names


def fill_register(
    database: Database,
    railed: Railed,
    register: Register,
    tables: Mapping[str, str],
    layouts: Mapping[str, tuple[Layout, ...]],
    also: Sequence[Entity] = (),
) -> None:
    """Fill the stored tables of a program (`tables` by name); `also` are in every case."""
    for name, table in tables.items():
        parts = _queries(name, railed, register, also)
        names = all_columns(layouts[name])
        if parts is None:
            continue
        listed = ", ".join(quoted(one) for one in names)
        if parts:
            union = " UNION ".join(parts)
            database.execute(f"INSERT INTO {quoted(table)} SELECT {listed} FROM ({union}) AS found")


def _queries(
    name: str, railed: Railed, register: Register, also: Sequence[Entity]
) -> list[str] | None:
    """Return the queries for the rows of one stored name, or None if they come from elsewhere."""
    if name == CASES:
        return [f"SELECT a0 FROM {quoted(register.cases)}"]
    if name == SUBJECTS:
        return [f"SELECT a0, a1 FROM {quoted(register.cases)}"]
    if name.startswith("kind:"):
        return _kind(name, railed, register, also)
    for prefix, make in (("shut:", _shut), ("denied:", _denied)):
        if name.startswith(prefix):
            pred, _, places = name.removeprefix(prefix).rpartition("/")
            mask = tuple(int(place) for place in places.split(".") if place)
            return make(railed.base.predicates[pred], mask, register)
    if name.startswith("stated:"):
        table = register.stated.get(name.removeprefix("stated:"))
        return [f"SELECT * FROM {quoted(table)}"] if table else []
    return None


def _kind(name: str, railed: Railed, register: Register, also: Sequence[Entity]) -> list[str]:
    kind = name.removeprefix("kind:").removesuffix(f"@{POSSIBLE}")
    found: list[str] = []
    for said in (register.stated, register.denied):
        for pred, table in said.items():
            predicate = railed.base.predicates.get(pred)
            if predicate is None:
                continue
            for place, slot in enumerate(predicate.slots):
                if slot.kind == kind:
                    column = columns(place + 1, layouts_of(predicate)[place + 1])[0]
                    others = f" AND {column} <> a0" if register.by_key == kind else ""
                    found.append(
                        f"SELECT a0, {column} AS a1 FROM {quoted(table)} "
                        f"WHERE {column} IS NOT NULL{others}"
                    )
    named = [
        one for one in (*railed.base.entities, *railed.enlisted, *also) if isinstance(one, Entity)
    ]
    globally = [escaped(one.name) for one in named if one.kind == kind and one.name]
    if name.endswith(f"@{POSSIBLE}"):
        globally.append("")
    for one in dict.fromkeys(globally):
        text = constant(Entity(kind, one), Layout("name", kind)).low.sql("duckdb")
        found.append(f"SELECT a0, {text} AS a1 FROM {quoted(register.cases)}")
    found.append(f"SELECT a0, a1 FROM {quoted(register.cases)} WHERE kind = '{kind}'")
    return found


def _shut(predicate: Predicate, mask: tuple[int, ...], register: Register) -> list[str]:
    """Return the queries for the individuals between whom nothing more can hold."""
    found: list[str] = []
    people = entity_slots(predicate)
    layouts = layouts_of(predicate)
    chosen = ["a0", *(f"a{place + 1} AS a{n}" for n, place in enumerate(mask, 1))]
    table = register.denied.get(predicate.name)
    if table is not None:
        values = [c for i in value_slots(predicate) for c in columns(i + 1, layouts[i + 1])]
        others = [f"a{i + 1}" for i in people if i not in mask]
        blank = [f"{column} IS NULL" for column in (*values, *others)]
        fixed = [f"a{i + 1} IS NOT NULL" for i in mask]
        where = " AND ".join([*blank, *fixed]) or "TRUE"
        found.append(f"SELECT {', '.join(chosen)} FROM {quoted(table)} WHERE {where}")
    if predicate.name in register.closed and not mask:
        found.append(f"SELECT a0 FROM {quoted(register.cases)}")
    if predicate.single is not None:
        only = tuple(i for i in people if i != predicate.single)
        table = register.stated.get(predicate.name)
        if mask == only and table is not None:
            found.append(f"SELECT {', '.join(chosen)} FROM {quoted(table)}")
    return found


def _denied(predicate: Predicate, values: tuple[int, ...], register: Register) -> list[str]:
    """Return the queries for what is denied for certain values of named individuals."""
    table = register.denied.get(predicate.name)
    if table is None:
        return []
    layouts = layouts_of(predicate)
    places = sorted((*entity_slots(predicate), *values))
    chosen, where = ["a0"], []
    for number, place in enumerate(places, 1):
        own = columns(place + 1, layouts[place + 1])
        new = columns(number, layouts[place + 1])
        chosen += [f"{a} AS {b}" for a, b in zip(own, new, strict=True)]
        where.append(f"{own[0]} IS NOT NULL")
    for place in value_slots(predicate):
        if place not in values:
            where += [f"{c} IS NULL" for c in columns(place + 1, layouts[place + 1])]
    return [f"SELECT {', '.join(chosen)} FROM {quoted(table)} WHERE {' AND '.join(where)}"]
