"""The answers to one question for all cases together: queries for the cases of each verdict."""

from collections.abc import Sequence

from engine.answers.from_world import has_no_rule
from engine.backends.sql.conditions import column as column_of
from engine.backends.sql.dialects import as_sql, quoted
from engine.backends.sql.expressions import compared, literal
from engine.backends.sql.names import columns
from engine.backends.sql.rowwise import Way
from engine.backends.sql.running import Filling, create, insert
from engine.backends.sql.statements import Plan
from engine.backends.sql.store import Store
from engine.backends.sql.typed import Typed, constant, same
from engine.rails.names import Kind, Open, read, write
from engine.rails.rail import CERTAIN, GRANTED, LENIENT, POSSIBLE, Rail
from engine.registers.assumed_findings import Assumed, assumed_ways, fill_assumed, keep_cases
from engine.registers.case_columns import given_ways
from engine.registers.prepared import ASKED_RAILS, Screening
from engine.registers.rules.magic_sets import Adornment
from engine.registers.rules.subject import subject
from engine.registers.tables.constraints import ruled_out_by_constraints
from engine.registers.tables.queries import fill_register
from engine.registers.tables.register import Register
from engine.registers.tables.run_tables import RUN, WORK
from engine.registers.wide_table import Wide
from parser.datalog.tree import Row
from parser.resolved.tree import Constant
from parser.resolved.vocabulary import VALUE_KINDS
from parser.values import Entity


def verdicts(store: Store, screening: Screening, register: Register) -> str:
    """Answer a question for every case of a register; return the query for the verdicts.

    It has a column `a0` for the case and `verdict`; null stands for what only the case engine can
    settle: findings on both sides of one answer. `store` has the tables of the register.
    """
    if has_no_rule(screening.railed, screening.question.sentence.predicate):
        return f"SELECT a0, 'silent' AS verdict FROM {register.cases}"
    opened = [Adornment(write(Open(one.pred)), one.subjects) for one in screening.opened]
    goals = [screening.goals[rail] for rail in ASKED_RAILS]
    filling = filling_for(store, screening, register, [*goals, *opened])
    rails: dict[str, Rail] = {
        WORK.yes: CERTAIN,
        WORK.maybe: POSSIBLE,
        WORK.granted: GRANTED,
    }
    for name, rail in rails.items():
        store.keep(name, _answers(filling, screening, screening.plan, rail))
    store.keep(
        WORK.candidates,
        f"SELECT a0 FROM {WORK.granted} WHERE a0 IN (SELECT a0 FROM {WORK.maybe}) "
        f"AND a0 NOT IN (SELECT a0 FROM {WORK.yes})",
    )
    for one in opened:
        fill_of(filling, one)
    _depends(store, screening, register)
    return (
        "SELECT c.a0, CASE WHEN y.a0 IS NOT NULL THEN 'yes' WHEN m.a0 IS NULL THEN 'no' "
        "WHEN s.a0 IS NOT NULL THEN 'depends' WHEN g.a0 IS NOT NULL THEN NULL "
        f"ELSE 'unknown' END AS verdict FROM {register.cases} AS c "
        f"LEFT JOIN {WORK.yes} AS y ON y.a0 = c.a0 LEFT JOIN {WORK.maybe} AS m ON m.a0 = c.a0 "
        f"LEFT JOIN {WORK.settled} AS s ON s.a0 = c.a0 "
        f"LEFT JOIN {WORK.candidates} AS g ON g.a0 = c.a0"
    )


def filling_for(
    store: Store, screening: Screening, register: Register, wanted: Sequence[Adornment]
) -> Filling:
    """Return the plan of a question, begun for what is wanted of it over the cases of a register.

    What the row of a case says is there; the rest `fill_of` fills.
    """
    _stored(store, screening, register)
    filling = Filling(store, screening.plan, views=True)
    filling.empty.update(dict.fromkeys(filter(is_kind, screening.plan.stored), False))
    wide = Wide(filling, register.cases, ways_by_name(screening, screening.plan, register))
    wide.place([one.name for one in wanted], _by_case(screening, screening.plan))
    wide.fill()
    return filling


def ways_by_name(screening: Screening, plan: Plan, register: Register) -> dict[str, Sequence[Way]]:
    """Return by the name of a predicate in a plan how the columns of the table of cases give it."""
    predicates = screening.railed.base.predicates
    base = screening.railed.base
    spoken = {atom.pred for one in base.constraints for atom in one.atoms}
    constrained = frozenset(
        one for one in spoken if any(ruled_out_by_constraints(base, one, register))
    )
    found: dict[str, Sequence[Way]] = {}
    for name in _by_case(screening, plan):
        asked = screening.own.get(name)
        if asked is None or asked.given:
            continue
        ways = given_ways(asked, plan.layouts[name], predicates, register, constrained)
        if ways is not None:
            found[name] = ways
    return found


def is_kind(name: str) -> bool:
    """Tell whether a predicate lists the individuals of a kind, one without a name included."""
    known = read(name)
    return isinstance(known, Kind) and known.rail == POSSIBLE


def _by_case(screening: Screening, plan: Plan) -> list[str]:
    """Return the predicates whose rows come from the register, case by case, and not from rules."""
    listed = {row.pred for row in screening.railed.program.listed}
    return [name for name in plan.stored if name not in listed and name not in plan.of]


def _stored(store: Store, screening: Screening, register: Register) -> None:
    """Make and fill the tables of rows that no rule concludes."""
    listed: dict[str, list[Row]] = {}
    for row in screening.railed.program.listed:
        listed.setdefault(row.pred, []).append(row.row)
    plan, own = screening.plan, screening.own
    made = fill_register(store, screening.railed, register, plan, own, _named(screening))
    layouts = plan.layouts
    for name, table in plan.stored.items():
        if name in made:
            continue
        create(store, table)
        if name in listed:
            insert(store, table, layouts[name], listed[name])
        if screening.supplied and name == screening.supplied[0]:
            values = [
                part.sql(store.dialect)
                for one, layout in zip(screening.supplied[1], layouts[name][1:], strict=True)
                for part in constant(one, layout).parts
            ]
            row_of_each = ", ".join(["a0", *values])
            store.add(table.name, f"SELECT {row_of_each} FROM {register.cases}")


def _named(screening: Screening) -> tuple[Entity, ...]:
    """Return the individuals that the question names."""
    terms = screening.question.sentence.args
    values = (term.value for term in terms if isinstance(term, Constant) and not subject(term))
    return tuple(one for one in values if isinstance(one, Entity))


def fill_of(filling: Filling, asked: Adornment) -> str:
    """Fill what a predicate rests on; return its table, or an empty text if it has none."""
    if asked.name in filling.plan.of:
        filling.fill(filling.plan.of[asked.name])
    elif asked.name not in filling.plan.stored:
        return ""
    return filling.plan.table(asked.name).name


def _answers(filling: Filling, screening: Screening, plan: Plan, rail: Rail) -> str:
    """Fill what a rail rests on; return the query for the cases whose question holds on it."""
    asked = screening.goals[rail]
    table = fill_of(filling, asked)
    if not table:
        return "SELECT CAST(NULL AS BIGINT) AS a0 WHERE FALSE"
    dialect = filling.store.dialect
    layouts = plan.layouts[asked.name]
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
        column = Typed(layout, tuple(column_of(one, "t") for one in names))
        if predicate.slots[slot].kind in VALUE_KINDS and slot not in predicate.asked:
            decided = rail == GRANTED and predicate.origin == "decided"
            lenient = rail in LENIENT or decided
            agrees, failed = compared("=", column, literal(term.value), lenient)
            conditions.append(as_sql(agrees, dialect))
            if failed is not None:  # what cannot be compared is not the same
                conditions.append(f"left({as_sql(failed, dialect)}, 1) <> '!'")
        elif subject(term):
            conditions.append(f"t.a{column_number} = c.a1")
        else:
            conditions.append(as_sql(same(column, literal(term.value)), dialect))
    where = " AND ".join(conditions) or "TRUE"
    name = quoted(table, dialect)
    if shared:
        return f"SELECT DISTINCT c.a0 FROM {name} AS t CROSS JOIN {RUN.cases} AS c WHERE {where}"
    by_name = any("c.a1" in one for one in conditions)
    joined = f" JOIN {RUN.cases} AS c ON c.a0 = t.a0" if by_name else ""
    return f"SELECT DISTINCT t.a0 FROM {name} AS t{joined} WHERE {where}"


def _depends(store: Store, screening: Screening, register: Register) -> None:
    """Collect in `WORK.settled` the candidates that hold once all open findings are made one way.

    First each is taken as made, then, for those left, as refused.
    """
    store.empty(WORK.settled, ("a0",), ("BIGINT",))
    goal = screening.goals[CERTAIN]
    ways: tuple[Assumed, ...] = ("made", "refused")
    for way in ways:
        left = f"a0 NOT IN (SELECT a0 FROM {WORK.settled})"
        store.keep(WORK.waiting, f"SELECT a0 FROM {WORK.candidates} WHERE {left}")
        if not store.rows(f"SELECT 1 FROM {WORK.waiting} LIMIT 1"):
            return
        assumed = Filling(store, screening.assumed, views=True)
        found = dict(ways_by_name(screening, screening.assumed, register))
        opened = assumed_ways(screening, way, found)
        wide = Wide(assumed, WORK.cases_now, found, "assumed_")
        wide.place([goal.name], _by_case(screening, screening.assumed))
        keep_cases(store, register, wide.needs(), opened)
        fill_assumed(store, screening, way, {*wide.read, *wide.marks.values(), goal.name})
        wide.fill()
        store.add(WORK.settled, _answers(assumed, screening, screening.assumed, CERTAIN))
