"""The tables of a plan whose rows no rule concludes, filled by queries over a register."""

from collections.abc import Iterable, Mapping, Sequence

from engine.backends.sql.dialects import quoted
from engine.backends.sql.keys import escaped
from engine.backends.sql.layouts import Layout
from engine.backends.sql.names import columns
from engine.backends.sql.statements import Plan
from engine.backends.sql.store import Store
from engine.backends.sql.typed import constant
from engine.rails.from_datalog import Railed
from engine.rails.names import Denied, Kind, Shown, Shut, Stated, Taken, read
from engine.rails.rail import POSSIBLE
from engine.rails.ways_to_rule_out import RulesOut, ways_to_rule_out
from engine.registers.rules.magic_sets import Adornment
from engine.registers.rules.names import CASES, SUBJECTS
from engine.registers.tables.constraints import ruled_out_by_constraints
from engine.registers.tables.register import CASE_NUMBER, Known, Register, layouts_of
from parser.resolved.vocabulary import Predicate
from parser.values import UNKNOWN, Entity


def stored_layouts(
    railed: Railed, used: Iterable[str], certain: Mapping[str, Known]
) -> dict[str, tuple[Layout, ...]]:
    """Return the layouts of all predicates among `used` whose rows no rule concludes.

    `certain` is what a register has in `known`.
    """
    found: dict[str, tuple[Layout, ...]] = {}
    for name in sorted(set(used)):
        known = read(name)
        if name == CASES:
            found[name] = (CASE_NUMBER,)
        elif isinstance(known, Kind):
            found[name] = (CASE_NUMBER, Layout("name", known.kind))
        elif isinstance(known, Shown):
            found[name] = certain[known.name].layouts
        elif isinstance(known, Stated | Shut | Denied | Taken):
            predicate = railed.base.predicates.get(known.pred)
            if predicate is None or predicate.origin not in ("given", "decided"):
                continue
            places = layouts_of(predicate)
            if isinstance(known, Stated):
                found[name] = places
                continue
            for one in ways_to_rule_out(predicate):
                if one.name == known:
                    found[name] = (CASE_NUMBER, *(places[i + 1] for i in one.columns))
    return found


def fill_register(
    store: Store,
    railed: Railed,
    register: Register,
    plan: Plan,
    own: Mapping[str, Adornment],
    also: Sequence[Entity] = (),
) -> set[str]:
    """Make the stored tables of a plan that a register has rows of; return the names of these.

    `own` tells of which predicate each holds rows, and at which places of it the individual of the
    case stands: those places the table does not have. `also` are individuals who are in every
    case. A row may be there twice.
    """
    made: set[str] = set()
    for name, table in plan.stored.items():
        asked = own.get(name, Adornment(name))
        parts = queries_of(asked.pred, asked.subjects, railed, register, also)
        if not parts:
            continue  # it is there without rows, or with those of the law
        rows = " UNION ALL ".join(parts)
        worth = len(parts) > 1 or " JOIN " in parts[0]
        make = store.keep if worth and plan.users(name) > 1 else store.view
        make(table.name, f"SELECT {', '.join(table.columns)} FROM ({rows}) AS found")
        made.add(name)
    return made


def queries_of(
    name: str, places: tuple[int, ...], railed: Railed, register: Register, also: Sequence[Entity]
) -> list[str]:
    """Return the queries for the rows of one stored predicate, none if the register has no rows.

    `places` are those where the individual of the case stands, which the rows leave out.
    """
    if name == CASES:
        return [f"SELECT a0 FROM {quoted(register.cases)}"]
    if name == SUBJECTS:
        return [f"SELECT a0, a1 FROM {quoted(register.cases)}"]
    known = read(name)
    if isinstance(known, Kind):
        if places:
            return [f"SELECT a0 FROM {quoted(register.cases)} WHERE kind = '{known.kind}'"]
        return _kind(known, railed, register, also)
    if isinstance(known, Stated) and known.pred in register.stated:
        layouts = layouts_of(railed.base.predicates[known.pred])
        query = f"SELECT * FROM {quoted(register.stated[known.pred])}"
        return [_about(query, known.pred, layouts, range(len(layouts)), places, register)]
    if isinstance(known, Shown):
        shown = register.known[known.name]
        query = f"SELECT * FROM {quoted(shown.table)}"
        layouts = shown.layouts
        return [_about(query, name, layouts, range(len(layouts)), places, register)]
    if isinstance(known, Shut | Denied | Taken):
        predicate = railed.base.predicates[known.pred]
        layouts = layouts_of(predicate)
        return [
            _about(query, known.pred, layouts, numbers, places, register)
            for one in ways_to_rule_out(predicate)
            if one.name == known
            for numbers in ((0, *(place + 1 for place in one.columns)),)
            for query in (
                *_ruled_out(one, predicate, register),
                *_constrained(one, railed, register),
            )
        ]
    return []


def _about(
    query: str,
    pred: str,
    layouts: Sequence[Layout],
    kept: Sequence[int],
    places: tuple[int, ...],
    register: Register,
) -> str:
    """Return a query for those rows that have the individual of their case at some places.

    `kept` are the places of the predicate that `query` has.
    """
    if not places:
        return query
    chosen: list[str] = []
    new = 0
    for place, number in enumerate(kept):
        if place in places:
            continue
        old = columns(place, layouts[number])
        chosen += [f"t.{a} AS {b}" for a, b in zip(old, columns(new, layouts[number]), strict=True)]
        new += 1
    known = all((pred, kept[place]) in register.own for place in places)
    where = " AND ".join(f"t.a{place} = c.a1" for place in places)
    join = "" if known else f" JOIN {quoted(register.cases)} AS c ON c.a0 = t.a0 AND {where}"
    return f"SELECT {', '.join(chosen)} FROM ({query}) AS t{join}"


def _kind(wanted: Kind, railed: Railed, register: Register, also: Sequence[Entity]) -> list[str]:
    kind = wanted.kind
    others: list[str] = []
    for said in (register.stated, register.denied):
        for pred, table in said.items():
            predicate = railed.base.predicates.get(pred)
            if predicate is None:
                continue
            for place, slot in enumerate(predicate.slots, 1):
                if slot.kind == kind and (pred, place) not in register.own:
                    column = columns(place, layouts_of(predicate)[place])[0]
                    others.append(
                        f"SELECT t.a0, t.{column} AS a1 FROM {quoted(table)} AS t "
                        f"JOIN {quoted(register.cases)} AS c ON c.a0 = t.a0 "
                        f"WHERE t.{column} IS NOT NULL "
                        f"AND (t.{column} <> c.a1 OR c.kind <> '{kind}')"
                    )
    named = [
        one for one in (*railed.base.entities, *railed.enlisted, *also) if isinstance(one, Entity)
    ]
    globally = [escaped(one.name) for one in named if one.kind == kind and one.name]
    known = [
        constant(Entity(kind, one), Layout("name", kind)).low.sql("duckdb")
        for one in dict.fromkeys(globally)
    ]
    unknown = f" WHERE a1 NOT IN ({', '.join(known)})" if known else ""
    found = [f"SELECT a0, a1 FROM ({' UNION '.join(others)}) AS o{unknown}"] if others else []
    if wanted.rail == POSSIBLE and not railed.names_all(kind):
        known.append("''")
    found += [f"SELECT a0, {one} AS a1 FROM {quoted(register.cases)}" for one in known]
    found.append(f"SELECT a0, a1 FROM {quoted(register.cases)} WHERE kind = '{kind}'")
    return found


def _ruled_out(one: RulesOut, predicate: Predicate, register: Register) -> list[str]:
    """Return the queries for the rows that statements of one form rule out, none or one.

    A register names whom it denies something of: it has no rows for everybody of a kind, and closes
    a relation in every case or in none.
    """
    name = predicate.name
    layouts = layouts_of(predicate)
    match one.by:
        case "closure":
            if one.places or name not in {*register.closed, *register.partly}:
                return []
            cases = f"SELECT a0 FROM {quoted(register.cases)}"
            if name not in register.partly:
                return [cases]
            return [f"{cases} WHERE a0 NOT IN (SELECT a0 FROM {quoted(register.partly[name])})"]
        case "single":
            tables, where = register.stated, []
            if one.filled:
                return []
            if isinstance(one.name, Taken):
                where = [
                    exact(columns(place + 1, layouts[place + 1]), layouts[place + 1])
                    for place in one.places
                ]
        case "denial":
            tables = register.denied
            open_ = [place for place in range(len(predicate.slots)) if place not in one.places]
            where = [
                *(f"{c} IS NULL" for i in open_ for c in columns(i + 1, layouts[i + 1])),
                *(f"{columns(i + 1, layouts[i + 1])[0]} IS NOT NULL" for i in one.places),
            ]
    if name not in tables:
        return []
    chosen = ["a0"]
    for number, place in enumerate(one.places, 1):
        layout = layouts[place + 1]
        old, new = columns(place + 1, layout), columns(number, layout)
        chosen += [f"{a} AS {b}" for a, b in zip(old, new, strict=True)]
    for number, place in enumerate(one.marks, len(one.places) + 1):
        layout = layouts[place + 1]
        unknown = constant(UNKNOWN, layout).parts
        chosen += [
            f"{part.sql('duckdb')} AS {new}"
            for part, new in zip(unknown, columns(number, layout), strict=True)
        ]
    condition = " AND ".join(where) or "TRUE"
    return [f"SELECT {', '.join(chosen)} FROM {quoted(tables[name])} WHERE {condition}"]


def exact(names: Sequence[str], layout: Layout) -> str:
    """Return the condition that the columns of one place hold a value that is known exactly."""
    if layout.ranged:
        return " = ".join(names)
    return f"left({names[0]}, 2) <> 'r:'" if layout.loose else f"{names[0]} IS NOT NULL"


def _constrained(one: RulesOut, railed: Railed, register: Register) -> list[str]:
    """Return the queries for the rows that constraints rule out given what is stated.

    Those of a `Shut` have the individuals alone, those of a `Denied` some value too.
    """
    if one.by != "denial":
        return []
    return [
        found.query
        for found in ruled_out_by_constraints(railed.base, one.name.pred, register)
        if found.places == one.places
    ]
