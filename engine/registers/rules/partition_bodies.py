"""Conditions of a rule that share no variable but the case are put into rules of their own.

So what a provision needs of a person's own row is kept apart from what goes through spouses,
countries or convictions, and what several provisions need is looked for once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from engine.registers.rules.by_case import CASE
from engine.registers.rules.names import CASES, part
from parser.datalog.stratify import stratify
from parser.datalog.substitution import in_rule
from parser.datalog.tree import Atom, Literal, Negation, Program, Rule, Var
from parser.datalog.variables import ANYTHING, atoms, in_atom, in_body, in_literal

EVERYWHERE = Atom(CASES, (CASE,))
"""The atom that holds in every case."""


def in_parts(program: Program) -> Program:
    """Return a program by case in which each part of a rule's conditions has a rule of its own.

    Recursive rules stay as they are.
    """
    group = {pred: one for one in stratify(program) for pred in one}
    parts = _Parts()
    rules: list[Rule] = []
    for rule in program.rules:
        recursive = any(atom.pred in group[rule.head.pred] for atom, _ in atoms(rule.body))
        by_case = rule.head.args[:1] == (CASE,)
        rules.append(parts.of_rule(rule) if by_case and not recursive else rule)
    return replace(program, rules=(*rules, *parts.rules))


@dataclass(slots=True)
class _Parts:
    """The parts so far: the rules that conclude them, and the name of each by its conditions."""

    names: dict[tuple[Literal, ...], str] = field(default_factory=dict)
    rules: list[Rule] = field(default_factory=list)

    def of_rule(self, rule: Rule) -> Rule:
        wanted = set(in_atom(rule.head)) - {CASE.name}
        first, *others = _groups(rule.body, wanted) if wanted else ([], *_groups(rule.body, set()))
        own = [one for one in others if one != [EVERYWHERE]]
        if not first and len(own) < 2 and not any(isinstance(one[0], Negation) for one in own):
            return rule
        flags = tuple(self._flag(one) for one in own)
        if first and len(flags) > 1:
            flags = (Atom(self._name(flags), (CASE,)),)
        body = (*flags, *first)
        known = isinstance(body[0], Atom) and body[0].args[:1] == (CASE,)
        return replace(rule, body=body if known else (EVERYWHERE, *body))

    def _flag(self, part: Sequence[Literal]) -> Literal:
        """Return the condition, about the case alone, that a part is met."""
        match part:
            case [Atom(args=args)] if args == (CASE,):
                return part[0]
            case [Negation(atom)] if atom.args == (CASE,):
                return part[0]
            case [Negation(atom, lenient)] if atom.args[:1] == (CASE,) and _unbound(atom):
                return Negation(Atom(self._name((atom,)), (CASE,)), lenient)
            case [Negation()]:
                return part[0]
            case _:
                return Atom(self._name(tuple(part)), (CASE,))

    def _name(self, body: tuple[Literal, ...]) -> str:
        names = dict.fromkeys(name for name in in_body(body) if name not in (CASE.name, ANYTHING))
        shorter = {name: Var(f"x{number}") for number, name in enumerate(names)}
        rule = in_rule(Rule(Atom("", (CASE,)), body), shorter)
        if rule.body not in self.names:
            name = part(len(self.names) + 1)
            self.names[rule.body] = name
            first = rule.body[0]
            known = isinstance(first, Atom) and first.args[:1] == (CASE,)
            found = rule.body if known else (EVERYWHERE, *rule.body)
            self.rules.append(Rule(Atom(name, (CASE,)), found))
        return self.names[rule.body]


def _unbound(atom: Atom) -> bool:
    return all(term == Var(ANYTHING) for term in atom.args[1:])


def _groups(body: Sequence[Literal], wanted: set[str]) -> Iterator[list[Literal]]:
    """Yield the conditions that share variables, in order; first those that share `wanted`."""
    groups: list[tuple[set[str], list[Literal]]] = [(wanted, [])] if wanted else []
    for literal in body:
        names = set(in_literal(literal)) - {CASE.name}
        met = [one for one in groups if names & one[0]]
        if not met:
            groups.append((names, [literal]))
            continue
        first, *more = met
        first[0].update(names)
        first[1].append(literal)
        for one in more:
            first[0].update(one[0])
            first[1].extend(one[1])
            groups.remove(one)
    order = {id(literal): number for number, literal in enumerate(body)}
    for _, found in groups:
        yield sorted(found, key=lambda one: order[id(one)])
