"""A question and a case -> a reply: verdict, reasons, what is missing, what would turn it."""

FACE = (
    "ask",
    "cases",
    "changed_case",
    "checked",
    "coverage",
    "from_world",
    "interview.completing",
    "interview.query",
    "interview.running",
    "mutation.kept",
    "mutation.running",
    "mutation.trying",
    "nearest_change",
    "reply",
    "signs",
    "situations",
    "suggested",
    "summary",
    "summing",
    "turned_by_time",
    "under_others",
    "verdicts",
    "worked_cases",
    "world",
)
"""The modules that other rooms use; the rest is behind them."""
