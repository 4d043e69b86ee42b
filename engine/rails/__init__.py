"""Certain and possible: what is known as plain stratified Datalog."""

FACE = (
    "facts",
    "from_datalog",
    "impossible",
    "in_force",
    "names",
    "rail",
    "relevant_rules",
    "ways_to_rule_out",
    "said",
    "supposing",
)
"""The modules that other rooms use; the rest is behind them."""
