"""Expressions and comparisons: every operand has a kind, and every operation fits its operands."""

from decimal import Decimal
from typing import assert_never

from parser.resolved.constants import a_kind, as_kind, example_of, kind_of, quantity
from parser.resolved.law_tree import Calculated, Compares, Expression, Today
from parser.resolved.literals import year_range
from parser.resolved.operations import ORDERED, misused, result_kind
from parser.resolved.scope import Scope
from parser.resolved.sentences import Reading
from parser.resolved.tree import Constant
from parser.resolved.vocabulary import VALUE_KINDS
from parser.syntax import tree as syntax
from parser.text.diagnostic import Diagnostic
from parser.text.span import NOWHERE
from parser.values import Amount, Share

Typed = tuple[Expression | None, str | None]
"""An expression with its kind; None where an error was already reported."""

_MOST = 100
_COUNTED = frozenset({"days", "months", "years", "working_days"})


def resolve_comparison(
    comparison: syntax.Compares, scope: Scope, reads: Reading
) -> Compares | None:
    """Return a comparison whose sides are of one kind; `a NOUN =` introduces a variable."""
    left, right = comparison.left, comparison.right
    if comparison.op == "=" and _introduces(left) != _introduces(right):
        return _equation(comparison, scope, reads)
    if _waits(left) and not _waits(right):
        second, kind = resolve_expression(right, scope, reads)
        first, own = resolve_expression(left, scope, reads, kind)
    else:
        first, own = resolve_expression(left, scope, reads)
        second, kind = resolve_expression(right, scope, reads, own)
    if first is None or second is None or own is None or kind is None:
        return None
    if {own, kind} == {"number", "share"} and (_is_ratio(first) or _is_ratio(second)):
        first, second = (_as_number(one, of) for one, of in ((first, own), (second, kind)))
        own = kind = "number"
    if own != kind:
        advice = f"compare {a_kind(own)} with {example_of(own)}"
        if {own, kind} == {"number", "duration"}:
            advice = "write the number alone: `>= 90`, not `>= 90 days`"
        if {own, kind} == {"date", "duration"}:
            advice = "write `today - 3 years` for a date, or `the years from A to B`"
        at = comparison.span
        if isinstance(right, syntax.Quantity):
            at = right.span
            advice = as_kind(right, own) if kind == "number" else advice
        elif isinstance(left, syntax.Quantity):
            at = left.span
            advice = as_kind(left, kind) if own == "number" else advice
        reads.problems.append(
            Diagnostic(
                "kind-clash",
                f"{a_kind(own)} is compared with {a_kind(kind)}",
                at,
                help=advice,
            )
        )
        return None
    if own not in ORDERED and comparison.op not in {"=", "!="}:
        reads.problems.append(
            Diagnostic(
                "kind-clash",
                f"{a_kind(own)} can be compared with `=` and `!=` only",
                comparison.span,
                help=f"`{comparison.op}` is for dates, numbers, amounts, shares and durations",
            )
        )
        return None
    return Compares(comparison.op, first, second, span=comparison.span)


def _is_ratio(expression: Expression) -> bool:
    return isinstance(expression, Calculated) and expression.function == "/"


def _as_number(expression: Expression, kind: str) -> Expression:
    """Return a share as the number that it is, 51% as 0.51; a number as it is."""
    one = Constant(1, span=NOWHERE)
    return Calculated("*", (expression, one)) if kind == "share" else expression


def _introduces(expression: syntax.Expression) -> bool:
    return isinstance(expression, syntax.Reference) and expression.determiner in {"a", "another"}


def _waits(expression: syntax.Expression) -> bool:
    """Tell whether what an expression means depends on what it is compared with."""
    match expression:
        case syntax.Name() | syntax.Quantity(value=int()):
            return True
        case _:
            return False


def _equation(comparison: syntax.Compares, scope: Scope, reads: Reading) -> Compares | None:
    new, old = comparison.left, comparison.right
    if not _introduces(new):
        new, old = old, new
    assert isinstance(new, syntax.Reference)
    value, kind = resolve_expression(old, scope, reads)
    variable, different = scope.introduce(new, kind, False)
    if different is not None:
        reads.problems.append(
            Diagnostic(
                "misplaced-noun",
                f"`another {new.noun}` cannot be introduced by `=`",
                new.span,
                help="introduce it in a sentence",
            )
        )
    if variable is None or value is None:
        return None
    return Compares("=", variable, value, span=comparison.span)


def resolve_expression(
    expression: syntax.Expression,
    scope: Scope,
    reads: Reading,
    wanted: str | None = None,
    depth: int = 0,
) -> Typed:
    """Return an expression and its kind; `wanted` is the kind of what it stands beside."""
    match expression:
        case syntax.Reference(determiner="a" | "another"):
            reads.problems.append(
                Diagnostic(
                    "misplaced-noun",
                    f"`{a_kind(expression.noun)}` cannot be introduced here",
                    expression.span,
                    help=f"introduce it in a sentence or with `{a_kind(expression.noun)} = …`",
                )
            )
            scope.introduce(expression, None, True) if scope.find(expression.noun) is None else None
            return None, None
        case syntax.Reference():
            known = scope.find(expression.noun) is not None
            named = None if known else reads.individuals.named(expression, wanted)
            if named is not None:
                return named, wanted
            variable = scope.refer(expression, None)
            return variable, variable.kind if variable else None
        case syntax.Name():
            return _name(expression, reads, wanted)
        case syntax.Quantity(value=value):
            if wanted == "date" and isinstance(value, int) and year_range(value):
                return quantity(expression, "date", reads.problems), "date"
            return Constant(value, span=expression.span), kind_of(value)
        case syntax.Today():
            return Today(), "date"
        case syntax.Call():
            if depth >= _MOST:
                reads.problems.append(
                    Diagnostic(
                        "too-deep",
                        f"this expression has more than {_MOST} levels",
                        expression.span,
                        help="work it out in parts: `a total = …`",
                    )
                )
                return None, None
            return _call(expression, scope, reads, depth)
        case _:
            assert_never(expression)


def _name(name: syntax.Name, reads: Reading, wanted: str | None) -> Typed:
    known = reads.individuals.kind(name.text)
    if wanted == "text" and name.quoted:
        return Constant(name.text, span=name.span), "text"
    kind = known or wanted
    if wanted is not None and reads.individuals.is_of(name.text, wanted):
        kind = wanted
    if kind is None or (known is None and kind in VALUE_KINDS):
        if name.quoted:
            return Constant(name.text, span=name.span), "text"
        reads.problems.append(
            Diagnostic(
                "unknown-name",
                f"nothing is known of `{name.text}`",
                name.span,
                help="compare it with a noun, or declare it with `names of KIND:`",
            )
        )
        return None, None
    return reads.individuals.entity(name, kind), kind


def _call(call: syntax.Call, scope: Scope, reads: Reading, depth: int) -> Typed:
    wanted = "date" if call.function in _COUNTED else None
    args: list[Expression] = []
    kinds: list[str] = []
    for arg in call.args:
        if call.function in {"earlier", "later"} and kinds:
            wanted = kinds[0]
        if call.function == "working_after":
            wanted = None if kinds else "date"
        value, kind = resolve_expression(arg, scope, reads, wanted, depth + 1)
        if value is not None and kind is not None:
            args.append(value)
            kinds.append(kind)
    if len(args) < len(call.args):
        return None, None
    result = result_kind(call.function, kinds)
    if result is None:
        reads.problems.append(misused(call, kinds))
        return None, None
    if call.function.startswith("rounded") and not _is_positive(args[1]):
        reads.problems.append(
            Diagnostic(
                "odd-rounding",
                "nothing can be rounded to the nearest of this",
                args[1].span if isinstance(args[1], Constant) else call.span,
                help="write a number or amount above zero: `rounded up to the nearest 100 EUR`",
            )
        )
        return None, None
    if call.function in ("working_days", "working_after"):
        if not reads.calendar:
            reads.problems.append(
                Diagnostic(
                    "no-calendar",
                    "nothing says which days are holidays",
                    call.span,
                    help="write `calendar Montenegro`, or another country or table, below the "
                    "`law` line",
                )
            )
            return None, None
        args.insert(0, Constant(reads.calendar, span=call.span))
    function = "*" if call.function == "of" else call.function
    return Calculated(function, tuple(args), span=call.span), result


def _is_positive(unit: Expression) -> bool:
    match unit:
        case Constant(Amount(value) | Share(value)):
            return value > 0
        case Constant(int() | Decimal() as value):
            return value > 0
        case _:
            return False
