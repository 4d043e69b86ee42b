"""Core programs as answer-set programs, so that clingo is a third opinion."""

from collections.abc import Iterable, Mapping, Sequence

import clingo

from parser.datalog.tree import (
    Aggregate,
    Apply,
    Atom,
    Comparison,
    Const,
    Expr,
    Literal,
    Negation,
    Program,
    Row,
    Rule,
    Var,
)
from parser.datalog.variables import in_body, in_expression
from parser.values import Value


class Asp:
    """The text of one program, its predicates and variables under names that clingo takes."""

    def __init__(self) -> None:
        """Start without names."""
        self.preds: dict[str, str] = {}
        self.variables: dict[str, str] = {}

    def pred(self, name: str) -> str:
        return self.preds.setdefault(name, f"p{len(self.preds)}")

    def value(self, value: Value) -> str:
        match value:
            case int():
                return str(value) if value >= 0 else f"({value})"
            case str():
                quoted = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
                return f'"{quoted}"'
            case _:
                raise AssertionError(f"clingo has no {value!r}")

    def expr(self, expr: Expr) -> str:
        match expr:
            case Const(value):
                return self.value(value)
            case Var("_"):
                return "_"
            case Var(name):
                return self.variables.setdefault(name, f"X{len(self.variables)}")
            case Apply("neg", (inner,)):
                return f"(-{self.expr(inner)})"
            case Apply("whole", (inner,)):
                return self.expr(inner)  # of whole numbers, its quotients have no other part
            case Apply(function, (left, right)):
                sign = "\\" if function == "%" else function
                return f"({self.expr(left)}{sign}{self.expr(right)})"
            case _:
                raise AssertionError(f"clingo has no {expr!r}")

    def atom(self, atom: Atom) -> str:
        return f"{self.pred(atom.pred)}({','.join(map(self.expr, atom.args))})"

    def literal(self, literal: Literal, outer: set[str]) -> str:
        match literal:
            case Atom():
                return self.atom(literal)
            case Negation(atom):
                return f"not {self.atom(atom)}"
            case Comparison(op, left, right):
                return f"{self.expr(left)} {op} {self.expr(right)}"
            case Aggregate(kind, result, terms, body):
                own = [Var(name) for name in sorted(set(in_body(body)) - outer - {"_"})]
                told_apart = terms if kind == "count" and terms else (*terms, *own)
                element = ",".join(map(self.expr, told_apart)) or "0"
                inside = ", ".join(self.literal(part, outer) for part in body)
                text = f"{self.expr(result)} = #{kind} {{ {element} : {inside} }}"
                if kind in ("min", "max"):
                    text += f", {self.expr(result)} != #{'sup' if kind == 'min' else 'inf'}"
                return text

    def rule(self, rule: Rule) -> str:
        body = ", ".join(self.literal(part, _outside(rule, part)) for part in rule.body)
        return f"{self.atom(rule.head)} :- {body}." if body else f"{self.atom(rule.head)}."


def _outside(rule: Rule, literal: Literal) -> set[str]:
    """Return the variables of a rule that occur outside of one literal."""
    names = {arg.name for arg in rule.head.args if isinstance(arg, Var)}
    for other in rule.body:
        if isinstance(other, Aggregate):
            names |= set(in_expression(other.result))
        elif other is not literal:
            names |= set(in_body([other]))
    return names


def model(
    program: Program, facts: Mapping[str, Iterable[Row]], wanted: Sequence[str]
) -> dict[str, set[Row]]:
    """Return the rows of some predicates in the one answer set of a stratified program."""
    asp = Asp()
    text = [asp.rule(rule) for rule in program.rules]
    for pred, rows in facts.items():
        text.extend(asp.rule(Rule(Atom(pred, tuple(map(Const, row))), ())) for row in rows)
    control = clingo.Control(["--warn=none"])
    control.add("base", [], "\n".join(text))
    control.ground([("base", [])])
    found: dict[str, set[Row]] = {name: set() for name in wanted}
    names = {asp.pred(name): name for name in wanted}
    for atom in control.symbolic_atoms:
        if atom.symbol.name in names:
            row = tuple(_value(argument) for argument in atom.symbol.arguments)
            found[names[atom.symbol.name]].add(row)
            assert atom.is_fact, "the program has a choice"
    return found


def _value(symbol: clingo.Symbol) -> Value:
    return symbol.number if symbol.type == clingo.SymbolType.Number else symbol.string
