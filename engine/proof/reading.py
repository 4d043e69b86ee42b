"""What a search for derivations reads of each predicate: what two models have in common for it.

Cases, suggestions and findings are looked into in worlds that differ in a few facts. What rests on
none of these has the same instances and the same smallest derivations in all of them.
"""

from collections.abc import Iterable

from engine.rails.from_datalog import Railed
from engine.rails.rail import CERTAIN, POSSIBLE
from parser.datalog.tree import Rule
from parser.datalog.variables import atoms

Readers = dict[str, set[str]]
"""For each predicate those whose instances are found by looking at its rows."""


def readers_of(railed: Railed) -> Readers:
    """Return which predicates of a program a search looks at for which others.

    For each condition it reads that of the rule, and what could hold on the most open rail; for
    each conclusion also whether it is certain. What goes in circles is decided in turns, which are
    those of one model: it reads itself and is never the same (see `affected`).
    """
    found: Readers = {}

    def reads(reader: str, name: str) -> None:
        found.setdefault(name, set()).add(reader)

    for name, (pred, _) in railed.meaning.items():
        reads(name, railed.naming.name(pred, CERTAIN))
    for rule in railed.program.rules:
        for name in _looked_at(railed, rule):
            reads(rule.head.pred, name)
    return found


def _looked_at(railed: Railed, rule: Rule) -> Iterable[str]:
    for atom, _ in atoms(rule.body):
        yield atom.pred
        meaning = railed.meaning.get(atom.pred)
        if meaning is not None:
            yield railed.naming.name(meaning[0], POSSIBLE)


def affected(readers: Readers, changed: Iterable[str]) -> frozenset[str]:
    """Return the predicates whose derivations may differ where the rows of `changed` do.

    >>> sorted(affected({"p": {"q"}, "q": {"r", "q"}, "s": {"t"}}, ["p"]))
    ['p', 'q', 'r']
    """
    found = set(changed)
    waiting = list(found)
    while waiting:
        for reader in readers.get(waiting.pop(), ()):
            if reader not in found:
                found.add(reader)
                waiting.append(reader)
    return frozenset(found)
