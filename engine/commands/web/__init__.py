"""What a browser and programs ask over HTTP: answered by workers, one request a time each."""

FACE = ("app", "tools")
"""The modules that other rooms use; the rest is behind them."""
