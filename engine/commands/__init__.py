"""One file a verb: parse arguments, call one function, print."""

FACE = (
    "complaint",
    "examples",
    "options",
    "outcome",
)
"""The modules that other rooms use; the rest is behind them."""
