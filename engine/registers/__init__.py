"""One question, a million cases: the same rules over the tables of a register."""

FACE = (
    "as_sql",
    "asking",
    "conclusions",
    "incomplete",
    "on_cluster",
    "one_case",
    "output",
    "rules.subject",
    "run",
    "screen",
    "summary",
    "tables.constraints",
    "tables.loading",
    "tables.mapping",
    "tables.register",
    "tables.run_tables",
    "two_versions",
)
"""The modules that other rooms use; the rest is behind them."""
