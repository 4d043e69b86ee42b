"""Certain and possible: what is known as plain stratified Datalog."""

FACE = (
    "concluded",
    "constraint_examples",
    "facts",
    "from_datalog",
    "impossible",
    "in_force",
    "names",
    "presumed",
    "rail",
    "relevant_rules",
    "said",
    "spans",
    "supposing",
    "told",
    "ways_to_rule_out",
)
"""The modules that other rooms use; the rest is behind them."""
