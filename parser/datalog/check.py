"""The checks on the core: arities agree, every rule is safe and in order, recursion has a sense."""

from collections.abc import Iterator
from dataclasses import replace

from parser.datalog.naming import Describe, describer
from parser.datalog.order import ordered
from parser.datalog.paradox import paradoxes
from parser.datalog.renamed_apart import renamed_apart
from parser.datalog.show import show_literal
from parser.datalog.stratify import circular
from parser.datalog.tree import Aggregate, Atom, Comparison, Literal, Negation, Program, Rule, Var
from parser.datalog.variables import ANYTHING, atoms, in_atom
from parser.text.diagnostic import Diagnostic, Label, SourceError
from parser.text.span import NOWHERE, Span


def check(program: Program) -> Program:
    """Return `program` with the body of every rule in an order in which it can be evaluated.

    Comparisons, negations and aggregates move behind what gives them values; otherwise the
    author's order stays. What rests on its own negation is `circular` in the result. Raises
    `SourceError` with all `arity-mismatch`, `unsafe-variable`, `negation-through-recursion` and
    `paradox` errors. Linear in the size of the program.

    >>> from parser.datalog.tree import Const
    >>> X = Var("X")
    >>> rule = Rule(Atom("p", (X,)), (Comparison("<", X, Const(3)), Atom("q", (X,))))
    >>> [type(literal).__name__ for literal in check(Program((rule,))).rules[0].body]
    ['Atom', 'Comparison']
    """
    problems = [*arity_problems(program)]
    describe = describer(program)
    rules: list[Rule] = []
    for rule in program.rules:
        rules.append(_safe(rule, describe, problems))
    problems.extend(paradoxes(program))
    around: frozenset[str] = frozenset()
    try:
        around = circular(program)
    except SourceError as error:
        problems.extend(error.diagnostics)
    if problems:
        raise SourceError(tuple(problems))
    return replace(program, rules=tuple(rules), circular=around)


def arity_problems(program: Program) -> Iterator[Diagnostic]:
    """Yield an error for each predicate used with different numbers of arguments, once."""
    first: dict[str, tuple[int, Span]] = {
        name: (len(predicate.slots), predicate.span)
        for name, predicate in program.predicates.items()
    }
    reported: set[str] = set()
    for pred, arity, span in _uses(program):
        known, place = first.setdefault(pred, (arity, span))
        if arity == known or pred in reported:
            continue
        reported.add(pred)
        labels = (Label(place, f"here it has {known}"),) if place != NOWHERE else ()
        yield Diagnostic(
            "arity-mismatch",
            f"`{pred}` has {known} {'place' if known == 1 else 'places'} elsewhere "
            f"and {arity} here",
            span,
            labels,
            "use it with the same number of arguments everywhere",
        )


def _uses(program: Program) -> Iterator[tuple[str, int, Span]]:
    for rule in program.rules:
        yield rule.head.pred, len(rule.head.args), _place(rule.head.span, rule)
        for atom, _ in atoms(rule.body):
            yield atom.pred, len(atom.args), _place(atom.span, rule)
    for row in program.listed:
        yield row.pred, len(row.row), row.span


def _safe(rule: Rule, describe: Describe, problems: list[Diagnostic]) -> Rule:
    """Return a rule in order; report its variables that nothing gives a value."""
    head = frozenset(in_atom(rule.head))
    done = ordered(renamed_apart(rule.body, head), head)
    seen: set[str] = set()
    for name, literal in done.missing:
        if name not in seen:
            seen.add(name)
            problems.append(_unsafe(name, literal, rule))
    lacking = sorted(head - done.bound - done.promised - seen)
    if Var(ANYTHING) in rule.head.args:
        lacking.append(ANYTHING)
    for name in lacking:
        problems.append(
            Diagnostic(
                "unsafe-variable",
                f"nothing gives `{name}` a value, which {describe(rule.head.pred)} concludes",
                _place(rule.head.span, rule),
                help=f"add a condition that gives `{name}` a value",
            )
        )
    return rule if done.body == rule.body else replace(rule, body=done.body)


def _unsafe(name: str, literal: Literal, rule: Rule) -> Diagnostic:
    match literal:
        case Negation():
            kind, advice = "negated condition", "a condition that is not negated and"
        case Comparison():
            kind, advice = "comparison", "a condition that"
        case Aggregate():
            kind, advice = "aggregate", "a condition outside of it that"
        case Atom():
            kind, advice = "condition", "another condition that"
    return Diagnostic(
        "unsafe-variable",
        f"nothing gives `{name}` a value, which the {kind} `{show_literal(literal)}` needs",
        _place(literal.span, rule),
        help=f"add {advice} gives `{name}` a value",
    )


def _place(span: Span, rule: Rule) -> Span:
    return span if span != NOWHERE else rule.span
