"""A question and a case -> a reply: verdict, reasons, what is missing, what would turn it."""

FACE = (
    "ask",
    "cases",
    "checked",
    "coverage",
    "from_world",
    "interview.query",
    "interview.running",
    "reply",
    "situations",
    "supposed",
    "turning",
    "turning_points",
    "verdicts",
    "worked_cases",
    "world",
)
"""The modules that other rooms use; the rest is behind them."""
