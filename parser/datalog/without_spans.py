"""A checked program without the places of its conditions, which only errors speak of."""

from dataclasses import replace

from parser.datalog.atoms import with_conditions
from parser.datalog.tree import Aggregate, Atom, Comparison, Literal, Negation, Program
from parser.text.span import NOWHERE


def without_spans(program: Program) -> Program:
    """Return `program` with the places of rules and rows alone, which is read twice as fast.

    >>> from parser.datalog.tree import Rule
    >>> from parser.text.span import Span
    >>> atom = Atom("p", (), span=Span("a.law", 0, 1, 1, 1))
    >>> without_spans(Program((Rule(atom, (atom,)),))).rules[0].body[0].span
    Span(file='', start=0, end=0, line=0, column=0)
    """
    rules = tuple(
        replace(
            rule,
            head=replace(rule.head, span=NOWHERE),
            body=tuple(_without_span(literal) for literal in rule.body),
        )
        for rule in program.rules
    )
    return replace(program, rules=rules)


def _without_span(literal: Literal) -> Literal:
    match literal:
        case Negation(atom):
            return replace(literal, atom=replace(atom, span=NOWHERE), span=NOWHERE)
        case Aggregate():
            return replace(with_conditions(literal, _without_span), span=NOWHERE)
        case Atom() | Comparison():
            return replace(literal, span=NOWHERE)
