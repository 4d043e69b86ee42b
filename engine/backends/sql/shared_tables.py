"""Tables of many models in one database: what is worked out alike stands there once.

The worlds that a question supposes differ in a fact or two, and most of their tables are the same.
A table that is never added to has a name of its own, and a query is written with these names: then
two queries that read alike have the same rows, and to plan one takes longer than all the rest.
"""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Any
from weakref import finalize

from engine.backends.sql.dialects import quoted
from engine.backends.sql.store import Database, Store

KEPT = 500
"""So many tables are kept when no model has them any more, those last asked for."""

READ = 2000
"""The rows of so many queries are kept."""

_NAMED = re.compile(r"""('(?:[^']|'')*')|"((?:[^"]|"")*)\"""")
"""A text, which stays as it is, or a name in quotation marks."""


@dataclass(slots=True, weakref_slot=True, eq=False)
class Kept:
    """A table, or a view over others, under a name that no other ever gets.

    `query` is that of a view, which is `waiting` until something looks at it. `size` is how many
    rows a table has, where that is known. What is of one model `alone` may still be added to, or
    rests on what was.
    """

    name: str
    query: str = ""
    over: "tuple[Kept, ...]" = ()
    alone: bool = False
    size: int | None = None
    waiting: bool = False


@dataclass(slots=True)
class Shared:
    """What is kept in one database, for all models whose tables are in it."""

    database: Database
    tables: dict[tuple[str, str], Kept] = field(default_factory=dict)
    found: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)
    made: int = 0

    def run(self, statement: str, over: Collection[Kept]) -> Any:
        """Run a statement over some tables; views among them are made if they are not yet."""
        for one in over:
            if one.waiting:
                one.waiting = False
                self.run(f"CREATE TEMP VIEW {quoted(one.name)} AS {one.query}", one.over)
        return self.database.execute(statement)

    def table(self, query: str, over: tuple[Kept, ...]) -> Kept:
        """Return the table of the rows of a query over other tables."""
        self._clear()
        kept = self._named("TABLE", over)
        found = self.run(f"CREATE TEMP TABLE {quoted(kept.name)} AS {query}", over).fetchone()
        kept.size = None if found is None else int(found[0])
        return kept

    def view(self, query: str, over: tuple[Kept, ...]) -> Kept:
        """Return a view of the rows of a query over other tables."""
        kept = self._named("VIEW", over)
        kept.query, kept.over, kept.waiting = query, over, True
        return kept

    def once(
        self, make: Callable[[str, tuple[Kept, ...]], Kept], query: str, over: tuple[Kept, ...]
    ) -> Kept:
        """Return what `table` or `view` made of a query before, or makes of it now."""
        if any(one.alone for one in over):
            return make(query, over)
        known = (make.__name__, query)
        kept = self.tables.pop(known, None) or make(query, over)
        self.tables[known] = kept
        if len(self.tables) > KEPT:
            del self.tables[next(iter(self.tables))]
        return kept

    def rows(self, query: str, over: tuple[Kept, ...]) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        if any(one.alone for one in over):
            return list(self.run(query, over).fetchall())
        found = self.found.pop(query, None)
        if found is None:
            found = self.run(query, over).fetchall()
        self.found[query] = found
        if len(self.found) > READ:
            del self.found[next(iter(self.found))]
        return list(found)

    def _named(self, form: str, over: tuple[Kept, ...]) -> Kept:
        self.made += 1
        kept = Kept(f"shared {self.made}", alone=any(one.alone for one in over))
        finalize(
            kept, self.gone.append, f"DROP {form} IF EXISTS {quoted(kept.name)}"
        ).atexit = False
        return kept

    def _clear(self) -> None:
        """Remove what nobody has any more."""
        while self.gone:
            self.database.execute(self.gone.pop())


@dataclass(slots=True)
class InShared:
    """A store for the tables of one model among those of others; `names` says which are its own."""

    shared: Shared
    names: dict[str, Kept] = field(default_factory=dict)
    dialect: str = "duckdb"
    recursive: bool = True

    def _resolved(self, query: str) -> tuple[str, tuple[Kept, ...]]:
        """Return a query with the names that tables have in the database, and these tables."""
        over: dict[str, Kept] = {}

        def renamed(found: re.Match[str]) -> str:
            kept = self.names.get(found[2]) if found[2] is not None else None
            if kept is None:
                return found[0]
            over[kept.name] = kept
            return f'"{kept.name}"'

        return _NAMED.sub(renamed, query), tuple(over.values())

    def empty(self, name: str, columns: Sequence[str], types: Sequence[str]) -> None:
        """Make a table without rows; one of that name is replaced."""
        listed = ", ".join(
            f"CAST(NULL AS {kind}) AS {column}" for column, kind in zip(columns, types, strict=True)
        )
        self.keep(name, f"SELECT {listed} WHERE FALSE")

    def keep(self, name: str, query: str) -> int | None:
        """Make a table of the rows of a query, one of that name is replaced; return how many."""
        self.names[name] = self.shared.once(self.shared.table, *self._resolved(query))
        return self.names[name].size

    def view(self, name: str, query: str) -> None:
        """Give a query a name."""
        self.names[name] = self.shared.once(self.shared.view, *self._resolved(query))

    def add(self, name: str, query: str) -> None:
        """Add the rows of a query to a table, which is copied first if others may have it."""
        kept = self.names[name]
        if not kept.alone or kept.query:
            kept = self.shared.table(f"SELECT * FROM {quoted(kept.name)}", (kept,))
            kept.alone = True
            self.names[name] = kept
        text, over = self._resolved(query)
        self.shared.run(f"INSERT INTO {quoted(kept.name)} {text}", over)
        kept.size = None

    def drop(self, name: str) -> None:
        """Remove a table."""
        del self.names[name]

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        return self.shared.rows(*self._resolved(query))

    def near(self, names: Collection[str]) -> Store | None:
        """Return None: it is on this machine."""
        return None

    def take(self, name: str, near: Store) -> None:
        """Replace the rows of a table; raises TypeError, since nothing is nearer than this."""
        raise TypeError(f"`{name}` is on this machine")
