"""Presumptions: what is contrary to them, what of that is known, and what a case denies of them.

A presumption holds until the contrary is certain. What is certain is read from the rail *certain*;
beside it stands what is certain only by cases, which somebody has to find out. In one case of
several a presumption still reads what is known, not what that case supposes.
"""

from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from dataclasses import replace

from engine.rails.from_datalog import Railed
from engine.rails.names import Shown, is_of_case, write
from engine.rails.rail import POSSIBLE
from parser.datalog.atoms import atoms
from parser.datalog.by_head import by_head as rules_by_head
from parser.datalog.tree import Atom, Const, ListedRow, Literal, Negation, Program, Row, Rule


def is_presumed(rule: Rule) -> bool:
    """Tell whether a rule gives way to whatever is known to say the contrary."""
    return any(True for _ in _taking_back((rule,)))


def _taking_back(rules: Iterable[Rule]) -> Iterator[tuple[Rule, str]]:
    """Yield rules that presume, each with a predicate that takes the presumption back."""
    for rule in rules:
        for literal in rule.body:
            if isinstance(literal, Negation) and literal.shown:
                yield rule, literal.atom.pred


def contraries(railed: Railed) -> dict[str, frozenset[str]]:
    """Return each predicate that takes a presumption back, with what is presumed unless it holds.

    The names are those of the program on rails.
    """
    found: dict[str, set[str]] = {}
    for rule, pred in _taking_back(railed.program.rules):
        found.setdefault(pred, set()).add(rule.head.pred)
    return {name: frozenset(heads) for name, heads in found.items()}


def shaking(program: Program) -> frozenset[str]:
    """Return what takes presumptions back and may be certain although no rail says so.

    What rests on facts being so, and on none not being so, is certain only where they are, or where
    a constraint leaves nothing else; what compares may come out the same wherever a value lies.
    """
    against = {pred for _, pred in _taking_back(program.rules)}
    forced = _forced(program) if against else frozenset()
    return frozenset(pred for pred in against if _may_be_by_cases(program, pred, forced))


def _forced(program: Program) -> frozenset[str]:
    """Return what constraints may make certain: what is so where a sentence must not come of it.

    That is what a conclusion of which a constraint speaks rests on not being so.
    """
    by_head = rules_by_head(program.rules)
    waiting = [(atom.pred, False) for one in program.constraints for atom in one.atoms]
    seen = {*waiting}
    while waiting:
        pred, turned = waiting.pop()
        for rule in by_head.get(pred, ()):
            for literal in rule.body:
                turns = turned or not isinstance(literal, Atom)
                for atom in atoms((literal,)):
                    if (atom.pred, turns) not in seen:
                        seen.add((atom.pred, turns))
                        waiting.append((atom.pred, turns))
    return frozenset(pred for pred, turned in seen if turned)


def _may_be_by_cases(program: Program, pred: str, forced: Container[str]) -> bool:
    waiting, seen = [pred], {pred}
    while waiting:
        name = waiting.pop()
        for rule in program.rules:
            if rule.head.pred != name:
                continue
            if not all(isinstance(literal, Atom) for literal in rule.body):
                return True
            for atom in atoms(rule.body):
                if atom.pred in forced:
                    return True
                if atom.pred not in seen:
                    seen.add(atom.pred)
                    waiting.append(atom.pred)
    return False


def undenied(railed: Railed, pred: str) -> Railed:
    """Return a program whose rules conclude a sentence although a case denies it.

    A rule that only presumes it still gives way to the denial, which shows the contrary.
    """
    rules = tuple(
        replace(rule, body=tuple(one for one in rule.body if not _is_of_denial(one)))
        if railed.meaning.get(rule.head.pred, ("",))[0] == pred and not is_presumed(rule)
        else rule
        for rule in railed.program.rules
    )
    return replace(railed, program=replace(railed.program, rules=rules))


def _is_of_denial(literal: Literal) -> bool:
    return isinstance(literal, Negation) and is_of_case(literal.atom.pred)


def with_shown(railed: Railed, shown: Iterable[tuple[str, Row]]) -> Railed:
    """Return a program in which rows that are certain only by cases are certain."""
    rules: list[Rule] = []
    for name, row in shown:
        args = tuple(map(Const, row))
        possible = railed.naming.name(railed.meaning[name][0], POSSIBLE)
        rules.append(Rule(Atom(name, args), (Atom(possible, args),), "bridge"))
    program = replace(railed.program, rules=(*railed.program.rules, *rules))
    return replace(railed, program=program)


def with_known(railed: Railed, known: Mapping[str, Collection[Row]]) -> Railed:
    """Return a program in which presumptions give way to `known`, and to nothing else."""
    found = reading_known(railed)
    rows = tuple(
        ListedRow(write(Shown(name)), row) for name in sorted(known) for row in known[name]
    )
    program = replace(found.program, listed=(*found.program.listed, *rows))
    return replace(found, program=program)


def reading_known(railed: Railed) -> Railed:
    """Return a program in which presumptions give way to the rows of `Shown` and nothing else."""
    rules = tuple(
        replace(rule, body=tuple(map(_reading_known, rule.body))) for rule in railed.program.rules
    )
    return replace(railed, program=replace(railed.program, rules=rules))


def presuming_nothing(rules: Iterable[Rule]) -> Iterator[Rule]:
    """Yield rules without what they presume: what they still rest on is what a case leaves open."""
    for rule in rules:
        body = tuple(one for one in rule.body if not (isinstance(one, Negation) and one.shown))
        yield replace(rule, body=body)


def _reading_known(literal: Literal) -> Literal:
    if not isinstance(literal, Negation) or not literal.shown:
        return literal
    atom = replace(literal.atom, pred=write(Shown(literal.atom.pred)))
    return replace(literal, atom=atom, shown=False)
