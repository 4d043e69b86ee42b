"""What tables and columns are called: readable, and never what a case or a rule calls something."""

import re
from dataclasses import dataclass, field

from engine.backends.sql.layouts import Layout

CASE = "case'"
"""The variable that holds the case everywhere in a rule about many cases."""

RULE = "rule'"
"""The variable that holds which rule a query carries out, for what cannot be worked out in it."""


@dataclass(slots=True)
class Names:
    """Gives each predicate the name of its table, once."""

    prefix: str = ""
    tables: dict[str, str] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)

    def table(self, pred: str) -> str:
        """Return the table of a predicate.

        >>> names = Names()
        >>> names.table("stated/was_born_on"), names.table("stated was_born_on")
        ('stated_was_born_on', 'stated_was_born_on_2')
        """
        if pred not in self.tables:
            words = f"{self.prefix} {pred}".casefold()
            plain = re.sub(r"[^a-z0-9]+", "_", words).strip("_")[:100] or "p"
            name, number = plain, 1
            while name in self.taken:
                number += 1
                name = f"{plain}_{number}"
            self.tables[pred] = name
            self.taken.add(name)
        return self.tables[pred]


def columns(place: int, layout: Layout) -> tuple[str, ...]:
    """Return the columns of one place of a table.

    >>> columns(1, Layout("day", ranged=True))
    ('a1', 'a1_to')
    """
    return (f"a{place}", f"a{place}_to") if layout.ranged else (f"a{place}",)


def all_columns(layouts: tuple[Layout, ...]) -> tuple[str, ...]:
    """Return the columns of a table; one of a predicate without places has `holds`."""
    found = [name for place, layout in enumerate(layouts) for name in columns(place, layout)]
    return tuple(found) or ("holds",)


TYPES = {"name": "VARCHAR", "day": "DATE", "whole": "BIGINT", "key": "VARCHAR"}


def types(layouts: tuple[Layout, ...]) -> tuple[str, ...]:
    """Return the types of the columns of a table."""
    found = [TYPES[one.form] for one in layouts for _ in range(2 if one.ranged else 1)]
    return tuple(found) or ("BOOLEAN",)
