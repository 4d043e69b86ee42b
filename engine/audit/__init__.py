"""Laws -> what they leave open or say twice: situations found by a solver, answered by the engine.

The rules that count for one conclusion become a program of the solver (`to_asp`), whose answer sets
are situations; each question (`questions`) asks for one, or that there is none. What is found
becomes a worked case, which the engine must answer as the case expects before anybody sees it.
"""

FACE = ("audit", "bounds", "finding", "forbidden", "solving", "switches")
"""The modules that other rooms use; the rest is behind them."""
