"""What a rule needs of a condition that it asks with nothing known: a part of its places.

`q(D) :- p(X, Y, D)` asks which `D` there are, whoever `X` and `Y` are. Where the rules for `p` go
through all pairs, the rules for that part of it stop at the first.

R. Ramakrishnan, C. Beeri, R. Krishnamurthy, "Optimizing existential Datalog queries", PODS 1988.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from parser.datalog.tree import Atom, Rule, Var
from parser.datalog.variables import ANYTHING, in_atom, in_literal

Kept = tuple[int, ...]
"""The places of a predicate that a rule needs."""


def needed(rule: Rule, atom: Atom, known: Iterable[str]) -> Kept | None:
    """Return the places of a condition that its rule needs, or None if it is to be asked whole.

    It is, unless a variable stands there alone, and nothing else is known when it is asked or
    everything (`known` are variables that have a value from the start): is there one at all?

    >>> X, Y, D = Var("X"), Var("Y"), Var("D")
    >>> atom = Atom("p", (X, Y, D))
    >>> needed(Rule(Atom("q", (D,)), (atom,)), atom, ())
    (2,)
    >>> needed(Rule(Atom("q", (D,)), (atom,)), atom, ("D",))
    (2,)
    """
    names = [arg.name for arg in atom.args if isinstance(arg, Var)]
    if len(names) < len(atom.args):
        return None
    others = [part for part in rule.body if part is not atom]
    elsewhere = {*in_atom(rule.head), *(name for part in others for name in in_literal(part))}
    met = {name for part in others if isinstance(part, Atom) for name in in_atom(part)}
    count = Counter(names)
    kept = tuple(
        place
        for place, name in enumerate(names)
        if name != ANYTHING and (name in elsewhere or count[name] > 1)
    )
    asked = {names[place] for place in kept}
    if len(kept) == len(names):
        return None
    if asked.issubset(known) or asked.isdisjoint({*known, *met}):
        return kept
    return None


def part_of(rule: Rule, name: str, kept: Kept) -> Rule:
    """Return the rule for a part of what a rule concludes."""
    return replace(rule, head=Atom(name, tuple(rule.head.args[place] for place in kept)))
