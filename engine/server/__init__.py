"""What an editor asks about laws and cases while somebody writes them.

A workspace keeps the texts as they stand in the editor; what is said of a place in them is a
function from the workspace and the place to data of ours, and one module turns that into the
messages of the protocol that all editors speak.
"""

FACE = ("completing", "hovering", "places", "positions", "serving", "workspace")
"""The modules that other rooms use; the rest is behind them."""
