"""The completions of a case as an answer-set program: clingo is a judge of the judge.

Each answer set is one completion with what the laws conclude in it. What is in all of them is
certain, what is in none is impossible. Only individuals and counts of them: a value has no end of
others beside it. Which rules count, and where a variable belongs, is read as the judge reads it;
everything after that (who there may be, what is open, conditions, exceptions) is told here again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Literal

import clingo

from parser.resolved.law_tree import (
    Aggregates,
    Calculated,
    Compares,
    Condition,
    Expression,
    Group,
    Holds,
    Item,
    Rule,
    Today,
)
from parser.resolved.tree import Case, Constant, Sentence, Variable
from parser.resolved.vocabulary import VALUE_KINDS, Predicate
from parser.values import Entity
from tests.semantics.counting import Laws
from tests.semantics.scope import flat, level, names

MOST = 20
"""The largest count that the program can speak of."""

Kinds = Mapping[str, str]
Everybody = Mapping[str, Sequence[Entity]]


class Outside(Exception):
    """Something that this program cannot say."""


@dataclass
class Asp:
    """The text of one program about some people."""

    laws: Laws
    everybody: Everybody
    lines: list[str] = field(default_factory=list)
    made: int = 0

    def whole(self, case: Case) -> str:
        """Return the program of a case; raises Outside."""
        for kind, those in self.everybody.items():
            self.lines += [f"k_{kind}({_entity(one)})." for one in those]
        self.lines.append(f"k_number(0..{MOST}).")
        for name, predicate in self.laws.predicates.items():
            self.lines.append(f"#defined p_{name}/{len(predicate.slots)}.")
            if predicate.origin in ("given", "decided"):
                self._open(predicate, case)
        for rule in self.laws.rules:
            self._rule(rule)
        for one in self.laws.constraints:
            self.lines.append(f":- {', '.join(self._body(one.body, {}, {}))}.")
        return "\n".join(self.lines)

    def _open(self, predicate: Predicate, case: Case) -> None:
        """Say what may hold of a sentence that facts or findings settle."""
        said = [one for one in case.statements if one.sentence.predicate == predicate.name]
        if any(slot.kind in VALUE_KINDS for slot in predicate.slots):
            return
        every = any(one.kind == "closes all" for one in case.statements)
        closed = predicate.origin == "given" and (predicate.else_no or every)
        for row in product(*(self.everybody.get(slot.kind, ()) for slot in predicate.slots)):
            kinds = {str(one.kind) for one in said if _speaks_of(one.sentence, row)}
            if closed and "opens" not in kinds:
                kinds.add("closed by default")
            kinds.discard("opens")
            atom = f"p_{predicate.name}({','.join(map(_entity, row))})"
            if "states" in kinds:
                self.lines.append(f"{atom}.")
            elif not kinds and not (predicate.irreflexive and len(set(row)) < len(row)):
                self.lines.append(f"{{{atom}}}.")
        if predicate.single is not None:
            slots = range(len(predicate.slots))
            one = ",".join(f"X{i}" for i in slots)
            two = ",".join("Y" if i == predicate.single else f"X{i}" for i in slots)
            name = f"p_{predicate.name}"
            self.lines.append(f":- {name}({one}), {name}({two}), X{predicate.single} < Y.")

    def _rule(self, rule: Rule) -> None:
        """Say where a rule applies, and that nothing defeats it there."""
        own = {t.name: t.kind for t in rule.head.args if isinstance(t, Variable)}
        body = self._body(rule.body, {}, own)
        args = ",".join(map(self._term, rule.head.args))
        rows = ",".join(f"X{i}" for i in range(len(rule.head.args)))
        mine = f"r_{rule.provision.rule}"
        self.lines.append(f"{mine}_body({args}) :- {', '.join(body)}.")
        against = [
            f"not r_{other.provision.rule}({rows})"
            for other in self.laws.exceptions[rule.provision.rule]
        ]
        self.lines.append(f"{mine}({rows}) :- {', '.join((f'{mine}_body({rows})', *against))}.")
        if not rule.negative:
            self.lines.append(f"p_{rule.head.predicate}({rows}) :- {mine}({rows}).")

    def _body(self, items: Sequence[Item], scope: Kinds, also: Kinds) -> list[str]:
        """Return literals for conditions that hold together, with who their nouns may be."""
        conditions = list(flat(items))
        own = {**level(conditions), **also}
        inside = {**own, **scope}
        domains = [
            f"k_{kind}({_variable(name)})" for name, kind in own.items() if name not in scope
        ]
        return [*domains, *(self._literal(one, inside) for one in conditions)] or ["#true"]

    def _part(self, items: Sequence[Item], scope: Kinds, shared: Sequence[str]) -> str:
        """Return an atom that says that some items hold for what they share with the rest."""
        self.made += 1
        around = {name: scope[name] for name in shared}
        domains = [f"k_{kind}({_variable(name)})" for name, kind in around.items()]
        atom = f"a{self.made}({','.join(map(_variable, shared)) or '0'})"
        self.lines.append(f"{atom} :- {', '.join((*domains, *self._body(items, around, {})))}.")
        return atom

    def _literal(self, condition: Condition, scope: Kinds) -> str:
        shared = sorted(names(condition) & scope.keys())
        match condition:
            case Holds(sentence, negative=False):
                return f"p_{sentence.predicate}({','.join(map(self._term, sentence.args))})"
            case Holds(sentence):
                return f"not {self._part((Item(Holds(sentence)),), scope, shared)}"
            case Compares(op, left, right):
                return f"{self._number(left)} {op} {self._number(right)}"
            case Aggregates("count", result, terms, items):
                return self._count(result, terms, items, scope, shared)
            case Aggregates():
                raise Outside("an aggregate of values")
            case Group("all", items, exception=exception):
                return f"{'not ' if exception else ''}{self._part(items, scope, shared)}"
            case Group(quantifier, items, count, exception):
                parts = [self._part((one,), scope, shared) for one in items]
                if quantifier == "none":
                    return ", ".join(f"not {part}" for part in parts)
                least = count if quantifier == "at least" else 1
                elements = "; ".join(f"{i} : {part}" for i, part in enumerate(parts))
                return f"{'not ' if exception else ''}{least} <= #count {{ {elements} }}"

    def _count(
        self,
        result: Variable,
        terms: Sequence[Expression],
        items: Sequence[Item],
        scope: Kinds,
        shared: Sequence[str],
    ) -> str:
        counted = {one.name: one.kind for one in terms if isinstance(one, Variable)}
        around = [name for name in shared if name != result.name and name not in counted]
        part = self._part(items, {**scope, **counted}, [*around, *counted])
        return (
            f"{_variable(result.name)} = #count {{ {','.join(map(self._term, terms))} : {part} }}"
        )

    def _term(self, term: Expression) -> str:
        match term:
            case Variable(name):
                return _variable(name)
            case Constant(Entity() as value):
                return _entity(value)
            case _:
                raise Outside(f"{term}")

    def _number(self, term: Expression) -> str:
        """Return a side of a comparison; numbers are told in halves, so that 0.5 is whole."""
        match term:
            case Variable(name, "number"):
                return f"2*{_variable(name)}"
            case Calculated("*", (Variable(name, "number"), Constant(int() as times))):
                return f"{2 * times}*{_variable(name)}"
            case Constant(Entity()) | Variable():
                return self._term(term)
            case Constant(value):
                return str(int(2 * value))  # type: ignore[operator]
            case Calculated() | Today():
                raise Outside(f"{term}")


def _variable(name: str) -> str:
    return "V_" + "".join(each if each.isalnum() else f"_{ord(each)}_" for each in name)


def _entity(one: Entity) -> str:
    return f'"{one.kind}: {one.name}"'


def _speaks_of(sentence: Sentence, row: Sequence[Entity]) -> bool:
    return all(
        not isinstance(term, Constant) or term.value == one
        for term, one in zip(sentence.args, row, strict=True)
    )


def consequences(
    program: str,
    which: Literal["brave", "cautious"],
    wanted: Iterable[tuple[str, Sequence[Entity]]],
) -> list[bool] | None:
    """Tell of each sentence whether it is in some answer set, or in all; None if there is none."""
    control = clingo.Control([f"--enum-mode={which}", "--warn=none"])
    control.configuration.solve.models = 0  # type: ignore[union-attr]
    control.add("base", [], program)
    control.ground([("base", [])])
    last: set[str] = set()

    def look(model: clingo.Model) -> None:
        last.clear()
        last.update(map(str, model.symbols(atoms=True)))

    if not control.solve(on_model=look).satisfiable:
        return None
    return [f"p_{name}({','.join(map(_entity, row))})" in last for name, row in wanted]
