"""What browsers, programs and assistants ask: answered by workers, one request a time each."""

FACE = ("serving", "tools")
"""The modules that other rooms use; the rest is behind them."""
