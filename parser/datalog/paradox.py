"""Rules that conclude something only where it is not so: `may stay unless may stay`."""

from collections.abc import Iterator, Mapping, Sequence

from parser.datalog.naming import AskedFor, Context, Describe, OfKind, describer, read
from parser.datalog.tree import Atom, Negation, Program, Rule, Term, Var
from parser.text.diagnostic import Diagnostic, Label
from parser.text.span import NOWHERE

_DEPTH = 8
"""Through how many rules that only pass a sentence on what is negated is followed."""

_Path = tuple[Rule, ...]


def paradoxes(program: Program) -> Iterator[Diagnostic]:
    """Yield an error for each rule that has the opposite of its own conclusion as a condition.

    Where nothing else says that it is so, it is neither so nor not so, whoever it is about. What is
    negated is followed through rules with a single condition, which is so where that is. Whatever
    rests on its own negation in another way may be decided by the facts of a case.
    """
    negating = [
        (rule, literal)
        for rule in program.rules
        for literal in rule.body
        if isinstance(literal, Negation) and not literal.shown
    ]
    if not negating:
        return
    by_head: dict[str, list[Rule]] = {}
    for rule in program.rules:
        by_head.setdefault(rule.head.pred, []).append(rule)
    describe = describer(program)
    for rule, negation in negating:
        path = _way(negation.atom, rule.head, by_head, _DEPTH)
        if path is not None and all(_counts_with(rule, one) for one in path):
            yield _paradox(rule, negation, path, describe)


def _counts_with(rule: Rule, other: Rule) -> bool:
    """Tell whether a rule counts whenever another does: the same days, the same choices."""
    return all(
        theirs in (none, ours)
        for theirs, ours, none in (
            (other.starts, rule.starts, None),
            (other.ends, rule.ends, None),
            (other.under, rule.under, ()),
        )
    )


def _way(atom: Atom, goal: Atom, by_head: Mapping[str, Sequence[Rule]], depth: int) -> _Path | None:
    """Return the rules by which `goal` alone makes an atom true, or None if there are none."""
    if atom.pred == goal.pred and atom.args == goal.args:
        return ()
    for rule in by_head.get(atom.pred, ()) if depth else ():
        conditions = [literal for literal in rule.body if not _is_beside(literal)]
        if len(conditions) != 1 or not isinstance(conditions[0], Atom):
            continue
        passed = _passed(rule, conditions[0], atom)
        path = None if passed is None else _way(passed, goal, by_head, depth - 1)
        if path is not None:
            return (rule, *path)
    return None


def _is_beside(literal: object) -> bool:
    """Tell whether a condition says only who there is, or for which values it is asked."""
    return isinstance(literal, Atom) and isinstance(read(literal.pred), OfKind | AskedFor | Context)


def _passed(rule: Rule, condition: Atom, atom: Atom) -> Atom | None:
    """Return the condition of a rule that concludes an atom, in the words of that atom."""
    given: dict[str, Term] = {}
    for term, value in zip(rule.head.args, atom.args, strict=True):
        if not isinstance(term, Var) or given.setdefault(term.name, value) != value:
            return None
    args = [given.get(term.name) if isinstance(term, Var) else term for term in condition.args]
    known = tuple(arg for arg in args if arg is not None)
    return Atom(condition.pred, known) if len(known) == len(args) else None


def _paradox(rule: Rule, negation: Negation, path: _Path, describe: Describe) -> Diagnostic:
    name = rule.provision.rule if rule.provision is not None else rule.head.pred
    sentence = describe(rule.head.pred)
    return Diagnostic(
        "paradox",
        f"`{name}` concludes {sentence} only where that is not so",
        negation.span if negation.span != NOWHERE else rule.span,
        tuple(
            Label(one.span, f"{describe(one.head.pred)} follows from it")
            for one in path
            if one.span != NOWHERE
        ),
        "say what the condition means: the same sentence on another day, about another person, or "
        "a sentence of its own",
    )
