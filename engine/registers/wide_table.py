"""What rests on the row of a case alone, as columns of a table with one row for each case.

Predicates that rules conclude from columns of a case are columns too; no joins are needed for
them. What goes through other tables is filled as ever, and joined once as a condition. Where such
a table rests on columns in turn, these are kept first: the columns grow level by level.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import count

from engine.backends.sql.conditions import choices_in, columns_of, is_column
from engine.backends.sql.conditions import column as column_of
from engine.backends.sql.dialects import as_sql, quoted
from engine.backends.sql.layouts import Layout
from engine.backends.sql.names import columns
from engine.backends.sql.rowwise import ALWAYS, NEVER, Way, disjunction, is_rowwise, ways_of
from engine.backends.sql.running import Filling, create
from engine.backends.sql.statements import Filled, Stratum
from engine.backends.sql.typed import Sql, Typed, as_layout
from engine.registers.rules.by_case import CASE
from engine.registers.tables.register import CASE_NUMBER
from parser.datalog.atoms import atoms

WAYS = 4
"""A predicate that holds in more ways than these has a table of its own."""


@dataclass(slots=True)
class Wide:
    """The columns of each case, worked out before they are filled.

    `cases` is the table to begin with, `ways` says which predicates are columns and how. `level`
    says of each predicate after how many tables it is there, `rows` of those that are columns in
    which one. `marks` are columns that say whether a case is in the table of a predicate;
    `computed` has the level, the depth within it and the expression of each other column, `known`
    its name by that expression. `read` are the predicates that are needed as tables.
    """

    filling: Filling
    cases: str
    ways: dict[str, Sequence[Way]]
    prefix: str = ""
    level: dict[str, int] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)
    computed: dict[str, tuple[int, int, Sql]] = field(default_factory=dict)
    known: dict[Sql, str] = field(default_factory=dict)
    read: set[str] = field(default_factory=set)
    numbers: "count[int]" = field(default_factory=count)

    def place(self, wanted: Sequence[str], facts: Iterable[str]) -> None:
        """Decide for all that the wanted predicates rest on what is a column, and of which level.

        `facts` are the predicates with rows of each case that nobody concludes.
        """
        plan = self.filling.plan
        for pred in facts:
            if pred not in self.ways and plan.layouts[pred] == (CASE_NUMBER,):
                self._mark(pred, 0)
        for number in _reached(self.filling, wanted):
            self._place(plan.strata[number])
        self.read |= {pred for pred in wanted if pred in self.rows}

    def needs(self) -> set[str]:
        """Return the columns of the table of the cases that are looked at."""
        found = {column for pred in self.read & set(self.rows) for column in self._all(pred)}
        found = found.union(*(columns_of(value) for _, _, value in self.computed.values()))
        return found - set(self.computed) - set(self.marks)

    def fill(self) -> None:
        """Fill the columns, level by level, and the tables that they rest on."""
        source = self.cases
        joined: set[str] = set()
        for level in sorted(set(self.rows.values())):
            source = self._keep(level, source, joined)

    def _place(self, stratum: Stratum) -> None:
        rules = [one.rule for one in stratum.first]
        (pred, *more) = (table.pred for table in stratum.tables)
        simple = not (more or stratum.again or stratum.tables[0].stored)
        simple = simple and all(rule.head.args[:1] == (CASE,) for rule in rules)
        found: list[Way] | None = []
        for rule in rules:
            rowwise = simple and is_rowwise(rule, self.ways)
            ways = ways_of(rule, self.ways, self._layouts(pred)) if rowwise else None
            found = None if found is None or ways is None else [*found, *ways]
        used = {atom.pred for rule in rules for atom in atoms(rule.body)}
        used |= {atom.pred for one in stratum.again for atom in atoms(one.rule.body)}
        flag = len(self._layouts(pred)) == 1
        if found is None or (not flag and len(found) > WAYS):
            after = [self.level.get(one, 0) + (one in self.rows) for one in used]
            for table in stratum.tables:
                self.level[table.pred] = max(after, default=0)
            self.read |= used
            if simple and flag:
                self._mark(pred, self.level[pred])
            return
        level = max((self.level.get(one, 0) for one in used), default=0)
        self.level[pred] = self.rows[pred] = level
        self.ways[pred] = self._columns(found, flag, level)

    def _layouts(self, pred: str) -> Sequence[Layout]:
        return self.filling.plan.layouts[pred]

    def _mark(self, pred: str, level: int) -> None:
        column = f"m{next(self.numbers)}"
        self.marks[column] = pred
        self.level[pred] = level
        self.ways[pred] = (Way(column_of(column)),)

    def _columns(self, ways: Sequence[Way], flag: bool, level: int) -> Sequence[Way]:
        if flag:
            holds = disjunction([way.holds for way in ways])
            return () if holds == NEVER else (Way(self._column(holds, level)),)
        return [
            Way(
                self._column(way.holds, level),
                tuple(
                    Typed(one.layout, tuple(self._column(part, level) for part in one.parts))
                    for one in way.values
                ),
            )
            for way in ways
        ]

    def _column(self, value: Sql, level: int) -> Sql:
        """Return the column that holds a value, a new one if there is none.

        What is chosen within it has a column too, since several values may ask for it.
        """
        for chosen in choices_in(value):
            chosen.replace(self._column(chosen.copy(), level))
        if is_column(value) or not columns_of(value):
            return value
        if value not in self.known or self.computed[self.known[value]][0] > level:
            name = f"c{next(self.numbers)}"
            self.known[value] = name
            own = [self.computed[one] for one in columns_of(value) if one in self.computed]
            depth = max((at for of, at, _ in own if of == level), default=0) + 1
            self.computed[name] = (level, depth, value)
        return column_of(self.known[value])

    def _keep(self, level: int, source: str, joined: set[str]) -> str:
        """Make the table with the columns of one level; return its name."""
        store = self.filling.store
        own = {name: one for name, one in self.computed.items() if one[0] == level}
        used = {column for _, _, value in own.values() for column in columns_of(value)}
        viewed = [pred for pred, of in self.rows.items() if pred in self.read and of == level]
        shown = {column for pred in self.read & set(self.rows) for column in self._all(pred)}
        later = [value for of, _, value in self.computed.values() if of > level]
        kept = shown.union(*map(columns_of, later))
        used |= {column for pred in viewed for column in self._all(pred)}
        marks = sorted((used & set(self.marks)) - joined)
        query = self._joined(source, marks)
        joined |= set(marks)
        for depth in range(1, max((one[1] for one in own.values()), default=0) + 1):
            added = ", ".join(
                f"{as_sql(value, store.dialect)} AS {name}"
                for name, (_, at, value) in own.items()
                if at == depth
            )
            query = f"SELECT *, {added} FROM ({query}) AS w"
        gone = set(self.marks) - joined | {n for n, one in self.computed.items() if one[0] > level}
        listed = ", ".join(["a0", *sorted(kept - gone - {"a0"})])
        name = f"_{self.prefix}wide_{level}"
        store.keep(name, f"SELECT {listed} FROM ({query}) AS w")
        for pred in viewed:
            self._view(pred, name)
        plan = self.filling.plan
        self.filling.done |= {plan.of[pred] for pred, of in self.rows.items() if of == level}
        return name

    def _joined(self, source: str, marks: Sequence[str]) -> str:
        store = self.filling.store
        selected, joins = ["w.*"], ""
        for mark in marks:
            table = self._table(self.marks[mark])
            name = quoted(table.name, store.dialect)
            if self.filling.is_empty(table.pred):
                selected.append(f"FALSE AS {mark}")
                continue
            selected.append(f"{mark}.a0 IS NOT NULL AS {mark}")
            joins += f" LEFT JOIN (SELECT DISTINCT a0 FROM {name}) AS {mark} ON {mark}.a0 = w.a0"
        return f"SELECT {', '.join(selected)} FROM {quoted(source, store.dialect)} AS w{joins}"

    def _table(self, pred: str) -> Filled:
        plan = self.filling.plan
        if pred in plan.of:
            self.filling.fill(plan.of[pred])
        return plan.table(pred)

    def _all(self, pred: str) -> set[str]:
        """Return all columns that give the rows of a predicate."""
        parts = (part for way in self.ways[pred] for part in (way.holds, *_values(way)))
        return {column for part in parts for column in columns_of(part)}

    def _view(self, pred: str, source: str) -> None:
        """Make the view with the rows of a predicate that is columns."""
        store = self.filling.store
        table = self.filling.plan.table(pred)
        layouts = self.filling.plan.layouts[pred]
        queries: list[str] = []
        for way in self.ways[pred]:
            selected = ["a0"]
            for place, (value, layout) in enumerate(zip(way.values, layouts[1:], strict=True), 1):
                parts = as_layout(value, layout).parts
                for part, name in zip(parts, columns(place, layout), strict=True):
                    selected.append(f"{as_sql(part, store.dialect)} AS {name}")
            where = "" if way.holds == ALWAYS else f" WHERE {as_sql(way.holds, store.dialect)}"
            listed = ", ".join(selected)
            queries.append(f"SELECT {listed} FROM {quoted(source, store.dialect)}{where}")
        if queries:
            store.view(table.name, " UNION ALL ".join(queries))
        else:
            create(store, table)


def _values(way: Way) -> list[Sql]:
    return [part for value in way.values for part in value.parts]


def _reached(filling: Filling, wanted: Iterable[str]) -> list[int]:
    """Return the strata that some predicates rest on, the lowest first."""
    plan = filling.plan
    waiting = [plan.of[pred] for pred in wanted if pred in plan.of]
    found: set[int] = set()
    while waiting:
        number = waiting.pop()
        if number not in found:
            found.add(number)
            stratum = plan.strata[number]
            for one in (*stratum.first, *stratum.again):
                waiting.extend(plan.of[a.pred] for a in atoms(one.rule.body) if a.pred in plan.of)
    return sorted(found)
