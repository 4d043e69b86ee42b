"""The core as text: each clause under the rule of the law that it comes from."""

import re
from typing import assert_never

from parser.datalog.show_value import show_name, show_value
from parser.datalog.tree import (
    Aggregate,
    Apply,
    Atom,
    Comparison,
    Const,
    Expr,
    ListedRow,
    Literal,
    Negation,
    Program,
    Rule,
    Today,
    Var,
)
from parser.datalog.variables import ANYTHING, in_atom, in_body

_INFIX = {"+", "-", "*", "/", "%", "**"}
_LINE = 88

_ROLES = {
    "item": "a part of its conditions",
    "applies": "its conditions, as an exception",
    "context": "values that its items need",
    "bridge": "stored rows",
    "asked": "values for which it is asked",
    "rule": "",
}


def show(program: Program) -> str:
    """Return a program as text: clauses in order, then the rows of tables.

    Each clause stands under a comment with its rule, title, item, citation and dates. Names
    are quoted where they could be taken for something else, so that the text is unambiguous.

    >>> X = Var("person")
    >>> rule = Rule(Atom("old", (X,)), (Atom("age", (X, Const(90))),))
    >>> print(show(Program((rule,))), end="")
    old(Person) :- age(Person, 90).
    """
    lines: list[str] = []
    comment = None
    for rule in program.rules:
        above = _comment(rule)
        if above and above != comment:
            lines.extend(["", *above] if lines else above)
        comment = above
        lines.append(show_rule(rule))
    cited = None
    for row in program.listed:
        if (above_row := _row_comment(row)) != cited:
            lines.extend(["", above_row] if lines else [above_row])
            cited = above_row
        lines.append(f"{show_name(row.pred)}({', '.join(map(show_value, row.row))}).")
    return "".join(f"{line}\n" for line in lines)


def _comment(rule: Rule) -> list[str]:
    provision = rule.provision
    if provision is None:
        return [] if rule.role == "rule" else [f"% {_ROLES[rule.role]}"]
    first = provision.rule + (f' "{_flat(provision.title)}"' if provision.title else "")
    if provision.item:
        first += f", item {_flat(provision.item)}"
    elif rule.role != "rule":
        first += f": {_ROLES[rule.role]}"
    cites = [_flat(part) for part in (provision.law_title, provision.cites) if part]
    lines = [f"% {first}"]
    if cites:
        lines.append(f"%     {'; '.join(cites)}")
    if rule.starts or rule.ends:
        lines.append(f"%     in force{_dates(rule)}")
    for switch, choices in rule.under:
        lines.append(f"%     under {switch} {' or '.join(choices) or '(never)'}")
    return lines


def _dates(rule: Rule) -> str:
    starts = f" from {rule.starts}" if rule.starts else ""
    return starts + (f" until {rule.ends}" if rule.ends else "")


def _row_comment(row: ListedRow) -> str:
    place = f"{row.span.file}" if row.span.file else "table"
    return f"% {_flat(place)}" + (f": {_flat(row.cites)}" if row.cites else "")


def _flat(text: str) -> str:
    """Return `text` on one line, so that it cannot leave its comment."""
    return " ".join(text.split())


def show_rule(rule: Rule) -> str:
    """Return one clause; a long body gets a line for each condition."""
    names = variable_names(rule)
    head = _atom(rule.head, names)
    if not rule.body:
        return f"{head}."
    parts = [_literal(literal, names) for literal in rule.body]
    line = f"{head} :- {', '.join(parts)}."
    if len(line) <= _LINE:
        return line
    return f"{head} :-\n    " + ",\n    ".join(parts) + "."


def show_literal(literal: Literal) -> str:
    """Return one literal, its variables as the author named them."""
    return _literal(literal, {})


def variable_names(rule: Rule) -> dict[str, str]:
    """Return a Datalog variable for each variable of a rule: capitalised, one word, distinct.

    >>> X, Y = Var("other person"), Var("other-person")
    >>> variable_names(Rule(Atom("p", (X, Y)), ()))
    {'other person': 'Other_person', 'other-person': 'Other_person_2'}
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for name in dict.fromkeys((*in_atom(rule.head), *in_body(rule.body))):
        word = re.sub(r"\W+", "_", name).strip("_")
        word = word[:1].upper() + word[1:] if word[:1].isalpha() else f"V{word}"
        shown, count = word, 1
        while shown in taken:
            count += 1
            shown = f"{word}_{count}"
        taken.add(shown)
        names[name] = shown
    return names


def _literal(literal: Literal, names: dict[str, str]) -> str:
    match literal:
        case Atom():
            return _atom(literal, names)
        case Negation(atom):
            return f"not {'certainly ' * literal.shown}{_atom(atom, names)}"
        case Comparison(op, left, right):
            return f"{_expression(left, names)} {op} {_expression(right, names)}"
        case Aggregate(kind, result, terms, body):
            inner = ", ".join(_literal(part, names) for part in body)
            of = ", ".join(_expression(term, names) for term in terms)
            return f"{_expression(result, names)} = {kind}({of + ' ' if of else ''}: {inner})"
        case _:
            assert_never(literal)


def _atom(atom: Atom, names: dict[str, str]) -> str:
    args = ", ".join(_expression(arg, names) for arg in atom.args)
    return f"{show_name(atom.pred)}({args})"


def _expression(expression: Expr, names: dict[str, str]) -> str:
    match expression:
        case Const(value):
            return show_value(value)
        case Var(name):
            return name if name == ANYTHING else names.get(name, name)
        case Today():
            return "today"
        case Apply("neg", (only,)):
            return f"-{_operand(only, names)}"
        case Apply(function, args) if function in _INFIX:
            return f" {function} ".join(_operand(arg, names) for arg in args)
        case Apply(function, args):
            return f"{function}({', '.join(_expression(arg, names) for arg in args)})"
        case _:
            assert_never(expression)


def _operand(expression: Expr, names: dict[str, str]) -> str:
    text = _expression(expression, names)
    nested = isinstance(expression, Apply) and expression.function in _INFIX | {"neg"}
    return f"({text})" if nested else text
