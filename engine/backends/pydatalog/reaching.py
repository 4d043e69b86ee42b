"""Long chains from one end: what the given end reaches, instead of a table for each link.

`path(X, Z) :- edge(X, Y), path(Y, Z)` asked from a given `X` makes a table of `path` for every
`Y` on the way, each almost as long as the last. With `reached(S, Y)`, what the start `S` reaches
by the steps of the recursion, one table is enough: `path(S, Z) :- reached(S, X), edge(X, Z)`.
"""

from collections.abc import Collection, Sequence

from engine.backends.pydatalog.steps import steps_of
from parser.datalog.tree import Atom, Literal, Rule, Term, Var
from parser.datalog.variables import in_atom, in_body

Places = tuple[bool, ...]
"""Which places of a question have values."""


def by_reaching(
    rules: Sequence[Rule], given: Places, cycle: Collection[str], reached: str
) -> tuple[list[Rule], list[Rule]] | None:
    """Return rules for a predicate asked with values at the `given` places, and for `reached`.

    That is possible if every recursive rule passes the other places on unchanged and uses them
    for nothing else; otherwise None is returned. `cycle` are the predicates that rest on this
    one, and it on them.

    >>> X, Y, Z = Var("X"), Var("Y"), Var("Z")
    >>> edge = Rule(Atom("path", (X, Y)), (Atom("edge", (X, Y)),))
    >>> more = Rule(Atom("path", (X, Z)), (Atom("edge", (X, Y)), Atom("path", (Y, Z))))
    >>> main, also = by_reaching([edge, more], (True, False), {"path"}, "reached") or ([], [])
    >>> main[0].body[0], len(also)
    (Atom(pred='reached', args=(Var(name='start 0'), Var(name='X'))), 2)
    """
    if all(given) or not any(given):
        return None
    if not any(_calls(rule, cycle) for rule in rules) or any(
        _assigns(rule, given) for rule in rules
    ):
        return None
    starts = _starts(rules, given)
    main: list[Rule] = []
    also = [Rule(Atom(reached, (*starts, *starts)), ())]
    for rule in rules:
        recursive = _calls(rule, cycle)
        source = Atom(reached, (*starts, *_at(rule.head, given)))
        if not recursive:
            free, start = iter(_at(rule.head, _others(given))), iter(starts)
            args = tuple(next(start) if here else next(free) for here in given)
            main.append(Rule(Atom(rule.head.pred, args), (source, *rule.body)))
            continue
        rest = _rest(rule, recursive, given)
        if rest is None:
            return None
        also.append(Rule(Atom(reached, (*starts, *_at(recursive[0], given))), (source, *rest)))
    return main, also


def _calls(rule: Rule, cycle: Collection[str]) -> list[Atom]:
    """Return the conditions of a rule that are recursive."""
    return [part for part in rule.body if isinstance(part, Atom) and part.pred in cycle]


def _assigns(rule: Rule, given: Places) -> bool:
    """Tell whether an `=` gives a value to a place that is given."""
    before = {term.name for term in _at(rule.head, given) if isinstance(term, Var)}
    return any(step.assigned in before for step in steps_of(rule))


def _starts(rules: Sequence[Rule], given: Places) -> list[Var]:
    """Return a variable for each given place, of names that no rule uses."""
    used = {name for rule in rules for name in (*in_atom(rule.head), *in_body(rule.body))}
    prefix = "start"
    while any(name.startswith(prefix) for name in used):
        prefix += "'"
    return [Var(f"{prefix} {i}") for i in range(sum(given))]


def _others(given: Places) -> Places:
    return tuple(not here for here in given)


def _at(atom: Atom, places: Places) -> tuple[Term, ...]:
    return tuple(term for term, here in zip(atom.args, places, strict=True) if here)


def _rest(rule: Rule, recursive: Sequence[Atom], given: Places) -> tuple[Literal, ...] | None:
    """Return a rule's conditions that lead from the given places to those of the recursion.

    None if the rule does more with the other places than to pass them on.
    """
    atom, others = recursive[0], _others(given)
    if len(recursive) > 1 or atom.pred != rule.head.pred:
        return None
    rest = tuple(part for part in rule.body if part is not atom)
    kept = _at(rule.head, others)
    names = {term.name for term in kept if isinstance(term, Var)} - {"_"}
    if _at(atom, others) != kept or len(names) < len(kept):
        return None
    before = frozenset(in_atom(Atom("", _at(rule.head, given))))
    after = Atom("", _at(atom, given))
    if names & {*before, *in_body(rest), *in_atom(after)} or Var("_") in after.args:
        return None
    from parser.datalog.order import ordered  # few rules come this far

    done = ordered(rest, before | set(in_atom(after)), before)
    return done.body if not done.missing and set(in_atom(after)) <= done.bound else None
