"""Random laws on rails mean the same to clingo, to pyDatalog and to the reference.

Clingo sees every value as a number; a comparison is a call back, so that rules, negation and
recursion are judged by it and the calendar is not.
"""

from collections.abc import Iterable, Mapping
from random import Random

import clingo
import pytest

from engine.arithmetic import compare, evaluate
from engine.backends import backend
from engine.rails.from_datalog import Railed
from parser.datalog.tree import (
    Aggregate,
    Atom,
    Comparison,
    Const,
    Literal,
    Negation,
    Row,
    Rule,
    Var,
)
from parser.datalog.variables import in_expression
from parser.resolved.vocabulary import value_slots
from parser.values import Value
from tests.differential.asp import Asp
from tests.properties.programs import random_case, random_program, world

SEEDS = range(800)


class Coded(Asp):
    """Rules in which every value is a number; `met` holds the comparisons they call."""

    def __init__(self) -> None:
        super().__init__()
        self.codes: dict[tuple[type, Value], int] = {}
        self.values: list[Value] = []
        self.met: list[tuple[Comparison, list[str]]] = []

    def value(self, value: Value) -> str:
        code = self.codes.setdefault((type(value), value), len(self.values))
        if code == len(self.values):
            self.values.append(value)
        return str(code)

    def literal(self, literal: Literal, outer: set[str]) -> str:
        if not isinstance(literal, Comparison):
            return super().literal(literal, outer)
        names = sorted({*in_expression(literal.left), *in_expression(literal.right)})
        self.met.append((literal, names))
        args = ",".join([str(len(self.met) - 1), *(self.expr(Var(name)) for name in names)])
        return f"@holds({args}) = 1"

    def holds(self, which: clingo.Symbol, *args: clingo.Symbol) -> clingo.Symbol:
        comparison, names = self.met[which.number]
        values = [self.values[arg.number] for arg in args]
        known = dict(zip(names, values, strict=True))
        left = evaluate(comparison.left, known, comparison.lenient)
        right = evaluate(comparison.right, known, comparison.lenient)
        if left is None or right is None:
            return clingo.Number(0)
        return clingo.Number(int(compare(comparison.op, left, right, comparison.lenient)))


def model(railed: Railed, facts: Mapping[str, Iterable[Row]]) -> dict[str, set[Row]]:
    asp = Coded()
    text = [asp.rule(rule) for rule in railed.program.rules]
    stored = [(pred, row) for pred, rows in facts.items() for row in rows]
    stored += [(row.pred, row.row) for row in railed.program.listed]
    text += [asp.rule(Rule(Atom(pred, tuple(map(Const, row))), ())) for pred, row in stored]
    control = clingo.Control(["--warn=none"])
    control.add("base", [], "\n".join(text))
    control.ground([("base", [])], context=asp)
    found: dict[str, set[Row]] = {}
    names = {coded: name for name, coded in asp.preds.items()}
    for atom in control.symbolic_atoms:
        row = tuple(asp.values[argument.number] for argument in atom.symbol.arguments)
        found.setdefault(names[atom.symbol.name], set()).add(row)
        assert atom.is_fact, "the program has a choice"
    return found


def is_plain(railed: Railed) -> bool:
    """Tell whether clingo can read the rules as they are.

    It would have to work out what a comparison gives to a variable, and its negation does not
    know that a date that nobody named may be the one at hand.
    """
    for rule in railed.program.rules:
        bound: set[str] = set()
        for literal in rule.body:
            match literal:
                case Aggregate():
                    return False
                case Atom(args=args):
                    bound |= {term.name for term in args if isinstance(term, Var)}
                case Comparison(left=left, right=right):
                    if not {*in_expression(left), *in_expression(right)} <= bound:
                        return False
                case Negation(atom):
                    if len(literal.exact) < len(atom.args) and has_values(railed, atom.pred):
                        return False
    return True


def has_values(railed: Railed, name: str) -> bool:
    predicate = railed.base.predicates.get(railed.meaning.get(name, (name,))[0])
    return predicate is not None and bool(value_slots(predicate))


@pytest.mark.parametrize("start", SEEDS[::100])
def test_rails_agree(start: int) -> None:
    judged = 0
    for seed in range(start, start + 100):
        random = Random(seed)
        program = random_program(random)
        case = random_case(random)
        here = world(program, case, backend("pydatalog"))
        if not is_plain(here.railed):
            continue
        judged += 1
        expected = model(here.railed, here.facts.rows)
        other = world(program, case, backend("reference"))
        for name, (pred, _) in here.railed.meaning.items():
            arity = len(program.predicates[pred].slots) if pred in program.predicates else 1
            pattern = (None,) * arity
            for engine in (here, other):
                assert set(engine.model.rows(name, pattern)) == expected.get(name, set()), name
    assert judged > 5
