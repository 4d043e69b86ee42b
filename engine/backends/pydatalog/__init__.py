"""pyDatalog: goal-directed, for questions about one case. The one room that knows pyDatalog."""
