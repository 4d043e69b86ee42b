"""`X = 5` in a body: the constant stands where the variable stood, so that it can be looked up."""

from parser.datalog.substitution import in_rule
from parser.datalog.tree import Aggregate, Atom, Comparison, Const, Negation, Rule, Var
from parser.values import Amount, Range, Share, Value


def with_constants(rule: Rule) -> Rule:
    """Return `rule` with every variable that must equal a constant replaced by it.

    Strict equality with an exact value is identity, so the rule concludes the same. Nothing of a
    currency or share is not replaced: a bare zero, which a sum over nothing can be, equals it too.

    >>> from parser.datalog.tree import Atom
    >>> x = Var("X")
    >>> rule = Rule(Atom("p", (x,)), (Atom("q", (x,)), Comparison("=", x, Const(5))))
    >>> with_constants(rule).body[0]
    Atom(pred='q', args=(Const(value=5),))
    """
    constants: dict[str, Const] = {}
    for literal in rule.body:
        match literal:
            case Comparison("=", Var(name), Const(value)) | Comparison(
                "=", Const(value), Var(name)
            ) if not (literal.lenient or isinstance(value, Range) or _is_nothing(value)):
                constants.setdefault(name, Const(value))
            case Atom() | Negation() | Comparison() | Aggregate():
                pass
    return in_rule(rule, constants)


def _is_nothing(value: Value) -> bool:
    match value:
        case Amount(each, _) | Share(each):
            return each == 0
        case _:
            return False
