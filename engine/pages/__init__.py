"""A reply as people and programs read it: one outline, several renderers."""

FACE = (
    "arithmetic",
    "as_json",
    "by_word",
    "cyrillic",
    "dot",
    "explained",
    "forms",
    "from_reply",
    "json_values",
    "language",
    "markdown",
    "measures",
    "page",
    "provision",
    "remedies",
    "report.reported",
    "report.words",
    "report.written",
    "short",
    "text",
    "verified",
    "whatif",
)
"""The modules that other rooms use; the rest is behind them."""
