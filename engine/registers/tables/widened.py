"""What the table of the cases says of each, kept as columns of the cases themselves."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from engine.backends.sql.names import columns
from engine.backends.sql.store import Database
from engine.registers.tables.mapping import Says
from engine.registers.tables.register import Given, layouts_of
from engine.registers.tables.run_tables import RUN, FactTable, Place


@dataclass(slots=True)
class WideCases:
    """The columns that are to be added to the table of the cases.

    `names` has the name of each by the expression over `table` that it holds. `own` are the
    predicates and places (from 1) of the individual of the case; `said` has, by what a row says of
    its sentence and the predicate, where the facts would go and which columns they are.
    """

    own: frozenset[tuple[str, int]]
    table: str = ""
    names: dict[str, str] = field(default_factory=dict)
    said: dict[tuple[Place, str], list[tuple[FactTable, Given]]] = field(default_factory=dict)

    def add(
        self, one: Says, into: FactTable, where: str, values: Sequence[tuple[str, str]]
    ) -> None:
        """Add what a sentence says of a row: where it does, and the values by their columns."""
        found = dict(values)
        places: list[tuple[str, ...]] = []
        for place, layout in enumerate(layouts_of(one.predicate)[1:], 1):
            if (one.predicate.name, place) in self.own:
                places.append(("a1",))
            else:
                wanted = columns(place, layout)
                places.append(tuple(self._column(found[column]) for column in wanted))
        given = Given(self._column(f"coalesce({where}, FALSE)"), tuple(places))
        self.said.setdefault((into.place, one.predicate.name), []).append((into, given))

    def _column(self, value: str) -> str:
        return self.names.setdefault(value, f"f{len(self.names)}")

    def keep(
        self, database: Database, stated: dict[str, str], denied: dict[str, str]
    ) -> dict[str, tuple[Given, ...]]:
        """Put the columns into the table of all cases; return for each table which they are.

        The names of these tables are added to `stated` and `denied`.
        """
        if not self.names:
            return {}
        listed = ", ".join(f"{value} AS {name}" for value, name in self.names.items())
        database.execute(
            f"CREATE OR REPLACE TABLE {RUN.all_cases} AS SELECT c.*, {listed} "
            f"FROM {RUN.all_cases} AS c JOIN {self.table} AS r ON r.number = c.a0"
        )
        holds = dict.fromkeys(one.holds for said in self.said.values() for _, one in said)
        asked = ", ".join(f"coalesce(bool_or({one}), FALSE)" for one in holds)
        found = database.execute(f"SELECT {asked} FROM {RUN.all_cases}").fetchone()
        some = {one for one, there in zip(holds, found, strict=True) if there}
        given: dict[str, tuple[Given, ...]] = {}
        for (place, pred), ways in self.said.items():
            table = ways[0][0].name
            (stated if place == "stated" else denied)[pred] = table
            left = tuple(one for _, one in ways if one.holds in some)
            given[table] = left or (ways[0][1],)
        return given
