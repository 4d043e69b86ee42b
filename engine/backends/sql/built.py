"""Builders of the library of SQL, without the copy that it makes of every operand.

An operand is built for the one place that it gets, or copied by whoever uses it twice: copying
whole conditions again at each step took most of the time that a plan takes.
"""

from sqlglot import exp


def and_(*conditions: exp.Expr | None) -> exp.Condition:
    """Return the condition that all of these hold."""
    return exp.and_(*conditions, copy=False)


def or_(*conditions: exp.Expr | None) -> exp.Condition:
    """Return the condition that one of these holds."""
    return exp.or_(*conditions, copy=False)


def func(name: str, *args: exp.Expr) -> exp.Func:
    """Return a call of a function of SQL."""
    return exp.func(name, *args, copy=False)


def paren(inner: exp.Expr) -> exp.Paren:
    """Return an expression in parentheses."""
    return exp.paren(inner, copy=False)


def cast(inner: exp.Expr, to: str) -> exp.Cast:
    """Return an expression as a value of another type."""
    return exp.cast(inner, to, copy=False)
