"""Parts of an expression that are the same each time it is worked out, worked out once."""

from collections.abc import Mapping

from engine.arithmetic.errors import EvaluationError
from engine.arithmetic.evaluate import evaluate
from parser.datalog.tree import Apply, Const, Expr, Var
from parser.datalog.variables import in_expression
from parser.values import Value


def beforehand(expr: Expr, known: Mapping[str, Value], lenient: bool = False) -> Expr:
    """Return an expression with the value of each part whose variables are all `known`.

    Whatever the other variables are, it comes to what `expr` comes to. A part that has no value, or
    cannot be worked out, stays as it is: it may be that nobody asks for it.

    >>> beforehand(Apply("+", (Var("X"), Apply("+", (Var("Y"), Const(1))))), {"Y": 2})
    Apply(function='+', args=(Var(name='X'), Const(value=3)))
    """
    match expr:
        case Var(name) if name in known:
            return Const(known[name])
        case Apply(function, args):
            if any(name not in known for name in in_expression(expr)):
                return Apply(function, tuple([beforehand(arg, known, lenient) for arg in args]))
            try:
                value = evaluate(expr, known, lenient)
            except EvaluationError:
                return expr
            return expr if value is None else Const(value)
        case _:
            return expr
