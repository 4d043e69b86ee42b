"""Where the tables of a plan are kept: a database, or a cluster."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from engine.backends.sql.dialects import quoted


class Database(Protocol):
    """What runs statements, such as a connection to DuckDB."""

    def execute(self, query: str, /) -> Any:
        """Run a statement; what it returns has `fetchone` and `fetchall`."""
        ...


class Store(Protocol):
    """Keeps tables under names, and reads them.

    `dialect` is that of the queries it takes. One that is `recursive` takes recursive queries.
    """

    @property
    def dialect(self) -> str:
        """The dialect of SQL that it takes."""
        ...

    @property
    def recursive(self) -> bool:
        """Tell whether it takes recursive queries."""
        ...

    def empty(self, name: str, columns: Sequence[str], types: Sequence[str]) -> None:
        """Make a table without rows; one of that name is replaced."""
        ...

    def keep(self, name: str, query: str) -> int | None:
        """Make a table of the rows of a query, one of that name is replaced.

        Returns how many rows it has, where that need not be worked out.
        """
        ...

    def view(self, name: str, query: str) -> None:
        """Give a query a name; its rows may be worked out whenever they are asked for."""
        ...

    def add(self, name: str, query: str) -> None:
        """Add the rows of a query to a table."""
        ...

    def drop(self, name: str) -> None:
        """Remove a table."""
        ...

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        ...

    def near(self, names: Collection[str]) -> "Store | None":
        """Return a store on this machine with copies of some tables, where that is quicker."""
        ...

    def take(self, name: str, near: "Store") -> None:
        """Replace the rows of a table by those that a store on this machine has for it."""
        ...


@dataclass(slots=True)
class InDatabase:
    """A store that is a database, such as a connection to DuckDB.

    With `temporary`, its tables are those of the connection alone, and gone with it. A view is made
    when a query names it: making one takes as long as planning its query, and of those that a
    register could need most are never looked at. `waiting` are the others.
    """

    database: Database
    dialect: str = "duckdb"
    recursive: bool = True
    temporary: bool = False
    views: dict[str, bool] = field(default_factory=dict)
    waiting: dict[str, str] = field(default_factory=dict)

    def empty(self, name: str, columns: Sequence[str], types: Sequence[str]) -> None:
        """Make a table without rows; one of that name is replaced."""
        listed = ", ".join(f"{c} {t}" for c, t in zip(columns, types, strict=True))
        self._make(name, "TABLE", f"({listed})")

    def keep(self, name: str, query: str) -> int | None:
        """Make a table of the rows of a query, one of that name is replaced; return how many."""
        found = self._make(name, "TABLE", f"AS {query}").fetchone()
        return None if found is None else int(found[0])

    def view(self, name: str, query: str) -> None:
        """Give a query a name."""
        self.waiting[name] = query

    def _run(self, statement: str) -> Any:
        """Run a statement, for which the views that it may name are made."""
        for name in [one for one in self.waiting if quoted(one) in statement]:
            query = self.waiting.pop(name, None)
            if query is not None:
                self._make(name, "VIEW", f"AS {query}")
        return self.database.execute(statement)

    def _make(self, name: str, form: str, rest: str) -> Any:
        view = form == "VIEW"
        self.waiting.pop(name, None)
        if self.views.setdefault(name, view) != view:
            self.database.execute(f"DROP {'TABLE' if view else 'VIEW'} {quoted(name)}")
            self.views[name] = view
        lasting = "TEMP " if self.temporary else ""
        return self._run(f"CREATE OR REPLACE {lasting}{form} {quoted(name)} {rest}")

    def add(self, name: str, query: str) -> None:
        """Add the rows of a query to a table."""
        self._run(f"INSERT INTO {quoted(name)} {query}")

    def drop(self, name: str) -> None:
        """Remove a table."""
        self.database.execute(f"DROP TABLE {quoted(name)}")
        self.views.pop(name, None)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        found: list[tuple[Any, ...]] = self._run(query).fetchall()
        return found

    def near(self, names: Collection[str]) -> Store | None:
        """Return None: it is on this machine."""
        return None

    def take(self, name: str, near: Store) -> None:
        """Replace the rows of a table; raises TypeError, since nothing is nearer than this."""
        raise TypeError(f"`{name}` is on this machine")


WORK = "work"
"""The schema for what is worked out for one question."""


def work_in(database: Database) -> InDatabase:
    """Return an empty store in a database, which sees what is in its main schema."""
    database.execute(f"DROP SCHEMA IF EXISTS {WORK} CASCADE")
    database.execute(f"CREATE SCHEMA {WORK}")
    database.execute(f"SET search_path = '{WORK},main'")
    return InDatabase(database)
