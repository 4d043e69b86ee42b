"""Laws -> what is allowed in them and is hardly meant: each rule of the linter is one file.

A rule looks at a view of the laws and gives diagnostics, the same record that every error of a law
is; what is meant all the same says so in the law or the project, with the reason.
"""

FACE = ("lint", "rules", "switches")
"""The modules that other rooms use; the rest is behind them."""
